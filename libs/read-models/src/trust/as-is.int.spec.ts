import type { Entry } from '#event-sourcing';
import type { StageInterval } from '#figures';
import { addDays, laterOf, londonDay, type IsoDate, type OdsCode } from '#vocabulary';
import fc from 'fast-check';
import { histories, TRUSTS } from '../../../../test/oracle/histories.js';
import { oracleAsIs, type Fault } from '../../../../test/oracle/oracle-roll-up.js';
import { ExplainCohort, ExplainCohortHandler } from '../explain/explain-cohort.query.js';
import {
  Progression,
  ProgressionHandler,
  TrustStages,
  TrustStagesHandler,
} from '../progression/progression.query.js';
import { recordingOf, RecordedWorld } from '../testing/recorded-world.js';
import { TrustGap, TrustGapHandler, TrustStage, TrustStageHandler } from './trust-figures.query.js';

/*
 * One organisation by the lens as-is, over random histories with mergers recorded ahead: the naive
 * oracle comes to the same successor, parts, mean gap and lowest stage, on the day and over time. With
 * a fault in the oracle the two differ, so that the law would find the same fault in the query.
 */
describe('An organisation as is', () => {
  let cases: readonly Case[] = [];
  let inCohorts: readonly InCohort[] = [];

  beforeAll(async () => {
    const some = fc.sample(histories(60, 'restless'), { numRuns: 6, seed: 2 });
    for (const entries of some) {
      const world = await RecordedWorld.open();
      try {
        await world.record(...entries.map(recordingOf));
        cases = [...cases, ...(await casesOf(world, entries))];
        inCohorts = [...inCohorts, ...(await inCohortsOf(world, entries))];
      } finally {
        await world.close();
      }
    }
  });

  it('leads to its successor of today, and has parts of the day', () => {
    expect(cases.some(({ given }) => given.parts.length > 1)).toBe(true);
    expect(cases.some(({ organisation, given }) => given.heir !== organisation)).toBe(true);
  });

  it('has the gap and the stages of the naive oracle', () => {
    expect(cases.flatMap((each) => differenceIn(each) ?? [])).toEqual([]);
  });

  it('has the same stages over time in the progression of its cohort', () => {
    expect(inCohorts.filter(({ alone }) => alone.length > 1)).not.toEqual([]);
    for (const { alone, amongOthers } of inCohorts) expect(amongOthers).toEqual(alone);
  });

  it('is explained with its cohort: each part, by the code of any of them', () => {
    expect(inCohorts.some(({ parts }) => parts.length > 1)).toBe(true);
    for (const { parts, explained } of inCohorts) {
      expect(explained).toEqual(expect.arrayContaining([...parts]));
      expect(explained.length).toBeLessThan(TRUSTS.length);
    }
  });

  it.each<Fault>(['the highest stage', 'as it was'])('and not where it is %s', (fault) => {
    expect(cases.flatMap((each) => differenceIn(each, fault) ?? [])).not.toEqual([]);
  });
});

type Said = Readonly<{
  heir: string;
  parts: readonly string[];
  low: number | undefined;
  high: number | undefined;
  stage: unknown;
}>;
type Case = Readonly<{
  organisation: string;
  /** Whether it asks for a day of the progression, which has no gap. */
  overTime: boolean;
  given: Said;
  told: (fault?: Fault) => Said;
}>;

function differenceIn({ organisation, overTime, given, told }: Case, fault?: Fault) {
  const expected = told(fault);
  // Without any part on the day, the successor stands for itself, and the oracle has nothing to say.
  if (expected.parts.length === 0) return undefined;
  const apart =
    (['low', 'high'] as const).some(
      (bound) => !overTime && Math.abs((given[bound] ?? -1) - (expected[bound] ?? -1)) > 1e-9,
    ) ||
    given.heir !== expected.heir ||
    (!overTime && given.parts.join() !== expected.parts.join()) ||
    JSON.stringify(given.stage) !== JSON.stringify(expected.stage);
  return apart ? { organisation, overTime, given, expected } : undefined;
}

async function casesOf(world: RecordedWorld, entries: readonly Entry[]): Promise<Case[]> {
  const cases: Case[] = [];
  for (const asked of momentsOf(entries)) {
    for (const asOf of [addDays(asked.day, -60), asked.day, addDays(asked.day, 40)]) {
      cases.push(await onTheDay(world, { ...asked, asOf }));
    }
    cases.push(...(await overTime(world, { ...asked, asOf: asked.day })));
  }
  return cases;
}

