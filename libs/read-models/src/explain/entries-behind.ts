import type { FactKind } from '#facts';
import type { OdsCode } from '#vocabulary';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { bearsOn, eventsBehind, type EventUsed } from './events-used.js';
import type { FigureAsked, Inputs } from './figure-inputs.js';
import { figuresCounted, figuresOf } from './figures-explained.js';
import type { Use } from './uses.js';

/** What is asked about some trusts, and what decides whether they count. */
type Behind = Readonly<{
  question: FigureAsked;
  membership: ReadonlyMap<OdsCode, readonly Use[]>;
}>;
type PartOf = (code: OdsCode) => Readonly<{
  inputs: Inputs | null;
  events: readonly EventUsed[];
  /** How many entries are behind it, where its events are only counted. */
  entries?: number;
}>;

/** What is behind the part of each trust, event by event. */
export async function listedBehind(
  ledger: LedgerAt,
  own: readonly OdsCode[],
  { question, membership }: Behind,
): Promise<PartOf> {
  const figures = await figuresOf(ledger, own, question);
  const usesOfTrust = (code: OdsCode): readonly Use[] => [
    ...(membership.get(code) ?? []),
    ...(figures.get(code)?.uses ?? []).filter(bearsOn(question.capability)),
  ];
  const eventsIn = await eventsBehind(ledger, [...membership.keys()].flatMap(usesOfTrust));
  return (code) => ({
    inputs: figures.get(code)?.inputs ?? null,
    events: eventsIn(usesOfTrust(code)),
  });
}

/** The same for whoever shows no event: how many entries they come from. */
export async function countedBehind(
  ledger: LedgerAt,
  own: readonly OdsCode[],
  { question, membership }: Behind,
): Promise<PartOf> {
  const figures = await figuresCounted(ledger, own, question);
  return (code) => {
    const { inputs = null, uses = [], entries = [] } = figures.get(code) ?? {};
    const all = [...(membership.get(code) ?? []), ...uses].map(({ entry }) => entry);
    return { inputs, events: [], entries: new Set([...all, ...entries]).size };
  };
}

/** How many entries there are, and how many that state or take back something of the kinds asked for. */
export type EntriesCounted = Readonly<{ all: number; ofKinds: number }>;

/** An entry is one, however much of it was used. */
export function entriesCounted(uses: readonly Use[], kinds: ReadonlySet<FactKind>): EntriesCounted {
  const ofKinds = uses.filter(({ fact }) => kinds.has(fact.kind));
  return { all: entriesIn(uses), ofKinds: entriesIn(ofKinds) };
}

const entriesIn = (uses: readonly Use[]): number => new Set(uses.map(({ entry }) => entry)).size;
