import type { FactKind, KnownFact, LedgerValues } from '#facts';
import type { EffectiveDay, FactId, IsoDate } from '#vocabulary';

/** Kinds measured over a window: many facts in a series, and none later than its recording. */
export const measuredKinds = [
  ...(['adoption', 'realisation', 'exchange', 'driver'] as const),
  ...(['benefit-actual', 'benefit-validation'] as const),
] as const;

/** Those of trusts; the others are of benefits. */
export const kindsOfTrusts = ['adoption', 'realisation', 'exchange', 'driver'] as const;
export type KindOfTrusts = (typeof kindsOfTrusts)[number];

/** Columns of a fact beside its series, as `knownFact` reads them. */
export const FACT_COLUMNS = `f.earliest, f.latest, f.precision, f.stated_order, f.first_entry,
  f.recorded, f.superseded, f.fact_id, f.event_id, f.numerator, f.denominator, f.window_from, f.value`;

/** Kinds that are a fraction: a numerator and a denominator. */
export type FractionKind = 'adoption' | 'realisation';

/**
 * The fractions of an owner (series ⋈ facts), a line each: read much faster than rows, and without
 * the ids, which only an explanation names.
 */
export const FACT_LINES = `string_agg(concat_ws(' ', kind, subject, latest, stated_order,
  first_entry, recorded, numerator, denominator, window_from), E'\\n')`;

/** The columns of a fact f that its line is made of. */
export const LINE_COLUMNS = `f.latest, f.stated_order, f.first_entry, f.recorded, f.numerator,
  f.denominator, f.window_from`;

export type LinesOfOwner = Readonly<{ owner: string; lines: string }>;

/** A row of series ⋈ facts. */
export type FactColumns = Readonly<{
  owner: string;
  kind: FactKind;
  subject: string;
  earliest: IsoDate;
  latest: IsoDate;
  precision: EffectiveDay['precision'];
  stated_order: number;
  first_entry: number;
  recorded: number;
  superseded: number | null;
  fact_id: FactId;
  event_id: string;
  numerator: number | null;
  denominator: number | null;
  window_from: IsoDate | null;
  value: object | null;
}>;

/** The fact a row states. */
export function knownFact(row: FactColumns): KnownFact {
  return {
    kind: row.kind,
    subject: row.subject,
    effective: { earliest: row.earliest, latest: row.latest, precision: row.precision },
    order: row.stated_order,
    firstEntry: row.first_entry,
    entry: row.recorded,
    factId: row.fact_id,
    eventId: row.event_id,
    value: row.value ?? fraction(row),
  } as KnownFact;
}

function fraction({
  kind,
  numerator,
  denominator,
  window_from: from,
}: FactColumns): LedgerValues['adoption' | 'driver' | 'realisation' | 'benefit-actual'] {
  if (kind === 'benefit-actual') return { amount: numerator ?? 0, from: from as IsoDate };
  const shares = {
    numerator: numerator ?? 0,
    denominator: denominator ?? 0,
    from: from as IsoDate,
  };
  if (kind !== 'realisation') return shares;
  return { validated: shares.numerator, expected: shares.denominator, from: shares.from };
}

export const factsOfLines = (lines: string): KnownFact[] => lines.split('\n').map(factOfLine);

/** The facts of each owner; of one with lines of several kinds, in their order. */
export function factsOfOwners(
  rows: readonly LinesOfOwner[],
): ReadonlyMap<string, readonly KnownFact[]> {
  const owners = new Map<string, KnownFact[]>();
  for (const { owner, lines } of rows) {
    owners.set(owner, [...(owners.get(owner) ?? []), ...factsOfLines(lines)]);
  }
  return owners;
}

function factOfLine(line: string): KnownFact {
  const [kind, subject = '', day, order, firstEntry, entry, numerator, denominator, windowFrom] =
    line.split(' ');
  const [latest, from] = [day as IsoDate, windowFrom as IsoDate];
  const [part, whole] = [Number(numerator), Number(denominator)];
  return {
    kind,
    subject,
    effective: { earliest: latest, latest, precision: 'day' },
    order: Number(order),
    firstEntry: Number(firstEntry),
    entry: Number(entry),
    factId: '' as FactId,
    eventId: '',
    value:
      kind === 'adoption'
        ? { numerator: part, denominator: whole, from }
        : { validated: part, expected: whole, from },
  } as KnownFact;
}

/** Facts by the organisation or model they are about. */
export function byOwner(rows: readonly FactColumns[]): Map<string, KnownFact[]> {
  const owners = new Map<string, KnownFact[]>();
  for (const row of rows) {
    const facts = owners.get(row.owner);
    if (facts === undefined) owners.set(row.owner, [knownFact(row)]);
    else facts.push(knownFact(row));
  }
  return owners;
}

/** The facts of one kind. */
export const ofKind = <Kind extends FactKind>(
  facts: readonly KnownFact[],
  kind: Kind,
): KnownFact<Kind>[] => facts.filter((fact) => fact.kind === kind) as KnownFact<Kind>[];
