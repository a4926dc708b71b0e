import { createHash } from 'node:crypto';
import type { NextFunction, Request, Response } from 'express';
import { ipKeyGenerator, rateLimit, type RateLimitInfo } from 'express-rate-limit';
import { Problem } from './problem.js';

const firstRefused = new WeakSet<object>();

/** Whether a request was the first of its caller's minute that was too many; the others add nothing. */
export const isFirstOfTooMany = (request: object): boolean => firstRefused.has(request);

/** So many requests a minute for each caller: a token, a session, or an address. */
export const limitRate = (perMinute: number) =>
  rateLimit({
    windowMs: 60_000,
    limit: perMinute,
    standardHeaders: false,
    legacyHeaders: false,
    keyGenerator: callerOf,
    handler: (request: Request, response: Response, next: NextFunction) => {
      if (infoOf(request)?.used === perMinute + 1) firstRefused.add(request);
      next(
        new Problem(
          429,
          'too-many-requests',
          'Too many requests in one minute. Wait, then go on.',
          {
            headers: { 'Retry-After': String(secondsLeft(response)) },
          },
        ),
      );
    },
    requestPropertyName: 'rateLimit',
    skip: (request) => request.path.startsWith('/health/'),
  });

function callerOf(request: Request): string {
  const credential = request.get('authorization') ?? request.get('cookie');
  if (credential !== undefined) return createHash('sha256').update(credential).digest('base64');
  return ipKeyGenerator(request.ip ?? '');
}

function secondsLeft(response: Response): number {
  const reset = infoOf(response.req)?.resetTime?.getTime() ?? Date.now() + 60_000;
  return Math.max(1, Math.ceil((reset - Date.now()) / 1000));
}

const infoOf = (request: Request): Partial<RateLimitInfo> | undefined =>
  (request as Request & { rateLimit?: Partial<RateLimitInfo> }).rateLimit;
