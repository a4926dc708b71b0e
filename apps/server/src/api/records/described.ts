import { applyDecorators, Get, Post } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiHeader,
  ApiOkResponse,
  ApiOperation,
  ApiQuery,
  ApiResponse,
} from '@nestjs/swagger';
import type { Schema } from '../questions/fields.js';
import * as answers from '../questions/answers/records.js';
import type { Action } from '../who/policy.js';
import { Requires } from '../who/requires.decorator.js';

type Recording = Readonly<{
  summary: string;
  action: Action;
  /** It changes what was recorded before, so the revision it was seen at is needed. */
  changes?: boolean;
}>;

/** A route that records: who may, what it takes, and every way it may be answered. */
export const Records = (
  path: string,
  { summary, action, changes = false }: Recording,
): MethodDecorator =>
  applyDecorators(
    Post(path),
    Requires(action),
    ApiOperation({ summary }),
    ApiQuery({
      name: 'dryRun',
      required: false,
      description: 'true: the rules are asked as they would be, and nothing is recorded',
      schema: { type: 'boolean', default: false },
    }),
    ApiHeader({
      name: 'Idempotency-Key',
      required: true,
      description:
        'A text of your choice, new for every new request. Sent again with the same body, it is answered with the first receipt and recorded once; with another body it is refused (422). Kept for 7 days. Not needed for a dry run.',
      schema: { type: 'string', minLength: 8, maxLength: 200 },
    }),
    ...(changes ? [ofRevision] : []),
    ApiCreatedResponse({
      description: 'Recorded; ETag, Log-Position and Location say where',
      content: { 'application/json': { schema: answers.receipt } },
    }),
    ApiOkResponse({
      description: 'Nothing needed to be recorded, or it was a dry run',
      content: { 'application/json': { schema: answers.receipt } },
    }),
    problem(
      409,
      'The first request with this Idempotency-Key is still at work (same-key-in-flight), or others kept changing the record (others-were-first): send it again after Retry-After',
    ),
    problem(422, 'The rules say no; errors point at the field where it is about one'),
    ...(changes ? changeProblems : []),
  );

const ofRevision = ApiHeader({
  name: 'If-Match',
  required: true,
  description:
    'The ETag of the entry as you have seen it. It is the revision of the whole record, so every other entry in that record makes it stale.',
  schema: { type: 'string', example: '"5"' },
});

const problem = (status: number, description: string) =>
  ApiResponse({
    status,
    description,
    content: {
      'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
    },
  });

const changeProblems = [
  problem(404, 'There is no such entry in this record; asked before If-Match is'),
  problem(412, 'Something else was recorded since; ETag is the current revision'),
  problem(428, 'If-Match is missing'),
];

/** A route that shows what was recorded. */
export const Shows = (
  path: string,
  { summary, action, schema }: Readonly<{ summary: string; action: Action; schema: Schema }>,
): MethodDecorator =>
  applyDecorators(
    Get(path),
    Requires(action),
    ApiOperation({ summary }),
    ApiOkResponse({ description: summary, content: { 'application/json': { schema } } }),
  );
