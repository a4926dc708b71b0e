import { Injectable } from '@nestjs/common';
import type { ReadRows } from '#event-sourcing';
import type { KnownFact } from '#facts';
import { judgedActuals, type ActualSums, type JudgedActual } from '#figures';
import { earlierOf, type BenefitId, type IsoDate } from '#vocabulary';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { FigureCache } from '../facts-ledger/figure-cache.js';
import { byOwner, FACT_COLUMNS, type FactColumns } from '../facts-ledger/known-facts.js';
import { both } from '../facts-ledger/readers.js';
import { seriesKey } from '../facts-ledger/series-key.js';

/** Whose actuals; with `since`, only of windows that began on that day or later. */
export type SumsAsked = Readonly<{ benefit: BenefitId; since?: IsoDate }>;

export const NO_ACTUALS: ActualSums = {
  ...{ validated: 0, awaiting: 0, rejected: 0, belowGate: 0 },
  counts: { validated: 0, awaiting: 0, rejected: 0, belowGate: 0 },
};

/** Fewer are sooner read by one connection. */
const WORTH_TWO = 400;

/** `actualSums` of many benefits, added up in the database; in the order asked. */
export async function sumsOf(
  ledger: LedgerAt,
  asked: readonly SumsAsked[],
  asOf: IsoDate,
): Promise<readonly ActualSums[]> {
  const { knownOn, knowledge } = ledger;
  if (knownOn === undefined || asked.length === 0) return asked.map(() => NO_ACTUALS);
  const read = (reader: ReadRows, those: readonly SumsAsked[]) =>
    reader<SumsRow>(SUMS, [
      earlierOf(asOf, knownOn),
      knowledge.entry,
      those.map(seriesOf),
      those.map(({ since = null }) => since),
    ]);
  const second = asked.length < WORTH_TWO ? undefined : await ledger.secondReader();
  const half = asked.length >> 1;
  const rows =
    second === undefined
      ? await read(ledger.read, asked)
      : (
          await both(read(ledger.read, asked.slice(0, half)), read(second, asked.slice(half)))
        ).flat();
  const found = new Map(rows.map((row) => [nameOf(row.series, row.since), sumsIn(row)]));
  return asked.map((each) => found.get(nameOf(seriesOf(each), each.since)) ?? NO_ACTUALS);
}

/** The sums of all benefits on a day, worked out once for as long as nothing is recorded. */
@Injectable()
export class ActualsOfAll {
  private readonly cache = new FigureCache<ReadonlyMap<BenefitId, ActualSums>>(8);

  at(ledger: LedgerAt, asOf: IsoDate): Promise<ReadonlyMap<BenefitId, ActualSums>> {
    return this.cache.at(ledger, { asOf }, async () => {
      const benefits = ledger.ownersOf('benefit') as BenefitId[];
      const sums = await sumsOf(
        ledger,
        benefits.map((benefit) => ({ benefit })),
        asOf,
      );
      return new Map(benefits.map((benefit, index) => [benefit, sums[index] ?? NO_ACTUALS]));
    });
  }
}

/** Every actual of these benefits that ended by a day, with what was said of it. */
export async function actualsOf(
  ledger: LedgerAt,
  benefits: readonly BenefitId[],
  asOf: IsoDate,
): Promise<ReadonlyMap<string, readonly JudgedActual[]>> {
  const rows = await ledger.read<FactColumns>(ACTUALS, [benefits, ledger.knowledge.entry, asOf]);
  return new Map(
    [...byOwner(rows)].map(([benefit, facts]: [string, KnownFact[]]) => [
      benefit,
      judgedActuals(facts),
    ]),
  );
}

const seriesOf = ({ benefit }: SumsAsked): number =>
  seriesKey({ owner: benefit, kind: 'benefit-actual', subject: '' });

const nameOf = (series: number, since: IsoDate | null | undefined): string =>
  `${String(series)} ${since ?? ''}`;

type SumsRow = Readonly<{
  series: number;
  since: IsoDate | null;
  validated: number;
  awaiting: number;
  rejected: number;
  below: number;
  n_validated: number;
  n_awaiting: number;
  n_rejected: number;
  n_below: number;
  last_actual: IsoDate;
  last_validated: IsoDate | null;
}>;

const sumsIn = (row: SumsRow): ActualSums => ({
  validated: row.validated,
  awaiting: row.awaiting,
  rejected: row.rejected,
  belowGate: row.below,
  counts: {
    validated: row.n_validated,
    awaiting: row.n_awaiting,
    rejected: row.n_rejected,
    belowGate: row.n_below,
  },
  lastActual: row.last_actual,
  ...(row.last_validated !== null && { lastValidated: row.last_validated }),
});

/** Known at the entry $2. */
const isKnown = (row: string): string =>
  `${row}.recorded <= $2 and (${row}.superseded is null or ${row}.superseded > $2)`;

/** Exact decimals, so that amounts in any unit come to the same in whatever order they are added. */
const sumWhere = (condition: string): string =>
  `coalesce(sum(amount::numeric) filter (where ${condition}), 0)::float8`;
const countWhere = (condition: string): string => `(count(*) filter (where ${condition}))::int`;

const isBelow = 'below';
const isValidated = 'not below and said = 1';
const isRejected = 'not below and said = 0';
const isAwaiting = 'not below and said is null';

const SUMS = `
  with judged as materialized (
    select distinct on (f.names) f.names, f.numerator as said
    from read_models.facts f where f.names is not null and ${isKnown('f')}
    order by f.names, f.first_entry desc)
  select series, since,
    ${sumWhere(isValidated)} as validated, ${countWhere(isValidated)} as n_validated,
    ${sumWhere(isAwaiting)} as awaiting, ${countWhere(isAwaiting)} as n_awaiting,
    ${sumWhere(isRejected)} as rejected, ${countWhere(isRejected)} as n_rejected,
    ${sumWhere(isBelow)} as below, ${countWhere(isBelow)} as n_below,
    max(latest) as last_actual, max(latest) filter (where ${isValidated}) as last_validated
  from (
    select s.series, s.since, f.numerator as amount, f.latest, j.said,
      coalesce(f.value ->> 'gate' = 'below', false) as below
    from (select distinct * from unnest($3::bigint[], $4::date[]) as a(series, since)) s
    join read_models.facts f on f.series = s.series
    left join judged j on j.names = f.event_id
    where f.latest <= $1 and ${isKnown('f')} and (s.since is null or f.window_from >= s.since)) a
  group by series, since`;

const ACTUALS = `
  select s.owner, s.kind, s.subject, ${FACT_COLUMNS}
  from read_models.series s join read_models.facts f on f.series = s.series
  where s.owner = any($1) and s.kind in ('benefit-actual', 'benefit-validation')
    and ${isKnown('f')} and f.latest <= $3`;
