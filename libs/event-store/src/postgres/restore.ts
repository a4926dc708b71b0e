import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Client, DatabaseError, type ClientConfig } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { StoreNotEmpty, type StoredEvent } from '#event-sourcing';
import { inOrder } from '../restoration.js';
import { failureOfAppend, failureOfRead } from './failures.js';
import { APPEND_LOCK } from './schema.js';

const CHUNK = 65_536;

/** Copies entries into an empty log in one transaction, during which nobody appends. */
export async function restore(
  session: ClientConfig,
  entries: AsyncIterable<StoredEvent> | Iterable<StoredEvent>,
): Promise<void> {
  // A connection of its own, as a bundle may take longer than any append or read is allowed.
  const client = new Client(session);
  let lost = false;
  client.on('error', () => {
    lost = true;
  });
  const isLost = () => lost;
  await client.connect().catch((error: unknown) => {
    throw failureOfRead(error);
  });
  try {
    await client.query('begin');
    await client.query('select pg_advisory_xact_lock($1)', [String(APPEND_LOCK)]);
    const { rowCount } = await client.query('select from es.log where position > 0');
    if (rowCount !== 0) throw new StoreNotEmpty('Only an empty store can be restored into.');
    await pipeline(
      Readable.from(lines(entries)),
      client.query(
        copyFrom(`copy es.event (position, stream, revision, event_id, type, data, metadata,
                                 recorded_at, clock) from stdin`),
      ),
    );
    for (const statement of CONCLUSION) await client.query(statement);
    await client.query('commit');
  } catch (error) {
    // An error of the source itself is the caller's own and goes back as it is.
    throw isLost() || error instanceof DatabaseError ? failureOfAppend(error) : error;
  } finally {
    // Whatever was not committed goes with the connection.
    await client.end().catch(() => undefined);
  }
}

const CONCLUSION = [
  'insert into es.stream select stream, max(revision) from es.event group by stream',
  `update es.log l set position = e.position, last_recorded_at = e.recorded_at
     from (select max(position) as position, max(recorded_at) as recorded_at from es.event) e
    where e.position is not null`,
  `select pg_notify('es', position::text) from es.log`,
  'analyze es.event',
];

async function* lines(
  entries: AsyncIterable<StoredEvent> | Iterable<StoredEvent>,
): AsyncGenerator<string> {
  let position = 0;
  let chunk = '';
  for await (const entry of inOrder(entries)) {
    position++;
    const { stream, revision, id, type, data, metadata, recordedAt } = entry;
    const texts = [stream, revision, id, type, data, metadata, recordedAt, 'restored'];
    chunk += `${String(position)}\t${texts.map((text) => escaped(String(text))).join('\t')}\n`;
    if (chunk.length < CHUNK) continue;
    yield chunk;
    chunk = '';
  }
  yield chunk;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
};

const escaped = (text: string): string =>
  text.replace(/[\\\t\n\r]/g, (character) => ESCAPES[character] ?? character);
