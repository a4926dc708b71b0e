import type { AnyMessage } from '#event-sourcing';
import { isoDate, onDay, type PartId, type ProgrammeId } from '#vocabulary';
import { eventId, RecordedWorld, type Recording } from '../testing/recorded-world.js';
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
    const handler = new PeriodAdjustmentsHandler(world.ledger);
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

  it('is none of a programme of real trusts where its trust is fictional', async () => {
    expect(await adjustments(CLOSED + 6)).toEqual(await adjustments(CLOSED + 3));
  });

  it('is told with what it came to where it is judged', async () => {
    const [, recorded, judged] = (await adjustments(CLOSED + 8)) ?? [];
    expect(recorded).toMatchObject({ kind: 'benefit-actual', after: { amount: null } });
    expect(judged).toMatchObject({
      ...{ kind: 'benefit-validation', change: 'added', before: null },
      after: { value: { state: 'validated' }, amount: 120 },
    });
  });
});

const PROGRAMME = 'national-epr';
const BENEFIT = { organisation: 'RXX', benefit: 'RXX-ONE' };
const FICTIONAL = { organisation: 'ZZX', benefit: 'ZZX-ONE' };

const on = (day: string) => ({ effective: onDay(isoDate(day)) });

const registered = (organisation: string, demonstration: boolean): AnyMessage => ({
  type: 'OrganisationRegistered',
  data: {
    ...{ ...on('2020-04-01'), organisation, kind: 'trust', name: `Trust ${organisation}` },
    demonstration,
  },
});

const profiled = (benefit: typeof BENEFIT): AnyMessage => ({
  type: 'BenefitProfiled',
  data: { ...benefit, ...on('2025-04-01'), profile: { owner: 'chief-nurse', class: 'CRB' } },
});

const actual = (from: string, to: string, benefit = BENEFIT): AnyMessage => ({
  type: 'BenefitActualRecorded',
  data: { ...benefit, ...on(to), period: { from, to }, amount: 120, method: 'count' },
});

const events: readonly (readonly [stream: string, event: AnyMessage])[] = [
  ['organisation-RXX', registered('RXX', false)],
  [
    `programme-${PROGRAMME}`,
    {
      type: 'ProgrammeRegistered',
      data: { ...on('2025-04-01'), programme: PROGRAMME, name: 'National', scopeAreas: [] },
    },
  ],
  ['benefit-RXX-ONE', profiled(BENEFIT)],
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
  ['organisation-ZZX', registered('ZZX', true)],
  ['benefit-ZZX-ONE', profiled(FICTIONAL)],
  ['benefit-ZZX-ONE', actual('2025-06-01', '2025-06-30', FICTIONAL)],
  ['benefit-RXX-ONE', actual('2025-05-01', '2025-05-31')],
  [
    'benefit-RXX-ONE',
    {
      type: 'BenefitActualValidated',
      data: {
        ...{ ...BENEFIT, ...on('2025-05-31'), actual: eventId(11), names: eventId(11) },
        period: { from: '2025-05-01', to: '2025-05-31' },
      },
    },
  ],
];

/** The entry by which the period closes. */
const CLOSED = 4;

const history: readonly Recording[] = events.map(([stream, event], n) => ({
  stream,
  recordedAt: `2025-08-${String(n + 1).padStart(2, '0')}T09:00:00.000Z`,
  event,
}));
