import type { FactKind, KnownFact } from '#facts';
import { moneyClasses } from '#figures';
import type { BenefitId, IsoDate, OdsCode } from '#vocabulary';
import { benefitsByHome } from '../benefits/benefit-on.js';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import type { EntriesSaid, EntrySaid } from './entries-said.js';
import {
  moversBetween,
  moversSince,
  type Days,
  type LearnedAfter,
  type Mover,
  type OfOwner,
} from './movers.js';
import { moves } from './moves.js';
import type { Aspect } from './standing.js';

/** The newest entry that moved a figure, and who recorded it. */
export type Cause = EntrySaid & Readonly<{ kind: FactKind }>;

/** What moved the figures of whoever a fact counts for, those of benefits by class: the newest entry, and how many there were. */
export type Causes = ReadonlyMap<string, Readonly<{ newest: Cause; entries: number }>>;

export const causeKey = (aspect: Aspect, code: string, subject: string): string =>
  `${aspect}\n${code}\n${aspect === 'target' || aspect === 'benefits' ? subject : ''}`;

type Reading = Readonly<{
  ledger: LedgerAt;
  /** What of its entries was read before. */
  entries: EntriesSaid;
  /** Of whom alone causes are looked for, if not of all. */
  trust: OdsCode | undefined;
}>;

/** Facts of the days after one and up to the other, as they are known. */
export async function happenedBetween(reading: Reading, days: Days): Promise<Causes> {
  const { ledger } = reading;
  const homes = [homesOn(ledger, days.before), homesOn(ledger, days.asOf)] as const;
  return causesOf(reading, homes, await moversBetween(ledger, days, meantBy(reading, homes)));
}

/**
 * What was recorded after an entry about days up to one, corrections and withdrawals included. `told`:
 * whose benefits were on that day, as it was known at that entry.
 */
export async function learnedSince(
  reading: Reading,
  since: LearnedAfter,
  told: Homes,
): Promise<Causes> {
  const { ledger } = reading;
  const homes = [told, homesOn(ledger, since.before)] as const;
  return causesOf(reading, homes, await moversSince(ledger, since, meantBy(reading, homes)));
}

/** The trust itself, and every benefit that is its own at either moment; of all, undefined. */
function meantBy({ trust }: Reading, homes: readonly [Homes, Homes]): OfOwner | undefined {
  if (trust === undefined) return undefined;
  return (owner) => owner === trust || homes.some((each) => each.get(owner as BenefitId) === trust);
}

async function causesOf(
  { ledger, entries }: Reading,
  homes: readonly [before: Homes, after: Homes],
  rows: readonly Mover[],
): Promise<Causes> {
  const moved = new Map<string, Readonly<{ newest: Mover; entries: number }>>();
  for (const row of rows) {
    const keys = (moves[row.kind] ?? []).flatMap((aspect) =>
      whoseFigures(row.owner, row.kind, homes).flatMap((code) =>
        subjectsOf(ledger, row, aspect).map((subject) => causeKey(aspect, code, subject)),
      ),
    );
    for (const key of keys) {
      const other = moved.get(key);
      moved.set(key, {
        newest: other === undefined || isNewer(row, other.newest) ? row : other.newest,
        entries: row.entries + (other?.entries ?? 0),
      });
    }
  }
  const named = new Set(Array.from(moved.values(), ({ newest }) => newest.entry));
  const said = await entries.of(ledger, named);
  return new Map(
    [...moved].flatMap(([key, { newest, entries: count }]) => {
      const row = said.get(newest.entry);
      return row === undefined
        ? []
        : [[key, { newest: { ...row, kind: newest.kind }, entries: count }] as const];
    }),
  );
}

/** What a target is called, and the classes of benefits: all of a trust, or those that a benefit ever had. */
function subjectsOf(
  ledger: LedgerAt,
  { owner, kind, subject }: Mover,
  aspect: Aspect,
): readonly string[] {
  if (aspect !== 'benefits') return [subject];
  if (kind === 'status') return moneyClasses;
  const profiles = [
    ...ledger.stated(owner, 'benefit'),
    ...ledger.supersededStatements(owner, PROFILE).map(({ fact }) => fact as KnownFact<'benefit'>),
  ];
  const inMoney = profiles.filter(({ value }) => value.valuedIn === 'money');
  return [...new Set(inMoney.map(({ value }) => value.class))];
}

const PROFILE: ReadonlySet<FactKind> = new Set(['benefit'] as const);

/** Of several kinds that one entry states, always the same one is named. */
const isNewer = (one: Mover, other: Mover): boolean =>
  one.entry > other.entry || (one.entry === other.entry && one.kind > other.kind);

/** Whose each benefit is. */
export type Homes = ReadonlyMap<BenefitId, string>;

/**
 * What is recorded of a benefit moves the figures of the trust whose it is; that it was handed over,
 * those of the trust that had it as well.
 */
function whoseFigures(
  owner: string,
  kind: FactKind,
  [before, after]: readonly [Homes, Homes],
): readonly string[] {
  const [had, has] = [before.get(owner as BenefitId), after.get(owner as BenefitId)];
  if (kind !== 'benefit-home') return [has ?? had ?? owner];
  return [...new Set([had, has])].filter((code) => code !== undefined);
}

export const homesOn = (ledger: LedgerAt, asOf: IsoDate): Homes =>
  new Map(
    [...benefitsByHome(ledger, asOf)].flatMap(([code, benefits]) =>
      benefits.map((benefit) => [benefit, code] as const),
    ),
  );
