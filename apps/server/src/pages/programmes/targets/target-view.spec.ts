import { isoDate, parseOdsCode, type OdsCode } from '#vocabulary';
import {
  onTheWayInWords,
  outlookInWords,
  pastInWords,
  stillNotTable,
  untoldTable,
} from './target-view.js';

/** RA1 and RA2 are not known to have reached the target; RA2 has stated when it will go live. */
describe('Trusts not known to have reached a target', () => {
  it('are listed without those that stand among the ones that have not reached it', () => {
    const table = untoldTable({ trusts: held }, { trusts: [{ code: 'RA2' }] }, links);
    expect(table?.caption).toBe('Trusts not known to have reached it (1)');
    expect(table?.rows).toEqual([
      [{ text: 'Trust RA1 (RA1)', href: '/organisations/RA1' }, { text: 'Nothing is measured.' }],
    ]);
    expect(untoldTable({ trusts: held.slice(1) }, { trusts: held }, links)).toBeUndefined();
  });

  it('are told apart where their next go-live is stated, since the quarters do not', () => {
    const said = (...codes: readonly string[]) =>
      onTheWayInWords({ trusts: held }, { trusts: codes.map((code) => ({ code })) });
    expect(said('RA2')).toMatch(/^1 more is not known to have reached it, but its next go-live/);
    expect(said('RA1', 'RA2')).toMatch(/^2 more are not known to have reached it/);
    expect(said('RA3')).toBeUndefined();
  });
});

describe('The outlook of a target', () => {
  it('names the number that more trusts than may miss it, where their own dates give a range', () => {
    const sentences = outlookInWords({
      ...{ asOf: isoDate('2026-11-28'), deadlineOn: isoDate('2027-03-31') },
      ...{ reached: 9, numerator: 11, denominator: 22, unknown: 2 },
      ...{ needed: null, fallsShort: null, insideView: { low: 2, high: 10 } },
      count: {
        ...{ distribution: [], expected: 8.9, sd: 1, p10: 7, p50: 9, p90: 11 },
        ...{ none: 0, asPlanned: 0.001, moreThanPlanned: 0.998 },
      },
    });
    expect(sentences.at(-1)).toBe(
      'By the dates that trusts state themselves, 2 to 10 of the 11 that have not reached it will miss it. The chance that more than 2 do is above 99%.',
    );
  });
});

describe('A target whose deadline is over', () => {
  const outcome = {
    ...{ deadlineOn: isoDate('2025-03-31'), came: 'missed' as const },
    ...{ numerator: 1, unknown: 0, denominator: 3, needed: 3 },
  };

  it('tells the one that came late from the one that never came', () => {
    expect(pastInWords({ ...outcome, now: { numerator: 2, unknown: 0 } })).toEqual([
      'Missed: 1 of 3 trusts had reached it by its deadline, and 3 were needed.',
      '2 of 3 trusts have reached it.',
      'The deadline was 31 March 2025: 1 trust has still not reached it.',
    ]);
  });

  it('leaves those of whom nothing tells out of those that have not', () => {
    const untold = { ...outcome, unknown: 2, now: { numerator: 1, unknown: 2 } };
    expect(pastInWords({ ...untold, came: 'unknown' as const })).toEqual([
      'Not known: 1 of 3 trusts had reached it by its deadline, for 2 it is not known, and 3 were needed.',
      '1 of 3 trusts is known to have reached it; for 2 it is not known.',
    ]);
  });

  it('says no more where all have reached it since', () => {
    expect(pastInWords({ ...outcome, now: { numerator: 3, unknown: 0 } }).at(-1)).toBe(
      'All 3 trusts have reached it.',
    );
  });

  it('lists those known not to have reached it with the reason, and with no chance', () => {
    const not = { ...trust('RA4', 'unknown'), verdict: 'does-not' } as const;
    const table = stillNotTable({ trusts: [...held, not] }, links);
    expect(table?.caption).toBe('Trusts that have still not reached it (1)');
    expect(table?.rows).toEqual([
      [{ text: 'Trust RA4 (RA4)', href: '/organisations/RA4' }, { text: 'Nothing is measured.' }],
    ]);
    expect(stillNotTable({ trusts: held }, links)).toBeUndefined();
  });
});

const links = { trustHref: (code: string) => `/organisations/${code}` };
const trust = (code: string, verdict: 'unknown' | 'counts') => ({
  ...{ code: parseOdsCode(code) as OdsCode, name: `Trust ${code}`, verdict },
  reason: 'nothing is measured',
});
const held = [trust('RA1', 'unknown'), trust('RA2', 'unknown'), trust('RA3', 'counts')];
