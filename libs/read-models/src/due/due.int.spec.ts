import type { AnyMessage } from '#event-sourcing';
import { isoDate, odsCode, onDay, type BenefitId } from '#vocabulary';
import { eventId, RecordedWorld } from '../testing/recorded-world.js';
import { DueList, DueListHandler } from './due.query.js';

/** When a value that awaits validation is due, by when it was told and by whom it was put right. */
describe('What is due at a trust', () => {
  let world: RecordedWorld;
  beforeEach(async () => {
    world = await RecordedWorld.open();
    await world.record(registered, profiled);
  });
  afterEach(() => world.close());

  const valuesDue = async (asOf: string) => {
    const query = new DueList(TRUST, { asOf: isoDate(asOf) });
    const answer = await new DueListHandler(world.ledger).execute(query);
    const days = (answer?.due ?? [])
      .filter(({ kind }) => kind === 'actual-unvalidated')
      .map(({ on }) => on);
    return { on: days, overdue: days.filter((on) => on <= asOf).length };
  };

  it('is a value recorded after its period only 30 days after that', async () => {
    await world.record(recorded('2025-09-12T09:00:00.000Z'));
    expect(await valuesDue('2025-10-11')).toEqual({ overdue: 0, on: ['2025-10-12'] });
    expect(await valuesDue('2025-10-12')).toEqual({ overdue: 1, on: ['2025-10-12'] });
  });

  it('counts from the day it was in London', async () => {
    await world.record(recorded('2025-09-11T23:30:00.000Z'));
    expect(await valuesDue('2025-09-20')).toEqual({ overdue: 0, on: ['2025-10-12'] });
  });

  it('is a corrected value by when it was first recorded, whatever is corrected', async () => {
    await world.record(recorded('2025-09-12T09:00:00.000Z'), {
      stream: STREAM,
      recordedAt: '2025-10-05T09:00:00.000Z',
      event: {
        type: 'FactCorrected',
        data: { factId: eventId(3), reason: 'a slip', fact: actual(2_000) },
      },
    });
    expect(await valuesDue('2025-10-12')).toEqual({ overdue: 1, on: ['2025-10-12'] });
  });

  it('is not yet a value told so much later that it is due after more than 3 months', async () => {
    await world.record(recorded('2026-06-01T09:00:00.000Z'));
    expect(await valuesDue('2025-09-01')).toEqual({ overdue: 0, on: [] });
    expect(await valuesDue('2026-06-02')).toEqual({ overdue: 0, on: ['2026-07-01'] });
  });
});

const TRUST = odsCode('ZZA');
const BENEFIT = 'ZZA-ONE' as BenefitId;
const STREAM = `benefit-${BENEFIT}`;

const registered = {
  stream: `organisation-${TRUST}`,
  recordedAt: '2025-01-01T09:00:00.000Z',
  event: {
    type: 'OrganisationRegistered',
    data: {
      effective: onDay(isoDate('2020-04-01')),
      ...{ organisation: TRUST, name: 'Demonstration Trust', kind: 'trust', trustType: 'Acute' },
    },
  },
} as const;

const profiled = {
  stream: STREAM,
  recordedAt: '2025-01-01T10:00:00.000Z',
  event: {
    type: 'BenefitProfiled',
    data: {
      effective: onDay(isoDate('2025-01-01')),
      ...{ organisation: TRUST, benefit: BENEFIT },
      profile: {
        ...{ title: 'Time freed', owner: 'chief-nurse', class: 'NCRB', valuedIn: 'money' },
        measure: { name: 'Minutes', unit: 'minutes', direction: 'higher', cadence: 'monthly' },
      },
    },
  },
} as const;

const recorded = (recordedAt: string) => ({ stream: STREAM, recordedAt, event: actual(1_000) });

function actual(amount: number): AnyMessage {
  const [from, to] = [isoDate('2025-08-01'), isoDate('2025-08-31')];
  return {
    type: 'BenefitActualRecorded',
    data: {
      effective: onDay(to),
      ...{ organisation: TRUST, benefit: BENEFIT, period: { from, to }, amount, method: 'count' },
    },
  };
}
