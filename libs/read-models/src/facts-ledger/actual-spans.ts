/** From which entry to which a row stood, and the entry by which one of two came first. */
export type Stood = {
  readonly recorded: number;
  readonly superseded: number;
  readonly firstEntry: number;
};
/** `to`: its day; `shows`: its evidence, as of a statement. */
export type Judgement = Stood & Readonly<{ to: number; isValid: boolean; shows: string }>;

/** One statement of an actual, and all that was ever judged of it. Days are whole numbers, 20250331. */
export type Statement = Stood &
  Readonly<{
    from: number;
    to: number;
    amount: number;
    isBelow: boolean;
    said: 'own-word' | 'own-source';
    /** A reference of evidence, or that it is named in words, or that nothing is. */
    shows: string;
    judgements: Judgement[];
  }>;

export const VALIDATED = 0;
export const AWAITING = 1;
export const REJECTED = 2;
const BELOW_GATE = 3;

/** Numbers of a span: last day, first day, part, the entry it begins with, the one it ends before, amount. */
export const WIDTH = 6;

/**
 * Statements as spans of knowledge, within which none changes the part it counts to, in one row of
 * numbers: two hundred thousand of them are looked through in some milliseconds.
 */
export const spansOf = (statements: readonly Statement[]): Float64Array =>
  Float64Array.from(statements.flatMap(spansOfOne));

/** By last day, then by what was recorded first. */
export const inOrder = (one: Statement, other: Statement): number =>
  one.to - other.to || one.firstEntry - other.firstEntry;

function spansOfOne(statement: Statement): number[] {
  const { to, from, amount } = statement;
  return turnsOf(statement).flatMap(({ begins, ends }) => [
    ...[to, from, partAt(statement, begins), begins, ends, amount],
  ]);
}

/** The spans of knowledge within which nothing is judged anew of a statement. */
function turnsOf({ recorded, superseded, judgements }: Statement): readonly Span[] {
  const turns = judgements
    .flatMap((judgement) => [judgement.recorded, judgement.superseded])
    .filter((entry) => entry > recorded && entry < superseded)
    .sort((one, other) => one - other);
  const begins = [recorded, ...turns];
  return begins.map((entry, index) => ({ begins: entry, ends: begins[index + 1] ?? superseded }));
}

type Span = Readonly<{ begins: number; ends: number }>;

/** What shows a value over time: the evidence that its validation names, while that holds, or its own. */
export function shownOver(statement: Statement): readonly (Span & Readonly<{ shows: string }>)[] {
  const { recorded: begins, superseded: ends, shows, judgements } = statement;
  const isNamed = judgements.some((judgement) => judgement.shows !== 'nothing');
  if (!isNamed) return [{ begins, ends, shows }];
  return turnsOf(statement).map((span) => ({ ...span, shows: shownAt(statement, span.begins) }));
}

/** A judgement holds for the statement it names; of several, the later counts. */
function partAt({ isBelow, judgements }: Statement, entry: number): number {
  if (isBelow) return BELOW_GATE;
  const last = lastJudgement(judgements, entry);
  if (last === undefined) return AWAITING;
  return last.isValid ? VALIDATED : REJECTED;
}

export function lastJudgement(
  judgements: readonly Judgement[],
  entry: number,
): Judgement | undefined {
  let last: Judgement | undefined;
  for (const judgement of judgements) {
    const stands = judgement.recorded <= entry && judgement.superseded > entry;
    if (stands && (last === undefined || judgement.firstEntry > last.firstEntry)) last = judgement;
  }
  return last;
}

function shownAt({ shows, judgements }: Statement, entry: number): string {
  const last = lastJudgement(judgements, entry);
  return last?.isValid === true && last.shows !== 'nothing' ? last.shows : shows;
}
