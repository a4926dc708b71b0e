import { Test } from '@nestjs/testing';
import { read, type EventStore } from '#event-sourcing';
import { EventStoreModule, InMemoryEventStore } from '#event-store';
import { boards, region } from './cast.js';
import { DemonstrationLoader } from './demonstration.loader.js';
import { DemonstrationModule } from './demonstration.module.js';
import { demonstrationProgramme } from './programme.js';
import { SimulatedClock } from './simulated-clock.js';
import type { DemonstrationStep } from './step.js';

describe('Loading the demonstration', () => {
  it('records every step at its instant, then seals the store', async () => {
    const { loader, store } = await aLoader();
    const report = await loader.load({ steps: slice });
    expect(report).toEqual({ outcome: 'loaded', skipped: 0, recorded: slice.length });
    expect(await store.standing()).toBe('live');

    const instants = new Map(slice.map(({ at, asker }) => [asker.commandId, at]));
    const log = (await store.readAll(undefined, 10_000)).map((stored) => read(stored));
    expect(log).toHaveLength(slice.length);
    expect(log.map(({ recordedAt }) => recordedAt)).toEqual(
      log.map(({ metadata }) => instants.get(metadata.command)),
    );
  });

  it('goes on after it was stopped or killed, and records nothing twice', async () => {
    const whole = await aLoader();
    await whole.loader.load({ steps: slice });

    const { loader, store, failAfter } = await aLoader();
    const stopping = new AbortController();
    const stopped = await loader.load({
      steps: slice,
      signal: stopping.signal,
      onProgress: ({ done }) => {
        if (done > 60) stopping.abort();
      },
    });
    expect(stopped.outcome).toBe('stopped');
    expect(await store.standing()).toBe('simulating');

    // A kill leaves the steps of one instant half recorded.
    failAfter(5);
    await expect(loader.load({ steps: slice })).rejects.toThrow('killed');
    failAfter(Infinity);
    const resumed = await loader.load({ steps: slice });
    expect(resumed.outcome).toBe('loaded');
    expect(resumed.skipped).toBeGreaterThan(60);
    expect(await eventsOf(store)).toEqual(await eventsOf(whole.store));
  });

  it('leaves a store alone that does not simulate', async () => {
    const { loader, store } = await aLoader({ simulating: false });
    const report = await loader.load({ steps: slice });
    expect(report).toEqual({ outcome: 'refused', skipped: 0, recorded: 0 });
    expect(await store.head()).toBeUndefined();
  });

  it('says how far it is', async () => {
    const { loader } = await aLoader();
    const days: string[] = [];
    let done = 0;
    await loader.load({
      steps: slice,
      onProgress: (progress) => {
        days.push(progress.day);
        done = progress.done;
      },
    });
    expect(days).toEqual([...days].sort());
    expect(done).toBe(slice.length);
  });

  it('stops at a step that the rules refuse, with their sentence', async () => {
    const { loader } = await aLoader();
    const [first] = slice.filter(({ request }) => request.command.type === 'RecordGoLive');
    const orphan = first === undefined ? [] : [first];
    await expect(loader.load({ steps: orphan })).rejects.toThrow('Enter an ODS code that exists');
  });
});

/** Six months of three trusts: one far on, one that corrects its go-live, one that goes live. */
const told = new Set<string>([region, ...boards].map(({ code }) => code));
['DEMO01', 'DEMO03', 'DEMO09'].forEach((code) => told.add(code));
const slice: readonly DemonstrationStep[] = demonstrationProgramme().filter(
  ({ at, asker }) => at < '2024-06-15' && told.has(asker.organisation),
);

async function aLoader({ simulating = true } = {}) {
  const clock = new SimulatedClock();
  const store = new InMemoryEventStore({ simulating, simulatedClock: () => clock.now() });
  let appends = Infinity;
  const append = store.append.bind(store);
  store.append = (...args: Parameters<EventStore['append']>) =>
    appends-- > 0 ? append(...args) : Promise.reject(new Error('killed'));
  const module = await Test.createTestingModule({
    imports: [
      EventStoreModule.forRoot({ kind: 'opened', store }),
      DemonstrationModule.withClock(clock),
    ],
  }).compile();
  await module.init();
  return {
    loader: module.get(DemonstrationLoader),
    store,
    failAfter: (count: number) => {
      appends = count;
    },
  };
}

/** All events but for their place in the log, which is by chance within an instant. */
async function eventsOf(store: EventStore): Promise<readonly string[]> {
  const log = await store.readAll(undefined, 10_000);
  return log
    .map(({ id, stream, revision, data, recordedAt }) =>
      [stream, String(revision), id, recordedAt, data].join(' '),
    )
    .sort();
}
