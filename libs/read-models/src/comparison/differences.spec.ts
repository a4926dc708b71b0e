import type { Cause, Causes } from './causes.js';
import { causeKey } from './causes.js';
import { differencesOf } from './differences.js';
import type { Placed } from './standing.js';

describe('The differences between two standings', () => {
  it('are the figures that are not the same, with the entry that moved them', () => {
    const [moved, ...others] = differencesOf(
      'happened',
      [
        [stageOf('RXX', 1), stageOf('RYY', 2)],
        [stageOf('RXX', 2), stageOf('RYY', 2)],
      ],
      causedBy('RXX', 'AdoptionMeasured'),
    );
    expect(others).toEqual([]);
    expect(moved).toMatchObject({ code: 'RXX', change: 'changed', entries: 3 });
    expect([moved?.before?.low, moved?.after?.low, moved?.cause?.entry]).toEqual([1, 2, 9]);
  });

  it('name what was not known before, and what is not known any more', () => {
    const changes = differencesOf(
      'happened',
      [[stageOf('RXX', 1)], [stageOf('RYY', 2)]],
      new Map(),
    ).map(({ code, change, cause }) => [code, change, cause]);
    expect(changes).toEqual([
      ['RXX', 'withdrawn', null],
      ['RYY', 'new', null],
    ]);
  });

  it('tell wider bounds and a later deadline from the same figure', () => {
    const open = { ...stageOf('RXX', 1), value: { ...stageOf('RXX', 1).value, high: 3 } };
    const later = { ...stageOf('RYY', 1), value: { ...stageOf('RYY', 1).value, by: '2027-03' } };
    const before = [stageOf('RXX', 1), stageOf('RYY', 1)];
    expect(differencesOf('happened', [before, [open, later]], new Map())).toHaveLength(2);
    expect(differencesOf('happened', [before, before], new Map())).toEqual([]);
  });

  it('are none where points differ by less than is ever told', () => {
    const gapOf = (low: number): Placed => ({
      ...{ aspect: 'use-gap', code: 'RXX', name: 'Trust RXX', subject: '' },
      value: { low, high: low, unit: 'points', by: null },
    });
    const between = (one: number, other: number) =>
      differencesOf('happened', [[gapOf(one)], [gapOf(other)]], new Map());
    expect(between(50.61, 50.63)).toEqual([]);
    expect(between(50.61, 50.68)).toHaveLength(1);
  });

  it.each([
    ['FactCorrected', 'corrected'],
    ['FactRetracted', 'withdrawn'],
    ['AdoptionMeasured', 'changed'],
  ])('learned by %s are %s', (type, change) => {
    const both = [[stageOf('RXX', 2)], [stageOf('RXX', 1)]] as const;
    const causes = causedBy('RXX', type);
    expect(differencesOf('learned', both, causes)[0]?.change).toBe(change);
    // Of what happened, a correction of a day between is only how the figure moved.
    expect(differencesOf('happened', both, causes)[0]?.change).toBe('changed');
  });
});

const stageOf = (code: string, stage: number): Placed => ({
  ...{ aspect: 'stage', code, name: `Trust ${code}`, subject: '' },
  value: { low: stage, high: stage, unit: 'stage', by: null },
});

const causedBy = (code: string, type: string): Causes => {
  const newest: Cause = {
    ...{ entry: 9, kind: 'adoption', eventId: 'e', type, recordedAt: '2025-08-20T09:00:00.000Z' },
    ...{ role: 'trust-recorder', organisation: code, reason: null },
  };
  return new Map([[causeKey('stage', code, ''), { newest, entries: 3 }]]);
};
