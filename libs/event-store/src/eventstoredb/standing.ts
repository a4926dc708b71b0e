import { randomUUID } from 'node:crypto';
import { StoreUnavailable } from '#event-sourcing';
import type { BatchAppends } from './batch-appends.js';
import type { Connection } from './connection.js';
import { readEvents } from './reads.js';

/** `sealed`: was simulated or restored and is live for ever; `restoring`: not all of it is there yet. */
export type Mark = 'live' | 'simulating' | 'restoring' | 'sealed';

/**
 * Metadata of a stream that has no events: EventStoreDB keeps the newest, and counts it to its own
 * events, so that the mark is no entry of the log.
 */
const streamOf = (prefix: string) => `$$${prefix}tracker-standing`;

/** What kind of log this is, as noted in the log itself. */
export async function readMark(connection: Connection, prefix: string): Promise<Mark> {
  return (await newest(connection, prefix)).mark;
}

/** Notes the next kind; refuses when somebody else noted one in between. */
export async function writeMark(
  connection: Connection,
  appends: BatchAppends,
  { prefix, mark }: Readonly<{ prefix: string; mark: Mark }>,
): Promise<void> {
  const { mark: before, revision } = await newest(connection, prefix);
  if (before === mark) return;
  const { verdict } = await appends.append({
    stream: streamOf(prefix),
    expected: revision,
    events: [
      {
        id: randomUUID(),
        type: '$metadata',
        data: JSON.stringify({ standing: mark }),
        metadata: '{}',
      },
    ],
  });
  if (verdict === 'wrong-revision') {
    throw new StoreUnavailable('Somebody else has changed the standing of the event store.');
  }
}

async function newest(
  connection: Connection,
  prefix: string,
): Promise<Readonly<{ mark: Mark; revision: number }>> {
  const [event] = await readEvents(connection, {
    stream: streamOf(prefix),
    from: 'end',
    backwards: true,
    count: 1,
  });
  if (event === undefined) return { mark: 'live', revision: -1 };
  const { standing } = JSON.parse(event.data) as Readonly<{ standing: Mark }>;
  return { mark: standing, revision: event.revision };
}
