import { londonDay } from '#vocabulary';
import fc from 'fast-check';
import { histories } from '../../../../test/oracle/histories.js';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { recordingOf, RecordedWorld, type Recording } from '../testing/recorded-world.js';
import { besideProgramme, FIGURES, reportAt } from '../testing/reported-history.js';
import { figureAgain, publishable } from './figures-again.js';
import { TouchesKept } from './touches-kept.js';
import { FiguresKept } from './figures-kept.js';
import { reportNow, standingsOf, type ReportFound } from './report-standing.js';
import { SharedFigures } from './shared-figures.js';

/*
 * Fails where a figure passes over facts that it rests on: in these histories whatever it rests on is
 * recorded, corrected and withdrawn after the report.
 */
describe('Figures of a report that are kept from entry to entry', () => {
  let world: RecordedWorld;

  beforeEach(async () => {
    world = await RecordedWorld.open();
  });
  afterEach(() => world.close());

  const some = (['restless', 'promising', 'measuring'] as const).flatMap((times) =>
    fc
      .sample(histories(36, times), { numRuns: 4, seed: 11 })
      .map((entries) => ({ times, entries })),
  );

  it.each(some)(
    'are those worked out afresh, since the day on which they changed ($times, $#)',
    async ({ entries }) => {
      const all = besideProgramme(entries.map(recordingOf));
      const naive = new Afresh(world, reportAt(all));
      const touched = new TouchesKept();
      const kept = new FiguresKept(world.ledger, touched);
      const report = reportAt(all);
      const { entry } = report.fact.value;
      await world.record(...all.slice(0, entry));
      for (const [place, recording] of all.slice(entry).entries()) {
        await world.record(recording);
        const known = entry + place + 1;
        const found = await world.ledger.at(undefined, (ledger) => reportNow(kept, ledger, report));
        expect(found.now).toEqual(await naive.at(known));
        const standings = await standingsOf(kept, found);
        const since = standings.map(({ restatedOn }) => restatedOn);
        expect(since).toEqual(await naive.changedOn(all.slice(0, known)));
      }
      const again = new FiguresKept(world.ledger, touched);
      for (let known = all.length; known >= entry; known -= 1) {
        expect(await again.at(known, report)).toEqual(await naive.at(known));
      }
      // What its programme states of later days moves the coverage of a target.
      expect(naive.timesChanged('coverage')).toBeGreaterThan(1);
    },
  );

  it('are of every name that a report can publish', () => {
    expect([...new Set(FIGURES.map(({ figure: name }) => name))].sort()).toEqual(
      [...publishable].sort(),
    );
  });
});

/** Every figure at every entry, each worked out by itself. */
class Afresh {
  private readonly worked = new Map<number, readonly unknown[]>();

  constructor(
    private readonly world: RecordedWorld,
    private readonly report: ReportFound,
  ) {}

  async at(entry: number): Promise<readonly unknown[]> {
    const known = this.worked.get(entry);
    if (known !== undefined) return known;
    const figures = await this.world.afresh().at({ entry }, (ledger) => this.inTurn(ledger));
    this.worked.set(entry, figures);
    return figures;
  }

  private async inTurn(ledger: LedgerAt): Promise<readonly unknown[]> {
    const { fact, grounds } = this.report;
    const figures: unknown[] = [];
    for (const figure of fact.value.figures) {
      figures.push(await figureAgain(new SharedFigures(ledger, grounds), figure));
    }
    return figures;
  }

  /** How often a figure became another from entry to entry, of those looked at. */
  timesChanged(name: string): number {
    const index = this.report.fact.value.figures.findIndex(({ figure: each }) => each === name);
    const values = [...this.worked]
      .toSorted(([one], [other]) => one - other)
      .map(([, at]) => JSON.stringify(at[index]));
    return values.filter((value, place) => place > 0 && value !== values[place - 1]).length;
  }

  /** Since which day each figure is what it is, of all days; null where it is what it was, or unknown. */
  async changedOn(all: readonly Recording[]): Promise<readonly (string | null)[]> {
    const { entry, figures } = this.report.fact.value;
    const days = all.map(({ recordedAt }) => londonDay(recordedAt));
    const ends = [...days.keys()].filter((n) => n >= entry && days[n] !== days[n + 1]);
    const points = [entry, ...ends.map((n) => n + 1)];
    const values: (readonly unknown[])[] = [];
    for (const point of points) values.push(await this.at(point));
    return figures.map((_, index) => {
      const own = values.map((at) => JSON.stringify(at[index]));
      // Nothing is said of one that can no longer be worked out.
      if (own[0] === own.at(-1) || typeof values.at(-1)?.[index] === 'string') return null;
      const before = own.findLastIndex((value) => value !== own.at(-1));
      return days[(points[before + 1] ?? 0) - 1] ?? null;
    });
  }
}
