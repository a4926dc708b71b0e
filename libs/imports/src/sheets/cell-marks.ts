/** A spreadsheet runs what begins like a formula; an apostrophe makes it text. */
const RUNS = /^'*[=+\-@\t\r]/;

/** Written into a CSV, so that nothing in it is run. */
export const withMark = (text: string): string => (RUNS.test(text) ? `'${text}` : text);

/** Read from a CSV: the text that was marked. */
export const withoutMark = (text: string): string =>
  text.startsWith("'") && RUNS.test(text) ? text.slice(1) : text;
