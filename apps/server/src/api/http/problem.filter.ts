import {
  BadRequestException,
  Catch,
  HttpException,
  NotFoundException,
  type ArgumentsHost,
  type ExceptionFilter,
} from '@nestjs/common';
import type { Request, Response } from 'express';
import {
  BrokenLog,
  InvalidAppend,
  StoreUnavailable,
  UnknownEventType,
  UnknownOutcome,
  UnreadableEvent,
} from '#event-sourcing';
import { EvidenceDamaged } from '#evidence';
import { isLostDatabase, type Log } from '#settings';
import { problemInWords } from '../../pages/problem/problem-in-words.js';
import { returnAddress } from '../../pages/sign-in/return-address.js';
import type { Views } from '../../pages/views.js';
import {
  answeredWith,
  bodyOf,
  codeAnswered,
  notFound,
  Problem,
  type ProblemStatus,
  type WayOut,
} from './problem.js';
import { contextOf } from './request-context.js';
import type { Routes } from './routes.js';

/** Everything that goes wrong leaves as problem+json; what nobody foresaw is logged once. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly routes: Routes,
    private readonly log: Log,
    private readonly views: Views,
  ) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<Request>();
    const response = host.switchToHttp().getResponse<Response>();
    const context = contextOf(request);
    const problem = this.problemOf(thrown, request);
    const isFailure = problem.status === 500 || needsSomebody(thrown);
    // A body that was refused halfway breaks off for whoever reads it: that was answered already.
    if (response.writableEnded && codeAnswered(request) !== undefined) {
      if (isFailure && !isBreak(thrown)) this.log.failure(thrown, context);
      return;
    }
    answeredWith(request, problem);
    if (isFailure) this.log.failure(thrown, context);
    // A download that broke off halfway cannot become a problem any more.
    if (response.headersSent) {
      response.destroy();
      return;
    }
    response
      .status(problem.status)
      .set({ 'Cache-Control': 'private, no-store', ...problem.more.headers });
    if (isForAPerson(request)) {
      this.views.send(response, 'problem/problem.njk', this.pageOf(problem, request));
      return;
    }
    response
      .type('application/problem+json')
      .send(JSON.stringify(bodyOf(problem, context.requestId)));
  }

  private pageOf(problem: Problem, request: Request) {
    const { requestId: reference } = contextOf(request);
    const { title, detail, status } = bodyOf(problem, reference);
    const { wayOut = wayOutOf(problem, request) } = problem.more;
    const page = {
      ...{ title: status === 404 ? 'Page not found' : title, sentence: detail },
      ...{ status, reference, wayOut },
      ...problemInWords(problem, request.method),
    };
    if (FOR_OTHERS.has(problem.code)) return { ...page, title: 'You cannot use this page' };
    if (status !== 401) return page;
    if (request.method !== 'POST') {
      return { ...page, title: SIGN_IN, sentence: this.views.offerSignIn ? TO_SEE : NO_SIGN_IN };
    }
    // What was sent and cannot be asked for belongs to the page above it.
    const { originalUrl, path } = request;
    const isPage = this.routes.allowedOn(path).includes('GET');
    const backTo = isPage ? originalUrl : path.slice(0, path.lastIndexOf('/'));
    const sentence = isMultipart(request) ? SIGNED_OUT_WITH_FILE : SIGNED_OUT;
    return { ...page, title: 'You were signed out', sentence, backTo };
  }

  private problemOf(thrown: unknown, request: Request): Problem {
    if (thrown instanceof Problem) return thrown;
    if (thrown instanceof NotFoundException) return this.notThere(request);
    if (thrown instanceof BadRequestException) return malformed(thrown.message);
    if (thrown instanceof UnknownOutcome) return unavailable(request, 'not-known-whether-recorded');
    if (thrown instanceof StoreUnavailable || isLostDatabase(thrown)) return unavailable(request);
    if (isAboutTheLog(thrown)) return aboutTheLog(thrown);
    if (thrown instanceof EvidenceDamaged) return aboutEvidence(thrown);
    if (thrown instanceof InvalidAppend) return malformed(thrown.message);
    return ofParser(statusOf(thrown), request) ?? unforeseen();
  }

  private notThere({ method, path }: Request): Problem {
    const allowed = this.routes.allowedOn(path);
    if (allowed.length === 0 || allowed.includes(method)) return notFound();
    return new Problem(
      405,
      'method-not-allowed',
      `${method} cannot be done here. What was recorded is never changed or deleted: a correction or retraction is recorded beside it.`,
      { headers: { Allow: allowed.join(', ') } },
    );
  }
}

const FOR_OTHERS = new Set(['not-this-role', 'not-this-organisation']);
const SIGN_IN = 'Sign in to see this page';
const TO_SEE = 'This page is for people who have signed in.';
const NO_SIGN_IN = 'This page is not public, and this server has no sign-in for people.';
const SIGNED_OUT =
  'Nothing of what you sent was recorded. Sign in again as the same person, then send it again.';
const SIGNED_OUT_WITH_FILE =
  'The file could not be kept, and nothing of it was recorded. Sign in again as the same person, then choose the file again.';

const isMultipart = ({ headers }: Request): boolean =>
  /^multipart\/form-data\s*;/i.test(headers['content-type'] ?? '');

/**
 * Whoever may not use a page of a trust may still read the page of the trust itself; what passes by itself can
 * be asked for again.
 */
