import { odsCode } from '#vocabulary';
import { unfinishedRows } from './unfinished.js';

const TRUST = '/organisations/RXX';

describe('A form that was begun at a trust', () => {
  it.each([
    ['milestones/new', 'Log a milestone or go-live'],
    ['benefits/RXX-TIME/actuals/new', 'Record a value (RXX-TIME)'],
    ['entries/12/correct', 'Correct entry 12'],
    ['entries/12/withdraw', 'Withdraw entry 12'],
  ])('is named by what it does: %s', (path, text) => {
    expect(rowsOf(path, true)).toEqual([
      {
        text,
        when: 'last answered today, kept until 5pm tomorrow',
        href: `${TRUST}/${path}/check?draft=id-1`,
      },
    ]);
  });

  it('says until when it is kept where it is of yesterday', () => {
    expect(rowsOf('milestones/new', false)[0]?.when).toBe(
      'last answered yesterday, kept until 5pm today',
    );
  });

  it('is not listed where its form has no name', () => {
    expect(rowsOf('benefits/RXX-TIME/unheard-of/new', true)).toEqual([]);
    expect(rowsOf('evidence/new/files', true)).toEqual([]);
  });
});

const rowsOf = (path: string, isOfToday: boolean) =>
  unfinishedRows([{ id: 'id-1', form: `${TRUST}/${path}`, isOfToday }], odsCode('RXX'));
