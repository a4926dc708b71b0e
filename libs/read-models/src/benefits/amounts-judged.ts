import type { FactKind, KnownFact } from '#facts';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';

type Stated = Readonly<{ owner: string; kind: FactKind; value: object | null }>;
type Judgement = Stated & Pick<KnownFact<'benefit-validation'>, 'value'>;

/**
 * What the value came to that a validation or rejection decides on, in pence or the unit of its benefit, as the event
 * stated it that the judgement names: a later correction of it nobody judged. Null of all else.
 */
export type AmountJudged = (stated: Pick<Stated, 'kind' | 'value'>) => number | null;

/** Reads the amounts of whatever judgements are among these facts; where there are none, nothing. */
export async function amountsJudged(
  { read }: LedgerAt,
  stated: readonly Stated[],
): Promise<AmountJudged> {
  const judgements = stated.filter(isJudgement);
  if (judgements.length === 0) return () => null;
  const owners = new Set(judgements.map(({ owner }) => owner));
  const named = new Set(judgements.map(({ value }) => value.names));
  const rows = await read<AmountRow>(AMOUNTS, [[...owners], [...named]]);
  const amounts = new Map(rows.map(({ names, amount }) => [names, amount]));
  return (each) => (isJudgement(each) ? (amounts.get(each.value.names) ?? null) : null);
}

const isJudgement = <Of extends Pick<Stated, 'kind' | 'value'>>(
  stated: Of,
): stated is Of & Pick<Judgement, 'value'> => stated.kind === 'benefit-validation';

type AmountRow = Readonly<{ names: string; amount: number }>;

const AMOUNTS = `
  select f.names, f.numerator as amount
  from read_models.series s join read_models.facts f on f.series = s.series
  where s.owner = any($1) and s.kind = 'benefit-actual' and f.names = any($2::uuid[])`;
