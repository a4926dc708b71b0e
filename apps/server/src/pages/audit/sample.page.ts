import { Controller, Get, HttpStatus, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Response } from 'express';
import { EntriesSample, LARGEST_SAMPLE } from '#read-models';
import { Requires } from '../../api/who/requires.decorator.js';
import { freshnessOf } from '../freshness.js';
import { Moments } from '../moments.js';
import { inThousands } from '../numbers-in-words.js';
import { textOf } from '../typed-text.js';
import { Views } from '../views.js';
import { EntryRows } from './entry-rows.js';

const USUAL_SIZE = 25;

/** A random sample that anybody can draw again: the same seed, size and moment give the same entries. */
@ApiExcludeController()
@Controller('audit/sample')
export class SamplePage {
  constructor(
    private readonly queries: QueryBus,
    private readonly views: Views,
    private readonly moments: Moments,
    private readonly rows: EntryRows,
  ) {}

  @Get()
  @Requires('read-the-log')
  async show(
    @Res() response: Response,
    @Query() { seed: seedTyped, size: sizeTyped, knownAt }: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    const asked = await this.moments.asked(undefined, knownAt);
    const seed = textOf(seedTyped);
    const size = sizeIn(textOf(sizeTyped));
    // Before anything is asked there is no phrase to miss.
    const seedError = seedTyped !== undefined && seed === '' ? SEED_SENTENCE : undefined;
    const errors = [
      ...(seedError === undefined ? [] : [{ text: seedError, href: '#seed' }]),
      ...(size === undefined ? [{ text: SIZE_SENTENCE, href: '#size' }] : []),
      ...asked.errors,
    ];
    if (errors.length > 0) response.status(HttpStatus.BAD_REQUEST);
    const shown = seed !== '' && size !== undefined && errors.length === 0;
    const answer = shown
      ? await this.queries.execute(new EntriesSample({ seed, size }, asked.moment.knownAt))
      : undefined;
    this.views.send(response, 'audit/sample.njk', {
      title: 'Sample of the log',
      errors,
      typed: { seed, size: textOf(sizeTyped) || String(USUAL_SIZE) },
      seedError,
      sizeError: size === undefined ? SIZE_SENTENCE : undefined,
      fields: asked.fields.filter(({ name }) => name === 'knownAt'),
      ...(answer && {
        freshness: freshnessOf(answer),
        rows: await this.rows.of(answer.entries, asked.moment.knownAt),
        data: dataHref({ seed, size: String(answer.size), knownAt: String(answer.entry) }),
      }),
    });
  }
}

const SEED_SENTENCE = 'Enter your seed phrase';
const SIZE_SENTENCE = `Enter how many entries, from 1 to ${inThousands(LARGEST_SAMPLE)}`;

/** The usual size where none is typed; undefined for what is no size of a sample. */
function sizeIn(text: string): number | undefined {
  if (text === '') return USUAL_SIZE;
  const size = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  return size >= 1 && size <= LARGEST_SAMPLE ? size : undefined;
}

/** Pinned to the entry that the page includes, so that the file holds the same entries later. */
const dataHref = (query: Readonly<Record<string, string>>): string =>
  `/api/v1/events/sample?${new URLSearchParams(query).toString()}`;
