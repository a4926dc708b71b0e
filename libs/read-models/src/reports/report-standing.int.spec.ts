import type { AnyMessage } from '#event-sourcing';
import { isoDate, onDay, type PartId, type ProgrammeId } from '#vocabulary';
import { DataQuality, DataQualityHandler } from '../data-quality/data-quality.query.js';
import { RecordedWorld, eventId, type Recording } from '../testing/recorded-world.js';
import { TouchesKept } from './touches-kept.js';
import { FiguresKept } from './figures-kept.js';
import { PeriodRead, PeriodReadHandler } from './period-read.query.js';
import type { ReportFound } from './report-standing.js';

describe('The figures of a report on a closed period', () => {
  let world: RecordedWorld;

  beforeAll(async () => {
    world = await RecordedWorld.open();
    await world.record(...history);
  });
  afterAll(() => world.close());

  const touched = new TouchesKept();
  const moment = (entry: number) => ({ asOf: isoDate('2025-12-31'), knownAt: { entry } });
  const standings = async (entry: number) => {
    const handler = new PeriodReadHandler(world.ledger, new FiguresKept(world.ledger, touched));
    const answer = await handler.execute(new PeriodRead(PROGRAMME, PERIOD, moment(entry)));
    return answer?.figures.map(({ standing }) => standing);
  };
  const restated = async (entry: number, kept = new FiguresKept(world.ledger, touched)) => {
    const handler = new DataQualityHandler(world.ledger, kept);
    const answer = await handler.execute(new DataQuality(PROGRAMME, moment(entry)));
    const line = answer?.measures.find(({ of }) => of === 'published-figures');
    return line && [line.numerator, line.denominator];
  };

  it('are restated where they are another now, of those that can be worked out again', async () => {
    expect(await standings(PUBLISHED)).toEqual(['stands', 'stands', 'not-re-performed']);
    expect(await restated(PUBLISHED)).toEqual([0, 2]);
    expect(await standings(PUBLISHED + 1)).toEqual(['restated', 'stands', 'not-re-performed']);
    expect(await restated(PUBLISHED + 1)).toEqual([1, 2]);
  });

  it('stand again once what moved them is taken back', async () => {
    expect(await standings(PUBLISHED + 4)).toEqual(['stands', 'stands', 'not-re-performed']);
    expect(await restated(PUBLISHED + 4)).toEqual([0, 2]);
  });

  it('are counted without a look at the days between', async () => {
    const kept = new Counting(world.ledger, touched);
    expect(await restated(PUBLISHED + 3, kept)).toEqual([1, 2]);
    expect(kept.askedAt).toEqual([INCLUDED]);
  });

  it('are those of its correction once it was corrected', async () => {
    const kept = new FiguresKept(world.ledger, touched);
    expect(await restated(PUBLISHED + 4, kept)).toEqual([0, 2]);
    expect(await restated(PUBLISHED + 5, kept)).toEqual([0, 1]);
  });
});

/** Notes at which earlier entries reports are worked out. */
class Counting extends FiguresKept {
  readonly askedAt: number[] = [];

  override at(entry: number, report: ReportFound) {
    this.askedAt.push(entry);
    return super.at(entry, report);
  }
}

const PROGRAMME = 'national-epr' as ProgrammeId;
const PERIOD = '2025-q1' as PartId;

const on = (day: string) => ({ effective: onDay(isoDate(day)) });

const trust = (code: string, day: string): readonly [stream: string, event: AnyMessage] => [
  `organisation-${code}`,
  {
    type: 'OrganisationRegistered',
    data: { ...on(day), organisation: code, kind: 'trust', name: `Trust ${code}` },
  },
];

const figure = (name: string, unit: string, of: string, denominator?: number) => ({
  ...{ figure: name, of, unit, formulaVersion: '1', value: 1, denominator },
});

const report = (figures: readonly object[]): AnyMessage => ({
  type: 'ReportPublished',
  data: {
    ...{ programme: PROGRAMME, report: 'report-q1', name: 'Report', period: PERIOD },
    ...{ ...on('2025-07-31'), asOf: '2025-06-30', entry: INCLUDED },
    ...{ models: [], definitions: [], cohorts: [], figures },
  },
});

const FIGURES = [
  figure('money-validated', 'pence', 'CRB', 1),
  figure('stage-distribution', 'trusts', '4'),
  figure('nobody-knows', 'trusts', 'x'),
];

/** The last entry that the report includes, and the entry that published it. */
const INCLUDED = 2;
const PUBLISHED = 4;

const events: readonly (readonly [stream: string, event: AnyMessage])[] = [
  trust('RXX', '2020-04-01'),
  [
    `programme-${PROGRAMME}`,
    {
      type: 'ProgrammeRegistered',
      data: { ...on('2025-04-01'), programme: PROGRAMME, name: 'National', scopeAreas: [] },
    },
  ],
  [
    `programme-${PROGRAMME}`,
    {
      type: 'ReportingPeriodClosed',
      data: {
        ...{ programme: PROGRAMME, period: PERIOD, from: '2025-04-01', to: '2025-06-30' },
        ...{ ...on('2025-06-30'), lastEntry: INCLUDED },
      },
    },
  ],
  [`programme-${PROGRAMME}`, report(FIGURES)],
  trust('RYY', '2020-04-01'),
  trust('RZZ', '2025-09-01'),
  trust('RWW', '2025-09-01'),
  [
    'organisation-RYY',
    { type: 'FactRetracted', data: { factId: eventId(5), reason: 'There is no such trust' } },
  ],
  [
    `programme-${PROGRAMME}`,
    {
      type: 'FactCorrected',
      data: { factId: eventId(4), reason: 'One too many', fact: report(FIGURES.slice(1)) },
    },
  ],
];

const history: readonly Recording[] = events.map(([stream, event], n) => ({
  stream,
  recordedAt: `2025-08-${String(n + 1).padStart(2, '0')}T09:00:00.000Z`,
  event,
}));
