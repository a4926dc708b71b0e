import { addDays, londonDay, type OdsCode, type PartId, type ProgrammeId } from '#vocabulary';
import fc from 'fast-check';
import { furnishedHistories, type FurtherEntry } from '../../../../test/oracle/further-facts.js';
import { TRUSTS } from '../../../../test/oracle/histories.js';
import type { Moment } from '../facts-ledger/asking.js';
import type { NationalFigure } from '../published-figures/published-figures.query.js';
import { RecordedWorld } from '../testing/recorded-world.js';
import type { CohortFigure, CohortQuestion } from './cohort-answers.js';
import type { EventUsed } from './events-used.js';
import { ExplainCohort, ExplainCohortHandler } from './explain-cohort.query.js';
import { ExplainBenefits, ExplainBenefitsHandler } from './explain-benefits.query.js';
import { ExplainDue, ExplainDueHandler } from './explain-due.query.js';
import { ExplainPools, ExplainPoolsHandler } from './explain-pools.query.js';
import { ExplainPublished, ExplainPublishedHandler } from './explain-published.query.js';
import { ExplainTarget, ExplainTargetHandler } from './explain-target.query.js';
import { Explain, ExplainHandler } from './explain.query.js';
import type { TargetFigure } from './target-looks.js';

const figures = [
  ...(['boundary', 'drivers', 'due', 'benefits', 'boundary-gaps', 'cohort drivers'] as const),
  ...(['stage-gaps', 'stage-gaps as-is', 'transitions'] as const),
  ...(['money-gaps', 'money-gaps as-is', 'pools', 'pools of a trust'] as const),
  ...(['money over time', 'money over time as-is'] as const),
  ...(['coverage', 'forecast', 'course', 'published-figures'] as const),
];
type Figure = (typeof figures)[number];

/*
 * The law of explanations for the figures that no oracle speaks of: without all the events that are not
 * listed, the same query gives the same figure. It is asked of a world of its own, in which nothing else
 * was ever recorded. Each law is run again against a listing that leaves a kind of fact out, and must
 * then find that the figure is another.
 */
describe('Explaining further figures of random histories', () => {
  const histories = fc.sample(furnishedHistories(), { numRuns: 2, seed: 7 });
  let given: readonly ReadonlyMap<Figure, Explained>[] = [];

  beforeAll(async () => {
    for (const entries of histories) given = [...given, await explainedIn(entries)];
  });

  it.each(figures)('lists every event that the figure needs: %s', async (name) => {
    for (const [entries, explained] of cases(name)) {
      expect(explained.events.length).toBeGreaterThan(0);
      const answer = await without(entries, unlisted(entries, explained), name);
      expect(answer).toEqual(explained.answer);
    }
  });

  it.each<[Figure, string]>([
    ['boundary', 'exchange'],
    ['drivers', 'driver'],
    ['due', 'benefit-write-off'],
    ['due', 'evidence'],
    ['benefits', 'benefit-approval'],
    ['benefits', 'benefit-actual'],
    ['benefits', 'benefit-validation'],
    ['benefits', 'benefit-write-off'],
    ['boundary-gaps', 'partner-flow'],
    ['cohort drivers', 'driver'],
    ['stage-gaps', 'target'],
    ['stage-gaps as-is', 'cohort-member'],
    ['transitions', 'adoption'],
    ['money-gaps', 'benefit-forecast'],
    ['money-gaps as-is', 'disbenefit'],
    ['money over time', 'benefit-validation'],
    ['money over time as-is', 'benefit-approval'],
    ['pools', 'pool-share'],
    ['pools of a trust', 'benefit-home'],
    ['coverage', 'definition'],
    ['forecast', 'go-live-plan'],
    ['course', 'epr-status'],
    ['published-figures', 'epr-status'],
  ])('and would be found out, were for %s no %s listed', async (name, kind) => {
    expect(await findsOut(name, (event) => event.kind === kind)).toBe(true);
  });

  it.each<Figure>([
    ...(['boundary', 'drivers', 'due', 'benefits', 'stage-gaps', 'transitions'] as const),
    ...(['money-gaps', 'money over time', 'pools', 'forecast'] as const),
  ])('and would be found out, were nothing that took back listed: %s', async (name) => {
    expect(await findsOut(name, ({ part }) => part === 'took-back')).toBe(true);
  });

  /** Is a figure another in any history without the events of which some part is like this? */
  async function findsOut(
    name: Figure,
    isLeftOut: (event: EventUsed) => boolean,
  ): Promise<boolean> {
    for (const [entries, { events, answer }] of cases(name)) {
      const gone = new Set(events.filter(isLeftOut).map(({ eventId }) => eventId));
      const other = await without(entries, gone, name);
      if (JSON.stringify(other) !== JSON.stringify(answer)) return true;
    }
    return false;
  }

  const cases = (name: Figure): readonly (readonly [readonly FurtherEntry[], Explained])[] =>
    histories.flatMap((entries, index) => {
      const explained = given[index]?.get(name);
      return explained === undefined ? [] : [[entries, explained] as const];
    });
});

