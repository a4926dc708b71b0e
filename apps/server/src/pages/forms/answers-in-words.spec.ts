import { isoDate } from '#vocabulary';
import { answerRows } from './answers-in-words.js';
import type { Field } from './form.js';
import { rowsAnswer } from './rows-typed.js';

const sites = ['RXX01', 'RXX02'].map((value) => ({ value, text: `Site ${value}` }));
const amount: Field<unknown> = { kind: 'text', name: 'amount', at: '/amount', isNumber: true };
const periods: Field<unknown> = {
  ...{ kind: 'rows', name: 'periods', at: '/periods', what: 'Period' },
  cells: [{ name: 'amount', label: 'Amount', width: 10 }],
  says: ({ amount = '' }) => `£${Number(amount).toFixed(2)}`,
};
const several: Field<unknown> = {
  ...{ kind: 'several', name: 'sites', at: '/sites', options: () => sites },
};

describe('An answer beside the one before', () => {
  const compared = (field: Field<unknown>, before: string, answer: string) => {
    const steps = [{ name: 'asked', question: 'What?', fields: [field] }];
    const { name } = field;
    const about = { known: undefined, code: 'RXX', today: isoDate('2026-03-31') };
    const [row] = answerRows(
      { steps },
      { ...about, answers: { [name]: answer } },
      { [name]: before },
    );
    return row;
  };

  it.each([
    ['a number with zeros to its right', amount, '10000.5', '10000.50'],
    [
      'rows with an empty one between',
      periods,
      rowsAnswer([{ amount: '10000.5' }, { amount: '3' }]),
      rowsAnswer([{ amount: '10000.50' }, {}, { amount: '3' }]),
    ],
    ['what was ticked in another order', several, 'RXX02, RXX01', 'RXX01, RXX02'],
  ])('is the same where it says the same: %s', (_, field, before, answer) => {
    const row = compared(field, before, answer);
    expect(row?.value).toBe(row?.before);
    expect(row?.differs).toBe(false);
  });

  it('is in the words of the answers that stood beside it', () => {
    const weights: Field<unknown> = {
      ...{ kind: 'rows', name: 'weights', at: '/weights', what: 'Site' },
      cells: [{ name: 'site', label: 'Site', width: 10 }],
      says: ({ site = '' }, { answers }) => (answers['sites']?.includes(site) ? site : ''),
    };
    const rows = rowsAnswer([{ site: 'RXX01' }, { site: 'RXX02' }]);
    const about = { known: undefined, code: 'RXX', today: isoDate('2026-03-31') };
    const [row] = answerRows(
      { steps: [{ name: 'asked', question: 'What?', fields: [weights] }] },
      { ...about, answers: { sites: 'RXX01', weights: rows } },
      { sites: 'RXX01, RXX02', weights: rows },
    );
    expect(row).toMatchObject({ before: 'RXX01\nRXX02', value: 'RXX01', differs: true });
  });

  it.each([
    ['a number', amount, '10000.5', '10000.51', '10,000.51'],
    ['rows', periods, rowsAnswer([{ amount: '3' }]), rowsAnswer([{ amount: '4' }]), '£4.00'],
    ['what was ticked', several, 'RXX01', 'RXX01, RXX09', 'Site RXX01\nRXX09'],
    ['what is left empty', amount, '3', '', 'Not provided'],
  ])('differs where it says something else: %s', (_, field, before, answer, value) => {
    expect(compared(field, before, answer)).toMatchObject({ differs: true, value });
  });
});
