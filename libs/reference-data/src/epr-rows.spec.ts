import type { OptimisationOrder } from '#optimisation';
import { eprStatusRows, milestoneRows } from './epr-rows.js';
import {
  readReferenceData,
  referenceFiles,
  type Cells,
  type ReferenceData,
} from './reference-files.js';

describe('A milestone', () => {
  it.each([
    ['supplier_selected', 'supplier-selected'],
    ['outline_business_case_approved', 'outline-business-case-approved'],
    ['contract_planned', 'contract-planned'],
    ['contract_signed', 'contract-signed'],
    ['contract_value', 'contract-value'],
    ['major_incident', 'major-incident'],
    ['critical_incident', 'critical-incident'],
    ['incidents_reported', 'incidents-reported'],
    ['himss_emram_stage', 'emram-stage-stated'],
  ])('%s is stated as %s, its amount in pence', (event, milestone) => {
    expect(orders(row({ event, amount_gbp: '65000000', planned_date: '2026/27' }))).toMatchObject([
      {
        type: 'StateMilestone',
        data: { milestone, amountPence: 6_500_000_000, plannedFor: '2026/27' },
      },
    ]);
  });

  it('of a name nobody knows is a fault of the file', () => {
    expect(() => orders(row({ event: 'ribbon_cut' }))).toThrow('ribbon_cut');
  });

  it('keeps the precision of its date, or counts from its publication, or from the gathering', () => {
    const when = (cells: Cells) =>
      orders(row(cells)).map(({ data }) => 'when' in data && data.when);
    expect(when({ event_date: '2024-11' })).toEqual([{ on: '2024-11' }]);
    expect(when({ event_date: undefined, published: '2015' })).toEqual([
      { undated: 'published', on: '2015' },
    ]);
    expect(when({ event_date: undefined, published: undefined })).toEqual([
      { undated: 'gathered', on: '2026-11-22' },
    ]);
  });

  it('names its source, and says what is uncertain unless it is stated', () => {
    expect(sources(row({}))).toEqual([
      { name: 'htn.co.uk', url: 'https://www.htn.co.uk/1', publishedOn: '2024-12' },
    ]);
    expect(sources(row({ confidence: 'year inferred' }))).toMatchObject([
      { caution: 'year inferred' },
    ]);
  });
});

describe('A planned go-live', () => {
  it('is a plan first and a revised forecast after, in the order of the file', () => {
    const plans = orders(
      plan({ event_date: '2024-01', planned_date: '2024-09' }),
      plan({ event_date: '2024-06', planned_date: '2025-03' }),
    );
    expect(plans).toMatchObject([
      { type: 'PlanDeployment', data: { plannedGoLive: '2024-09', source: { order: 1 } } },
      { type: 'ReviseGoLiveForecast', data: { plannedGoLive: '2025-03', source: { order: 2 } } },
    ]);
  });

  it('after a deferral is a revised forecast; after a cancellation or a go-live it is a new plan', () => {
    const typesAfter = (event: string) =>
      orders(row({ event }), plan({ planned_date: '2027' })).map(({ type }) => type);
    expect(typesAfter('go_live_deferred')).toEqual(['DeferGoLive', 'ReviseGoLiveForecast']);
    expect(typesAfter('go_live_cancelled')).toEqual(['CancelGoLive', 'PlanDeployment']);
    expect(typesAfter('went_live')).toEqual(['RecordGoLive', 'PlanDeployment']);
  });

  it('of another trust or EPR is a plan of its own', () => {
    const plans = orders(
      plan({ ods_code: 'RCF', supplier: 'Epic' }),
      plan({ ods_code: 'RCF', supplier: 'Meditech' }),
      plan({ ods_code: 'RAE', supplier: 'Epic' }),
    );
    expect(plans).toMatchObject([
      { type: 'PlanDeployment', data: { instance: 'rcf-epic' } },
      { type: 'PlanDeployment', data: { instance: 'rcf-meditech' } },
      { type: 'PlanDeployment', data: { instance: 'rae-epic' } },
    ]);
  });

  it('of a shared programme names the instance and the other trusts, whatever its supplier', () => {
    expect(orders(plan({ ods_code: 'RGP', supplier: undefined }))).toMatchObject([
      { data: { instance: 'norfolk-and-waveney-epr', sharedWith: ['RM1', 'RCX'] } },
    ]);
  });

  it('dated more vaguely than what follows it is cut at that day', () => {
    const whens = orders(
      plan({ event_date: '2025', published: '2025-11-17' }),
      row({ event: 'go_live_deferred', event_date: '2025-09', published: '2025-11-17' }),
    ).map(({ data }) => 'when' in data && data.when);
    expect(whens).toEqual([{ between: ['2025-01-01', '2025-09-30'] }, { on: '2025-09' }]);
  });

  it('keeps what the source says in words, with the amount', () => {
    expect(
      orders(
        row({ event: 'went_live', detail: 'RiO', amount_gbp: '1100000', planned_date: '2011' }),
      ),
    ).toMatchObject([{ data: { detail: 'RiO. Amount £1,100,000. Planned for 2011' } }]);
  });
});

describe('The shipped files', () => {
  it('give every row of every milestone a key of its own', async () => {
    const { rows } = await readReferenceData();
    const data = rows();
    for (const keyed of [milestoneRows(data), eprStatusRows(data)]) {
      expect(new Set(keyed.map(({ key }) => key)).size).toBe(keyed.length);
    }
  });
});

const row = (cells: Cells): Cells => ({
  ods_code: 'RCF',
  event: 'contract_signed',
  event_date: '2024-12',
  supplier: 'Epic',
  published: '2024-12',
  source_url: 'https://www.htn.co.uk/1',
  confidence: 'stated',
  ...cells,
});
const plan = (cells: Cells): Cells =>
  row({ event: 'go_live_planned', planned_date: '2026', ...cells });

function orders(...milestones: readonly Cells[]): readonly OptimisationOrder[] {
  const none = Object.fromEntries(referenceFiles.map((file) => [file, []]));
  const data = { ...none, 'epr_milestones.csv': milestones } as unknown as ReferenceData;
  return milestoneRows(data).flatMap((each) =>
    each.orders.flatMap((addressed) => (addressed.to === 'optimisation' ? [addressed.order] : [])),
  );
}

const sources = (...milestones: readonly Cells[]) =>
  orders(...milestones).map(({ data }) => 'source' in data && data.source);
