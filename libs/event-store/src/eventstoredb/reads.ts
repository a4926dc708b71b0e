import type { ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import { StoreUnavailable, type StoredEvent } from '#event-sourcing';
import type { Connection } from './connection.js';
import { eventIn, readRequest, type Reading } from './wire.js';

/** Reads to the end of what was asked for; nothing of a stream that does not exist. */
export async function readEvents(
  connection: Connection,
  reading: Reading,
): Promise<readonly StoredEvent[]> {
  const call = await connection.open((client, metadata, options) =>
    client.read(readRequest(reading), metadata, options),
  );
  const events: StoredEvent[] = [];
  let silence: NodeJS.Timeout | undefined;
  try {
    await new Promise<void>((resolve, reject) => {
      // A server that hangs would never end the call; no deadline is kept by it.
      const listen = () => {
        clearTimeout(silence);
        silence = setTimeout(() => {
          reject(new StoreUnavailable('EventStoreDB does not answer.'));
          call.cancel();
        }, connection.longestWait);
      };
      listen();
      call.on('data', (answer: ReadResp) => {
        listen();
        const event = eventIn(answer);
        if (event !== undefined) events.push(event);
      });
      call.on('error', reject);
      call.on('end', resolve);
    });
  } finally {
    clearTimeout(silence);
  }
  return events;
}
