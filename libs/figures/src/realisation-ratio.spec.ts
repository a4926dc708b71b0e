import { isoDate } from '#vocabulary';
import { realisationRatio, type Realised } from './realisation-ratio.js';

describe('Realised to forecast', () => {
  it.each([
    [95, 'green'],
    [94, 'amber'],
    [80, 'amber'],
    [79, 'red'],
    [0, 'red'],
    [130, 'green'],
  ])('with %s of 100 validated is %s', (validated, rag) => {
    expect(of({ validated }).againstCurrent).toEqual({
      numerator: validated,
      denominator: 100,
      ratio: validated / 100,
      rag,
    });
  });

  it('reaches a threshold that only the noise of arithmetic keeps it from', () => {
    expect(of({ validated: 0.7 + 0.1, current: 1 }).againstCurrent.rag).toBe('amber');
    expect(of({ validated: 0.8 - 1e-9, current: 1 }).againstCurrent.rag).toBe('red');
  });

  it('has beside it the ratio against the original approval', () => {
    const { againstCurrent, againstOriginal } = of({ validated: 50, current: 50, original: 200 });
    expect(againstCurrent).toMatchObject({ ratio: 1, rag: 'green' });
    expect(againstOriginal).toMatchObject({ denominator: 200, ratio: 0.25, rag: 'red' });
  });

  it('is grey where nothing was validated within one and a half times its cadence', () => {
    const last = isoDate('2025-06-30');
    expect(of({ lastValidated: last }, '2025-08-14').againstCurrent.rag).toBe('green');
    expect(of({ lastValidated: last }, '2025-08-15').againstCurrent).toEqual({
      numerator: 100,
      denominator: 100,
      ratio: 1,
      rag: 'grey',
      because: 'not-recent',
    });
    expect(of({ lastValidated: last }, '2025-08-15').againstOriginal.rag).toBe('grey');
  });

  it('is grey where nothing was validated at all', () => {
    const { lastValidated: _, ...never } = realised;
    expect(
      realisationRatio({ ...never, validated: 0 }, isoDate('2025-07-31')).againstCurrent,
    ).toMatchObject({ rag: 'grey', because: 'no-validated-actual' });
  });

  it('is grey where nothing is due, which hides no dot of the first promise', () => {
    const { againstCurrent, againstOriginal } = of({ current: 0, original: 400 });
    expect(againstCurrent).toEqual({
      numerator: 100,
      denominator: 0,
      rag: 'grey',
      because: 'nothing-due',
    });
    expect(againstOriginal).toMatchObject({ ratio: 0.25, rag: 'red' });
  });

  it('takes the thresholds of the programme', () => {
    const strict = { green: 1, amber: 0.9 };
    const dot = (validated: number) =>
      realisationRatio({ ...realised, validated }, isoDate('2025-07-31'), strict).againstCurrent
        .rag;
    expect([dot(100), dot(99), dot(89)]).toEqual(['green', 'amber', 'red']);
  });
});

const realised: Realised = {
  validated: 100,
  current: 100,
  original: 100,
  lastValidated: isoDate('2025-06-30'),
  cadenceMonths: 1,
};

const of = (differing: Partial<Realised>, asOf = '2025-07-31') =>
  realisationRatio({ ...realised, ...differing }, isoDate(asOf));
