import type { ReadRows } from '#event-sourcing';
import type { KnownFact } from '#facts';
import { addDays, londonDay, type IsoDate } from '#vocabulary';
import fc from 'fast-check';
import { furnishedHistories, type FurtherEntry } from '../../../../test/oracle/further-facts.js';
import { histories, TRUSTS } from '../../../../test/oracle/histories.js';
import { RecordedWorld } from '../testing/recorded-world.js';
import type { LedgerAt } from './facts-ledger.query.js';
import { KeptMeasured } from './kept-measured.js';
import { kindsOfTrusts } from './known-facts.js';

/* Of a ledger that is not read ahead the database answers; each planted fault is in what memory is told. */
describe('What is measured of trusts, held in memory', () => {
  let world: RecordedWorld;
  beforeEach(async () => {
    world = await RecordedWorld.open();
  });
  afterEach(() => world.close());

  const [settled = [], ordered = []] = fc.sample(histories(60), { numRuns: 2, seed: 20261124 });
  const [measuring = []] = fc.sample(histories(160, 'measuring'), { numRuns: 1, seed: 7 });
  const [furnished = []] = fc.sample(furnishedHistories(), { numRuns: 1, seed: 7 });

  it.each<[string, readonly FurtherEntry[]]>([
    ['of anything', settled],
    ['of what has a stated order', ordered],
    ['of many measurements', measuring],
    ['of flows and drivers', furnished],
  ])('is what the database answers: a history %s', async (_, entries) => {
    const kinds = new Set<string>();
    await follow(world, entries, new KeptMeasured(), ({ held, asked }) => {
      expect(held).toEqual(asked);
      for (const { kind } of asked) kinds.add(kind);
    });
    expect([...kinds]).toEqual(
      expect.arrayContaining(entries === furnished ? ['exchange', 'driver'] : ['adoption']),
    );
  });

  it.each<[string, readonly FurtherEntry[], RegExp, string]>([
    ['supersession is not followed', settled, /where superseded > \$1/, 'where false'],
    ['supersession is not read', settled, /coalesce\(f\.superseded, 0\)/, '0'],
    ['the stated order is ignored', ordered, /int4send\(f\.stated_order\)/, 'int4send(0)'],
    ['ties are reversed', measuring, /int4send\(f\.first_entry/, 'int4send(-f.first_entry'],
    ['what is mended is a fact of its own', measuring, /f\.recorded <> f\.first_entry/, 'false'],
    ['new entries are not followed', measuring, /f\.recorded > \$1/, 'f.recorded > $1 and false'],
    ['a flow loses what was used', furnished, /->> 'used'/, "->> 'none'"],
  ])('would be something else where %s', async (_, entries, right, wrong) => {
    let differing = 0;
    const faulty = (read: ReadRows): ReadRows => {
      return (text, values) => read(text.replaceAll(new RegExp(right, 'g'), wrong), values);
    };
    const count = ({ held, asked }: Answers) => {
      if (JSON.stringify(held) !== JSON.stringify(asked)) differing += 1;
    };
    await follow(world, entries, new KeptMeasured(), count, faulty);
    expect(differing).toBeGreaterThan(0);
  });

  it('is left to the database where it has no room, from the start or in the end', async () => {
    await record(world, measuring.slice(0, 60));
    const [{ facts } = { facts: 0 }] = await world.ledger.at(undefined, ({ read }) =>
      read<{ facts: number }>(
        'select count(*) as facts from read_models.facts where window_from is not null',
      ),
    );
    expect(facts).toBeGreaterThan(0);
    const kept = {
      none: new KeptMeasured(facts - 1),
      few: new KeptMeasured(facts),
      all: new KeptMeasured(),
    };
    const isHeld = () =>
      world.ledger.at(undefined, async (ledger) => {
        const { none, few, all } = kept;
        return [
          await holding(none, ledger),
          await holding(few, ledger),
          await holding(all, ledger),
        ].map((held) => held !== undefined);
      });
    expect(await isHeld()).toEqual([false, true, true]);
    await record(world, measuring.slice(60));
    expect(await isHeld()).toEqual([false, false, true]);
  });
});

type Answers = Readonly<{ held: readonly KnownFact[]; asked: readonly KnownFact[] }>;

/** Compares at many moments after every few entries, and once all is built anew. */
async function follow(
  world: RecordedWorld,
  entries: readonly FurtherEntry[],
  kept: KeptMeasured,
  compare: (answers: Answers) => void,
  through: (read: ReadRows) => ReadRows = (read) => read,
): Promise<void> {
  const first = Math.floor(entries.length / 2);
  const step = Math.ceil(entries.length / 8);
  const compareAll = (recorded: number) =>
    world.ledger.at(undefined, async (now) => {
      const held = await holding(kept, now, through);
      for (const [asOf, entry] of moments(entries.slice(0, recorded))) {
        await world.ledger.at({ entry }, async (ledger) => {
          const of = { owners: TRUSTS, kinds: kindsOfTrusts, on: asOf };
          const named = held?.newest(of, { entry, named: true }) ?? new Map();
          const asked = await ledger.valuesAt(TRUSTS, asOf);
          compare({ held: sorted(named), asked: sorted(asked).filter(isMeasured) });
          const brief = held?.newest(of, { entry, named: false }) ?? new Map();
          const ofCohort = await ledger.cohortValuesAt(TRUSTS, asOf, ['adoption', 'realisation']);
          const fractions = sorted(brief).filter(({ kind }) => isFraction(kind));
          compare({
            held: fractions,
            asked: sorted(ofCohort).filter(({ kind }) => isFraction(kind)),
          });
        });
      }
    });
  await record(world, entries.slice(0, first));
  await compareAll(first);
  for (let from = first; from < entries.length; from += step) {
    await record(world, entries.slice(from, from + step));
    await compareAll(Math.min(entries.length, from + step));
  }
  await world.rebuild();
  await compareAll(entries.length);
}

const holding = (
  kept: KeptMeasured,
  { read, tables, knowledge }: LedgerAt,
  through: (read: ReadRows) => ReadRows = (same) => same,
): Promise<KeptMeasured | undefined> =>
  kept.at(knowledge.entry, { read: through(read), tables, isAhead: true });

const record = (world: RecordedWorld, entries: readonly FurtherEntry[]): Promise<void> =>
  world.record(...entries.map(({ type, data, ...entry }) => ({ ...entry, event: { type, data } })));

/** Days about each of some entries, the last ones among them, known then and at the end. */
function moments(entries: readonly FurtherEntry[]): readonly (readonly [IsoDate, number])[] {
  const last = entries.length;
  return [Math.floor(last / 2), last - 5, last].flatMap((entry) => {
    const day = londonDay(entries[entry - 1]?.recordedAt ?? '');
    return [-90, -10, 0, 70].flatMap((days) => [
      [addDays(day, days), entry] as const,
      [addDays(day, days), last] as const,
    ]);
  });
}

const isFraction = (kind: string): boolean => kind === 'adoption' || kind === 'realisation';
const isMeasured = ({ kind }: KnownFact): boolean =>
  kindsOfTrusts.some((measured) => measured === kind);

/** By whose and what they are; each is the newest of its series. */
const sorted = (facts: ReadonlyMap<string, readonly KnownFact[]>): readonly KnownFact[] =>
  [...facts]
    .flatMap(([owner, own]) =>
      own.map((fact) => ({ key: `${owner} ${fact.kind} ${fact.subject}`, fact })),
    )
    .sort((one, other) => (one.key < other.key ? -1 : 1))
    .map(({ fact }) => fact);
