import { isoDate } from '#vocabulary';
import { asTheyStand, readStep } from './fields-typed.js';
import type { Step } from './form.js';

const about = { answers: {}, known: undefined, code: 'RXX', today: isoDate('2026-03-31') };
const plan: Step<unknown> = {
  name: 'plan',
  question: 'What is expected?',
  fields: [
    { kind: 'text', name: 'title', at: '/title' },
    {
      ...{ kind: 'rows', name: 'periods', at: '/periods', what: 'Period' },
      cells: [
        { name: 'from', label: 'First day', width: 10, missing: 'Enter its first day' },
        { name: 'amount', label: 'Amount', width: 10, missing: 'Enter its amount' },
      ],
      reads: ({ from = '', amount = '' }) => ({ from, amount: amount.replace(/^£|,/g, '') }),
      says: ({ amount = '' }) => amount,
    },
    { kind: 'text', name: 'source', at: '/source', missing: 'Enter a source' },
  ],
};

describe('What is wrong with a question', () => {
  it('is said in the order of its inputs, whoever found it', () => {
    const wrong = [
      ['source', 'source'],
      ['periods', 'periods-10-from'],
      ['periods', 'periods-2-amount'],
      ['periods', 'periods-2-from'],
      ['title', 'title'],
    ].map(([field = '', input = '']) => ({ field, input, message: 'No' }));
    expect(asTheyStand(plan, wrong).map(({ input }) => input)).toEqual([
      ...['title', 'periods-2-from', 'periods-2-amount', 'periods-10-from', 'source'],
    ]);
  });

  it.each([
    ['999,999,999,999', undefined],
    ['1,000,000,000,000', 'The number must be 999,999,999,999 or less'],
    ['-1,000,000,000,000', 'The number must be -999,999,999,999 or more'],
  ])('is that a number is a slip of the key: %s', (typed, message) => {
    const number: Step<unknown> = {
      ...{ name: 'amount', question: 'How much?' },
      fields: [{ kind: 'text', name: 'amount', at: '/amount', isNumber: true }],
    };
    const { wrong } = readStep(number, { amount: typed }, about);
    expect(wrong.map((each) => each.message)).toEqual(message === undefined ? [] : [message]);
  });

  it('is that a row says nothing that can be read, where something was typed in it', () => {
    const typed = { 'periods-1-from': '', 'periods-1-amount': '£', source: 'A report' };
    const { answers, wrong } = readStep(plan, typed, about);
    expect(wrong).toEqual([
      { field: 'periods', input: 'periods-1-from', message: 'Period 1: enter its first day' },
    ]);
    expect(answers['periods']).toContain('£');
  });
});
