import { isoDate } from '#vocabulary';
import { stagesView } from './stages-view.js';

describe('The stages of a programme', () => {
  const quarters = [quarter('2025-03-31', 4), quarter('2025-06-30', 9), quarter('2025-09-30', 2)];

  it('are told from the first quarter to the last', () => {
    const view = stagesView(quarters, isoDate('2025-09-30'));
    expect(view?.title).toBe('2 fewer trusts show stage 1 or above than on 31 March 2025');
    expect(view?.description).not.toContain('Nothing was known yet');
  });

  it('are told up to the day of which anything was known, and no further', () => {
    const view = stagesView(quarters, isoDate('2025-07-01'));
    expect(view?.title).toBe('5 more trusts show stage 1 or above than on 31 March 2025');
    expect(view?.description).toContain('On 30 June 2025 evidence shows 9 of 20 trusts');
    expect(view?.description).toContain(
      'Nothing was known yet of the days after 1 July 2025: until 30 September 2025 the counts only say which measurements would have run out.',
    );
  });

  it('have no direction where a single quarter was known', () => {
    expect(stagesView(quarters, isoDate('2025-04-01'))?.title).toBe(
      'How many trusts show which stage',
    );
    expect(stagesView([], isoDate('2025-04-01'))).toBeUndefined();
  });
});

function quarter(on: string, one: number) {
  return {
    on: isoDate(on),
    numerator: 18,
    denominator: 20,
    evidenced: { 0: 18 - one, 1: one, 2: 0, 3: 0, 4: 0, notReported: 2 },
    evidencedHigh: { 0: 18 - one, 1: one, 2: 0, 3: 0, 4: 0 },
    declared: { 1: 0, 2: 0, 3: 0, 4: 0, none: 20 },
    validated: { 1: 0, 2: 0, 3: 0, 4: 0, none: 20 },
  };
}
