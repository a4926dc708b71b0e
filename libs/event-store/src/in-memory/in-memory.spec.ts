import { describeEventStore } from '#event-store/testing';
import { NoSimulatedClock } from '../clock.js';
import { event, STREAM, wholeLog, written } from '../testing/log-under-test.js';
import { InMemoryEventStore } from './in-memory-event-store.js';

describeEventStore('in-memory', () => {
  let store: InMemoryEventStore | undefined;
  return Promise.resolve({
    open: (options = {}) =>
      Promise.resolve((store ??= new InMemoryEventStore({ ...options, pollEvery: 20 }))),
    dispose: async () => store?.close(),
  });
});

describe('The clock of an in-memory store', () => {
  it('may step backwards without the log following it', async () => {
    const hours = ['11:00', '10:00', '10:30', '11:30'];
    let hour = 0;
    const clock = () => new Date(`2026-03-01T${hours[hour] ?? ''}:00.000Z`);
    const store = new InMemoryEventStore({ clock });
    for (; hour < hours.length; hour++) await written(store, STREAM, event(hour));
    expect((await wholeLog(store)).map(({ recordedAt }) => recordedAt.slice(11, 16))).toEqual([
      '11:00',
      '11:00',
      '11:00',
      '11:30',
    ]);
  });

  it('must be simulated while the store is simulating', async () => {
    const store = new InMemoryEventStore({ simulating: true });
    await expect(store.append(STREAM, 'no-stream', [event(1)])).rejects.toThrow(NoSimulatedClock);
    await store.seal();
    await written(store, STREAM, event(1));
  });
});
