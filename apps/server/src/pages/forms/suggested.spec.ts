import type { Questions, Step } from './form.js';
import { suggestedAgain, suggestedIn, withSuggested } from './suggested.js';

describe('What the address of a form suggests', () => {
  it('stands in the first question, until that is answered', () => {
    const suggested = suggestedIn(form, { source: 'EPR report', from: '2026-03-01' });
    expect(withSuggested(suggested)).toMatchObject({ source: 'EPR report', from: '2026-03-01' });
    const answered = { ...suggested, source: 'Ledger', from: '' };
    expect(withSuggested(answered)).toMatchObject({ source: 'Ledger', from: '' });
  });

  it.each([
    ['rows, which nobody types into an address', { plan: '[' }],
    ['boxes to tick', { sites: 'RXX01' }],
    ['a day that is none', { from: 'x' }],
    ['a day that no calendar has', { from: '2026-02-30' }],
    ['what is given twice', { source: ['one', 'other'] }],
    ['what is longer than any answer', { source: 'a'.repeat(101) }],
    ['what the first question does not ask', { later: 'yes' }],
  ])('is never %s', (_, query) => {
    expect(suggestedIn(form, query)).toEqual({});
  });

  it('goes on from the first page to the question, as a part of its address', () => {
    expect(suggestedAgain(form, { source: 'A & B', from: 'x' })).toBe('&source=A%20%26%20B');
  });
});

const first: Step<never> = {
  name: 'first',
  question: 'What was measured?',
  fields: [
    { kind: 'text', name: 'source', at: '/source' },
    { kind: 'day', name: 'from', at: '/from', what: 'The first day' },
    { kind: 'several', name: 'sites', at: '/sites', options: () => [] },
    {
      ...{ kind: 'rows', name: 'plan', at: '/plan', what: 'Period', says: () => '' },
      cells: [{ name: 'amount', label: 'Amount', width: 5 }],
    },
  ],
};
const second: Step<never> = {
  ...{ name: 'second', question: 'And then?' },
  fields: [{ kind: 'text', name: 'later', at: '/later' }],
};
const form: Pick<Questions<never>, 'steps'> = { steps: [first, second] };
