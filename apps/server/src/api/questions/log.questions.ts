import { Controller, Inject, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { EVENT_STORE, type EventStore } from '#event-sourcing';
import type { FactMark } from '#facts';
import { readImportOutcome } from '#imports';
import { EntriesPage, EntriesSample, LARGEST_SAMPLE, Segregation } from '#read-models';
import { parseIsoDate } from '#vocabulary';
import { wrong } from '../http/problem.js';
import * as answers from './answers/index.js';
import { Asks, paging } from './described.js';
import type { Question } from './question.js';
import { QuestionDesk } from './question-desk.js';

const filters = {
  type: 'Of this type only',
  stream: 'Of this stream only',
  organisation: 'Recorded by this organisation only',
  role: 'Recorded in this role only',
  correlation: 'Of this request or import only',
  mark: 'Of facts with this mark only: no-evidence, late-entry, after-closure, no-earlier-plan, below-gate or gate-unmeasured',
  recordedFrom: 'An instant',
  recordedTo: 'An instant',
  effectiveFrom: 'About this day or a later one, as `effective` says it',
  effectiveTo: 'About this day or an earlier one',
};

const marks: readonly FactMark[] = [
  'no-evidence',
  'late-entry',
  'after-closure',
  'no-earlier-plan',
  'below-gate',
  'gate-unmeasured',
];

/** The log itself, for those who audit it. */
@ApiTags('The log')
@Controller('api/v1')
export class LogQuestions {
  constructor(
    @Inject(QuestionDesk) private readonly desk: QuestionDesk,
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  @Asks('events', {
    summary: 'What was recorded, newest first: by whom, when, and what it mends',
    action: 'read-the-log',
    answer: answers.entries,
    parameters: { ...paging, ...filters },
  })
  async events(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    const own = ['limit', 'cursor', ...Object.keys(filters)];
    const question = await this.desk.take(request, response, own);
    const { after, limit, moment } = question;
    const page = {
      limit,
      ...(moment.knownAt === undefined ? {} : { knownAt: moment.knownAt }),
      ...(after === undefined ? {} : { before: Number(after) }),
    };
    const answer = await this.queries.execute(new EntriesPage(page, filterOf(question)));
    if (answer.next !== null) question.linkNext(String(answer.next), answer.entry);
    return question.give(answer, answer.entries, answers.entries.rows);
  }

  @Asks('events/sample', {
    summary: 'Entries of the log by chance: the same seed, size and knownAt draw the same ones',
    action: 'read-the-log',
    answer: answers.sample,
    parameters: {
      seed: 'Any text; left out: 1',
      size: `How many, up to ${String(LARGEST_SAMPLE)}; left out: 25`,
    },
  })
  async sample(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    const question = await this.desk.take(request, response, ['seed', 'size']);
    const [seed, size] = [question.parameter('seed') ?? '1', sizeIn(question.parameter('size'))];
    const { knownAt } = question.moment;
    const answer = await this.queries.execute(new EntriesSample({ seed, size }, knownAt));
    return question.give(answer, answer.entries, answers.sample.rows);
  }

  @Asks('segregation', {
    summary: 'Whether the same person recorded something and decided on it',
    action: 'read-the-log',
    answer: answers.segregation,
    parameters: paging,
  })
  async segregation(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    const question = await this.desk.take(request, response, ['limit', 'cursor']);
    const { after, limitOfFile: limit, moment } = question;
    const page = { offset: Number(after ?? 0), limit };
    const answer = await this.queries.execute(new Segregation(page, moment.knownAt));
    if (answer.next !== null) question.linkNext(String(answer.next), answer.entry);
    return question.give(answer, answer.duties, answers.segregation.rows);
  }

  @Asks('imports', {
    summary: 'Completed imports, and what became of every row of their files',
    action: 'read-imports',
    answer: answers.imports,
  })
  async imports(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    const question = await this.desk.take(request, response);
    const { knownAt } = question.moment;
    const page = { limit: 500, ...(knownAt === undefined ? {} : { knownAt }) };
    const { entries, ...answer } = await this.queries.execute(
      new EntriesPage(page, { type: 'ImportCompleted' }),
    );
    const imports = await Promise.all(
      entries.map(async ({ stream, recordedAt, entry }) => {
        const importId = stream.replace(/^import-/, '');
        return {
          importId,
          entry,
          recordedAt,
          files: await readImportOutcome(this.store, importId),
        };
      }),
    );
    return question.give({ ...answer, imports } as typeof answer & { imports: typeof imports });
  }
}

/** How many entries a sample has. */
function sizeIn(text = '25'): number {
  const size = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (size >= 1 && size <= LARGEST_SAMPLE) return size;
  const sentence = `Enter a number from 1 to ${LARGEST_SAMPLE.toLocaleString('en-GB')}`;
  throw wrong('?size', 'size-out-of-range', sentence);
}

/** What is said of a first day and a last one that are turned, here and on the page of the log. */
export const DAYS_TURNED = 'The last day must be on or after the first';
const INSTANTS_TURNED = 'The last instant must be at or after the first';

function filterOf(question: Question): Readonly<Record<string, string>> {
  const filter = filterGiven(question);
  const { effectiveFrom, effectiveTo, recordedFrom, recordedTo } = filter;
  if (effectiveFrom !== undefined && effectiveTo !== undefined && effectiveTo < effectiveFrom)
    throw wrong('?effectiveTo', 'ends-before-start', DAYS_TURNED);
  if (Date.parse(recordedTo ?? '') < Date.parse(recordedFrom ?? ''))
    throw wrong('?recordedTo', 'ends-before-start', INSTANTS_TURNED);
  return filter;
}

function filterGiven(question: Question): Readonly<Record<string, string>> {
  const given = Object.keys(filters).flatMap((name) => {
    const value = name === 'mark' ? question.choice(name, marks) : question.parameter(name);
    return value === undefined ? [] : [[name, checked(name, value)] as const];
  });
  return Object.fromEntries(given);
}

function checked(name: string, value: string): string {
  if (name.startsWith('effective') && parseIsoDate(value) === undefined)
    throw wrong(`?${name}`, 'not-a-day', 'Enter a day, like 2026-03-31');
  if (!name.startsWith('recorded') || !Number.isNaN(Date.parse(value))) return value;
  throw wrong(`?${name}`, 'not-an-instant', 'Enter an instant, like 2026-03-31T09:00:00Z');
}
