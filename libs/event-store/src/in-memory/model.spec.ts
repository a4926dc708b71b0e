import { checkAgainstModel } from '#event-store/testing';
import { InMemoryEventStore } from './in-memory-event-store.js';

checkAgainstModel('in-memory', () => {
  const store = new InMemoryEventStore({ pollEvery: 1 });
  return Promise.resolve({ open: () => Promise.resolve(store), dispose: () => store.close() });
});
