import type { QueryBus } from '@nestjs/cqrs';
import type { LedgerValues } from '#facts';
import type { EventUsed } from '#read-models';
import type { IsoDate } from '#vocabulary';
import { eventHref } from '../audit/audit-links.js';
import { instantInWords } from '../dates-in-words.js';
import { entryHref } from '../entries/kinds-with-page.js';
import { rowsShown } from '../layout/parts-shown.js';
import type { Names } from '../names.js';
import { inThousands } from '../numbers-in-words.js';
import { readOwners, type Owners } from '../owners.js';
import { uncapital } from '../stages-in-words.js';
import { factInWords } from '../trust/fact-in-words.js';
import { firstFew } from '../trust/first-few.js';
import { partInWords, rejectedIn } from './part-in-words.js';

/** What the events of a page are told with. */
type Shown = Readonly<{
  names: Names;
  mayReadLog: boolean;
  /** The benefit that the page is about, which its entries need not name. */
  benefit?: string | undefined;
  at: Readonly<{ asOf: IsoDate; entry: number }>;
}>;

/** A page of the entries behind a figure, and the way to the next; `number`: which page, from 1. */
export async function eventsShown(
  queries: QueryBus,
  events: readonly EventUsed[],
  { number, ...shown }: Shown & Readonly<{ number: unknown }>,
) {
  const { asOf, entry } = shown.at;
  const entries = byEntry(events);
  const address = { asOf, knownAt: String(entry), page: number };
  const part = rowsShown(entries, address);
  const about = events.map((event) => event.about);
  const owners = await readOwners(queries, shown.names, { knownAt: { entry } }, about);
  const told = {
    ...shown,
    owners,
    actuals: actualsIn(events, owners),
    rejected: rejectedIn(events),
  };
  const rows = part.rows.map((of) => entryRow(of, told));
  return {
    events: rows,
    counted: inThousands(entries.length),
    withoutPage: rows.some(({ href }) => href === undefined),
    pages: part.pages,
  };
}

/** They come in the order of the log. */
function byEntry(events: readonly EventUsed[]): readonly (readonly EventUsed[])[] {
  const entries = new Map<number, EventUsed[]>();
  for (const event of events) {
    const same = entries.get(event.entry);
    if (same === undefined) entries.set(event.entry, [event]);
    else same.push(event);
  }
  return [...entries.values()];
}

/** What each value of a benefit came to by the event that states it, as a judgement holds for one statement alone. */
export const actualsIn = (
  events: readonly EventUsed[],
  owners: Pick<Owners, 'namesFor'>,
): ReadonlyMap<string, string> =>
  new Map(
    events.flatMap(({ kind, statedIn, about, value }) => {
      if (kind !== 'benefit-actual') return [];
      const { amount } = value as LedgerValues['benefit-actual'];
      return [[statedIn, owners.namesFor(about).amount?.(amount) ?? String(amount)]];
    }),
  );

type Told = Shown &
  Readonly<{
    owners: Owners;
    actuals: ReadonlyMap<string, string>;
    rejected: ReadonlySet<string>;
  }>;

/** An entry behind a figure: what it states, of a correction what stands by it, and its part. */
function entryRow(events: readonly EventUsed[], told: Told) {
  const standing = events.filter(({ part }) => part !== 'took-back');
  return {
    entry: events[0] && inThousands(events[0].entry),
    href: events.map((event) => hrefOf(event, told)).find((href) => href !== undefined),
    ...saidOf(standing.length === 0 ? events : standing, told),
    part: partInWords(events, told.rejected),
    recorded: events[0] && instantInWords(events[0].recordedAt),
  };
}

/** What an entry states, and the title of the benefit or of the evidence that it is about, once. */
function saidOf(events: readonly EventUsed[], told: Told) {
  const titles = new Set(events.map((event) => titleOf(event, told)));
  const [title, ...others] = titles;
  const isOfOne = others.length === 0;
  const facts = events.map((event) => {
    const own = titleOf(event, told);
    const said = saidInWords(event, told);
    return isOfOne || own === undefined ? said : `${own}: ${uncapital(said)}`;
  });
  return { title: isOfOne ? title : undefined, what: firstFew(facts) };
}

/** Undefined of what a trust itself is said of, and of the benefit that the page is about. */
const titleOf = ({ about }: EventUsed, { owners, benefit }: Told): string | undefined =>
  owners.home(about) === undefined || about === benefit ? undefined : owners.title(about);

function saidInWords(
  { kind, subject, value, effective, about }: EventUsed,
  { owners, actuals }: Told,
): string {
  const names = { ...owners.namesFor(about), actual: (statedIn: string) => actuals.get(statedIn) };
  const fact = { kind, subject, value: value as LedgerValues[typeof kind], effective };
  return namingItself(kind, factInWords(fact, names), owners.title(about));
}

/** The words of a fact that says of itself neither whose it is nor what, before those that do. */
export function namingItself(kind: EventUsed['kind'], words: string, owner: string): string {
  if (kind === 'status') return `${owner}: ${uncapital(words)}`;
  return kind === 'model' ? `Maturity model published: ${words}` : words;
}

function hrefOf(
  { entry, about, kind, recordedUnder }: EventUsed,
  { mayReadLog, owners }: Told,
): string | undefined {
  if (mayReadLog) return eventHref(entry);
  if (kind.startsWith('evidence')) return owners.href(about);
  return recordedUnder === null ? undefined : entryHref(recordedUnder, entry, [kind]);
}

/** How many entries put right what would otherwise have counted, in a sentence; undefined where none did. */
export function mendedInWords(events: readonly EventUsed[]): string | undefined {
  const backs = new Set(events.filter(({ part }) => part === 'took-back').map(({ entry }) => entry))
    .size;
  if (backs === 0) return undefined;
  return backs === 1
    ? 'The earlier version of 1 entry that was corrected or withdrawn.'
    : `The earlier versions of ${inThousands(backs)} entries that were corrected or withdrawn.`;
}
