import { EventEmitter } from 'node:events';
import type { NextFunction, Request, Response } from 'express';
import { LARGEST_FILE, MOST_FILES } from '#evidence';
import { answeredWith, bodyOf, Problem } from './problem.js';
import { contextOf } from './request-context.js';

/**
 * Most bytes that are read of a body. A file that is somewhat too big is let through unread, so that who
 * sends it is told so on the page it was sent from, and not by a connection that breaks.
 */
const MOST_READ = 64_000_000;
/** Of a form with as many files as are taken, and what stands around them. */
const MOST_OF_EVIDENCE = MOST_FILES * LARGEST_FILE + 1_000_000;
/** For how long what is still sent is let pass, so that the answer is read before the connection ends. */
const FAREWELL_MS = 1_000;

const tooLarge = () => new Problem(413, 'body-too-large', 'The body is too large to be read.');

/** Where evidence is attached, by a page or by a machine; what is asked about is no part of it. */
const EVIDENCE = /^[^?]*\/(evidence\/new|evidence-files)\/?(\?|$)/;

/** Answers a body that goes on and on, or says that it will, with 413, and hangs up on it. */
export function endEndless(request: Request, response: Response, next: NextFunction): void {
  const most = EVIDENCE.test(request.url) ? MOST_OF_EVIDENCE : MOST_READ;
  const declared = request.headers['content-length'];
  if (Number(declared ?? 0) > most) {
    hangUpAfter(request, response);
    next(tooLarge());
    return;
  }
  let read = 0;
  const count = ({ length }: Buffer): void => {
    read += length;
    if (read <= most) return;
    request.off('data', count);
    hangUpAfter(request, response);
    if (response.headersSent) return;
    const problem = tooLarge();
    // Whoever was reading the body finds it broken off, which is no failure any more.
    answeredWith(request, problem);
    response.statusCode = problem.status;
    response.setHeader('Content-Type', 'application/problem+json');
    response.end(JSON.stringify(bodyOf(problem, contextOf(request).requestId)));
  };
  // Once it is answered nobody counts any more: what is sent on without saying how much is hung up on.
  if (declared === undefined) response.once('finish', () => hangUpSoon(request));
  // A listener of its own kind would set the body flowing before anybody reads it.
  EventEmitter.prototype.on.call(request, 'data', count);
  next();
}

function hangUpAfter(request: Request, response: Response): void {
  if (!response.headersSent) response.setHeader('Connection', 'close');
  response.once('finish', () => {
    request.resume();
    hangUpSoon(request);
  });
}

function hangUpSoon(request: Request): void {
  if (request.complete) return;
  setTimeout(() => {
    if (!request.complete) request.destroy();
  }, FAREWELL_MS).unref();
}
