import type { Request } from 'express';
import type { ExpectedRevision } from '#event-sourcing';
import { Problem, wrong } from './problem.js';

/** The revision a change is made to: the quoted number of the last ETag. */
export function ifMatch(request: Request): number {
  const given = request.get('if-match');
  if (given === undefined) {
    throw new Problem(
      428,
      'if-match-missing',
      'Send If-Match with the ETag of the record you have seen, so that nobody else’s change is overlooked.',
    );
  }
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
  revision === 'no-stream' ? '"none"' : `"${String(revision)}"`;