/*
 * The same figures on the other clock: what was known at an entry stays what it was, whatever is recorded
 * after it. A reader that took no notice of the entry would be found out.
 */
describe('What further figures were known to be', () => {
  const histories = fc.sample(furnishedHistories(), { numRuns: 2, seed: 11 });
  const parts: Part[] = [];

  beforeAll(async () => {
    for (const entries of histories) {
      // Stages and organisations come first, all else after them.
      for (const share of [0.25, 0.8]) parts.push(await partOf(entries, share));
    }
  });

  it.each(figures)('stays, whatever is recorded later: %s', (name) => {
    for (const { then, now } of parts) expect(now.get(name)).toEqual(then.get(name));
  });

  it.each(figures)('is something else by now: %s', (name) => {
    expect(
      parts.some(({ then, last }) => {
        return JSON.stringify(last.get(name)) !== JSON.stringify(then.get(name));
      }),
    ).toBe(true);
  });
});

type Answers = ReadonlyMap<Figure, unknown>;
/** As of the same day: when a part was recorded, as known then by all that is recorded, and at the end. */
type Part = Readonly<{ then: Answers; now: Answers; last: Answers }>;

async function partOf(entries: readonly FurtherEntry[], share: number): Promise<Part> {
  const until = Math.ceil(entries.length * share);
  const moment = { asOf: londonDay(entries[until - 1]?.recordedAt ?? '') };
  const before = await worldOf(entries.slice(0, until));
  const after = await worldOf(entries);
  try {
    return {
      then: await answersIn(before, moment),
      now: await answersIn(after, { ...moment, knownAt: { entry: until } }),
      last: await answersIn(after, moment),
    };
  } finally {
    await before.close();
    await after.close();
  }
}

async function answersIn(world: RecordedWorld, moment: Moment): Promise<Answers> {
  const answers = new Map<Figure, unknown>();
  for (const name of figures)
    answers.set(name, shown((await questions[name](world, moment)).answer));
  return answers;
}

type Explained = Readonly<{ answer: unknown; events: readonly EventUsed[] }>;
type Asking = (world: RecordedWorld, moment: Moment) => Promise<Explained>;

const real = { demonstration: false } as const;
const TRUST = TRUSTS[0] as OdsCode;
const wholePage = { limit: 50 } as const;

const ofTrust =
  (figure: 'boundary' | 'drivers'): Asking =>
  async (world, moment) => {
    const handler = new ExplainHandler(world.ledger);
    const found = await Promise.all(
      TRUSTS.map((code) => handler.execute(new Explain(figure, code as OdsCode, moment))),
    );
    return {
      answer: found.map((each) => each?.inputs),
      events: found.flatMap((each) => each?.events ?? []),
    };
  };

const ofCohort =
  (figure: CohortFigure, question: Omit<CohortQuestion, 'figure' | 'filter'> = {}): Asking =>
  async (world, moment) => {
    const asked = { figure, filter: real, ...question };
    const query = new ExplainCohort(asked, moment, wholePage);
    const { answer, events, trusts } = await new ExplainCohortHandler(world.ledger).execute(query);
    const inputs = trusts.map((trust) => trust.inputs);
    return {
      answer: [answer, inputs],
      events: [...events, ...trusts.flatMap((trust) => trust.events)],
    };
  };

const ofTarget =
  (figure: TargetFigure, target: string): Asking =>
  async (world, moment) => {
    const named = { programme: 'national' as ProgrammeId, target: target as PartId };
    const query = new ExplainTarget(figure, named, moment, wholePage);
    const found = await new ExplainTargetHandler(world.ledger).execute(query);
    const events = found?.trusts.flatMap((trust) => trust.events) ?? [];
    const inputs = found?.trusts.map((trust) => trust.inputs);
    return { answer: [found?.answer, inputs], events: [...(found?.events ?? []), ...events] };
  };

const ofPools =
  (scope: ExplainPools['scope']): Asking =>
  async (world, moment) => {
    const query = new ExplainPools(moment, scope);
    const found = await new ExplainPoolsHandler(world.ledger).execute(query);
    return { answer: found?.answer, events: found?.trusts.flatMap(({ events }) => events) ?? [] };
  };

