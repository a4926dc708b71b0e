import type { Request } from 'express';
import type { ExpectedRevision } from '#event-sourcing';
import { Problem, wrong } from './problem.js';

/** The revision a change is made to: the quoted number of the last ETag, or "none". */
export function ifMatch(request: Request): ExpectedRevision {
  const given = request.get('if-match');
  if (given === undefined) {
    throw new Problem(
      428,
      'if-match-missing',
      'Send If-Match with the ETag of the record you have seen, so that nobody else’s change is overlooked.',
    );
  }
  if (given.trim() === NONE) return 'no-stream';
  const revision = /^"(\d{1,9})"$/.exec(given.trim())?.[1];
  if (revision === undefined) {
    throw wrong(
      'If-Match',
      'if-match-unreadable',
      'If-Match must be one ETag of this record, like "5".',
    );
  }
  return Number(revision);
}

export const etagOf = (revision: ExpectedRevision): string =>
  revision === 'no-stream' ? NONE : `"${String(revision)}"`;

/** The ETag of a record in which nothing stands yet. */
const NONE = '"none"';
