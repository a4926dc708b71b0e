import type { Client } from 'pg';
import { maturityModelV1 } from '#maturity-models';
import type { FactKind } from '#facts';
import { seriesKey } from '#read-models/testing';
import { addMonths, dayBefore, isoDate } from '#vocabulary';

export const BENEFITS = 2_000;
/** Months of which every benefit has an actual. */
export const ACTUALS_EACH = 60;
const FIRST_MONTH = isoDate('2020-10-01');

/** Benefits in money, approved for five years, half of them revised; five of six actuals validated. */
export async function fillBenefits(client: Client, trusts: number): Promise<void> {
  const codes = maturityModelV1.capabilities.map(({ code }) => code);
  const stated = Array.from({ length: BENEFITS }, (_, index) => statedOf(index, trusts, codes));
  const rows = stated.flat();
  await client.query(
    `insert into series select * from unnest($1::text[], $2::text[], $3::text[], $4::int8[])`,
    [
      rows.map(({ owner }) => owner),
      rows.map(({ kind }) => kind),
      rows.map(({ subject }) => subject),
      rows.map((row) => seriesKey(row)),
    ],
  );
  const valued = rows.filter(({ value }) => value !== undefined);
  await client.query(STATED, [
    valued.map((row) => seriesKey(row)),
    valued.map(({ kind }) => kind),
    valued.map(({ value }) => JSON.stringify(value)),
  ]);
  await client.query(ACTUALS, [
    rows.filter(({ kind }) => kind === 'benefit-actual').map((row) => seriesKey(row)),
    FIRST_MONTH,
    ACTUALS_EACH,
  ]);
  await client.query(VALIDATION_SERIES);
  // Whether a busy machine has counted the rows yet decides between a second and an hour.
  await client.query('analyze facts, series');
  await client.query(VALIDATIONS);
}

type Row = Readonly<{ owner: string; kind: FactKind; subject: string; value?: object }>;

function statedOf(index: number, trusts: number, codes: readonly string[]): readonly Row[] {
  const trust = `R${String((index % trusts) + 1).padStart(3, '0')}`;
  const owner = `${trust}-B${String(index)}`;
  const organisation = { organisation: trust };
  const of = (kind: FactKind, value?: object, subject = ''): Row => ({
    ...{ owner, kind, subject },
    ...(value && { value }),
  });
  const approved = {
    ...{ rebaselined: false, approver: 'board', caseRef: 'FBC', caseVersion: '1' },
    ...{ trajectory: trajectoryOf(index, 0), fullYearValue: 1_200_000, attributionShare: 1 },
  };
  return [
    of('benefit', { ...PROFILE, ...organisation, class: ['CRB', 'NCRB', 'SB'][index % 3] }),
    of('benefit-home', organisation),
    of('benefit-owner', { owner: 'chief-nurse' }),
    of('benefit-baseline', { value: 70, from: '2020-01-01', to: '2020-03-31', method: 'count' }),
    of('benefit-approval', approved),
    ...(index % 2 === 0
      ? [of('benefit-forecast', { trajectory: trajectoryOf(index, 3), reason: 'late' })]
      : []),
    of(
      'benefit-link',
      { kind: 'capability', linked: true, weight: 1 },
      codes[index % codes.length],
    ),
    of('benefit-actual'),
  ];
}

const PROFILE = {
  ...{ title: 'A benefit', valuedIn: 'money', beneficiary: 'Wards', category: 'Productivity' },
  ...{ objective: 'Time to care', owner: 'chief-nurse' },
  measure: {
    ...{ name: 'Time', unit: 'minutes', direction: 'lower', source: 'EPR', cadence: 'monthly' },
  },
};

/** Month by month, with nothing in the first `late` ones. */
const trajectoryOf = (index: number, late: number) =>
  Array.from({ length: ACTUALS_EACH }, (_, month) => {
    const from = addMonths(FIRST_MONTH, month);
    const to = dayBefore(addMonths(from, 1));
    return { from, to, amount: month < late ? 0 : 100_000 + 10 * (index % 500) + month };
  });

/** What is stated is known from before the first measurement on. */
const STATED = `
  insert into facts (recorded, series, kind, earliest, latest, precision, stated_order, first_entry,
    fact_id, event_id, value)
  select 10000 + n, series, kind, '2020-04-01', '2020-04-01', 'day', 0, 10000 + n,
    md5('benefit' || n)::uuid, md5('benefit' || n)::uuid, value
  from unnest($1::int8[], $2::text[], $3::jsonb[]) with ordinality s(series, kind, value, n)`;

/** Spread over the table as they would come in: month after month, of all benefits. */
const ACTUALS = `
  insert into facts (recorded, series, kind, earliest, latest, precision, stated_order, first_entry,
    fact_id, event_id, names, numerator, window_from)
  select 100000 + n, series, 'benefit-actual', day, day, 'day', 0, 100000 + n,
    md5('actual' || n)::uuid, md5('actual' || n)::uuid, md5('actual' || n)::uuid, 80000 + n * 7919 % 40000, month
  from (
    select row_number() over (order by m, series) as n, series,
      ($2::date + make_interval(months => m))::date as month,
      ($2::date + make_interval(months => m + 1))::date - 1 as day
    from unnest($1::int8[]) series, generate_series(0, $3::int - 1) m) a
  order by n`;

const VALIDATION_SERIES = `
  insert into series
  select s.owner, 'benefit-validation', f.fact_id::text,
    hashtextextended('validation' || f.fact_id::text, 0) & ((1::int8 << 53) - 1)
  from facts f join series s on s.series = f.series
  where s.kind = 'benefit-actual' and f.recorded % 6 > 0`;

const VALIDATIONS = `
  insert into facts (recorded, series, kind, earliest, latest, precision, stated_order, first_entry,
    fact_id, event_id, window_from, names, value)
  select f.recorded + 120000, v.series, v.kind, f.earliest, f.latest, 'day', 0, f.recorded + 120000,
    md5('validation' || f.fact_id)::uuid, md5('validation' || f.fact_id)::uuid, f.window_from,
    f.event_id, jsonb_build_object('state', 'validated', 'names', f.event_id, 'from', f.window_from)
  from facts f join series s on s.series = f.series
  join series v on v.owner = s.owner and v.kind = 'benefit-validation' and v.subject = f.fact_id::text
  where s.kind = 'benefit-actual'
  order by f.recorded`;
