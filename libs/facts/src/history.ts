import type { AnyMessage } from '#event-sourcing';
import type { FactId } from '#vocabulary';

/** An event of a stream of facts, and where it stands in it. */
type Event = AnyMessage & Readonly<{ id: string; revision: number }>;

/** What a stream says of one fact at a revision. */
export type StatedFact = Readonly<{
  factId: FactId;
  type: string;
  data: object;
  /** Of the event that first stated it, and of the one that states it as it is here. */
  firstRevision: number;
  revision: number;
  /** Why it was taken back. */
  retracted?: string;
}>;

/**
 * The facts of a stream as it stood after one of its events: in the order in which they were first
 * stated, those taken back among them. Knows no rule of any context, so that it reads what an older
 * or a newer build recorded.
 */
export function factsAt(history: readonly Event[], revision: number): readonly StatedFact[] {
  const facts = new Map<string, StatedFact>();
  for (const event of history) {
    if (event.revision > revision) break;
    const { factId, fact, reason } = event.data as Partial<Mending>;
    const mended = factId === undefined ? undefined : facts.get(factId);
    if (event.type === 'FactCorrected' && mended !== undefined && fact !== undefined) {
      facts.set(mended.factId, { ...mended, data: fact.data, revision: event.revision });
    } else if (event.type === 'FactRetracted' && mended !== undefined) {
      const retracted = reason ?? '';
      facts.set(mended.factId, { ...mended, revision: event.revision, retracted });
    } else {
      facts.set(event.id, {
        factId: event.id as FactId,
        type: event.type,
        data: event.data,
        firstRevision: event.revision,
        revision: event.revision,
      });
    }
  }
  return [...facts.values()];
}

type Mending = Readonly<{ factId: string; fact: AnyMessage; reason: string }>;

/** One field of an entry, by its path: `effective.latest`, `sites.0`. */
export type FieldStated = Readonly<{ path: string; value: string }>;

/** Every field of what was recorded, in the order in which it stands there. */
export function fieldsOf(data: unknown, path = ''): readonly FieldStated[] {
  if (typeof data !== 'object' || data === null) return [{ path, value: String(data) }];
  const inner = Object.entries(data).flatMap(([name, value]) =>
    fieldsOf(value, path === '' ? name : `${path}.${name}`),
  );
  return inner.length === 0 ? [{ path, value: 'none' }] : inner;
}

export type FieldChanged = Readonly<{
  path: string;
  before: string | undefined;
  after: string | undefined;
}>;

/** The fields in which two statements differ, in the order of the later one, those left out last. */
export function differencesBetween(before: unknown, after: unknown): readonly FieldChanged[] {
  const [old, now] = [before, after].map(
    (data) => new Map(fieldsOf(data).map(({ path, value }) => [path, value])),
  ) as [Map<string, string>, Map<string, string>];
  return [...new Set([...now.keys(), ...old.keys()])]
    .map((path) => ({ path, before: old.get(path), after: now.get(path) }))
    .filter((field) => field.before !== field.after);
}