const questions: Readonly<Record<Figure, Asking>> = {
  boundary: ofTrust('boundary'),
  drivers: ofTrust('drivers'),
  async due(world, moment) {
    const handler = new ExplainDueHandler(world.ledger);
    const found = await Promise.all(
      TRUSTS.map((code) => handler.execute(new ExplainDue(code as OdsCode, moment))),
    );
    return {
      answer: found.map((each) => each?.answer.due),
      events: found.flatMap((each) => each?.events ?? []),
    };
  },
  async benefits(world, moment) {
    const handler = new ExplainBenefitsHandler(world.ledger);
    const found = await Promise.all(
      TRUSTS.map((code) => handler.execute(new ExplainBenefits(code as OdsCode, moment))),
    );
    return {
      answer: found.map((each) => each?.answer),
      events: found.flatMap((each) => each?.events ?? []),
    };
  },
  'boundary-gaps': ofCohort('boundary-gaps', { by: 'icb', lens: 'as-is' }),
  'cohort drivers': ofCohort('drivers'),
  'stage-gaps': ofCohort('stage-gaps'),
  'stage-gaps as-is': ofCohort('stage-gaps', { lens: 'as-is' }),
  transitions: ofCohort('transitions'),
  'money-gaps': ofCohort('money-gaps', { by: 'icb' }),
  'money-gaps as-is': ofCohort('money-gaps', { by: 'icb', lens: 'as-is' }),
  'money over time': ofCohort('money-over-time'),
  'money over time as-is': ofCohort('money-over-time', { lens: 'as-is' }),
  pools: ofPools(real),
  'pools of a trust': ofPools({ organisation: TRUST }),
  coverage: ofTarget('coverage', 'shaping'),
  forecast: ofTarget('forecast', 'epr'),
  course: ofTarget('course', 'epr'),
  async 'published-figures'(world, moment) {
    const query = new ExplainPublished(published, moment, wholePage);
    const { answer, trusts } = await new ExplainPublishedHandler(world.ledger).execute(query);
    return { answer, events: trusts.flatMap(({ events }) => events) };
  },
};

const published = ['trust_count', 'epr_coverage', 'epr_none', 'acute_emram_5_to_7'].flatMap(
  (series): NationalFigure[] =>
    ['2025-02', '2025-05-31'].map((date) => ({
      ...{ series, date: date as NationalFigure['date'], kind: 'actual', unit: 'trusts' },
      ...{ value: 2, numerator: 1, denominator: 2, statement: null, source: 'a source' },
    })),
);

/** A while before the last entry, so that some facts are of later days. */
const momentOf = (entries: readonly FurtherEntry[]): Moment => ({
  asOf: addDays(londonDay(entries.at(-1)?.recordedAt ?? ''), -20),
});

async function explainedIn(
  entries: readonly FurtherEntry[],
): Promise<ReadonlyMap<Figure, Explained>> {
  const world = await worldOf(entries);
  try {
    const found = new Map<Figure, Explained>();
    for (const name of figures) {
      const { answer, events } = await questions[name](world, momentOf(entries));
      found.set(name, { answer: shown(answer), events });
    }
    return found;
  } finally {
    await world.close();
  }
}

/** All that is not listed; a code that is not registered has no figure at all. */
function unlisted(entries: readonly FurtherEntry[], explained: Explained): ReadonlySet<string> {
  const listed = new Set(explained.events.map(({ eventId }) => eventId));
  const gone = entries.slice(0, -1).filter(({ id, type }) => {
    return !listed.has(id) && type !== 'OrganisationRegistered';
  });
  return new Set(gone.map(({ id }) => id));
}

/** The answer in a world without these events, and without what mends them. */
async function without(
  entries: readonly FurtherEntry[],
  gone: ReadonlySet<string>,
  name: Figure,
): Promise<unknown> {
  const world = await worldOf(
    entries.filter(({ id, data }) => {
      return !gone.has(id) && !('factId' in data && gone.has(String(data.factId)));
    }),
  );
  try {
    return shown((await questions[name](world, momentOf(entries))).answer);
  } finally {
    await world.close();
  }
}

async function worldOf(entries: readonly FurtherEntry[]): Promise<RecordedWorld> {
  const world = await RecordedWorld.open();
  await world.record(
    ...entries.map(({ stream, recordedAt, type, data, id }) => ({
      ...{ stream, recordedAt, event: { type, data }, id },
    })),
  );
  return world;
}

/** Names are labels, and entries are numbered anew in another world. */
const shown = (answer: unknown): unknown =>
  JSON.parse(
    JSON.stringify(answer, (key, value: unknown) =>
      ['name', 'entry', 'firstEntry'].includes(key) ? undefined : value,
    ),
  );
