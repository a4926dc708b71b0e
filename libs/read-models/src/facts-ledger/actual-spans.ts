/** From which entry to which a row stood, and the entry by which one of two came first. */
export type Stood = {
  readonly benefit: string;
  readonly recorded: number;
  superseded: number;
  readonly firstEntry: number;
};
type Judgement = Stood & Readonly<{ isValid: boolean }>;

/** One statement of an actual, and all that was ever judged of it. Days are whole numbers, 20250331. */
export type Statement = Stood &
  Readonly<{
    from: number;
    to: number;
    amount: number;
    isBelow: boolean;
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
  const { recorded, superseded, judgements, to, from, amount } = statement;
  const turns = judgements
    .flatMap((judgement) => [judgement.recorded, judgement.superseded])
    .filter((entry) => entry > recorded && entry < superseded)
    .sort((one, other) => one - other);
  const begins = [recorded, ...turns];
  return begins.flatMap((entry, index) => {
    const end = begins[index + 1] ?? superseded;
    return [to, from, partAt(statement, entry), entry, end, amount];
  });
}

/** A judgement holds for the statement it names; of several, the later counts. */
function partAt({ isBelow, judgements }: Statement, entry: number): number {
  if (isBelow) return BELOW_GATE;
  const standing = judgements
    .filter(({ recorded, superseded }) => recorded <= entry && superseded > entry)
    .sort((one, other) => other.firstEntry - one.firstEntry);
  const [last] = standing;
  if (last === undefined) return AWAITING;
  return last.isValid ? VALIDATED : REJECTED;
}
