import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import {
  AccessLog,
  accessKinds,
  type AccessListed,
  type AccessPage,
} from '../access/access-log.js';
import { contentTypeOf, csvOf, formatFor, ndjsonOf } from './http/formats.js';
import { limitIn } from './http/moment.js';
import { wrong } from './http/problem.js';
import { contentOf } from './questions/described.js';
import type { FieldsOf } from './questions/fields.js';
import { parameter } from './questions/question.js';
import { Requires } from './who/requires.decorator.js';

const line: FieldsOf<AccessListed> = {
  line: ['integer', 'Its number; some may be missing'],
  at: ['string', 'When it was answered'],
  kind: ['string', accessKinds.join(', ')],
  actor: ['string', 'Who; an opaque id, null where nobody was signed in'],
  role: ['string', 'In which role'],
  organisation: ['string', 'For which organisation'],
  method: ['string', 'GET, POST and so on'],
  route: ['string', 'What was asked, with names in place of what it was asked of'],
  about: ['string', 'The organisation, programme or evidence that the address names'],
  status: ['integer', 'What it was answered with'],
  code: ['string', 'Why not, where it was refused'],
  requestId: ['string', 'The X-Request-Id of the answer'],
};
const pageFields: FieldsOf<AccessPage> = {
  lines: ['array', 'The newest first'],
  next: ['integer', 'To be given as before for the next page; null on the last'],
};
const answer = { fields: pageFields, rows: { at: 'lines', fields: line } };

const LONGEST_PAGE = '500';
/** A file holds this many lines; an older part of the log is reached by `before`. */
const LONGEST_FILE = 100_000;
const PARAMETERS = ['kind', 'before', 'limit', 'format'];

/** Who came, went, was refused and took data away: no part of the log of facts, so without its clocks. */
@ApiTags('The log')
@Controller('api/v1/access-log')
export class AccessLogController {
  constructor(@Inject(AccessLog) private readonly log: AccessLog) {}

  @Get()
  @Requires('read-the-log')
  @ApiOperation({ summary: 'Sign-ins, sign-outs, refusals and exports, newest first' })
  @ApiOkResponse({ description: 'A page of it', content: contentOf(answer) })
  @ApiQuery({ name: 'kind', description: accessKinds.join(', '), required: false })
  @ApiQuery({ name: 'before', description: 'Lines before this one', required: false })
  @ApiQuery({ name: 'limit', description: 'Lines, up to 500', required: false })
  @ApiQuery({ name: 'format', description: 'json, csv or ndjson', required: false })
  async lines(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    const unknown = Object.keys(request.query).find((name) => !PARAMETERS.includes(name));
    if (unknown !== undefined) {
      throw wrong(
        `?${unknown}`,
        'unknown-parameter',
        `Nothing is known of a parameter named "${unknown}".`,
      );
    }
    const format = formatFor(request, ['json', 'csv', 'ndjson']);
    const given = parameter(request, 'limit');
    const limit =
      format !== 'json' && given === undefined ? LONGEST_FILE : limitIn(given ?? LONGEST_PAGE);
    const page = await this.log.page({ before: beforeIn(request), limit }, kindIn(request));
    response.setHeader('Content-Type', contentTypeOf[format]);
    if (format === 'json') return JSON.stringify(page);
    if (format === 'ndjson') return ndjsonOf(page.lines);
    response.setHeader('Content-Disposition', 'attachment; filename="access-log.csv"');
    return csvOf(page.lines, Object.keys(line));
  }
}

function kindIn(request: Request) {
  const given = parameter(request, 'kind');
  const kind = accessKinds.find((each) => each === given);
  if (given !== undefined && kind === undefined) {
    throw wrong('?kind', 'not-a-choice', `Enter one of: ${accessKinds.join(', ')}`);
  }
  return kind;
}

function beforeIn(request: Request): number | undefined {
  const given = parameter(request, 'before');
  if (given === undefined) return undefined;
  if (/^[1-9]\d{0,8}$/.test(given)) return Number(given);
  throw wrong('?before', 'not-a-line', 'Enter the number of a line');
}
