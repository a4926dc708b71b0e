import { Test } from '@nestjs/testing';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { BenefitEvent, PoolEvent } from '#benefits';
import { read } from '#event-sourcing';
import { EventStoreModule, InMemoryEventStore } from '#event-store';
import { EvidenceModule } from '#evidence';
import type { ProgrammeEvent } from '#programmes';
import { DemonstrationLoader } from './demonstration.loader.js';
import { DemonstrationModule } from './demonstration.module.js';
import { demonstrationProgramme } from './programme.js';
import { SimulatedClock } from './simulated-clock.js';
import type { DemonstrationRequest } from './step.js';

/** Organisations with all their benefits, the evidence for these, and the programme, but no forecasts. */
describe('Loading the benefits of the demonstration', () => {
  const parts: readonly DemonstrationRequest['of'][] = [
    ...(['organisations', 'maturity-models', 'evidence'] as const),
    ...(['benefits', 'pools', 'programmes'] as const),
  ];
  // Forecasts name an entry of the whole log.
  const needsAll = new Set(['PublishForecast', 'RecordForecastJudgement']);
  const steps = demonstrationProgramme().filter(
    ({ request }) => parts.includes(request.of) && !needsAll.has(request.command.type),
  );
  const folder = mkdtempSync(path.join(tmpdir(), 'demonstration-'));
  let log: readonly Loaded[] = [];

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
    await module.get(DemonstrationLoader).load({ steps });
    log = (await store.readAll(undefined, 10_000)).map((stored) => ({
      ...read<BenefitEvent | PoolEvent | ProgrammeEvent>(stored),
      stream: stored.stream,
    }));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  const ofType = <Type extends Loaded['type']>(type: Type) =>
    log.filter((event): event is Extract<Loaded, { type: Type }> => event.type === type);

  it('makes one entry of each step', () => {
    expect(log).toHaveLength(steps.length);
  });

  it('shares a pool of two benefits out, and not more than there is', () => {
    const shares = ofType('PoolShareClaimed').map(({ data }) => data.share);
    expect(shares).toHaveLength(2);
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeLessThanOrEqual(1);
  });

  it('goes on with the benefits of merged trusts under their successor', () => {
    expect(ofType('BenefitTransferred')).toHaveLength(3);
    const since = ofType('BenefitActualRecorded').filter(
      ({ data }) => data.organisation === 'DEMO24',
    );
    expect(since.length).toBeGreaterThan(20);
    expect(since.every(({ stream }) => /^benefit-DEMO2[12]-/.test(stream))).toBe(true);
  });

  it('suspends one validation by a correction that came after it', () => {
    const decided = new Set<string>(
      [...ofType('BenefitActualValidated')].map(({ data }) => data.actual),
    );
    const rejected = new Set<string>(
      ofType('BenefitActualRejected').map(({ data }) => data.actual),
    );
    const corrected = log.flatMap((event) =>
      event.type === 'FactCorrected' ? [String(event.data.factId)] : [],
    );
    expect(corrected.filter((id) => decided.has(id) && !rejected.has(id))).toHaveLength(1);
    expect(rejected.size).toBeGreaterThan(10);
  });

  it('takes one value back that was never its own', () => {
    const recorded = new Set(ofType('BenefitActualRecorded').map(({ id }) => id));
    const gone = log.flatMap((event) =>
      event.type === 'FactRetracted' && recorded.has(event.data.factId) ? [event.stream] : [],
    );
    expect(gone).toEqual(['benefit-DEMO16-PAPER']);
  });

  it('pins each quarter to the last entry before its close', () => {
    const closes = ofType('ReportingPeriodClosed');
    expect(closes).toHaveLength(11);
    for (const { data, id } of closes) {
      expect(data.lastEntry).toBe(log.findIndex((event) => event.id === id));
    }
  });
});

type Loaded = ReturnType<typeof read<BenefitEvent | PoolEvent | ProgrammeEvent>> &
  Readonly<{ stream: string }>;
