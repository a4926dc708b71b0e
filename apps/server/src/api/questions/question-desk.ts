import { Inject, Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { ReadYourWrites } from '#read-models';
import { parseOdsCode, parsePartId, type OdsCode, type PartId } from '#vocabulary';
import { Cursors } from '../http/cursor.js';
import { Entries } from '../http/entries.js';
import { asOfIn, knownAtIn, minPositionIn, reached } from '../http/moment.js';
import { notFound, Problem, wrong } from '../http/problem.js';
import { parameter, Question, questionOf } from './question.js';

const COMMON = ['asOf', 'knownAt', 'minPosition', 'format'];

/** Reads what a request asks, and waits until what it wants included has been read. */
@Injectable()
export class QuestionDesk {
  constructor(
    private readonly entries: Entries,
    @Inject(Cursors) private readonly cursors: Cursors,
    @Inject(ReadYourWrites) private readonly readYourWrites: ReadYourWrites,
  ) {}

  /** `own`: the parameters a route takes beside the two clocks. A misspelt one is not overlooked. */
  async take(request: Request, response: Response, own: readonly string[] = []): Promise<Question> {
    const unknown = Object.keys(request.query).find((name) => ![...COMMON, ...own].includes(name));
    if (unknown !== undefined) {
      throw wrong(
        `?${unknown}`,
        'unknown-parameter',
        `Nothing is known of a parameter named "${unknown}".`,
      );
    }
    const present = await this.entries.present();
    const asOf = asOfIn(parameter(request, 'asOf'), present.today);
    const knownAt = knownAtIn(parameter(request, 'knownAt'), present);
    const text = parameter(request, 'cursor');
    const cursor = text === undefined ? undefined : this.cursors.read(text, questionOf(request));
    const minPosition = minPositionIn(parameter(request, 'minPosition'));
    if (minPosition !== undefined) await this.includes(reached(minPosition, present.head));
    const pinned = cursor === undefined ? knownAt : { entry: cursor.entry };
    const moment = { asOf, ...(pinned === undefined ? {} : { knownAt: pinned }) };
    return new Question(moment, request, response, this.cursors, cursor);
  }

  private async includes(position: bigint): Promise<void> {
    if (await this.readYourWrites.waitFor(position)) return;
    throw new Problem(
      503,
      'not-read-yet',
      'What was recorded at this position has not been read yet. Ask again in a moment.',
      { headers: { 'Retry-After': '2' } },
    );
  }
}

/** The organisation an address names; what cannot be a code is not there. */
export function organisationIn({ params }: Request): OdsCode {
  const code = parseOdsCode(String(params['ods']));
  if (code === undefined) throw noSuchOrganisation(String(params['ods']));
  return code;
}

/** Nobody has this code, or nobody had on the day asked about. */
export const noSuchOrganisation = (named: string): Problem =>
  notFound(
    `No organisation with the code ${named.slice(0, 20)} is known for that day. ODS codes have 3 to 8 letters and digits, like RCF: check it, or find it by its name.`,
  );

/** The part of a programme an address names; what cannot be a name is not there. */
export function partIn({ params }: Request, name: string): PartId {
  const part = parsePartId(String(params[name]));
  if (part === undefined) throw notFound();
  return part;
}

/** What a query found, or 404. */
export function found<Answer>(answer: Answer | undefined): Answer {
  if (answer === undefined) throw notFound();
  return answer;
}
