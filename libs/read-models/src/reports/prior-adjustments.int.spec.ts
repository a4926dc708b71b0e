import { adjustmentsOf, type Adjustment, type ClosedPeriod } from '#figures';
import { isoDate, londonDay, type IsoDate, type ProgrammeId } from '#vocabulary';
import fc from 'fast-check';
import { histories } from '../../../../test/oracle/histories.js';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { FACT_COLUMNS, knownFact, type FactColumns } from '../facts-ledger/known-facts.js';
import { recordingOf, RecordedWorld } from '../testing/recorded-world.js';
import { putRightFirst } from './prior-adjustments.js';
import { adjustmentsSince } from './closed-period.js';

describe('What became of the facts of closed periods', () => {
  let world: RecordedWorld;

  beforeEach(async () => {
    world = await RecordedWorld.open();
  });
  afterEach(() => world.close());

  const some = (['restless', 'measuring'] as const).flatMap((times) =>
    fc
      .sample(
        histories(60, times).filter(({ length }) => length > 50),
        { numRuns: 2, seed: 29 },
      )
      .map((entries) => ({ times, entries })),
  );

  it.each(some)(
    'is told by numbers that are kept as it is by every row ($times, $#)',
    async ({ entries }) => {
      const days = entries.map(({ recordedAt }) => londonDay(recordedAt));
      const met = new Set<Adjustment['change']>();
      const thirds = [1, 2, 3].map((part) => Math.ceil((part * entries.length) / 3));
      const compare = async (known: number): Promise<void> => {
        // The later closes first, so that earlier rows are asked for than those that are kept.
        for (const lastEntry of thirds.toReversed()) {
          for (const day of new Set([days[0], days[lastEntry - 1], days.at(-1)])) {
            const period = { from: isoDate('2000-01-01'), to: day as IsoDate, lastEntry };
            await world.ledger.at({ entry: known }, async (ledger) => {
              const naive = await byEveryRow(ledger, period);
              for (const { change } of naive) met.add(change);
              await expectSame(ledger, period, naive);
            });
          }
        }
      };
      let recorded = 0;
      for (const upTo of thirds) {
        await world.record(...entries.slice(recorded, upTo).map(recordingOf));
        recorded = upTo;
        for (const known of [upTo, upTo - 4, Math.ceil(upTo / 2)]) await compare(known);
      }
      await world.rebuild();
      await compare(entries.length);
      expect([...met].sort()).toEqual(['added', 'passed', 'restated', 'withdrawn']);
    },
  );
});

const PROGRAMME = 'programme' as ProgrammeId;
const ALL = { offset: 0, limit: Infinity };
const PAGE = 3;

async function expectSame(
  ledger: LedgerAt,
  period: ClosedPeriod,
  naive: readonly Adjustment[],
): Promise<void> {
  const asked = { programme: PROGRAMME, demonstration: true, period };
  const adjusted = await adjustmentsSince(ledger, asked);
  expect(await adjusted.page(ledger.read, ALL)).toEqual(naive);
  const pages: Adjustment[] = [];
  for (let offset = 0; offset < naive.length; offset += PAGE) {
    pages.push(...(await adjusted.page(ledger.read, { offset, limit: PAGE })));
  }
  expect(pages).toEqual(naive);
  const count = (change: Adjustment['change']) =>
    naive.filter((each) => each.change === change).length;
  expect(adjusted.counts).toEqual({
    added: count('added'),
    restated: count('restated'),
    withdrawn: count('withdrawn'),
    passed: count('passed'),
  });
}

/** Of the fictional organisations, of which these histories are but for their models. */
async function byEveryRow(ledger: LedgerAt, period: ClosedPeriod): Promise<readonly Adjustment[]> {
  const rows = await ledger.read<FactColumns>(
    `select s.owner, s.kind, s.subject, ${FACT_COLUMNS}
     from read_models.facts f join read_models.series s on s.series = f.series
     where s.kind <> 'model'`,
  );
  const facts = rows.map((row) => ({
    ...knownFact(row),
    owner: row.owner,
    ...(row.superseded !== null && { supersededEntry: row.superseded }),
  }));
  return putRightFirst(adjustmentsOf(period, facts, ledger.knowledge.entry));
}
