import fc from 'fast-check';
import type { EventStore } from '#event-sourcing';
import {
  digestOf,
  entriesOf,
  EventStoreDbEventStore,
  fill,
  InMemoryEventStore,
  PostgresEventStore,
} from '#event-store';
import { addDays, londonDay, odsCode } from '#vocabulary';
import { freshDatabase } from '../../../../test/support/database.js';
import { startEventStoreDb } from '../../../../test/support/eventstoredb/index.js';
import { histories, TRUSTS } from '../../../../test/oracle/histories.js';
import { GapRollUp, GapRollUpHandler } from '../gap/gap-roll-up.query.js';
import { Progression, ProgressionHandler } from '../progression/progression.query.js';
import { recordingOf, RecordedWorld } from '../testing/recorded-world.js';
import {
  TrustGap,
  TrustGapHandler,
  TrustStage,
  TrustStageHandler,
} from '../trust/trust-figures.query.js';

type Place = Readonly<{
  store: EventStore;
  positions: 'gapless' | 'opaque';
  dispose(): Promise<void>;
}>;

/** Stores a history is moved through, one row here for each adapter. */
const places: Readonly<Record<string, () => Promise<Place>>> = {
  'in memory': () =>
    Promise.resolve({
      store: new InMemoryEventStore(),
      positions: 'gapless',
      dispose: () => Promise.resolve(),
    }),
  PostgreSQL: async () => {
    const database = await freshDatabase();
    const store = await PostgresEventStore.open({ connectionString: database.url });
    return { store, positions: 'gapless', dispose: () => database.drop() };
  },
  EventStoreDB: async () => {
    const server = await startEventStoreDb();
    const store = await EventStoreDbEventStore.open({ connectionString: server.url });
    return { store, positions: 'opaque', dispose: () => server.stop() };
  },
};

describe('Figures after the log was moved', () => {
  it('are of a history long enough to tell', async () => {
    const world = await recorded();
    expect(HISTORY.length).toBeGreaterThan(44);
    const known = MOMENTS.filter(({ knownAt }) => knownAt === undefined);
    const answers = await Promise.all(known.map((moment) => answersOf(world, moment)));
    expect(answers.some(({ gaps }) => gaps.some((answer) => answer?.gap !== undefined))).toBe(true);
    await world.close();
  });

  it.each(Object.keys(places).flatMap((via) => Object.keys(places).map((to) => [via, to])))(
    'by way of %s to %s are those from before, at any asOf and knownAt',
    async (via = '', to = '') => {
      const before = await recorded();
      const [between, after] = [await place(via), await place(to)];
      await fill(between.store, entriesOf(before.store));
      await fill(after.store, entriesOf(between.store));
      expect(await digestOf(entriesOf(after.store))).toEqual(
        await digestOf(entriesOf(before.store)),
      );
      const moved = await RecordedWorld.of(after.store, after.positions);
      for (const moment of MOMENTS) {
        expect(await answersOf(moved, moment)).toEqual(await answersOf(before, moment));
      }
      expect(await moved.differences()).toEqual([]);
      await moved.close();
      await before.close();
      await between.store.close();
      for (const { dispose } of [between, after]) await dispose();
    },
  );
});

const [HISTORY = []] = fc
  .sample(histories(60), { seed: 20261127, numRuns: 20 })
  .sort((one, other) => other.length - one.length);
const LAST = londonDay(HISTORY.at(-1)?.recordedAt ?? '');

/** Days up to the last recording, each as known at several entries and now. */
const MOMENTS = [0, -20, -90].flatMap((days) =>
  [8, 17, 26, 35, 44, undefined].map((entry) => ({
    asOf: addDays(LAST, days),
    knownAt: entry === undefined ? undefined : { entry },
  })),
);

async function recorded(): Promise<RecordedWorld> {
  const world = await RecordedWorld.open();
  await world.record(...HISTORY.map(recordingOf));
  return world;
}

async function place(name: string): Promise<Place> {
  const found = await places[name]?.();
  if (found === undefined) throw new Error(`There is no place ${name}.`);
  return found;
}

async function answersOf({ ledger }: RecordedWorld, moment: (typeof MOMENTS)[number]) {
  const filter = { demonstration: true };
  const trusts = TRUSTS.map((code) => odsCode(code));
  return {
    stages: await Promise.all(
      trusts.map((trust) => new TrustStageHandler(ledger).execute(new TrustStage(trust, moment))),
    ),
    gaps: await Promise.all(
      trusts.map((trust) => new TrustGapHandler(ledger).execute(new TrustGap(trust, moment))),
    ),
    rollUp: await new GapRollUpHandler(ledger).execute(new GapRollUp(moment, 'icb', filter)),
    progression: await new ProgressionHandler(ledger).execute(new Progression(moment, filter)),
  };
}
