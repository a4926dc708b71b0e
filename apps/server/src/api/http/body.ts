import type { NextFunction, Request, Response } from 'express';
import { Problem } from './problem.js';
import { unreadable } from './problem.filter.js';

export const BODY_LIMIT = '1mb';
const DEEPEST = 20;

/** Only JSON is read under /api; a page's form may be a form elsewhere. */
export function onlyJson(request: Request, _: Response, next: NextFunction): void {
  const sendsBody =
    request.headers['transfer-encoding'] !== undefined ||
    Number(request.headers['content-length'] ?? 0) > 0;
  const json = /^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? '');
  next(sendsBody && !json ? unreadable() : undefined);
}

/** Refuses what is nested so deeply that looking through it could exhaust the stack. */
export function refuseDepth(request: Request, _: Response, next: NextFunction): void {
  let level: unknown[] = [request.body];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > DEEPEST) {
      next(
        new Problem(
          400,
          'nested-too-deeply',
          `The body must be nested ${String(DEEPEST)} levels deep or less.`,
        ),
      );
      return;
    }
    level = level.flatMap((value) =>
      typeof value === 'object' && value !== null
        ? Object.values(value as Record<string, unknown>)
        : [],
    );
  }
  next();
}
