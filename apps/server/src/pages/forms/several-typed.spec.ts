import { isoDate } from '#vocabulary';
import type { Several } from './form.js';
import { readSeveral, severalInputsFrom, ticksIn } from './several-typed.js';

const about = { answers: {}, known: undefined, code: 'RXX', today: isoDate('2026-03-31') };
const listed: Several<unknown> & Readonly<{ name: string }> = {
  ...{ kind: 'several', name: 'sites' },
  options: () => ['RXX01', 'RXX02'].map((value) => ({ value, text: value })),
};
const sites: typeof listed = {
  ...listed,
  others: {
    label: 'Other sites',
    hint: () => 'Codes of sites',
    reads: (typed) => typed.toUpperCase(),
  },
};

describe('What is chosen of several', () => {
  it('is ticked again where it is listed, and typed again where it is not', () => {
    const typed = severalInputsFrom(sites, 'RXX05, RXX02, RXX09', about);
    expect(typed).toEqual({ sites: 'RXX02', 'sites-others': 'RXX05, RXX09' });
    expect(readSeveral(sites, typed, about)).toEqual({ value: 'RXX02, RXX05, RXX09' });
    expect(severalInputsFrom(listed, 'RXX02, RXX09', about)).toEqual({ sites: 'RXX02, RXX09' });
  });

  it('is each of it once, however it was typed', () => {
    const typed = { sites: ['RXX01', 'RXX02'], 'sites-others': ' rxx02;rxx07,\nrxx07 ' };
    expect(readSeveral(sites, typed, about)).toEqual({ value: 'RXX01, RXX02, RXX07' });
  });

  it('is wrong where it was not offered, or is nothing that may not be left empty', () => {
    const missing = 'Select at least one site';
    expect(readSeveral({ ...sites, missing }, { sites: 'RXX77' }, about)).toEqual({
      ...{ value: 'RXX77', error: missing },
    });
    expect(readSeveral(sites, {}, about).error).toBe('Select from what is listed');
    expect(readSeveral({ ...sites, empty: 'All sites' }, {}, about)).toEqual({ value: '' });
  });

  it('is kept up to one more than an entry takes, which its shape then refuses', () => {
    const ticks = Array.from({ length: 600 }, (_, index) => `RXX${String(index)}`);
    expect(ticksIn({ sites: ticks }, 'sites')).toEqual(ticks.slice(0, 501));
  });
});
