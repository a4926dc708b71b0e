import type { LedgerValues } from '#facts';
import type { ChangesAnswer, FactChanged } from '#read-models';
import { instantInWords, withDaysInWords } from '../dates-in-words.js';
import { eventHref } from '../audit/audit-links.js';
import { entryHref } from '../entries/kinds-with-page.js';
import type { Owners } from '../owners.js';
import { factInWords } from '../trust/fact-in-words.js';
import { byWhomBeside } from '../who-in-words.js';

type Shown = Readonly<{
  owners: Owners;
  /** The page of each entry that has one for whoever reads. */
  entryHrefs: ReadonlyMap<number, string>;
  /** The organisation whose changes they are; undefined where they are those of many. */
  organisation: string | undefined;
}>;

/** One fact that changed: what was known before, what is known now, why, and who said so when. */
export const changeRow = (changed: FactChanged, { owners, entryHrefs, organisation }: Shown) => ({
  about: owners.title(changed.owner),
  href: owners.href(changed.owner),
  home: organisation === undefined ? owners.home(changed.owner) : undefined,
  change: inWords[changed.change],
  before: saidInWords(changed, 'before', owners),
  after: saidInWords(changed, 'after', owners),
  between: saidInWords(changed, 'between', owners),
  why: whyInWords(changed),
  entry: changed.entry.toLocaleString('en-GB'),
  entryHref: entryHrefs.get(changed.entry),
  recorded: `${instantInWords(changed.recordedAt)} by ${byWhomBeside(owners.trust(changed.owner), changed, owners)}`,
});

const inWords: Readonly<Record<FactChanged['change'], string>> = {
  new: 'New',
  moved: 'Moved',
  corrected: 'Corrected',
  withdrawn: 'Withdrawn',
  passing: 'Recorded and withdrawn',
};

/** "26 new, 1 corrected": what there is none of is left out. */
export const countsInWords = (counts: ChangesAnswer['counts']): string =>
  (
    [
      [counts.new, 'new'],
      [counts.moved, 'moved to another day or amount'],
      [counts.corrected, 'corrected'],
      [counts.withdrawn, 'withdrawn'],
      [counts.passing, 'recorded and withdrawn in between'],
    ] as const
  )
    .filter(([count]) => count > 0)
    .map(([count, change]) => `${count.toLocaleString('en-GB')} ${change}`)
    .join(', ');

function saidInWords(
  { owner, kind, subject, ...changed }: FactChanged,
  which: 'before' | 'after' | 'between',
  owners: Owners,
): string | undefined {
  const said = changed[which];
  if (said === null) return undefined;
  const value = kind === 'benefit-forecast' ? { ...said.value, reason: '' } : said.value;
  const names = owners.namesFor(owner);
  const actual = said.amount === null ? undefined : names.amount?.(said.amount);
  const fact = { kind, subject, value, effective: said.effective };
  return factInWords(fact, { ...names, actual: () => actual });
}

/** Why, where whoever recorded it said so; of what is new nobody is asked, but for a forecast. */
function whyInWords({ cause, change, kind, after }: FactChanged): string | undefined {
  // What was corrected within the time is new as a whole: why is a matter of its entry.
  if (cause !== null && change !== 'new') return withDaysInWords(cause);
  const stated = after?.value as LedgerValues['benefit-forecast'] | undefined;
  if (kind === 'benefit-forecast' && stated !== undefined) return withDaysInWords(stated.reason);
  return change === 'new' ? undefined : 'No reason given';
}

/**
 * Where each entry can be read: in the log, by whoever reads that; else on the page of the entry, or of the evidence, at
 * the trust it stands under. An entry of several facts has one page, whichever of them a row is about.
 */
export function entryHrefsOf(
  changes: readonly FactChanged[],
  { owners, mayReadLog }: Readonly<{ owners: Owners; mayReadLog: boolean }>,
): ReadonlyMap<number, string> {
  const hrefs = new Map<number, string>();
  for (const changed of changes) {
    const href = mayReadLog ? eventHref(changed.entry) : pageOf(changed, owners);
    if (href !== undefined) hrefs.set(changed.entry, href);
  }
  return hrefs;
}

function pageOf(
  { owner, entry, kind, recordedUnder }: FactChanged,
  owners: Owners,
): string | undefined {
  if (kind.startsWith('evidence')) return owners.href(owner);
  return recordedUnder === null ? undefined : entryHref(recordedUnder, entry, [kind]);
}
