import type { EventStore } from '#event-sourcing';
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
