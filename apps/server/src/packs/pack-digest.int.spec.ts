import { Module } from '@nestjs/common';
import { CqrsModule, QueryBus } from '@nestjs/cqrs';
import { Test, type TestingModule } from '@nestjs/testing';
import { Pool } from 'pg';
import { DataSource } from 'typeorm';
import { EVENT_STORE, type AnyMessage } from '#event-sourcing';
import { InMemoryEventStore } from '#event-store';
import { ReadModelsModule, ReadYourWrites } from '#read-models';
import { RecordedWorld } from '#read-models/testing';
import { isoDate, onDay, type PackAsked, type ProgrammeId } from '#vocabulary';
import { Entries } from '../api/http/entries.js';
import { Configuration } from '../configuration.js';
import { PackDigest, PackDigestHandler } from './pack-digest.query.js';
import { PACK_FORMULAS, Packs } from './packs.js';

describe('The digest of a pack', () => {
  let world: RecordedWorld;
  let app: TestingModule;
  let database: DataSource;
  let pool: Pool;

  beforeEach(async () => {
    world = await RecordedWorld.open();
    database = new DataSource({ type: 'postgres', url: world.databaseUrl });
    await database.initialize();
    pool = new Pool({ connectionString: world.databaseUrl, max: 1 });
    app = await Test.createTestingModule({
      imports: [
        { module: Database, global: true, ...providing(database) },
        CqrsModule,
        ReadModelsModule,
      ],
      providers: [
        ...[Entries, Packs, PackDigestHandler],
        { provide: Configuration, useValue: { positions: 'gapless' } },
        { provide: EVENT_STORE, useValue: await storeOf(history) },
        { provide: ReadYourWrites, useValue: new ReadYourWrites(pool) },
      ],
    }).compile();
    await app.init();
  });
  afterEach(async () => {
    await app.close();
    await pool.end();
    await database.destroy();
    await world.close();
  });

  const digest = () => app.get(QueryBus).execute(new PackDigest(PROGRAMME, PACK));
  const recorded = (from: number, to?: number) =>
    history.slice(from, to).map((each) => ({ ...each, recordedAt: NOW }));

  it('is made and kept of nothing but what its entry includes', async () => {
    await world.record(...recorded(0, 2));
    await expect(digest()).rejects.toMatchObject({ status: 503, code: 'not-read-yet' });
    await world.record(...recorded(2));
    const made = await digest();
    expect(made).toMatch(/^[0-9a-f]{64}$/);
    const anew = new PackDigestHandler(app.get(Packs), app.get(Entries));
    expect(made).toBe(await anew.execute(new PackDigest(PROGRAMME, PACK)));
  });
});

const PROGRAMME = 'national-epr' as ProgrammeId;
const NOW = '2025-10-01T09:00:00.000Z';

const trust = (code: string): Readonly<{ stream: string; event: AnyMessage }> => ({
  stream: `organisation-${code}`,
  event: {
    type: 'OrganisationRegistered',
    data: {
      ...{ organisation: code, kind: 'trust', name: `Trust ${code}` },
      effective: onDay(isoDate('2020-04-01')),
    },
  },
});

const history = [
  trust('RXX'),
  {
    stream: `programme-${PROGRAMME}`,
    event: {
      type: 'ProgrammeRegistered',
      data: {
        ...{ programme: PROGRAMME, name: 'National', scopeAreas: [] },
        effective: onDay(isoDate('2025-04-01')),
      },
    },
  },
  trust('RYY'),
];

const PACK: PackAsked = {
  ...{ day: isoDate('2025-09-30'), entry: history.length, formulas: PACK_FORMULAS },
  sections: ['stages'],
};

/** A store that has all of a history already, whatever was read of it. */
async function storeOf(all: typeof history): Promise<InMemoryEventStore> {
  const store = new InMemoryEventStore({ simulating: true, simulatedClock: () => new Date(NOW) });
  for (const [n, { stream, event }] of all.entries()) {
    const id = `00000000-0000-4000-8000-${String(n + 1).padStart(12, '0')}`;
    const { type, data } = event;
    await store.append(stream, 'no-stream', [
      { id, type, data: JSON.stringify(data), metadata: '{}' },
    ]);
  }
  return store;
}

@Module({})
class Database {}

const providing = (database: DataSource) => ({
  providers: [{ provide: DataSource, useValue: database }],
  exports: [DataSource],
});
