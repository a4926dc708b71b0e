import type { Entry } from '#event-sourcing';
import type { FactKind } from '#facts';
import { addDays, londonDay, odsCode, type BenefitId } from '#vocabulary';
import fc from 'fast-check';
import { histories, TRUSTS } from '../../../../test/oracle/histories.js';
import { recordingOf, RecordedWorld } from '../testing/recorded-world.js';
import type { TimelineFact } from './timeline-facts.js';
import { TrustTimeline, TrustTimelineHandler } from './trust-timeline.query.js';

const SIZE = 2;
const measuredAlone: readonly FactKind[] = ['adoption'];
const kindsAsked: readonly (readonly FactKind[] | undefined)[] = [
  undefined,
  measuredAlone,
  ['adoption', 'stage-declared'],
  ['enabled', 'status', 'replaced'],
];

/** A page names its facts in the database, where a whole timeline sorts them in memory. */
describe('The pages of a timeline', () => {
  let world: RecordedWorld;

  beforeEach(async () => {
    world = await RecordedWorld.open();
  });
  afterEach(() => world.close());
  let longest = 0;
  let mostOfOne = 0;

  /** Some of the histories fill many pages. */
  afterAll(() => {
    expect(longest).toBeGreaterThan(2 * SIZE);
    expect(mostOfOne).toBeGreaterThan(0);
  });

  const some = (['restless', 'promising'] as const).flatMap((times) =>
    fc
      .sample(histories(60, times), { numRuns: 3, seed: 11 })
      .map((entries) => ({ times, entries })),
  );

  it.each(some)('are the whole of it, one after another ($times, $#)', async ({ entries }) => {
    await world.record(...entries.map(recordingOf));
    const handler = new TrustTimelineHandler(world.ledger);
    const asked = world.ledger.at(undefined, (ledger) =>
      Promise.resolve(ledger.ownersOf('benefit') as BenefitId[]),
    );
    for (const moment of momentsOf(entries)) {
      for (const code of TRUSTS.map(odsCode)) {
        for (const benefit of [undefined, ...(await asked)]) {
          for (const kinds of kindsAsked) {
            const shown = { ...(benefit && { benefit }), ...(kinds && { kinds }) };
            const whole = await handler.execute(new TrustTimeline(code, moment, shown));
            const facts = whole?.facts ?? [];
            const paged: TimelineFact[] = [];
            do {
              const part = { ...shown, limit: SIZE, offset: paged.length };
              const page = await handler.execute(new TrustTimeline(code, moment, part));
              expect(page?.denominator).toBe(whole?.denominator);
              paged.push(...(page?.facts ?? []));
              if ((page?.numerator ?? 0) === 0) break;
            } while (paged.length < facts.length);
            expect(paged).toEqual(facts);
            const newest = { ...shown, newestOfEach: 1 };
            if (kinds === measuredAlone) {
              const { facts: few = [] } =
                (await handler.execute(new TrustTimeline(code, moment, newest))) ?? {};
              expect(few).toEqual(facts.filter(isFirstOfItsSubject));
              mostOfOne = Math.max(mostOfOne, facts.length - few.length);
            }
            const file = { ...shown, limit: Infinity };
            expect(await handler.execute(new TrustTimeline(code, moment, file))).toEqual(whole);
            longest = Math.max(longest, facts.length);
          }
        }
      }
    }
  });
});

/** They come newest first. */
const isFirstOfItsSubject = (fact: TimelineFact, at: number, all: readonly TimelineFact[]) =>
  all.findIndex((each) => subjectOf(each) === subjectOf(fact)) === at;

const subjectOf = ({ values: [value] }: TimelineFact): string | undefined => value?.subject;

/** All that is known, of a day before some of it; and what was known half-way. */
const momentsOf = (entries: readonly Entry[]) => {
  const last = londonDay(entries.at(-1)?.recordedAt ?? '');
  return [
    { asOf: last },
    { asOf: addDays(last, -60) },
    { asOf: last, knownAt: { entry: Math.ceil(entries.length / 2) } },
  ];
};
