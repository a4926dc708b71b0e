import { Test } from '@nestjs/testing';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { EventStoreModule, InMemoryEventStore } from '#event-store';
import { EvidenceModule } from '#evidence';
import { Publications, RePerformance, TargetForecast } from '#read-models';
import {
  TouchesKept,
  FiguresKept,
  PublicationsHandler,
  RecordedWorld,
  RePerformanceHandler,
  TargetForecastHandler,
} from '#read-models/testing';
import { isoDate, type PartId, type ProgrammeId } from '#vocabulary';
import { DemonstrationLoader } from './demonstration.loader.js';
import { DemonstrationModule } from './demonstration.module.js';
import { SimulatedClock } from './simulated-clock.js';

/** The whole programme, read by the queries that boards ask: what was worked out on the way is the same. */
describe('What the office of the demonstration published', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'demonstration-'));
  const programme = 'demonstration' as ProgrammeId;
  let world: RecordedWorld;

  beforeAll(async () => {
    const clock = new SimulatedClock();
    const store = new InMemoryEventStore({ simulating: true, simulatedClock: () => clock.now() });
    const module = await Test.createTestingModule({
      imports: [
        EventStoreModule.forRoot({ kind: 'opened', store }),
        EvidenceModule.keepingFilesIn(folder),
        DemonstrationModule.withClock(clock),
      ],
    }).compile();
    await module.init();
    await module.get(DemonstrationLoader).load();
    world = await RecordedWorld.of(store, 'gapless');
  });
  afterAll(async () => {
    await world.close();
    rmSync(folder, { recursive: true });
  });

  it.each(['annual-2024', 'annual-2025'])(
    'reports gap, stages and money of %s as they are when performed again',
    async (report) => {
      const moment = { asOf: isoDate('2026-10-31') };
      const kept = new FiguresKept(world.ledger, new TouchesKept());
      const handler = new RePerformanceHandler(world.ledger, kept);
      const again = await handler.execute(new RePerformance(programme, report as PartId, moment));
      expect(again?.figures.filter(({ outcome }) => outcome !== 'matches')).toEqual([]);
      expect(again).toMatchObject({ numerator: 20, denominator: 20 });
    },
  );

  it.each(['spring-2025', 'autumn-2025'])(
    'forecasts %s by the model as the question answers it for that day',
    async (name) => {
      const said = await new PublicationsHandler(world.ledger).execute(
        new Publications(programme, { asOf: isoDate('2026-10-31') }),
      );
      const published = said?.forecasts.find(({ forecast }) => forecast === `${name}-model`);
      if (published === undefined) throw new Error(`Nothing was published as ${name}-model.`);
      const { asOf, includes: entry, target } = published;
      const answer = await new TargetForecastHandler(world.ledger).execute(
        new TargetForecast(programme, target, { asOf, knownAt: { entry } }),
      );
      expect(answer).toMatchObject({ kind: 'distribution' });
      expect(published.distribution).toEqual(answer?.count?.distribution);
      expect(published.insideView).toBe(answer?.insideView.low);
      expect(published.trusts).toEqual(
        answer?.trusts.map(({ code, probability }) => ({
          organisation: code,
          missing: probability,
        })),
      );
    },
  );
});
