import type { FactKind, KnownFact } from '#facts';
import type { EffectiveDay, OdsCode } from '#vocabulary';
import { recordedUnder } from '../benefits/recorded-under.js';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import type { Part, Use } from './uses.js';

/** An event a figure was made from, and what it contributed. */
export type EventUsed = Readonly<{
  entry: number;
  eventId: string;
  type: string;
  stream: string;
  recordedAt: string;
  factId: string;
  /** The event that made the statement: of what this one took back, an earlier one. */
  statedIn: string;
  part: Part;
  /** The organisation or model it is about. */
  about: string;
  /** The organisation under which the entry stands; null of what no trust owns. */
  recordedUnder: OdsCode | null;
  kind: FactKind;
  subject: string;
  capability: string | null;
  /** Day and value of what it states, as recorded; of what it took back. */
  effective: EffectiveDay;
  value: object;
}>;

/** The events behind uses, in the order of the log. */
export async function eventsOf(
  ledger: LedgerAt,
  uses: readonly Use[],
): Promise<readonly EventUsed[]> {
  const eventsIn = await eventsBehind(ledger, uses);
  return eventsIn(uses);
}

/** The way from any of these uses to their events: all are read at once, however many trusts have them. */
export async function eventsBehind(
  ledger: LedgerAt,
  uses: readonly Use[],
): Promise<(some: readonly Use[]) => readonly EventUsed[]> {
  const rows = await ledger.read<EntryColumns>(
    `select entry, event_id, type, stream, recorded_at from read_models.entries
     where entry = any($1)`,
    [[...new Set(uses.map(({ entry }) => entry))]],
  );
  const entries = new Map(rows.map((row) => [row.entry, row]));
  return (some) => eventsFrom(ledger, entries, some);
}

function eventsFrom(
  ledger: LedgerAt,
  entries: ReadonlyMap<number, EntryColumns>,
  uses: readonly Use[],
): readonly EventUsed[] {
  const events = new Map<string, EventUsed>();
  for (const use of [...uses].sort((one, other) => one.entry - other.entry)) {
    const row = entries.get(use.entry);
    if (row === undefined) continue;
    const { owner, part, fact } = use;
    const { kind, subject } = fact;
    events.set(`${String(use.entry)}\n${part}\n${owner}\n${kind}\n${subject}`, {
      ...used(use, row),
      recordedUnder: recordedUnder(ledger, owner, fact),
    });
  }
  return [...events.values()];
}

/** The capability a fact speaks of; null where it speaks of none, or of all. */
function capabilityOf({ kind, subject }: Pick<KnownFact, 'kind' | 'subject'>): string | null {
  if (kind === 'enabled') return subject.slice(0, subject.lastIndexOf('@'));
  if (kind === 'replaced') return subject === '*' ? null : subject;
  return ofCapability.has(kind) ? subject : null;
}

const ofCapability: ReadonlySet<FactKind> = new Set<FactKind>(['scope', 'adoption', 'realisation']);

/** Kinds that touch every capability of a trust. */
const ofEveryCapability: ReadonlySet<FactKind> = new Set<FactKind>([
  ...(['model', 'classification', 'replaced'] as const),
  // A benefit can be linked to any of them, and a correction can link it to another.
  ...(['benefit-home', 'benefit-link', 'benefit-approval'] as const),
  ...(['benefit-actual', 'benefit-validation'] as const),
]);

/** Does a fact bear on this capability? Undefined is any. */
export const bearsOn =
  (capability: string | undefined) =>
  ({ fact }: Use): boolean => {
    if (capability === undefined) return true;
    const own = capabilityOf(fact);
    return own === null ? ofEveryCapability.has(fact.kind) : own === capability;
  };

function used({ owner, fact, part }: Use, row: EntryColumns): Omit<EventUsed, 'recordedUnder'> {
  const { kind, subject, effective, factId, eventId: statedIn } = fact;
  return {
    entry: row.entry,
    eventId: row.event_id,
    type: row.type,
    stream: row.stream,
    recordedAt: row.recorded_at,
    factId,
    statedIn,
    part,
    about: owner,
    kind,
    subject,
    capability: capabilityOf(fact),
    effective,
    value: valueOf(fact),
  };
}

/** A model is long, and has an address of its own. */
const valueOf = ({ kind, value }: KnownFact): object =>
  kind === 'model' ? { model: value.model, version: value.version, title: value.title } : value;

type EntryColumns = Readonly<{
  entry: number;
  event_id: string;
  type: string;
  stream: string;
  recorded_at: string;
}>;
