import { applyDecorators, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiQuery } from '@nestjs/swagger';
import type { Action } from '../who/policy.js';
import { Requires } from '../who/requires.decorator.js';
import type { Answer } from './answers/index.js';
import { schemaOf } from './fields.js';

type Described = Readonly<{
  summary: string;
  action: Action;
  /** What it answers; where there are rows in it, they are given as CSV and NDJSON too. */
  answer: Answer;
  parameters?: Readonly<Record<string, string>>;
}>;

/** A route that answers a question: who may ask it, and what it takes. */
export function Asks(
  path: string,
  { summary, action, answer, parameters = {} }: Described,
): MethodDecorator {
  return applyDecorators(
    Get(path),
    Requires(action),
    ApiOperation({ summary }),
    ApiOkResponse({
      description: 'The answer, and the last entry it includes',
      content: contentOf(answer),
    }),
    ...Object.entries(partsOfAddresses)
      .filter(([name]) => path.includes(`:${name}`))
      .map(([name, described]) => ApiParam({ name, ...described })),
    ...Object.entries({ ...clocks, ...(answer.rows && files), ...parameters }).map(
      ([name, description]) =>
        ApiQuery({ name, description, required: false, schema: { type: 'string' } }),
    ),
  );
}

const partsOfAddresses = {
  benefit: { description: 'Reference of a benefit', example: 'RXX-EPMA-TIME' },
  ods: { description: 'ODS code', example: 'RCF' },
  programme: { description: 'Name of a programme', example: 'frontline-digitisation' },
  cohort: { description: 'Name of a cohort of the programme', example: 'trusts' },
  period: { description: 'Name of a reporting period of the programme', example: '2026-q1' },
  report: { description: 'Name of a report of the programme', example: 'board-2026-q1' },
  target: { description: 'Name of a target of the programme', example: 'epr-coverage' },
};

/** JSON has the whole answer; CSV and NDJSON have its rows. */
export function contentOf({ fields, rows }: Answer) {
  if (rows === undefined) return { 'application/json': { schema: schemaOf(fields) } };
  const columns = Object.keys(rows.fields);
  return {
    'application/json': {
      schema: schemaOf(fields, rows.at === undefined ? {} : { [rows.at]: rows.fields }),
    },
    'text/csv': {
      schema: {
        type: 'string' as const,
        description: `With these columns, however many rows there are: ${columns.join(', ')}`,
      },
    },
    'application/x-ndjson': { schema: schemaOf(rows.fields) },
  };
}

const clocks = {
  asOf: 'The day the question is about, today or earlier',
  knownAt: 'As known at the end of a day, at an instant, or at an entry; left out: now',
  minPosition:
    'A Log-Position that the answer must include: it waits up to 5 seconds for it, then says 503',
};

const files = { format: 'json, csv or ndjson, where a link cannot say so by Accept' };

export const paging = {
  limit: 'Rows per page, up to 500; left out, JSON has 500, and CSV and NDJSON all of a list',
  cursor: 'From the Link header of the page before',
};

export const programme = { programme: 'england (the real trusts) or demonstration' };
