import 'reflect-metadata';
import { InMemoryEventStore } from '#event-store';
import { exportCsv } from '../exporting.js';
import { readSheet } from '../sheets/read-sheet.js';
import { importOf, importsOn, type ImportsUnderTest } from '../testing/index.js';
import { ENTRY } from './columns-of.js';
import { csvOfRows } from './template.js';

describe('A file of benefits', () => {
  it('holds every field of a profile, and gives it back', async () => {
    const { register } = of('benefits');
    expect(register.columns.filter(({ name }) => !(name in everything))).toEqual([]);
    expect(await run('benefits', everything)).toMatchObject({ stage: 'completed' });
    const exported = await rowsOf('benefits');
    expect(exported.find(({ benefit }) => benefit === 'RXX-WHOLE')).toMatchObject(
      Object.fromEntries(Object.entries(everything).filter(([, text]) => text !== '')),
    );
  });

  it('corrects what it says otherwise, and is taken back whole', async () => {
    const before = await rowsOf('benefits');
    const file = 'benefits';
    const changed = { ...everything, title: 'Another title' };
    const report = await run(file, changed, { ...everything, benefit: 'RXX-OTHER' });
    expect(report).toMatchObject({ totals: { rows: 2, changed: 1, new: 1 } });
    expect(await rowsOf(file)).toContainEqual(expect.objectContaining({ title: 'Another title' }));

    const { organisation, asker } = of(file);
    const { importId } = report;
    const reason = 'The file was the wrong one' as never;
    const back = await imports.withdrawing.withdraw({ importId, organisation, reason, asker });
    expect(back).toMatchObject({ withdrawn: 1, restored: 1, left: 0 });
    expect(await rowsOf(file)).toEqual(before);
  });

  it.each([
    ['benefit-forecasts', { trajectory: 'soon' }, 'trajectory'],
    ['benefit-forecasts', { trajectory: '2026-04-01/2027-03-31=much' }, 'trajectory'],
    ['benefit-actuals', { amount: 'much' }, 'amount'],
    ['benefit-actuals', { benefit: 'no benefit' }, 'benefit'],
    ['assessments', { scores: 'well-led' }, 'scores'],
    ['assessments', { scores: 'well-led=high' }, 'scores'],
    ['survey-results', { edition: 'dma' }, 'edition'],
  ])('of %s points at the cell that is wrong: %o', async (name, wrong, column) => {
    const report = await run(name, { ...exampleOf(name), ...wrong });
    expect(report.stage).toBe('refused');
    expect(new Set(report.problems.map((problem) => problem.column))).toEqual(new Set([column]));
  });

  it.each([
    ['benefit-forecasts', 'RXX-DRUG-ROUNDS', 'benefit-not-approved'],
    ['benefit-actuals', 'RXX-DRUG-ROUNDS', 'benefit-not-approved'],
    ['benefit-baselines', 'RXX-NOTE-TIME', 'baseline-locked'],
  ])('of %s is judged by the rules of benefits', async (name, benefit, code) => {
    const report = await run(name, { ...exampleOf(name), benefit });
    expect(report).toMatchObject({ stage: 'refused', problems: [{ code }] });
  });
});

const store = new InMemoryEventStore({ clock: () => new Date('2026-06-01T09:00:00Z') });
let imports: ImportsUnderTest;
beforeAll(async () => {
  imports = await importsOn(store);
});
afterAll(() => imports.close());

const of = importOf;

type Row = Readonly<Record<string, string>>;

/** The example as the trust's own row. */
const exampleOf = (name: string): Row => {
  const { columns } = of(name).register;
  const example = Object.fromEntries(columns.map((column) => [column.name, column.example]));
  return { ...example, source: 'Our return' };
};

async function run(name: string, ...rows: readonly Row[]) {
  const bytes = Buffer.from(csvOfRows(of(name).register, rows));
  return (await imports.importing.run({ bytes }, of(name))).report;
}

/** What the trust has said in a register, without the references of its entries. */
async function rowsOf(name: string): Promise<readonly Row[]> {
  const { register, organisation } = of(name);
  const bytes = Buffer.from(await exportCsv(store, register, organisation));
  const read = await readSheet({ bytes }, register.title);
  if (read.outcome !== 'read') return [];
  const { header, rows } = read.sheet;
  return [...rows].map(({ cells }) =>
    Object.fromEntries(
      header.flatMap((column, index) => {
        const cell = cells[index];
        return column === ENTRY || typeof cell !== 'string' ? [] : [[column, cell] as const];
      }),
    ),
  );
}

const everything: Row = {
  ...{ benefit: 'RXX-WHOLE', title: 'Time freed', class: 'NCRB', valued_in: 'money' },
  ...{ beneficiary: 'Nurses', category: 'Time', objective: 'Release time', owner: 'chief-nurse' },
  ...{ measure: 'Minutes', unit: 'minutes', direction: 'lower', data_source: 'Audit log' },
  ...{ cadence: 'quarterly', formula: 'a ÷ b', numerator_source: 'a', denominator_source: 'b' },
  ...{ lag_months: '2', target: '40.5', capabilities: 'C105, C201', stage: '2' },
  ...{ wgll_measure: 'safe-practice', accountable: 'chief-executive', measurer: 'office' },
  ...{ finance_validator: 'finance', sustain_until: '2030-03-31' },
  ...{ unit_value_pence: '45', unit_value_source: 'Unit costs', price_year: '2025/26' },
  ...{ discount_set: 'green-book', gate_capability: 'C105', gate_threshold: '0.6' },
  ...{ conditions: 'Trained', assumptions: 'Used', risks: 'Taken', optimism_bias: '0.1' },
  ...{ optimism_source: 'Guidance', confidence: 'low', funding_reference: 'FD-1' },
  ...{ emergent: 'yes', date: '2026-02-01', date_from: '', date_to: '' },
  ...{ since_before_records: '', source: 'Our return', source_link: 'https://example.nhs.uk/a' },
  ...{ source_stated_on: '2026-01-31', source_published_on: '', source_gathered_on: '' },
  ...{ source_order: '', source_caution: '', evidence: 'Paper 7', reason: '' },
};
