import type { Admitted } from '../admission.js';
import { asText } from './rows.js';

/** An admitted append with the instant a simulating store gives it. */
export type Append = Admitted & Readonly<{ instant: Date | undefined }>;

/** One call for many appends; the function answers a row for each, in order. */
export const appendQuery = (appends: readonly Append[]) => {
  const events = appends.flatMap((append) => append.events);
  return {
    name: 'es.append_batch',
    text: 'select verdict, at_revision, at_position, known_id from es.append_batch($1, $2, $3, $4, $5, $6, $7, $8)',
    values: [
      appends.map(({ stream }) => stream),
      appends.map(({ expected }) => expected),
      appends.map(({ events }) => events.length),
      appends.map(({ instant }) => instant?.toISOString() ?? null),
      events.map(({ id }) => id),
      events.map(({ type }) => type),
      events.map(({ data }) => data),
      events.map(({ metadata }) => metadata),
    ],
    rowMode: 'array' as const,
    types: asText,
  };
};
