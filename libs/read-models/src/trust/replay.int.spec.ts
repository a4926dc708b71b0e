import { isoDate, odsCode, onDay } from '#vocabulary';
import type { AnyMessage } from '#event-sourcing';
import { modelOf } from '#figures/testing';
import { EntriesPageHandler, EntriesPage } from '../entries/entries-page.query.js';
import { EprCoverage, EprCoverageHandler } from '../epr-coverage/epr-coverage.query.js';
import { Explain, ExplainHandler } from '../explain/explain.query.js';
import type { Weights } from '../cohorts/cohort.js';
import type { KnownAt } from '../facts-ledger/known-at.js';
import { GapRollUp, GapRollUpHandler } from '../gap/gap-roll-up.query.js';
import {
  OrganisationProfile,
  OrganisationProfileHandler,
} from '../organisations/organisation-profile.query.js';
import {
  OrganisationsOn,
  OrganisationsOnHandler,
} from '../organisations/organisations-on.query.js';
import {
  Progression,
  ProgressionHandler,
  TrustStages,
  TrustStagesHandler,
} from '../progression/progression.query.js';
import { StageDistribution, StageDistributionHandler } from '../stages/stage-distribution.query.js';
import { eventId, RecordedWorld, type Recording } from '../testing/recorded-world.js';
import { TrustGap, TrustGapHandler, TrustStage, TrustStageHandler } from './trust-figures.query.js';
import { TrustTimeline, TrustTimelineHandler } from './trust-timeline.query.js';

/*
 * The replay fixture of the business case: one trust, one stage-1 capability with a threshold of 80 %,
 * deployed everywhere it should be. Its last row, what a report published, belongs to programmes.
 */
const RXX = odsCode('RXX');
const RYY = odsCode('RYY');
const C105 = 'C105';
const CORRECTED = 7;

const history: readonly Recording[] = [
  at('2024-09-01', 'model-nhs-epr', {
    type: 'MaturityModelPublished',
    data: {
      effective: onDay(isoDate('2024-01-01')),
      model: 'nhs-epr',
      content: modelOf({ [C105]: { name: 'ePMA' }, C201: { stage: 2 } }),
    },
  }),
  at('2024-09-02', 'organisation-RXX', registered('RXX', 'QZ1')),
  at('2024-09-12', 'optimisation-RXX', so('EprWentLive', '2024-09-10', { instance: 'new' })),
  at(
    '2024-09-12',
    'optimisation-RXX',
    so('CapabilityScopeSet', '2024-09-10', {
      capability: C105,
      sites: [{ site: 'RXX01', weight: 1 }],
    }),
  ),
  at(
    '2024-09-12',
    'optimisation-RXX',
    so('CapabilityEnabled', '2024-09-10', { capability: C105, sites: ['RXX01'] }),
  ),
  at('2025-04-08', 'adoption-RXX-C105', adopted('2025-03-31', 7_200, 10_000)),
  at('2025-07-05', 'adoption-RXX-C105', adopted('2025-06-30', 8_400, 10_000)),
  at('2025-08-20', 'adoption-RXX-C105', {
    type: 'FactCorrected',
    data: {
      factId: eventId(CORRECTED),
      reason: 'A site was left out',
      fact: adopted('2025-06-30', 8_400, 11_000),
    },
  }),
  at('2025-10-04', 'adoption-RXX-C105', adopted('2025-09-30', 9_130, 11_000)),
  at('2025-10-05', 'organisation-RYY', registered('RYY', undefined)),
  at('2025-10-06', 'optimisation-RXX', so('StageDeclared', '2025-10-06', { stage: 2 })),
  at('2025-10-07', 'optimisation-RXX', {
    type: 'FactRetracted',
    data: { factId: eventId(11), reason: 'Not decided' },
  }),
  at('2025-10-08', 'optimisation-RXX', {
    type: 'EprStatusReported',
    data: { ...said('2025-10-08'), source: { name: 'A register' }, hasEpr: true },
  }),
];

