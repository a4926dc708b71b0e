import type { Request, Response } from 'express';
import type { Moment } from '#read-models';
import type { Cursor, Cursors } from '../http/cursor.js';
import { contentTypeOf, csvOf, formatFor, ndjsonOf, type Format } from '../http/formats.js';
import { limitIn } from '../http/moment.js';
import { wrong } from '../http/problem.js';
import type { Rows } from './answers/index.js';

/** What every answer carries: the last entry it includes, and the day where it is about one. */
export type Stamped = Readonly<{ entry: number; final: boolean; asOf?: string }>;

const LONGEST_PAGE = 500;
const ALL_FORMATS: readonly Format[] = ['json', 'csv', 'ndjson'];

/** One question put by HTTP: about which moment, which part of the list, in which format. */
export class Question {
  readonly limit: number;
  /** The same for a page of JSON; a file of rows holds them all, where no page of it is asked for. */
  readonly limitOfFile: number;
  /** Where the page before ended. */
  readonly after: string | undefined;

  constructor(
    readonly moment: Moment,
    private readonly request: Request,
    private readonly response: Response,
    private readonly cursors: Cursors,
    cursor: Cursor | undefined,
  ) {
    const limit = parameter(request, 'limit');
    this.limit = limitIn(limit ?? String(LONGEST_PAGE));
    this.after = cursor?.after;
    const isFile = formatFor(request, ALL_FORMATS) !== 'json';
    this.limitOfFile =
      isFile && limit === undefined && cursor === undefined ? Infinity : this.limit;
  }

  parameter(name: string): string | undefined {
    return parameter(this.request, name);
  }

  /** One of these words, or undefined where the parameter is left out. */
  choice<Word extends string>(name: string, words: readonly Word[]): Word | undefined {
    const given = this.parameter(name);
    if (given === undefined) return undefined;
    const word = words.find((each) => each === given);
    if (word === undefined)
      throw wrong(`?${name}`, 'not-a-choice', `Enter one of: ${words.join(', ')}`);
    return word;
  }

  flag(name: string): boolean | undefined {
    const given = this.choice(name, ['true', 'false']);
    return given === undefined ? undefined : given === 'true';
  }

  /** The whole answer as JSON, or its rows as CSV or NDJSON. */
  give(answer: Stamped, rows?: readonly object[], columns?: Rows): string {
    const offered: readonly Format[] = columns === undefined ? ['json'] : ALL_FORMATS;
    const format = formatFor(this.request, offered);
    this.response
      .setHeader('Content-Type', contentTypeOf[format])
      .setHeader('Log-Entry', String(answer.entry))
      .setHeader('Log-Entry-Final', String(answer.final));
    if (this.parameter('format') === 'csv') {
      const name = fileNameOf(this.request);
      this.response.setHeader('Content-Disposition', `attachment; filename="${name}"`);
    }
    if (answer.asOf !== undefined) this.response.setHeader('As-Of', answer.asOf);
    if (format === 'json') return JSON.stringify(answer);
    if (format === 'ndjson') return ndjsonOf(rows ?? []);
    return csvOf(rows ?? [], Object.keys(columns?.fields ?? {}));
  }

  /** One page of a list that is kept whole; the next one starts after the last row's key. */
  givePage<Name extends string, Row extends object>(
    answer: Stamped & Readonly<Record<Name, readonly Row[]>>,
    { name, columns }: Readonly<{ name: Name; columns: Rows | undefined }>,
    keyOf: (row: Row) => string,
  ): string {
    const all = answer[name];
    const start =
      this.after === undefined ? 0 : all.findIndex((row) => keyOf(row) === this.after) + 1;
    const rows = all.slice(start, start + this.limitOfFile);
    const last = rows.at(-1);
    if (last !== undefined && start + this.limitOfFile < all.length)
      this.linkNext(keyOf(last), answer.entry);
    return this.give({ ...answer, [name]: rows }, rows, columns);
  }

  /** Points to the next page, pinned to the entry of this one. */
  linkNext(after: string, entry: number): void {
    const cursor = this.cursors.write({ question: questionOf(this.request), after, entry });
    const next = new URLSearchParams(asked(this.request, ['cursor', 'minPosition', 'knownAt']));
    next.set('cursor', cursor);
    this.response.setHeader('Link', `<${this.request.path}?${next.toString()}>; rel="next"`);
  }
}

/** "organisations-RCF-timeline.csv", of its address. */
const fileNameOf = ({ path }: Request): string =>
  `${path.replace('/api/v1/', '').replaceAll('/', '-')}.csv`;

/** A parameter given once; twice is one too many. */
export function parameter({ query }: Request, name: string): string | undefined {
  const value = query[name];
  if (value === undefined || typeof value === 'string') return value;
  throw wrong(`?${name}`, 'given-twice', `Enter ${name} once`);
}

/** The question a cursor belongs to: its address and parameters, without where it stands in it. */
export const questionOf = (request: Request): string =>
  `${request.path}?${asked(request, ['cursor', 'limit', 'minPosition', 'knownAt'])}`;

function asked({ query }: Request, without: readonly string[]): string {
  const named = Object.entries(query).filter(
    (each): each is [string, string] => typeof each[1] === 'string' && !without.includes(each[0]),
  );
  return new URLSearchParams(named.sort(([a], [b]) => (a < b ? -1 : 1))).toString();
}
