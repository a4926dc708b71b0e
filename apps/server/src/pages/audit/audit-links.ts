import type { EntryListed } from '#read-models';
import { instantInWords } from '../dates-in-words.js';
import { capital } from '../stages-in-words.js';

export const eventHref = (entry: number): string => `/audit/events/${String(entry)}`;

export const streamHref = (stream: string, revision?: number): string =>
  `/audit/streams/${encodeURIComponent(stream)}${revision === undefined ? '' : `?revision=${String(revision)}`}`;

/** "a trust recorder of RXX". */
export const byWhom = ({
  role,
  organisation,
}: Readonly<{ role: string; organisation: string }>): string =>
  `${role.replaceAll('-', ' ')} for ${organisation}`;

export const inThousands = (number: number): string => number.toLocaleString('en-GB');

/** An entry as a row of a table. */
export const entryRow = (listed: EntryListed) => ({
  entry: inThousands(listed.entry),
  href: eventHref(listed.entry),
  type: listed.type,
  stream: listed.stream,
  streamHref: streamHref(listed.stream),
  recorded: instantInWords(listed.recordedAt),
  by: capital(byWhom(listed)),
});
