import type { AnyMessage } from '#event-sourcing';
import { isoDate, londonDay, onDay, type PartId, type ProgrammeId } from '#vocabulary';
import fc from 'fast-check';
import { histories } from '../../../../test/oracle/histories.js';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { eventId, recordingOf, RecordedWorld, type Recording } from '../testing/recorded-world.js';
import { figureAgain, publishable, type Published } from './figures-again.js';
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
      const all = besideProgramme(entries.map(recordingOf));
      const naive = new Afresh(world, reportAt(all));
      const touched = new FactsTouched();
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
  figure('money-gap-to-original', 'pence', 'CRB'),
  figure('money-slid-right', 'pence', 'CRB'),
  figure('coverage', 'percent', 'target'),
  figure('epr-coverage', 'percent'),
];

const PROGRAMME = 'programme' as ProgrammeId;
/** After the day of every report. */
const LATER = onDay(isoDate('2031-03-31'));

const definition = (predicate: object): AnyMessage => ({
  type: 'TargetDefinitionChanged',
  data: {
    ...{ programme: PROGRAMME, effective: LATER, definition: 'definition', version: 1 },
    ...{ title: 'Who counts', predicate },
  },
});

const cohort = (added: readonly string[]): AnyMessage => ({
  type: 'CohortRevised',
  data: {
    ...{ programme: PROGRAMME, effective: LATER, cohort: 'cohort', version: 1 },
    ...{ cause: 'correction', added, removed: [] },
  },
});

const AT_STAGE = { stageAtLeast: 1, by: 'evidenced' };
const EFFECTIVE = onDay(isoDate('2020-04-01'));
const TERMS = {
  ...{ metric: 'coverage', unit: 'trusts', value: 1, deadline: LATER },
  ...{ definition: 'definition', definitionVersion: 1, cohort: 'cohort', cohortVersion: 1 },
};
const STATED: readonly AnyMessage[] = [
  {
    type: 'ProgrammeRegistered',
    data: {
      ...{ programme: PROGRAMME, effective: EFFECTIVE, name: 'Programme', scopeAreas: [] },
      demonstration: true,
    },
  },
  definition(AT_STAGE),
  cohort(['ZZA']),
  {
    type: 'ProgrammeTargetSet',
    data: { programme: PROGRAMME, effective: EFFECTIVE, target: 'target', ...TERMS },
  },
];

/** The ids that what it states has, beside those of a history. */
const idOf = (nth: number) => eventId(900 + nth);
const corrected = (nth: number, fact: AnyMessage): AnyMessage => ({
  type: 'FactCorrected',
  data: { factId: idOf(nth), reason: 'a slip', fact },
});

/** Of the rest of a history, after which part the programme mends what it cites of later days. */
const MENDED: readonly (readonly [part: number, event: AnyMessage])[] = [
  [0.5, corrected(2, cohort(['ZZA', 'ZZB', 'ZZC']))],
  [0.7, corrected(1, definition({ not: AT_STAGE }))],
  [0.9, { type: 'FactRetracted', data: { factId: idOf(1), reason: 'not so' } }],
];

/** A history with a programme beside it, whose target cites versions that come into force later. */
function besideProgramme(history: readonly Recording[]): readonly Recording[] {
  const said = (event: AnyMessage, nth: number, at: number): Recording => ({
    ...{ stream: `programme-${PROGRAMME}`, event, id: idOf(nth) },
    recordedAt: history[at]?.recordedAt ?? '',
  });
  const mended = MENDED.map(([part, event], nth) => {
    const at = Math.floor(part * history.length);
    return { at, recording: said(event, STATED.length + nth, at) };
  });
  return [
    ...STATED.map((event, nth) => said(event, nth, 0)),
    ...history.flatMap((recording, at) => [
      recording,
      ...mended.filter((each) => each.at === at).map((each) => each.recording),
    ]),
  ];
}

/** A report on the day after which a third of a history was recorded, of the fictional trusts. */
function reportAt(all: readonly Recording[]): ReportFound {
  const entry = Math.ceil(all.length / 3);
  const asOf = londonDay(all[Math.ceil(all.length / 2)]?.recordedAt ?? '');
  const versions = { models: [], definitions: [], cohorts: [] };
  return {
    fact: {
      ...{ kind: 'report', subject: 'report', effective: onDay(asOf), order: 0, basis: null },
      ...{ entry, firstEntry: entry, factId: '', eventId: '' },
      value: { period: 'period' as PartId, entry, asOf, ...versions, figures: FIGURES },
    } as unknown as ReportFound['fact'],
    grounds: { programme: PROGRAMME, demonstration: true, asOf, versions },
  };
}
