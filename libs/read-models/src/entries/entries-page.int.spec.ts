import type { AnyMessage } from '#event-sourcing';
import { isoDate, onDay } from '#vocabulary';
import { eventId, RecordedWorld } from '../testing/recorded-world.js';
import { EntriesPage, EntriesPageHandler } from './entries-page.query.js';

describe('The entries that are about a day', () => {
  let world: RecordedWorld;

  beforeAll(async () => {
    world = await RecordedWorld.open();
    await world.record(
      recorded(wentLive('2026-03-14')),
      recorded({
        type: 'FactCorrected',
        data: {
          factId: eventId(1),
          reason: 'It was put off',
          fact: wentLive('2026-06-02'),
        },
      }),
      recorded({
        type: 'FactRetracted',
        data: { factId: eventId(1), reason: 'Another trust was meant' },
      }),
    );
  });
  afterAll(() => world.close());

  it.each([
    { what: 'what was stated first', from: '2026-03-01', to: '2026-03-31', entries: [1] },
    {
      what: 'a correction by the day it states now, and a withdrawal by the one it took back',
      ...{ from: '2026-06-01', to: '2026-06-30', entries: [3, 2] },
    },
    { what: 'nothing of the days between', from: '2026-03-15', to: '2026-06-01', entries: [] },
    { what: 'all from a day', from: '2026-03-14', to: undefined, entries: [3, 2, 1] },
    { what: 'all to a day', from: undefined, to: '2026-03-14', entries: [1] },
  ])('are $what', async ({ from, to, entries }) => {
    const answer = await new EntriesPageHandler(world.ledger).execute(
      new EntriesPage(
        { limit: 10 },
        {
          ...(from === undefined ? {} : { effectiveFrom: isoDate(from) }),
          ...(to === undefined ? {} : { effectiveTo: isoDate(to) }),
        },
      ),
    );
    expect(answer.entries.map(({ entry }) => entry)).toEqual(entries);
    for (const { effective } of answer.entries) {
      const { earliest, latest } = effective ?? { earliest: 'none', latest: 'none' };
      expect(latest >= (from ?? latest) && earliest <= (to ?? earliest)).toBe(true);
    }
  });
});

const recorded = (event: AnyMessage) => ({
  ...{ stream: 'optimisation-RXX', recordedAt: '2026-07-01T09:00:00.000Z' },
  event,
});

const wentLive = (day: string): AnyMessage => ({
  type: 'EprWentLive',
  data: { effective: onDay(isoDate(day)), organisation: 'RXX', instance: 'new' },
});
