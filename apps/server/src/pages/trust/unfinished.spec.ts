import { unfinishedRows } from './unfinished.js';

const FORM = '/organisations/RXX/milestones/new';

describe('A form that was begun at a trust', () => {
  it('leads to its first open question, and says until when it is kept', () => {
    const [ofToday, ofYesterday] = unfinishedRows([begun(true), begun(false)]);
    expect(ofToday).toEqual({
      text: 'Log a milestone or go-live',
      when: 'last answered today, kept until 5pm tomorrow',
      href: `${FORM}/check?draft=id-1`,
    });
    expect(ofYesterday?.when).toBe('last answered yesterday, kept until 5pm today');
  });

  it('is among the five that were answered last', () => {
    expect(unfinishedRows(Array.from({ length: 6 }, () => begun(true)))).toHaveLength(5);
  });
});

const begun = (isOfToday: boolean) => ({
  ...{ id: 'id-1', form: FORM, title: 'Log a milestone or go-live', isOfToday },
});
