import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventStoreDBClient, NO_STREAM, START } from '@eventstore/db-client';
import { freePort } from '../kill/free-port.js';
import { collect, event, eventually, numberOf } from './examples.js';
import { EventStoreDbProcess } from './index.js';

describe('The test server in a process of its own', () => {
  let folder: string;
  let server: EventStoreDbProcess;
  let client: EventStoreDBClient;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'eventstoredb-'));
    const options = { port: await freePort(), dataFile: join(folder, 'log.ndjson') };
    server = await EventStoreDbProcess.start(options);
    client = EventStoreDBClient.connectionString(server.url);
  });

  afterAll(async () => {
    await client.dispose();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('has every acknowledged append after kill -9', async () => {
    const acknowledged: number[] = [];
    for (let round = 0; round < 3; round += 1) {
      const appends = Array.from({ length: 40 }, async (_, index) => {
        const number = round * 40 + index;
        const options = { expectedRevision: NO_STREAM } as const;
        await client.appendToStream(`stream-${number}`, event(number), options);
        acknowledged.push(number);
        if (index === 10) await server.kill();
      });
      await Promise.allSettled(appends);
      await server.restart();
      await eventually(() => collect(client.readAll({ fromPosition: START, maxCount: 1 })));
    }
    const all = await collect(client.readAll({ fromPosition: START, maxCount: 1_000 }));
    const kept = all.filter(({ event: it }) => it?.type === 'Numbered');
    expect(kept.map((it) => numberOf(it.event))).toEqual(expect.arrayContaining(acknowledged));
    expect(acknowledged.length).toBeGreaterThanOrEqual(3);
  });
});
