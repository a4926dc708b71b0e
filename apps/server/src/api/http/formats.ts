import { stringify } from 'csv-stringify/sync';
import type { Request } from 'express';
import { Problem, wrong } from './problem.js';

const formats = {
  json: 'application/json',
  csv: 'text/csv',
  ndjson: 'application/x-ndjson',
} as const;
export type Format = keyof typeof formats;

/** The format a link names, else the one the caller prefers; 406 where none is offered. */
export function formatFor(request: Request, offered: readonly Format[]): Format {
  const { format: named } = request.query;
  if (named !== undefined) {
    const format = offered.find((each) => each === named);
    if (format !== undefined) return format;
    throw wrong('?format', 'not-a-choice', `Enter one of: ${offered.join(', ')}`);
  }
  const best = request.accepts(offered.map((format) => formats[format]));
  const format = offered.find((each) => formats[each] === best);
  if (format === undefined) {
    throw new Problem(
      406,
      'format-not-offered',
      `This is given as ${offered.map((each) => formats[each]).join(', ')}.`,
    );
  }
  return format;
}

export const contentTypeOf: Readonly<Record<Format, string>> = {
  json: 'application/json; charset=utf-8',
  csv: 'text/csv; charset=utf-8; header=present',
  ndjson: 'application/x-ndjson; charset=utf-8',
};

export const ndjsonOf = (rows: readonly object[]): string =>
  rows.map((row) => `${JSON.stringify(row)}\n`).join('');

/** RFC 4180; the columns are the same whatever the rows hold, and where there are none. */
export function csvOf(rows: readonly object[], columns: readonly string[]): string {
  return stringify(
    rows.map((row) => columns.map((column) => cellOf(valueAt(row, column), column, columns))),
    { header: true, columns: [...columns], record_delimiter: '\r\n', cast: { boolean: String } },
  );
}

type Cell = string | number | boolean | null;

/** What stands at `outer.inner`; undefined where something on the way is missing. */
const valueAt = (row: object, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>(
      (value, name) =>
        typeof value === 'object' && value !== null
          ? (value as Record<string, unknown>)[name]
          : undefined,
      row,
    );

function cellOf(value: unknown, column: string, columns: readonly string[]): Cell {
  if (value === undefined || value === null) return null;
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value === 'string') return harmless(value);
  if (Array.isArray(value) && value.every((item) => typeof item !== 'object' || item === null)) {
    return harmless(value.join('; '));
  }
  // What has columns of its own is not said twice.
  const hasColumns = columns.some((each) => each.startsWith(`${column}.`));
  return hasColumns ? null : harmless(JSON.stringify(value));
}

/** A spreadsheet runs what begins like a formula; an apostrophe makes it text. */
const harmless = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);
