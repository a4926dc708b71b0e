import type { NextFunction, Request, Response } from 'express';
import { Problem } from './problem.js';
import { unreadable } from './problem.filter.js';

export const BODY_LIMIT = '1mb';
const DEEPEST = 20;

export const CSV = 'text/csv';
export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
/** A little more than the largest file, so that a file that is too big is told so in its own words. */
export const FILE_LIMIT = '21mb';

/** Only JSON is read under /api, and files where they are taken; a page's form may be a form elsewhere. */
export function onlyJson(request: Request, _: Response, next: NextFunction): void {
  const sendsBody =
    request.headers['transfer-encoding'] !== undefined ||
    Number(request.headers['content-length'] ?? 0) > 0;
  const json = /^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? '');
  const isRead = json || sendsFiles(request) || sendsSheet(request);
  next(sendsBody && !isRead ? unreadable() : undefined);
}

const sendsFiles = ({ method, path, headers }: Request): boolean =>
  method === 'POST' &&
  /^\/v1\/organisations\/[^/]+\/evidence-files\/?$/.test(path) &&
  /^multipart\/form-data\s*;/i.test(headers['content-type'] ?? '');

const sendsSheet = ({ method, path, headers: { 'content-type': type = '' } }: Request): boolean =>
  method === 'POST' &&
  /^\/v1\/organisations\/[^/]+\/imports\/?$/.test(path) &&
  [CSV, XLSX].some((each) => type.startsWith(each));

/** Refuses what must not reach the reading of fields: nested without end, or named like no field can be. */
export function refuseStrange(request: Request, _: Response, next: NextFunction): void {
  if (Buffer.isBuffer(request.body)) {
    next();
    return;
  }
  let level: Place[] = [{ pointer: '', value: request.body }];
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
    level = level.flatMap(within);
    const strange = level.find(({ name }) => name !== undefined && name in Object.prototype);
    if (strange !== undefined) {
      next(nothingKnownOf(strange));
      return;
    }
  }
  next();
}

type Place = Readonly<{ pointer: string; name?: string; value: unknown }>;

const within = ({ pointer, value }: Place): Place[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).map(([name, each]: [string, unknown]) => ({
        pointer: `${pointer}/${name}`,
        name,
        value: each,
      }))
    : [];

/** What every object has is passed over by the reading of fields, which then misses it unseen. */
function nothingKnownOf({ pointer, name = '' }: Place): Problem {
  const message = `Nothing is known of a field named "${name}".`;
  return new Problem(400, 'wrong-fields', message, {
    errors: [{ pointer, code: 'unknown-field', message }],
  });
}
