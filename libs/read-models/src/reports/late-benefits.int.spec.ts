import type { AnyMessage } from '#event-sourcing';
import { isoDate, onDay, type PartId, type ProgrammeId } from '#vocabulary';
import { eventId, RecordedWorld, type Recording } from '../testing/recorded-world.js';
import { FactsTouched } from './facts-touched.js';
import { PeriodAdjustments, PeriodAdjustmentsHandler } from './period-adjustments.query.js';

describe('An actual for a period that is closed', () => {
  let world: RecordedWorld;

  beforeAll(async () => {
    world = await RecordedWorld.open();
    await world.record(...history);
  });
  afterAll(() => world.close());

  const adjustments = async (entry: number) => {
    const moment = { asOf: isoDate('2025-09-30'), knownAt: { entry } };
    const asked = [PROGRAMME as ProgrammeId, '2025-q1' as PartId, moment] as const;
    const query = new PeriodAdjustments(...asked, { offset: 0, limit: 10 });
    const handler = new PeriodAdjustmentsHandler(world.ledger, new FactsTouched());
    const answer = await handler.execute(query);
    return answer?.adjustments;
  };

  it('is a prior-period adjustment of the programme of its trust', async () => {
    expect(await adjustments(CLOSED)).toEqual([]);
    expect(await adjustments(CLOSED + 1)).toMatchObject([
      {
        ...{ owner: 'RXX-ONE', kind: 'benefit-actual', change: 'added', before: null },
        after: { effective: { latest: '2025-06-30' }, value: { amount: 120 } },
        entries: [CLOSED + 1],
      },
    ]);
  });

  it('is passed once it is taken back, and an actual of a later period is none', async () => {
    expect(await adjustments(CLOSED + 3)).toMatchObject([
      { kind: 'benefit-actual', change: 'passed', entries: [CLOSED + 1, CLOSED + 3] },
    ]);
  });
});

const PROGRAMME = 'national-epr';
const BENEFIT = { organisation: 'RXX', benefit: 'RXX-ONE' };

const on = (day: string) => ({ effective: onDay(isoDate(day)) });

const actual = (from: string, to: string): AnyMessage => ({
  type: 'BenefitActualRecorded',
  data: { ...BENEFIT, ...on(to), period: { from, to }, amount: 120, method: 'count' },
});

const events: readonly (readonly [stream: string, event: AnyMessage])[] = [
  [
    'organisation-RXX',
    {
      type: 'OrganisationRegistered',
      data: { ...on('2020-04-01'), organisation: 'RXX', kind: 'trust', name: 'Trust RXX' },
    },
  ],
  [
    `programme-${PROGRAMME}`,
    {
      type: 'ProgrammeRegistered',
      data: { ...on('2025-04-01'), programme: PROGRAMME, name: 'National', scopeAreas: [] },
    },
  ],
  [
    'benefit-RXX-ONE',
    {
      type: 'BenefitProfiled',
      data: { ...BENEFIT, ...on('2025-04-01'), profile: { owner: 'chief-nurse', class: 'CRB' } },
    },
  ],
  [
    `programme-${PROGRAMME}`,
    {
      type: 'ReportingPeriodClosed',
      data: {
        ...{ programme: PROGRAMME, period: '2025-q1', from: '2025-04-01', to: '2025-06-30' },
        ...{ ...on('2025-06-30'), lastEntry: 3 },
      },
    },
  ],
  ['benefit-RXX-ONE', actual('2025-06-01', '2025-06-30')],
  ['benefit-RXX-ONE', actual('2025-07-01', '2025-07-31')],
  [
    'benefit-RXX-ONE',
    { type: 'FactRetracted', data: { factId: eventId(5), reason: 'It was another trust’s' } },
  ],
];

/** The entry by which the period closes. */
const CLOSED = 4;

const history: readonly Recording[] = events.map(([stream, event], n) => ({
  stream,
  recordedAt: `2025-08-${String(n + 1).padStart(2, '0')}T09:00:00.000Z`,
  event,
}));
