import { applyDecorators, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiProduces, ApiQuery } from '@nestjs/swagger';
import type { Action } from '../who/policy.js';
import { Requires } from '../who/requires.decorator.js';

type Described = Readonly<{
  summary: string;
  action: Action;
  /** Its rows are given as CSV and NDJSON too. */
  rows?: boolean;
  parameters?: Readonly<Record<string, string>>;
}>;

/** A route that answers a question: who may ask it, and what it takes. */
export function Asks(
  path: string,
  { summary, action, rows = false, parameters = {} }: Described,
): MethodDecorator {
  return applyDecorators(
    Get(path),
    Requires(action),
    ApiOperation({ summary }),
    ApiOkResponse({ description: 'The answer, and the last entry it includes' }),
    ApiProduces('application/json', ...(rows ? ['text/csv', 'application/x-ndjson'] : [])),
    ...(path.includes(':ods')
      ? [ApiParam({ name: 'ods', description: 'ODS code', example: 'RCF' })]
      : []),
    ...Object.entries({ ...clocks, ...parameters }).map(([name, description]) =>
      ApiQuery({ name, description, required: false, schema: { type: 'string' } }),
    ),
  );
}

const clocks = {
  asOf: 'The day the question is about, today or earlier',
  knownAt: 'As known at the end of a day, at an instant, or at an entry; left out: now',
  minPosition: 'A Log-Position that the answer must include',
};

export const paging = {
  limit: 'Rows per page, up to 500',
  cursor: 'From the Link header of the page before',
};

export const programme = { programme: 'england (the real trusts) or demonstration' };
