import type { AnyMessage } from '#event-sourcing';
import { BEFORE_RECORDS, isoDate, onDay } from '#vocabulary';
import { eventId, RecordedWorld, type Recording } from '../testing/recorded-world.js';
import { causeKey, happenedBetween, homesOn, learnedSince } from './causes.js';
import { EntriesSaid } from './entries-said.js';

describe('What moved the validated benefits of a trust', () => {
  let world: RecordedWorld;

  beforeAll(async () => {
    world = await RecordedWorld.open();
    await world.record(...history);
  });
  afterAll(() => world.close());

  const days = { before: isoDate('2025-06-15'), asOf: isoDate('2025-09-30') };
  const movedIn = (of: 'CRB' | 'NCRB', entry: number) =>
    world.ledger.at({ entry }, async (ledger) => {
      const reading = { ledger, entries: new EntriesSaid(), trust: undefined };
      const moved = (await happenedBetween(reading, days)).get(causeKey('benefits', 'RXX', of));
      return moved && [moved.newest.entry, moved.entries];
    });
  const learnedIn = (of: 'CRB' | 'NCRB', sinceEntry: number) =>
    world.ledger.at(undefined, async (ledger) => {
      const reading = { ledger, entries: new EntriesSaid(), trust: undefined };
      const since = { before: days.asOf, sinceEntry };
      const told = homesOn(ledger, days.before);
      const moved = (await learnedSince(reading, since, told)).get(causeKey('benefits', 'RXX', of));
      return moved && [moved.newest.entry, moved.entries];
    });

  it('is no value that nobody has validated yet', async () => {
    expect(await movedIn('CRB', RECORDED)).toBeUndefined();
  });

  it('is what was validated, of its class alone and of no benefit that has no value in money', async () => {
    expect(await movedIn('CRB', ALL - 1)).toEqual([VALIDATED, 1]);
    expect(await movedIn('NCRB', ALL - 1)).toBeUndefined();
  });

  it('is the correction of a value, which is validated no more', async () => {
    expect(await learnedIn('CRB', VALIDATED)).toEqual([ALL, 1]);
    expect(await learnedIn('NCRB', VALIDATED)).toBeUndefined();
  });
});

const on = (day: string) => ({ effective: onDay(isoDate(day)) });
const cash = { organisation: 'RXX', benefit: 'RXX-CASH' };
const errors = { organisation: 'RXX', benefit: 'RXX-ERRORS' };

const profiled = (benefit: typeof cash, profile: object): AnyMessage => ({
  type: 'BenefitProfiled',
  data: { ...benefit, ...on('2025-04-01'), profile: { owner: 'chief-nurse', ...profile } },
});

const actual = (benefit: typeof cash, amount: number): AnyMessage => ({
  type: 'BenefitActualRecorded',
  data: {
    ...{ ...benefit, ...on('2025-06-30'), amount, method: 'count' },
    period: { from: '2025-06-01', to: '2025-06-30' },
  },
});

const corrected = (fact: AnyMessage, entry: number): AnyMessage => ({
  type: 'FactCorrected',
  data: { factId: eventId(entry), reason: 'Counted a ward twice', fact },
});

const [RECORDED, VALIDATED, ALL] = [5, 6, 8];

const events: readonly (readonly [stream: string, event: AnyMessage])[] = [
  [
    'organisation-RXX',
    {
      type: 'OrganisationRegistered',
      data: { ...on(BEFORE_RECORDS), organisation: 'RXX', kind: 'trust', name: 'Trust' },
    },
  ],
  ['benefit-RXX-CASH', profiled(cash, { class: 'CRB', valuedIn: 'money' })],
  ['benefit-RXX-ERRORS', profiled(errors, { class: 'UB', valuedIn: 'units' })],
  ['benefit-RXX-ERRORS', actual(errors, 12)],
  ['benefit-RXX-CASH', actual(cash, 12_000)],
  [
    'benefit-RXX-CASH',
    {
      type: 'BenefitActualValidated',
      data: {
        ...{ ...cash, ...on('2025-06-30'), actual: eventId(5), names: eventId(5) },
        period: { from: '2025-06-01', to: '2025-06-30' },
      },
    },
  ],
  ['benefit-RXX-ERRORS', corrected(actual(errors, 11), 4)],
  ['benefit-RXX-CASH', corrected(actual(cash, 11_000), 5)],
];

const history: readonly Recording[] = events.map(([stream, event], n) => ({
  stream,
  recordedAt: `2025-08-${String(n + 1).padStart(2, '0')}T09:00:00.000Z`,
  event,
}));
