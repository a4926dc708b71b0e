import { setTimeout as sleep } from 'node:timers/promises';
import { StoreUnavailable, type EventStore } from '#event-sourcing';
import { openEventStore } from '#event-store';

/** The store that an address names; a further adapter is a further line here. */
export function openStoreAt(url: string): Promise<EventStore> {
  const { protocol } = new URL(url);
  switch (protocol) {
    case 'postgres:':
    case 'postgresql:':
      return openEventStore({ kind: 'postgres', connectionString: url });
    default:
      throw new Error(`No event store is known for an address of the form ${protocol}//.`);
  }
}

/** What was born while the database was dead waits for it. */
export async function openStoreOnceThere(url: string): Promise<EventStore> {
  for (;;) {
    try {
      return await openStoreAt(url);
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
      await sleep(50);
    }
  }
}