describe('A trust whose figures were corrected', () => {
  let world: RecordedWorld;

  beforeAll(async () => {
    world = await RecordedWorld.open();
    await world.record(...history);
  });
  afterAll(() => world.close());

  it.each([
    { asOf: '2025-07-31', knownOn: '2025-07-31', stage: 1, why: 'believed then' },
    { asOf: '2025-07-31', knownOn: '2025-09-01', stage: 0, why: 'corrected since' },
    { asOf: '2025-09-30', knownOn: '2025-10-01', stage: 0, why: 'not yet recorded' },
    { asOf: '2025-09-30', knownOn: '2025-10-31', stage: 1, why: 'recorded late' },
  ])('is at stage $stage on $asOf as known on $knownOn: $why', async ({ asOf, knownOn, stage }) => {
    const moment = on(asOf, { day: isoDate(knownOn) });
    const answer = await new TrustStageHandler(world.ledger).execute(new TrustStage(RXX, moment));
    expect(answer?.stage?.evidenced).toMatchObject({ low: stage });
    const stages = await new TrustStagesHandler(world.ledger).execute(new TrustStages(RXX, moment));
    expect(stages?.intervals.at(-1)).toMatchObject({ evidencedLow: stage });
  });

  it.each([
    { knownAt: undefined, entry: 13, final: false },
    { knownAt: { entry: 13 }, entry: 13, final: false },
    { knownAt: { entry: 6 }, entry: 6, final: true },
    { knownAt: { entry: 99 }, entry: 13, final: false },
    { knownAt: { instant: '2025-07-05T09:00:00.000Z' }, entry: 7, final: true },
    { knownAt: { instant: '2025-07-05T08:59:59.999Z' }, entry: 6, final: true },
    { knownAt: { day: isoDate('2025-07-05') }, entry: 7, final: true },
    { knownAt: { day: isoDate('2025-07-04') }, entry: 6, final: true },
    { knownAt: { day: isoDate('2020-01-01') }, entry: 0, final: true },
  ])('was known at $knownAt up to entry $entry', async ({ knownAt, entry, final }) => {
    const knowledge = await world.ledger.at(knownAt, (ledger) => Promise.resolve(ledger.knowledge));
    expect(knowledge).toMatchObject({ entry, final });
  });

  it('has a gap with the fraction it rests on, and bounds for what it never measured', async () => {
    const query = new TrustGap(RXX, on('2025-10-31'));
    const answer = await new TrustGapHandler(world.ledger).execute(query);
    expect(answer?.gap).toMatchObject({ headline: 'use', reported: true });
    expect(answer?.gap?.useGap.low).toBeCloseTo(17 / 2);
    expect(answer?.gap?.optimisationGap.high).toBe(100);
    expect(answer).toMatchObject({ entry: 13, model: { version: 1, inForce: true } });
  });

  it('is explained by the events it rests on, those that took something back among them', async () => {
    const query = new Explain('stage', RXX, on('2025-07-31', { entry: 9 }));
    const answer = await new ExplainHandler(world.ledger).execute(query);
    expect(answer?.events.map(({ entry, part, type }) => [entry, part, type])).toEqual([
      [1, 'states', 'MaturityModelPublished'],
      [2, 'states', 'OrganisationRegistered'],
      [4, 'states', 'CapabilityScopeSet'],
      [5, 'states', 'CapabilityEnabled'],
      [7, 'first-stated', 'AdoptionMeasured'],
      [8, 'states', 'FactCorrected'],
      [8, 'took-back', 'FactCorrected'],
    ]);
  });

  it('shows in its timeline what was corrected and what was taken back, and why', async () => {
    const query = new TrustTimeline(RXX, on('2025-10-31'));
    const answer = await new TrustTimelineHandler(world.ledger).execute(query);
    const corrected = answer?.facts.find(({ factId }) => factId === eventId(CORRECTED));
    expect(corrected).toMatchObject({
      status: 'corrected',
      stands: true,
      values: [{ kind: 'adoption', value: { denominator: 11_000 } }],
      history: [
        { entry: 7, reason: null, stated: { values: [{ value: { denominator: 10_000 } }] } },
        { entry: 8, reason: 'A site was left out', type: 'FactCorrected' },
      ],
    });
    expect(answer?.facts.find(({ factId }) => factId === eventId(11))).toMatchObject({
      status: 'retracted',
      stands: false,
      history: [{ entry: 11 }, { entry: 12, stated: null, reason: 'Not decided' }],
    });
    expect(answer?.denominator).toBe(9);
  });

  it('shows its own profile, and nobody who is unknown', async () => {
    const handler = new OrganisationProfileHandler(world.ledger);
    expect(await handler.execute(new OrganisationProfile(RXX, on('2025-10-31')))).toMatchObject({
      organisation: { code: 'RXX', icb: 'QZ1', open: true, trustType: 'Acute' },
      live: [{ subject: 'new' }],
    });
    const unknown = new OrganisationProfile(odsCode('RZZ'), on('2025-10-31'));
    expect(await handler.execute(unknown)).toBeUndefined();
  });

  it('is listed among the organisations of a day', async () => {
    const query = new OrganisationsOn(on('2025-10-31'), { icb: 'unassigned' });
    const answer = await new OrganisationsOnHandler(world.ledger).execute(query);
    expect(answer).toMatchObject({ numerator: 1, denominator: 2, organisations: [{ code: RYY }] });
  });

  it('counts in the roll-up of its ICB, beside a trust that reports nothing', async () => {
    const query = new GapRollUp(on('2025-10-31'), 'icb', { demonstration: false });
    const answer = await new GapRollUpHandler(world.ledger).execute(query);
    expect(answer.groups).toMatchObject([
      { code: 'QZ1', numerator: 1, denominator: 1 },
      { code: 'unassigned', name: 'Unassigned', numerator: 0, denominator: 1 },
    ]);
    expect(answer.total).toMatchObject({ numerator: 1, denominator: 2 });
    expect(answer.cohort).toMatchObject({ name: 'open-trusts', trusts: 2, demonstration: false });
  });

  it('weighs as much as the other trusts, or what the question says', async () => {
    const handler = new GapRollUpHandler(world.ledger);
    const useGap = async (weights: Weights) => {
      const query = new GapRollUp(
        on('2025-10-31'),
        'nation',
        { demonstration: false },
        'as-was',
        weights,
      );
      const { cohort, total } = await handler.execute(query);
      expect(cohort.weights).toEqual(weights);
      return total.gap?.useGap;
    };
    // RXX loses 8.5 to 58.5 points of a hundred; nothing is known of RYY.
    expect((await useGap('equal'))?.low).toBeCloseTo(8.5 / 2);
    expect((await useGap({ RXX: 3 }))?.low).toBeCloseTo((3 * 8.5) / 4);
    expect((await useGap({ RYY: 0 }))?.high).toBeCloseTo(58.5);
    expect(await useGap({ RXX: 0, RYY: 0 })).toBeUndefined();
  });

  it('counts in the distribution of stages and in the quarters', async () => {
    const filter = { demonstration: false };
    const stages = await new StageDistributionHandler(world.ledger).execute(
      new StageDistribution(on('2025-10-31'), 'nation', filter),
    );
    expect(stages.total.stages.evidenced).toMatchObject({ 1: 1, notReported: 1 });
    expect(stages.total.stages.evidencedHigh).toEqual({ 0: 0, 1: 0, 2: 0, 3: 0, 4: 1 });
    const progression = await new ProgressionHandler(world.ledger).execute(
      new Progression(on('2025-10-31'), filter),
    );
    // Nothing is drawn of the years in which the trusts were there and said nothing.
    expect(progression.quarters[0]?.numerator).toBeGreaterThan(0);
    expect(progression.quarters.slice(-2)).toMatchObject([
      { on: '2025-09-30', numerator: 1, denominator: 2, evidenced: { 1: 1 } },
      { on: '2025-10-31', numerator: 1, denominator: 2, evidenced: { 1: 1 } },
    ]);
  });

  it('is counted by the source that says it has an EPR, and among all that were open', async () => {
    const query = new EprCoverage(on('2025-10-31'));
    const answer = await new EprCoverageHandler(world.ledger).execute(query);
    expect(answer.coverage).toMatchObject([
      {
        source: 'A register',
        on: '2025-10-08',
        inSource: { numerator: 1, denominator: 1 },
        ofOpenTrusts: { numerator: 1, denominator: 2 },
        openButNotInSource: ['RYY'],
      },
    ]);
  });

  it('leaves its entries in the list of all, page by page', async () => {
    const handler = new EntriesPageHandler(world.ledger);
    const first = await handler.execute(new EntriesPage({ limit: 2 }));
    expect(first).toMatchObject({ next: 12, entries: [{ entry: 13 }, { entry: 12 }] });
    const mended = await handler.execute(new EntriesPage({ limit: 5 }, { type: 'FactCorrected' }));
    expect(mended).toMatchObject({
      next: null,
      entries: [{ entry: 8, factId: eventId(CORRECTED), reason: 'A site was left out' }],
    });
  });
});

const on = (asOf: string, knownAt?: KnownAt) => ({ asOf: isoDate(asOf), knownAt });

function at(day: string, stream: string, event: AnyMessage): Recording {
  return { stream, event, recordedAt: `${day}T09:00:00.000Z` };
}

function said(day: string) {
  return { effective: onDay(isoDate(day)), organisation: 'RXX' };
}

function so(type: string, day: string, data: object): AnyMessage {
  return { type, data: { ...said(day), ...data } };
}

function adopted(to: string, numerator: number, denominator: number): AnyMessage {
  const window = { from: `${to.slice(0, 8)}01`, to };
  return so('AdoptionMeasured', to, {
    capability: C105,
    numerator,
    denominator,
    window,
    method: 'x',
  });
}

function registered(organisation: string, icb: string | undefined): AnyMessage {
  return {
    type: 'OrganisationRegistered',
    data: {
      effective: onDay(isoDate('2020-04-01')),
      organisation,
      kind: 'trust',
      name: `Trust ${organisation}`,
      trustType: 'Acute',
      ...(icb && { icb }),
    },
  };
}
