import { addDays, londonDay, type PartId, type ProgrammeId } from '#vocabulary';
import fc from 'fast-check';
import { furnishedHistories, type FurtherEntry } from '../../../../test/oracle/further-facts.js';
import { AttentionList, AttentionListHandler } from '../attention/attention.query.js';
import type { Moment } from '../facts-ledger/asking.js';
import type { Ledger } from '../facts-ledger/snapshot.js';
import { TargetTrusts, TargetTrustsHandler } from '../programmes/target-trusts.query.js';
import { recordingOf, RecordedWorld } from '../testing/recorded-world.js';
import { TargetCourse, TargetCourseHandler } from './target-course.query.js';
import { TargetForecast, TargetForecastHandler } from './target-forecast.query.js';

/*
 * Deployments are kept until more is said of a go-live, and whether a trust counts until more is said of
 * the trust. Fails where one of the kinds of facts that deployments rest on is left out.
 */
describe('Forecasts of targets, with what they rest on kept', () => {
  const some = fc.sample(furnishedHistories(), { numRuns: 3, seed: 11 });

  it.each(some.map((entries, index) => ({ index, entries })))(
    'are those worked out afresh, whatever was recorded in between ($index)',
    async ({ entries }) => {
      const world = await RecordedWorld.open();
      const kept = handlersOn(world.ledger);
      const seen = new Set<string>();
      for (const { from, to, moment } of stepsThrough(entries)) {
        await world.record(...entries.slice(from, to).map(recordingOf));
        const answers = await answersOf(kept, moment);
        expect(answers).toEqual(await answersOf(handlersOn(world.afresh()), moment));
        seen.add(JSON.stringify(answers.map(withoutEntry)));
      }
      await world.close();
      expect(seen.size).toBeGreaterThan(STEPS / 3);
    },
  );
});

const STEPS = 24;

/** From half of a history on: some entries more, and a moment, every third of them of an earlier entry. */
function stepsThrough(entries: readonly FurtherEntry[]) {
  const half = Math.floor(entries.length / 2);
  const today = londonDay(entries.at(-1)?.recordedAt ?? '');
  const each = (entries.length - half) / STEPS;
  return Array.from({ length: STEPS }, (_, step) => {
    const [from, to] = [step, step + 1].map((nth) => Math.floor(half + nth * each));
    const moment: Moment = {
      asOf: addDays(today, -40 * (step % 2)),
      knownAt: step % 3 === 2 ? { entry: half + step } : undefined,
    };
    return { from: step === 0 ? 0 : from, to, moment };
  });
}

const handlersOn = (ledger: Ledger) => ({
  forecast: new TargetForecastHandler(ledger),
  course: new TargetCourseHandler(ledger),
  trusts: new TargetTrustsHandler(ledger),
  attention: new AttentionListHandler(ledger),
});

async function answersOf(
  { forecast, course, trusts, attention }: ReturnType<typeof handlersOn>,
  moment: Moment,
): Promise<readonly object[]> {
  const answers: object[] = [
    await attention.execute(new AttentionList(moment, { demonstration: false })),
  ];
  const national = 'national' as ProgrammeId;
  for (const target of ['epr', 'shaping'] as PartId[]) {
    answers.push(
      (await forecast.execute(new TargetForecast(national, target, moment))) ?? {},
      (await course.execute(new TargetCourse(national, target, moment))) ?? {},
      (await trusts.execute(new TargetTrusts(national, target, moment))) ?? {},
    );
  }
  return answers;
}

const withoutEntry = (answer: object) => ({ ...answer, entry: null, recordedAt: null });
