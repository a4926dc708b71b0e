import { calibrationOf } from '#figures';
import { calibrationView } from './calibration-view.js';

describe('How well chances were given before', () => {
  it('is shown by tenths of the chance, those without a trust left out', () => {
    const given = (probability: number, missed: boolean) => ({ probability, missed });
    const outcomes = [
      ...Array.from({ length: 10 }, (_, index) => given(0.25, index < 3)),
      ...Array.from({ length: 5 }, () => given(0.9, true)),
    ];
    const view = calibrationView({ outcomes: 15, calibration: calibrationOf(outcomes) });
    expect(view?.says).toContain('The outcome of 15 chances is known.');
    expect(view?.table?.rows.map((row) => row.map(({ text }) => text))).toEqual([
      ['20% to 30%', '10', '25%', '30%'],
      ['90% to 100%', '5', '90%', '100%'],
    ]);
  });

  it('cannot be told from a few outcomes, and is not asked about before the first', () => {
    expect(calibrationView({ outcomes: 1, calibration: null })).toEqual({
      says: 'Whether chances were given too high or too low is not known yet: that takes 15 chances with a known outcome, and there is 1.',
    });
    expect(calibrationView({ outcomes: 0, calibration: null })).toBeUndefined();
  });
});
