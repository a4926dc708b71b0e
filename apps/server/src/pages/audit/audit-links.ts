import type { EntryListed } from '#read-models';
import { instantInWords } from '../dates-in-words.js';
import { eventInWords } from '../events-in-words.js';
import { inThousands } from '../numbers-in-words.js';
import { holderBeside, recordInWords, trustOf, type Told } from './audit-names.js';

export const eventHref = (entry: number): string => `/audit/events/${String(entry)}`;

export const streamHref = (stream: string, revision?: number): string =>
  `/audit/streams/${encodeURIComponent(stream)}${revision === undefined ? '' : `?revision=${String(revision)}`}`;

/** An entry as a row of a table. */
export const entryRow = (listed: EntryListed, told: Told) => ({
  entry: inThousands(listed.entry),
  href: eventHref(listed.entry),
  what: eventInWords(listed.type),
  record: recordInWords(listed.stream, told),
  streamHref: streamHref(listed.stream),
  recorded: instantInWords(listed.recordedAt),
  by: holderBeside(trustOf(listed.stream, told), listed, told.names),
});

/** The records of some entries, to be named. */
export const streamsOf = (entries: readonly EntryListed[]): readonly string[] =>
  entries.map(({ stream }) => stream);
