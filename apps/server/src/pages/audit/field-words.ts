import type { fieldsOf } from '#facts';
import { capital } from '../stages-in-words.js';

type Field = ReturnType<typeof fieldsOf>[number];

/** What a field is called, and of those that only the log has, what it is for. */
type FieldWords = Readonly<{ name: string; hint?: string }>;

/** A stored name as people say it: "sites.0.weight" is "Sites 1: weight". */
export function fieldInWords(path: string): FieldWords {
  const known = Object.hasOwn(words, path) ? words[path] : undefined;
  if (known !== undefined) return known;
  const said = path
    .split('.')
    .map((part) => (/^\d+$/.test(part) ? Number(part) + 1 : spaced(part)));
  const name = said.reduce<string>((before, part) => {
    if (before === '') return String(part);
    return typeof part === 'number' ? `${before} ${String(part)}` : `${before}: ${part}`;
  }, '');
  return { name: capital(name) };
}

/** Fields with what they are called. */
export const named = <Of extends Readonly<{ path: string }>>(fields: readonly Of[]) =>
  fields.map((field) => ({ ...field, ...fieldInWords(field.path) }));

/** Those of the page of an entry that stand beside what it states. */
export const namedBeside = (fields: readonly Field[]) =>
  fields.map((field) => ({ ...field, ...(beside[field.path] ?? fieldInWords(field.path)) }));

/** "pathwayConsistency" is "pathway consistency"; what is a code stays as it is. */
const spaced = (part: string): string =>
  /^[a-z][A-Za-z]*$/.test(part)
    ? part.replace(
        /[A-Z]+/g,
        (letters) => ` ${letters.length > 1 ? letters : letters.toLowerCase()}`,
      )
    : part;

const words: Readonly<Record<string, FieldWords>> = {
  numerator: { name: 'Counted' },
  denominator: { name: 'Out of' },
  amount: { name: 'Amount, in pence where it is money' },
  'effective.earliest': { name: 'Earliest date it was so' },
  'effective.latest': { name: 'Latest date it was so' },
  'effective.precision': { name: 'How precise the date is' },
};

const beside: Readonly<Record<string, FieldWords>> = {
  type: { name: 'What happened' },
  eventId: { name: 'Id of the entry', hint: 'The same in every copy of the log' },
  entry: { name: 'Number of the entry', hint: 'Counted from 1, without a gap' },
  position: { name: 'Place in the store', hint: 'Rises from entry to entry, and may leave gaps' },
  stream: { name: 'Record that it belongs to' },
  revision: { name: 'Step of the record', hint: 'Counted from 0' },
  recordedAt: {
    name: 'When it was recorded',
    hint: 'In UTC, an hour behind British time in summer',
  },
  actor: { name: 'Who recorded it', hint: 'An id that does not name the person' },
  role: { name: 'Role of that person' },
  organisation: { name: 'Organisation that the person acted for' },
  command: { name: 'Id of the command', hint: 'The same command sent twice is recorded once' },
  digest: { name: 'Digest of the command', hint: 'A checksum (SHA-256) of what was asked' },
  correlation: {
    name: 'Id of the request or import',
    hint: 'All entries that came of it have the same',
  },
  causation: { name: 'Id of the cause', hint: 'The command or the entry that led to it' },
  schemaVersion: { name: 'Version of the format' },
};
