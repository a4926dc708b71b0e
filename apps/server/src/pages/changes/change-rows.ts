import type { FactChanged } from '#read-models';
import { instantInWords, whenInWords, withDaysInWords } from '../dates-in-words.js';
import type { Names } from '../names.js';
import { capital } from '../stages-in-words.js';
import { valueInWords } from '../trust/timeline-rows.js';

/** One fact that changed: what was known before, what is known now, why, and who said so when. */
export const changeRow = (changed: FactChanged, names: Names) => ({
  of: names.organisation(changed.owner),
  change: inWords[changed.change],
  before: saidInWords(changed, 'before', names),
  after: saidInWords(changed, 'after', names),
  why: changed.cause === null ? undefined : withDaysInWords(changed.cause),
  entry: changed.entry.toLocaleString('en-GB'),
  recorded: `${instantInWords(changed.recordedAt)} by a ${changed.role.replaceAll('-', ' ')}`,
});

const inWords: Readonly<Record<FactChanged['change'], string>> = {
  new: 'New',
  moved: 'Moved',
  corrected: 'Corrected',
  withdrawn: 'Withdrawn',
  passing: 'Recorded and withdrawn',
};

function saidInWords(
  { kind, subject, ...changed }: FactChanged,
  which: 'before' | 'after',
  names: Names,
): string | undefined {
  const said = changed[which];
  if (said === null) return undefined;
  const value = valueInWords({ kind, subject, value: said.value }, names);
  return `${capital(value)}, ${whenInWords(said.effective)}`;
}
