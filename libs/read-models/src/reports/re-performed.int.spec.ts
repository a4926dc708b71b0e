import type { AnyMessage } from '#event-sourcing';
import { isoDate, onDay, type PartId } from '#vocabulary';
import fc from 'fast-check';
import { histories } from '../../../../test/oracle/histories.js';
import { eventId, recordingOf, RecordedWorld, type Recording } from '../testing/recorded-world.js';
import { besideProgramme, FIGURES, PROGRAMME, reportAt } from '../testing/reported-history.js';
import { numbersOf } from './agreement.js';
import { TouchesKept } from './touches-kept.js';
import { figureAgain, type Published } from './figures-again.js';
import { FiguresKept } from './figures-kept.js';
import { RePerformance, RePerformanceHandler } from './report-read.query.js';
import { performAgain, type ReportFound } from './report-standing.js';
import { SharedFigures } from './shared-figures.js';

/*
 * What is recorded after the report is about its day and earlier ones too, and corrects and withdraws what
 * it rests on.
 */
describe('A published report that is performed again', () => {
  let world: RecordedWorld;

  beforeEach(async () => {
    world = await RecordedWorld.open();
  });
  afterEach(() => world.close());

  const some = (['restless', 'promising', 'measuring'] as const).flatMap((times) =>
    fc
      .sample(
        histories(45, times).filter(({ length }) => length > 30),
        { numRuns: 3, seed: 41 },
      )
      .map((entries) => ({ times, entries })),
  );

  it.each(some)(
    'gives what was published, whatever was recorded later ($times, $#)',
    async ({ entries }) => {
      const all = besideProgramme(entries.map(recordingOf));
      const report = reportAt(all);
      const { entry } = report.fact.value;
      await world.record(...all.slice(0, entry));
      const figures = await figuresAt(world, report);
      expect(figures.length).toBeGreaterThan(5);
      const last = all[entry - 1]?.recordedAt ?? '';
      await world.record({ ...published(report, figures), recordedAt: last });

      const kept = new FiguresKept(world.ledger, new TouchesKept());
      let moved = 0;
      for (let from = entry; from < all.length; from += STEP) {
        await world.record(...all.slice(from, from + STEP));
        const asked = new RePerformance(PROGRAMME, REPORT, { asOf: isoDate('2031-12-31') });
        const again = await new RePerformanceHandler(world.ledger, kept).execute(asked);
        expect(again?.figures.filter(({ outcome }) => outcome !== 'matches')).toEqual([]);
        expect(again).toMatchObject({ numerator: figures.length, denominator: figures.length });
        moved += await movedAtTheHead(world, kept, { report, figures });
      }
      // The same comparison at the head instead of the entry of the report.
      expect(moved).toBeGreaterThan(0);
    },
  );
});

const REPORT = 'report' as PartId;
const STEP = 7;

/** The figures that can be worked out at the entry of a report, with their numbers. */
async function figuresAt(
  world: RecordedWorld,
  { fact, grounds }: ReportFound,
): Promise<readonly Published[]> {
  return world.afresh().at({ entry: fact.value.entry }, async (ledger) => {
    const figures: Published[] = [];
    for (const figure of FIGURES) {
      const own = await figureAgain(new SharedFigures(ledger, grounds), figure);
      if (typeof own !== 'string') figures.push({ ...figure, ...numbersOf(own) });
    }
    return figures;
  });
}

function published(
  { fact: { value } }: ReportFound,
  figures: readonly Published[],
): Omit<Recording, 'recordedAt'> {
  const { entry, asOf, period } = value;
  const event: AnyMessage = {
    type: 'ReportPublished',
    data: {
      ...{ programme: PROGRAMME, report: REPORT, period, effective: onDay(asOf), entry, asOf },
      ...{ models: [], definitions: [], cohorts: [], figures },
    },
  };
  return { stream: `programme-${PROGRAMME}`, event, id: eventId(990) };
}

async function movedAtTheHead(
  world: RecordedWorld,
  kept: FiguresKept,
  { report, figures }: Readonly<{ report: ReportFound; figures: readonly Published[] }>,
): Promise<number> {
  const head = await world.ledger.at(undefined, ({ knowledge }) =>
    Promise.resolve(knowledge.entry),
  );
  const value = { ...report.fact.value, entry: head, figures };
  const again = await performAgain(kept, { ...report, fact: { ...report.fact, value } });
  return again.filter(({ outcome }) => outcome !== 'matches').length;
}