function wayOutOf({ status }: Problem, { method, path, originalUrl }: Request): WayOut | undefined {
  if (method === 'GET' && [429, 500, 503].includes(status)) {
    return { href: returnAddress(originalUrl), text: 'Try again' };
  }
  const trust = /^\/organisations\/[A-Z0-9]+(?=\/)/.exec(path)?.[0];
  return status === 403 && trust !== undefined
    ? { href: trust, text: 'Go to the page of this trust' }
    : undefined;
}

/** A browser asks for pages, and the API answers machines whatever they accept. */
export const isForAPerson = (request: Request): boolean =>
  !request.path.startsWith('/api') && request.accepts(['json', 'html']) === 'html';

const malformed = (message: string): Problem =>
  message.startsWith('Failed to decode')
    ? new Problem(400, 'malformed-address', 'The address holds characters that cannot be read.')
    : new Problem(400, 'malformed-json', 'The body must be JSON that can be read.', {
        errors: [
          {
            pointer: '',
            code: 'malformed-json',
            message: 'The body must be JSON that can be read.',
          },
        ],
      });

/** Not the caller's fault, and not passing either: somebody has to look. */
const isAboutTheLog = (thrown: unknown): thrown is Error =>
  thrown instanceof BrokenLog ||
  thrown instanceof UnreadableEvent ||
  thrown instanceof UnknownEventType;

/** What whoever reads a body, or answers, meets where the other side was answered already. */
const isBreak = (thrown: unknown): boolean =>
  thrown instanceof Error && 'code' in thrown && BREAKS.has(String(thrown.code));

const BREAKS: ReadonlySet<string> = new Set([
  ...['ECONNABORTED', 'ERR_STREAM_PREMATURE_CLOSE', 'ERR_HTTP_HEADERS_SENT'],
]);

const needsSomebody = (thrown: unknown): boolean =>
  isAboutTheLog(thrown) || thrown instanceof EvidenceDamaged;

const aboutEvidence = ({ message }: EvidenceDamaged): Problem =>
  new Problem(
    503,
    'evidence-damaged',
    `${message} It is no longer what was attached, so it is not given out. Tell who runs the tracker.`,
  );

const aboutTheLog = ({ message }: Error): Problem =>
  new Problem(503, 'record-unreadable', `Nothing was recorded. ${message}`);

const unavailable = ({ method }: Request, code = 'store-unavailable'): Problem =>
  new Problem(
    503,
    code,
    `The record cannot be reached for now. ${READS.has(method) ? READ_AGAIN : RECORD_AGAIN}`,
    { headers: { 'Retry-After': '5' } },
  );

const READS = new Set(['GET', 'HEAD']);
const READ_AGAIN = 'Try again in a moment.';
const RECORD_AGAIN = 'Repeat the request with the same Idempotency-Key: it is recorded once.';

const unforeseen = (): Problem =>
  new Problem(
    500,
    'unforeseen',
    'Something went wrong on our side. If it happens again, tell us the request id.',
  );

/** What the reader of bodies refuses carries a status of its own. */
function ofParser(status: number | undefined, { path }: Request): Problem | undefined {
  const most = path.endsWith('/imports') ? '20 MB' : '1 MB';
  const problems: Partial<Record<ProblemStatus, Problem>> = {
    400: malformed(''),
    413: new Problem(413, 'body-too-large', `The body must be smaller than ${most}.`),
    415: unreadable(),
  };
  return problems[status as ProblemStatus];
}

export const unreadable = (): Problem =>
  new Problem(
    415,
    'media-type-not-read',
    'Send the body as application/json in UTF-8, without compression.',
  );

function statusOf(thrown: unknown): number | undefined {
  if (thrown instanceof HttpException) return thrown.getStatus();
  const status = thrown instanceof Error && 'status' in thrown ? thrown.status : undefined;
  return typeof status === 'number' ? status : undefined;
}
