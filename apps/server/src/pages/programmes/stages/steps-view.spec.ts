import type { TrustProgression } from '#read-models';
import { isoDate, odsCode } from '#vocabulary';
import { stepsView } from './steps-view.js';

describe('The stages of a few trusts over time', () => {
  const trust = (...intervals: TrustProgression['intervals']): TrustProgression => ({
    ...{ code: odsCode('RXX'), name: 'A trust', intervals },
  });
  const since = (from: string, evidencedLow?: 0 | 1 | 2, evidencedHigh?: 0 | 1 | 2) => ({
    ...{ from: isoDate(from), missing: [] },
    ...(evidencedLow !== undefined && { evidencedLow }),
    ...(evidencedHigh !== undefined && { evidencedHigh }),
  });
  const shown = (one: TrustProgression) => stepsView([one], isoDate('2025-11-01'));

  it('are not known while measurements leave open whether a trust is below stage 1', () => {
    const view = shown(trust(since('2024-09-10', 0, 2), since('2025-03-31', 2, 2)));
    expect(view?.rows.map(({ stage }) => stage)).toEqual(['Not known', 'Stage 2']);
    expect(view?.description).toBe(
      'A trust (RXX): at stage 2 since 31 March 2025, before that at a stage that is not known.',
    );
  });

  it('are below stage 1 where no measurement could change that', () => {
    const view = shown(trust(since('2024-09-10', 0, 0)));
    expect(view?.rows.map(({ stage }) => stage)).toEqual(['Below stage 1']);
    expect(view?.title).toBe('A trust is below stage 1');
  });
});
