import { parseOdsCode, type OdsCode } from '#vocabulary';
import { onTheWayInWords, stillNotTable, untoldTable } from './target-view.js';

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

  it('are told apart where their next go-live is stated, as they have a chance', () => {
    const said = (...codes: readonly string[]) =>
      onTheWayInWords({ trusts: held }, { trusts: codes.map((code) => ({ code })) });
    expect(said('RA2')).toMatch(/^Of one of those not known the next go-live is stated\./);
    expect(said('RA1', 'RA2')).toMatch(/^Of 2 of those not known the next go-lives are stated\./);
    expect(said('RA3')).toBeUndefined();
  });
});

describe('Trusts that have still not reached a target', () => {
  it('are those known not to, with the reason and no chance', () => {
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
