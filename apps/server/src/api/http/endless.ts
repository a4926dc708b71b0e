import { EventEmitter } from 'node:events';
import type { NextFunction, Request, Response } from 'express';
import { LARGEST_FILE, MOST_FILES } from '#evidence';
import { Problem } from './problem.js';

/**
 * Most bytes that are read of a body. A file that is somewhat too big is let through unread, so that who
 * sends it is told so on the page it was sent from, and not by a connection that breaks.
 */
const MOST_READ = 64_000_000;
/** Of a form with as many files as are taken, and what stands around them. */
const MOST_OF_EVIDENCE = MOST_FILES * LARGEST_FILE + 1_000_000;
/** For how long what is still sent is let pass, so that the answer is read before the connection ends. */
const FAREWELL_MS = 1_000;

const TOO_LARGE = 'The body is too large to be read.';

/** Answers a body that goes on and on, or says that it will, with 413, and hangs up on it. */
export function endEndless(request: Request, response: Response, next: NextFunction): void {
  const most = request.url.includes('/evidence') ? MOST_OF_EVIDENCE : MOST_READ;
  const declared = request.headers['content-length'];
  if (Number(declared ?? 0) > most) {
    hangUpAfter(request, response);
    next(new Problem(413, 'body-too-large', TOO_LARGE));
    return;
  }
  let read = 0;
  const count = ({ length }: Buffer): void => {
    read += length;
    if (read <= most) return;
    request.off('data', count);
    hangUpAfter(request, response);
    if (response.headersSent) return;
    response.statusCode = 413;
    response.setHeader('Content-Type', 'text/plain; charset=utf-8');
    response.end(`${TOO_LARGE}\n`);
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
