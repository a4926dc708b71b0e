import { Pool } from 'pg';
import { StoreUnavailable } from '#event-sourcing';
import { InMemoryEventStore } from '#event-store';
import { importOf, importsOn, type ImportsUnderTest } from '#imports/testing';
import { Log } from '#settings';
import { freshDatabase, type FreshDatabase } from '../../../../test/support/database.js';
import { ImportDesk } from './import-desk.js';
import { KeptImports } from './kept-imports.js';

const { organisation, ...of } = importOf('driver-measurements');
const bytes = Buffer.from(
  'driver,period_from,period_to,numerator,denominator,method,source\n' +
    'interoperability,2026-04-01,2026-04-01,1,2,EPR report,Return\n',
);

describe('An import that fails while it is recorded', () => {
  let database: FreshDatabase;
  let pool: Pool;
  let kept: KeptImports;
  let store: StoreThatFails;
  let imports: ImportsUnderTest;
  let importId: string;

  beforeEach(async () => {
    database = await freshDatabase();
    pool = new Pool({ connectionString: database.url });
    kept = new KeptImports(pool);
    await kept.prepare();
    store = new StoreThatFails();
    imports = await importsOn(store);
    ({ importId } = await newDesk().check({ ...of, organisation, bytes }));
  });
  afterEach(async () => {
    await imports.close();
    await pool.end();
    await database.drop();
  });

  it('goes on by itself once what was out of reach is back', async () => {
    const desk = newDesk();
    store.failures.push(new StoreUnavailable('Nobody answers.'), lost());
    await desk.run(organisation, importId, of.asker, false);
    await desk.settled(importId);
    expect(store.failures).toEqual([]);
    expect(await desk.standing(organisation, importId)).toMatchObject({
      ...{ running: undefined, stopped: undefined },
      report: { stage: 'completed', totals: { new: 1 } },
    });
  });

  it('goes on by itself when it is taken up at a start as well', async () => {
    await kept.running({ importId, organisation }, { ...of.asker, partial: false });
    const desk = newDesk();
    store.failures.push(lost());
    await desk.onApplicationBootstrap();
    await desk.settled(importId);
    expect(await desk.standing(organisation, importId)).toMatchObject({
      report: { stage: 'completed' },
    });
  });

  it('by a fault of ours is told as stopped, also after a start, and goes on when it is asked for again', async () => {
    const desk = newDesk();
    store.failures.push(new Error('A bug.'));
    await desk.run(organisation, importId, of.asker, true);
    await desk.settled(importId);
    expect(await desk.standing(organisation, importId)).toMatchObject({
      ...{ running: undefined, stopped: { partial: true }, report: { stage: 'checked' } },
    });
    const next = newDesk();
    await next.onApplicationBootstrap();
    await next.settled(importId);
    expect(await next.standing(organisation, importId)).toMatchObject({
      ...{ stopped: { partial: true }, report: { stage: 'checked' } },
    });
    await desk.run(organisation, importId, of.asker, true);
    await desk.settled(importId);
    expect(await desk.standing(organisation, importId)).toMatchObject({
      ...{ stopped: undefined, report: { stage: 'completed', totals: { new: 1 } } },
    });
  });

  it('is left to the next server by one that ends', async () => {
    const desk = newDesk();
    store.failures.push(...Array.from({ length: 1_000 }, lost));
    await desk.run(organisation, importId, of.asker, false);
    await desk.onApplicationShutdown();
    expect(await kept.unfinished()).toMatchObject([{ importId, isStopped: false }]);
  });

  const newDesk = (): ImportDesk =>
    new ImportDesk(imports.importing, imports.withdrawing, kept, store, new Log('silent'));
});

/** Fails what is read of it with each of these in turn, and then no more. */
class StoreThatFails extends InMemoryEventStore {
  readonly failures: Error[] = [];

  override async readStream(
    ...asked: Parameters<InMemoryEventStore['readStream']>
  ): ReturnType<InMemoryEventStore['readStream']> {
    const failure = this.failures.shift();
    if (failure !== undefined) throw failure;
    return super.readStream(...asked);
  }
}

const lost = (): Error => Object.assign(new Error('It shuts down.'), { code: '57P01' });