/** Every trust, as known at the last entry and at one on the way. */
const momentsOf = (entries: readonly Entry[]): readonly Omit<Asked, 'asOf'>[] =>
  [entries.length, Math.ceil(entries.length * 0.7)].flatMap((knownAt) =>
    (TRUSTS as readonly string[] as readonly OdsCode[]).map((organisation) => {
      return { entries, organisation, knownAt, day: londonDay(recordedAt(entries, knownAt)) };
    }),
  );

const recordedAt = (entries: readonly Entry[], entry: number): string =>
  entries[entry - 1]?.recordedAt ?? '';

/** What is said of one organisation by itself, and where its cohort is asked for. */
type InCohort = Readonly<{
  alone: readonly StageInterval[];
  amongOthers: readonly StageInterval[] | undefined;
  parts: readonly string[];
  explained: readonly string[];
}>;

async function inCohortsOf(world: RecordedWorld, entries: readonly Entry[]): Promise<InCohort[]> {
  const filter = { demonstration: true };
  const found: InCohort[] = [];
  for (const { organisation, knownAt, day: asOf } of momentsOf(entries)) {
    const moment = { asOf, knownAt: { entry: knownAt } };
    const own = await new TrustStagesHandler(world.ledger).execute(
      new TrustStages(organisation, moment, 'as-is'),
    );
    if (own === undefined) continue;
    const all = await new ProgressionHandler(world.ledger).execute(
      new Progression(moment, filter, 'as-is'),
    );
    const gap = await new TrustGapHandler(world.ledger).execute(
      new TrustGap(organisation, moment, 'as-is'),
    );
    const explanation = await new ExplainCohortHandler(world.ledger).execute(
      new ExplainCohort({ figure: 'gaps', filter, lens: 'as-is' }, moment, {
        organisation,
        limit: 9,
      }),
    );
    found.push({
      alone: own.intervals,
      amongOthers: all.trusts.find(({ code }) => code === own.code)?.intervals,
      parts: gap?.parts ?? [],
      explained: explanation.trusts.map(({ code }) => code),
    });
  }
  return found;
}

type Asked = Readonly<{
  entries: readonly Entry[];
  organisation: OdsCode;
  knownAt: number;
  /** Of the last entry known. */
  day: IsoDate;
  asOf: IsoDate;
}>;

async function onTheDay(world: RecordedWorld, asked: Asked): Promise<Case> {
  const { organisation, asOf, knownAt } = asked;
  const moment = { asOf, knownAt: { entry: knownAt } };
  const stage = await new TrustStageHandler(world.ledger).execute(
    new TrustStage(organisation, moment, 'as-is'),
  );
  const gap = await new TrustGapHandler(world.ledger).execute(
    new TrustGap(organisation, moment, 'as-is'),
  );
  return {
    organisation,
    overTime: false,
    given: {
      heir: stage?.organisation.code ?? '',
      parts: gap?.parts ?? [],
      low: gap?.gap?.optimisationGap.low,
      high: gap?.gap?.optimisationGap.high,
      stage: stage?.stage?.evidenced,
    },
    told: toldOf(asked, asOf),
  };
}

/** The first and the last day of every interval. */
async function overTime(world: RecordedWorld, asked: Asked): Promise<Case[]> {
  const { organisation, asOf: upTo, knownAt } = asked;
  const moment = { asOf: upTo, knownAt: { entry: knownAt } };
  const answer = await new TrustStagesHandler(world.ledger).execute(
    new TrustStages(organisation, moment, 'as-is'),
  );
  return (answer?.intervals ?? []).flatMap(({ from, to, evidencedLow: low, evidencedHigh: high }) =>
    [from, to ?? upTo].map((asOf) => ({
      organisation,
      overTime: true,
      given: {
        heir: answer?.code ?? '',
        parts: [],
        low: undefined,
        high: undefined,
        stage: low === undefined ? 'not-reported' : { low, high },
      },
      told: toldOf(asked, asOf),
    })),
  );
}

const toldOf =
  ({ entries, organisation, knownAt, day, asOf: upTo }: Asked, asOf: IsoDate) =>
  (fault?: Fault): Said => {
    const heirsOn = laterOf(day, upTo);
    const told = oracleAsIs(entries, organisation, { asOf, knownAt, heirsOn }, fault);
    const { heir, parts, gap, lowest } = told;
    return {
      heir,
      parts,
      low: gap?.whole.low,
      high: gap?.whole.high,
      stage: lowest?.evidenced,
    };
  };
