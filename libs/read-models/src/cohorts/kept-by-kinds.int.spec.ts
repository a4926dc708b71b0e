import { addDays, londonDay, type OdsCode, type PartId, type ProgrammeId } from '#vocabulary';
import fc from 'fast-check';
import { furnishedHistories, type FurtherEntry } from '../../../../test/oracle/further-facts.js';
import { AttentionList, AttentionListHandler } from '../attention/attention.query.js';
import { TrustQuality, TrustQualityHandler } from '../data-quality/data-quality.query.js';
import type { Moment } from '../facts-ledger/asking.js';
import type { Ledger } from '../facts-ledger/snapshot.js';
import { TargetCourse, TargetCourseHandler } from '../forecast/target-course.query.js';
import { TargetForecast, TargetForecastHandler } from '../forecast/target-forecast.query.js';
import { TargetTrusts, TargetTrustsHandler } from '../programmes/target-trusts.query.js';
import { recordingOf, RecordedWorld } from '../testing/recorded-world.js';

/*
 * Deployments are kept until more is said of a go-live, and what evidence shows until more is said of
 * any. Fails where one of the kinds of facts that either rests on is left out.
 */
describe('Figures that rest on facts of some kinds, kept until there are more', () => {
  const some = fc
    .sample(furnishedHistories(), { numRuns: 3, seed: 11 })
    .slice(1)
    .map((entries) => entries.map(shownByEvidence).flatMap(graded));

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
      expect(seen.size).toBeGreaterThan(STEPS / 4);
    },
  );
});

/** Of what a trust says, every other thing is shown by evidence. */
function shownByEvidence(entry: FurtherEntry, index: number): FurtherEntry {
  const { organisation, evidenceId } = entry.data as Record<string, string>;
  if (organisation === undefined || evidenceId !== undefined || index % 2 === 0) return entry;
  const evidence = evidenceOf(organisation, index % 4 === 1 ? 0 : 1);
  return { ...entry, data: { ...entry.data, evidence } };
}

function evidenceOf(organisation: string, number: number): string {
  return `EV-${organisation}-${String(number).padStart(12, '0')}`;
}

/** Evidence is graded three entries after it was attached. */
function graded(
  entry: FurtherEntry,
  index: number,
  all: readonly FurtherEntry[],
): readonly FurtherEntry[] {
  const attached = all[index - 3];
  if (attached?.type !== 'EvidenceAttached') return [entry];
  const { evidenceId, organisation, effective } = attached.data as Record<string, unknown>;
  const data = { evidenceId, organisation, effective, grade: 2, names: attached.id };
  const id = `${attached.id.slice(0, -12)}9${attached.id.slice(-11)}`;
  return [entry, { ...attached, recordedAt: entry.recordedAt, id, type: 'EvidenceGraded', data }];
}

const STEPS = 70;

/** From half of a history on: some entries more, and a moment, every third of them of an earlier entry. */
function stepsThrough(entries: readonly FurtherEntry[]) {
  const half = Math.floor(entries.length / 2);
  const today = londonDay(entries.at(-1)?.recordedAt ?? '');
  const each = (entries.length - half) / STEPS;
  return Array.from({ length: STEPS }, (_, step) => {
    const [from, to] = [step, step + 1].map((nth) => Math.floor(half + nth * each));
    const moment: Moment = {
      asOf: addDays(today, step % 4 === 1 ? -40 : 0),
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
  quality: new TrustQualityHandler(ledger),
});

async function answersOf(
  { forecast, course, trusts, attention, quality }: ReturnType<typeof handlersOn>,
  moment: Moment,
): Promise<readonly object[]> {
  const answers: object[] = [
    await attention.execute(new AttentionList(moment, { demonstration: false })),
  ];
  for (const code of ['ZZA', 'ZZB'] as OdsCode[]) {
    answers.push((await quality.execute(new TrustQuality(code, moment))) ?? {});
  }
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
