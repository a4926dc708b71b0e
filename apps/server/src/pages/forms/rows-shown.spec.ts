import { isoDate } from '#vocabulary';
import type { Rows } from './form.js';
import { rowViews, withMoreRows } from './rows-shown.js';

const numbered: Rows<unknown> & Readonly<{ name: string }> = {
  ...{ kind: 'rows', name: 'plan', what: 'Week' },
  cells: [
    { name: 'week', label: 'Week', width: 5 },
    { name: 'amount', label: 'Amount', width: 5 },
  ],
  reads: ({ week = '', amount = '' }) => ({ week: week.replace('week ', ''), amount }),
  writes: ({ week = '' }) => ({ week: `week ${week}` }),
  says: ({ week = '' }) => week,
};
/** Weeks by their numbers, up to the last of a year. */
const weeks: typeof numbered = {
  ...numbered,
  next: ({ week }) => (Number(week) < 52 ? { week: String(Number(week) + 1) } : {}),
};

const typed = (...rows: readonly string[]) =>
  Object.fromEntries(
    rows.flatMap((week, index) => [
      [`plan-${String(index + 1)}-week`, week],
      [`plan-${String(index + 1)}-amount`, week === '' ? '' : '100'],
    ]),
  );
const weeksOf = (inputs: Readonly<Record<string, string>> = {}) =>
  Object.entries(inputs)
    .filter(([input]) => input.endsWith('-week'))
    .map(([, week]) => week);

const about = { answers: {}, known: undefined, code: 'RXX', today: isoDate('2026-03-31') };
const buttonsOf = (given: Readonly<Record<string, string>>) =>
  rowViews(weeks, given, about, []).add?.map(({ text }) => text);

describe('Rows that are shown', () => {
  it('say of many more how long they are, where one says something that they follow from', () => {
    expect(buttonsOf({})).toEqual(['Add another week', 'Add 12 more weeks']);
    expect(buttonsOf(typed('', ''))?.[1]).toBe('Add 12 more weeks');
    expect(buttonsOf(typed('week 7', ''))?.[1]).toBe('Add 12 more weeks, each as long as the last');
  });

  it.each([499, 500])('are never more than are read, of %i that are suggested', (count) => {
    const suggested = JSON.stringify(Array.from({ length: count }, () => ({ week: '1' })));
    const { rows, add } = rowViews({ ...numbered, suggests: () => suggested }, {}, about, []);
    expect(rows).toHaveLength(500);
    expect(add).toBeUndefined();
  });
});

describe('Rows that are asked for', () => {
  it('are none where no button for them was pressed', () => {
    expect(withMoreRows(weeks, typed('week 7'))).toBeUndefined();
    expect(withMoreRows(weeks, { ...typed('week 7'), more: 'costs' })).toBeUndefined();
  });

  it('are one that begins where the last one ends, or an empty one after an empty one', () => {
    const one = withMoreRows(weeks, { ...typed('week 7'), more: 'plan' });
    expect(one).toEqual({ ...typed('week 7'), 'plan-2-week': 'week 8', 'plan-2-amount': '' });
    expect(weeksOf(withMoreRows(weeks, { ...typed('week 7', ''), more: 'plan' }))).toEqual([
      ...['week 7', '', ''],
    ]);
  });

  it('are twelve that follow from the last that says something, in place of the empty ones', () => {
    const many = withMoreRows(weeks, { ...typed('week 7', 'week 9', '', ''), more: 'plan*12' });
    const after = Array.from({ length: 12 }, (_, index) => `week ${String(index + 10)}`);
    expect(weeksOf(many)).toEqual(['week 7', 'week 9', ...after]);
    expect(many?.['plan-2-amount']).toBe('100');
  });

  it('are empty beyond the last there is', () => {
    const many = withMoreRows(weeks, { ...typed('week 50'), more: 'plan*12' });
    expect(weeksOf(many).slice(0, 4)).toEqual(['week 50', 'week 51', 'week 52', '']);
  });
});
