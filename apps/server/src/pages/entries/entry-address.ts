import type { Request } from 'express';
import { notFound } from '../../api/http/problem.js';
import { trustOf } from '../not-there.js';

/** Where the page of an entry stands. */
export const addressIn = ({ params }: Request): string =>
  `/organisations/${String(params['ods']).toUpperCase()}/entries/${String(params['entry'])}`;

export const noEntry = ({ params }: Request) =>
  notFound(
    `There is no entry ${String(params['entry']).slice(0, 20)} in the record of this trust.`,
    'entry-not-found',
    trustOf(String(params['ods']).toUpperCase()),
  );
