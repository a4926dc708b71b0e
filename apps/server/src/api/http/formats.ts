import { stringify } from 'csv-stringify/sync';
import type { Request } from 'express';
import { Problem } from './problem.js';

const formats = {
  json: 'application/json',
  csv: 'text/csv',
  ndjson: 'application/x-ndjson',
} as const;
export type Format = keyof typeof formats;

/** The format the caller prefers of those the route offers; 406 where none fits. */
export function formatFor(request: Request, offered: readonly Format[]): Format {
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

/** RFC 4180, with a header even where there is no row; nested fields are named `outer.inner`. */
export function csvOf(rows: readonly object[]): string {
  const flat = rows.map((row) => flattened(row));
  const columns = [...new Set(flat.flatMap((row) => Object.keys(row)))];
  return stringify(flat, {
    header: true,
    columns,
    record_delimiter: '\r\n',
    cast: { boolean: String },
  });
}

type Cell = string | number | boolean | null;

function flattened(value: unknown, name = ''): Record<string, Cell> {
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) {
    return { [name]: value };
  }
  if (typeof value === 'string') return { [name]: harmless(value) };
  if (value === undefined) return {};
  if (Array.isArray(value)) {
    const plain = value.every((item) => typeof item !== 'object' || item === null);
    return { [name]: harmless(plain ? value.join('; ') : JSON.stringify(value)) };
  }
  return Object.assign(
    {},
    ...Object.entries(value).map(([key, item]) =>
      flattened(item, name === '' ? key : `${name}.${key}`),
    ),
  ) as Record<string, Cell>;
}

/** A spreadsheet runs what begins like a formula; an apostrophe makes it text. */
const harmless = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);
