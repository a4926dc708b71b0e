import type { FactKind } from '#facts';
import { addDays, londonDay, type PartId, type ProgrammeId } from '#vocabulary';
import fc from 'fast-check';
import { furnishedHistories, type FurtherEntry } from '../../../../test/oracle/further-facts.js';
import { histories as demonstrations } from '../../../../test/oracle/histories.js';
import { RecordedWorld } from '../testing/recorded-world.js';
import type { CohortFigure } from './cohort-answers.js';
import type { EventUsed } from './events-used.js';
import { ExplainCohort, ExplainCohortHandler } from './explain-cohort.query.js';
import { ExplainTarget, ExplainTargetHandler } from './explain-target.query.js';

const figures = ['gaps', 'stages', 'progression', 'money-gaps', 'money-over-time'] as const;

/** What is validated in many ways, and what is mended in many ways. */
const histories: readonly (readonly FurtherEntry[])[] = [
  ...fc.sample(demonstrations(220, 'promising'), { numRuns: 1, seed: 11 }),
  ...fc.sample(furnishedHistories(), { numRuns: 1, seed: 7 }),
];

/*
 * The law of counting: a page that only counts the entries behind the part of a trust says how many there
 * are in the list of its events, for random histories, days, and moments of knowledge.
 */
describe('Counting the entries behind a figure', () => {
  const worlds: RecordedWorld[] = [];

  beforeAll(async () => {
    for (const entries of histories) {
      const world = await RecordedWorld.open();
      worlds.push(world);
      await world.record(
        ...entries.map(({ stream, recordedAt, type, data, id }) => ({
          ...{ stream, recordedAt, event: { type, data }, id },
        })),
      );
    }
  });
  afterAll(async () => {
    for (const world of worlds) await world.close();
  });

  it.each<[CohortFigure, 'as-was' | 'as-is']>([
    ...figures.map((figure): [CohortFigure, 'as-was'] => [figure, 'as-was']),
    ['gaps', 'as-is'],
    ['money-gaps', 'as-is'],
  ])('comes to as many as are listed: %s %s', async (figure, lens) => {
    let most = 0;
    for (const [index, world] of worlds.entries()) {
      const question = { figure, lens, filter: { demonstration: index === 0 } };
      const handler = new ExplainCohortHandler(world.ledger);
      for (const moment of momentsOf(histories[index] ?? [])) {
        const of = (part: Readonly<{ counted?: true }>) =>
          handler.execute(new ExplainCohort(question, moment, { limit: 50, ...part }));
        const listed = await of({});
        const counted = await of({ counted: true });
        expect(counted).toEqual({
          ...listed,
          trusts: listed.trusts.map((trust) => {
            const entries = entriesIn(trust.events);
            most = Math.max(most, entries);
            return { ...trust, events: [], entries };
          }),
        });
      }
    }
    expect(most).toBeGreaterThan(5);
  });

  it.each([
    ['coverage', 'shaping'],
    ['forecast', 'epr'],
    ['course', 'epr'],
  ] as const)(
    'comes to as many as are listed, and of some kinds: %s of a target',
    async (...of) => {
      const [figure, target] = of;
      const [, world] = worlds;
      if (world === undefined) throw new Error('There are two worlds.');
      const handler = new ExplainTargetHandler(world.ledger);
      const named = { programme: 'national' as ProgrammeId, target: target as PartId };
      const kinds: ReadonlySet<FactKind> = new Set<FactKind>(['status', 'epr-status', 'live']);
      const most = { all: 0, ofKinds: 0, withheld: 0 };
      for (const moment of momentsOf(histories[1] ?? [])) {
        const explain = (part: Readonly<{ counted?: typeof kinds }>) =>
          handler.execute(new ExplainTarget(figure, named, moment, { limit: 50, ...part }));
        const listed = await explain({});
        expect(await explain({ counted: kinds })).toEqual(
          listed && {
            ...listed,
            trusts: listed.trusts.map((trust) => {
              const ofKinds = trust.events.filter(({ kind }) => kinds.has(kind));
              const entries = { all: entriesIn(trust.events), ofKinds: entriesIn(ofKinds) };
              most.all = Math.max(most.all, entries.all);
              most.ofKinds = Math.max(most.ofKinds, entries.ofKinds);
              most.withheld = Math.max(most.withheld, entries.all - entries.ofKinds);
              return { ...trust, events: [], entries };
            }),
          },
        );
      }
      expect(Math.min(most.all, most.ofKinds, most.withheld)).toBeGreaterThan(0);
    },
  );
});

const entriesIn = (events: readonly EventUsed[]): number =>
  new Set(events.map(({ entry }) => entry)).size;

/** On days around the last, known then and half way. */
function momentsOf(entries: readonly FurtherEntry[]) {
  const last = londonDay(entries.at(-1)?.recordedAt ?? '');
  return [0, 40, 120].flatMap((back) => {
    const asOf = addDays(last, -back);
    return [{ asOf }, { asOf, knownAt: { entry: Math.ceil(entries.length * 0.7) } }];
  });
}
