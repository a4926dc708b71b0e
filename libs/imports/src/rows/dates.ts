const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

/**
 * A date as spreadsheets and people here write it, in the form our entries take: 31/03/2026 and 31
 * March 2026 become 2026-03-31, March 2026 becomes 2026-03. What is none stays as it is.
 */
export function dateIn(text: string): string {
  const numbers = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text);
  if (numbers !== null) return joined(numbers[3], numbers[2], numbers[1]);
  const words = /^(?:(\d{1,2}) )?([a-z]{3,9}) (\d{4})$/i.exec(text);
  if (words === null) return text;
  const [, day, month = '', year] = words;
  const number = MONTHS.findIndex((each) => isMonth(month.toLowerCase(), each)) + 1;
  return number === 0 ? text : joined(year, String(number), day);
}

const FULL =
  'january february march april may june july august september october november december';

const isMonth = (word: string, short: string): boolean =>
  word === short || (word.startsWith(short) && FULL.split(' ').includes(word));

const joined = (year = '', month = '', day?: string): string =>
  [year, month.padStart(2, '0'), ...(day === undefined ? [] : [day.padStart(2, '0')])].join('-');
