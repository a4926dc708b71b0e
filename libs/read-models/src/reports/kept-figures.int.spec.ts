import { londonDay, onDay, type PartId, type ProgrammeId } from '#vocabulary';
import fc from 'fast-check';
import { histories } from '../../../../test/oracle/histories.js';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { recordingOf, RecordedWorld, type Recording } from '../testing/recorded-world.js';
import { figureAgain, type Published } from './figures-again.js';
import { FactsTouched } from './facts-touched.js';
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
      const all = entries.map(recordingOf);
      const naive = new Afresh(world, reportAt(all));
      const kept = new FiguresKept(world.ledger, new FactsTouched());
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
    },
  );
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

  /** Since which day each figure is what it is, of all days; null where it is what it was. */
  async changedOn(all: readonly Recording[]): Promise<readonly (string | null)[]> {
    const { entry, figures } = this.report.fact.value;
    const days = all.map(({ recordedAt }) => londonDay(recordedAt));
    const ends = [...days.keys()].filter((n) => n >= entry && days[n] !== days[n + 1]);
    const points = [entry, ...ends.map((n) => n + 1)];
    const values: (readonly unknown[])[] = [];
    for (const point of points) values.push(await this.at(point));
    return figures.map((_, index) => {
      const own = values.map((at) => JSON.stringify(at[index]));
      if (own[0] === own.at(-1)) return null;
      const before = own.findLastIndex((value) => value !== own.at(-1));
      return days[(points[before + 1] ?? 0) - 1] ?? null;
    });
  }
}

const figure = (name: string, unit: string, of?: string): Published => ({
  ...{ figure: name, unit, formulaVersion: '1', value: 1 },
  ...(of !== undefined && { of }),
});

const FIGURES: readonly Published[] = [
  figure('use-gap', 'points'),
  figure('optimisation-gap', 'points'),
  figure('boundary-gap', 'points'),
  figure('stage', 'stage', 'ZZA'),
  ...['0', '1', '2', 'not-reported'].map((of) => figure('stage-distribution', 'trusts', of)),
  figure('money-validated', 'pence', 'CRB'),
  figure('money-gap', 'pence', 'CRB'),
];

/** A report on the day after which a third of a history was recorded, of the fictional trusts. */
function reportAt(all: readonly Recording[]): ReportFound {
  const entry = Math.ceil(all.length / 3);
  const asOf = londonDay(all[Math.ceil(all.length / 2)]?.recordedAt ?? '');
  const versions = { models: [], definitions: [], cohorts: [] };
  const programme = 'none' as ProgrammeId;
  return {
    fact: {
      ...{ kind: 'report', subject: 'report', effective: onDay(asOf), order: 0, basis: null },
      ...{ entry, firstEntry: entry, factId: '', eventId: '' },
      value: { period: 'period' as PartId, entry, asOf, ...versions, figures: FIGURES },
    } as unknown as ReportFound['fact'],
    grounds: { programme, demonstration: true, asOf, versions },
  };
}
