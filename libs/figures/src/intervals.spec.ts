import type { KnownFact } from '#facts';
import { isoDate, odsCode } from '#vocabulary';
import { stageIntervals } from './intervals.js';
import { fact, modelFact, modelOf } from './testing/index.js';

describe('The intervals of a stage', () => {
  it('begin with the first fact, turn on each change and on the day after an expiry', () => {
    expect(sweep([acute, scope, live, adoption('2025-03-31')])).toEqual([
      { from: '2024-01-01', to: '2024-12-31', missing: ['C105'] },
      {
        from: '2025-01-01',
        to: '2025-03-30',
        evidencedLow: 0,
        evidencedHigh: 4,
        missing: ['C105'],
      },
      { from: '2025-03-31', to: '2026-03-31', evidencedLow: 4, evidencedHigh: 4, missing: [] },
      { from: '2026-04-01', evidencedLow: 0, evidencedHigh: 4, missing: ['C105'] },
    ]);
  });

  it('are one where a newer measurement says the same', () => {
    const facts = [acute, scope, live, adoption('2025-03-31'), adoption('2025-09-30')];
    expect(sweep(facts).map(({ from, evidencedLow }) => [from, evidencedLow])).toEqual([
      ['2024-01-01', undefined],
      ['2025-01-01', 0],
      ['2025-03-31', 4],
      ['2026-10-01', 0],
    ]);
  });

  it('hold on where the last day swept comes before the next change', () => {
    const swept = sweep([acute, scope, live, adoption('2025-03-31')], '2025-12-31');
    expect(swept.at(-1)).toEqual({
      from: '2025-03-31',
      evidencedLow: 4,
      evidencedHigh: 4,
      missing: [],
    });
  });

  it('turn on the day after a validation expires, and on the legal day of a succession', () => {
    const validation = fact('stage-validated', '1', '2025-02-01', {
      validator: odsCode('QDEM1'),
      expires: isoDate('2026-01-31'),
      withdrawn: false,
    });
    const merger = fact('succession-of', 'RXB', '2025-10-01', {
      predecessor: odsCode('RXB'),
      succession: 'merger',
    });
    const borders = (facts: readonly KnownFact[]) =>
      sweep(facts).map(({ from, validated }) => [from, validated]);
    expect(borders([validation])).toEqual([
      ['2025-02-01', 1],
      ['2026-02-01', undefined],
    ]);
    expect(borders([validation, merger])).toEqual([
      ['2025-02-01', 1],
      ['2025-10-01', undefined],
    ]);
  });

  it('turn where a model comes into force', () => {
    const harder = modelOf({ C105: { thresholds: { adoption: 0.95, deployment: 0.9 } } }, 2);
    const models = [modelFact('2024-01-01', model), modelFact('2025-07-01', harder)];
    const known = [acute, scope, live, adoption('2025-03-31')];
    expect(
      stageIntervals({ known, models }, isoDate('2025-12-31')).map(({ from, evidencedLow }) => [
        from,
        evidencedLow,
      ]),
    ).toEqual([
      ['2024-01-01', undefined],
      ['2025-01-01', 0],
      ['2025-03-31', 4],
      ['2025-07-01', 0],
    ]);
  });

  it('are none without a model, and none without a fact', () => {
    expect(stageIntervals({ known: [acute], models: [] }, isoDate('2027-01-01'))).toEqual([]);
    expect(sweep([])).toEqual([]);
    expect(sweep([fact('name', '', '2020-01-01', { name: 'A trust' })])).toEqual([]);
  });
});

const acute = fact('classification', '', '2024-01-01', { trustType: 'Acute' });
const model = modelOf({ C105: {} });
const scope = fact('scope', 'C105', '2025-01-01', { sites: [{ site: 'RXA01', weight: 1 }] });
const live = fact('enabled', 'C105@RXA01', '2025-01-01', { live: true });

const sweep = (known: readonly KnownFact[], upTo = '2027-12-31') =>
  stageIntervals({ known, models: [modelFact('2024-01-01', model)] }, isoDate(upTo));

function adoption(to: string) {
  const from = isoDate(`${to.slice(0, 8)}01`);
  return fact('adoption', 'C105', to, { numerator: 90, denominator: 100, from });
}
