import { amountOf, dueBy } from '#figures';
import { addMonths, londonDay, type BenefitId, type IsoDate } from '#vocabulary';
import fc from 'fast-check';
import { furnishedHistories, type FurtherEntry } from '../../../../test/oracle/further-facts.js';
import { histories as demonstrations } from '../../../../test/oracle/histories.js';
import { benefitOn, type BenefitOn } from '../benefits/benefit-on.js';
import { membersOf, type CohortFilter } from '../cohorts/cohort.js';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { recordingOf, RecordedWorld } from '../testing/recorded-world.js';
import { holdersOf } from './money-holders.js';
import { moneyOverTime } from './money-over-time.query.js';
import type { QuarterMoney } from './money-sums.js';

/** What is validated in many ways, and what is forecast anew. */
const histories = [
  ...fc.sample(demonstrations(220, 'promising'), { numRuns: 1, seed: 11 }),
  ...fc.sample(furnishedHistories(), { numRuns: 1, seed: 7 }),
];

/*
 * The law of sums that rise: each quarter is what every benefit comes to by its last day, worked out by
 * itself and added up, for random histories with corrections, on days from before the first approval
 * to after the last entry.
 */
describe('Money quarter by quarter', () => {
  it('is what each benefit comes to by the end of the quarter', async () => {
    const seen = { validated: 0, forecast: 0, due: 0, ahead: 0 };
    for (const [index, entries] of histories.entries()) {
      const asked: Asked = { filter: { demonstration: index === 0 }, lens: 'as-was' };
      const last = londonDay(entries.at(-1)?.recordedAt ?? '');
      const world = await worldOf(entries);
      for (let back = -2; back <= 14; back++) {
        const asOf = addMonths(last, -back);
        await world.ledger.at(undefined, async (ledger) => {
          const { quarters } = await moneyOverTime(ledger, asOf, asked);
          const benefits = benefitsIn(ledger, asOf, asked);
          for (const quarter of quarters) {
            expect(quarter).toEqual(await quarterOf(ledger, benefits, { on: quarter.on, asOf }));
            const { current, expected, validated } = quarter.byClass.CRB;
            seen.validated += validated ?? 0;
            seen.forecast += Number(expected !== current);
            seen.due += quarter.due?.validated ?? 0;
            seen.ahead += Number(quarter.ahead);
          }
        });
      }
      await world.close();
    }
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(0);
  });
});

type Asked = Readonly<{ filter: CohortFilter; lens: 'as-was' }>;

async function worldOf(entries: readonly FurtherEntry[]): Promise<RecordedWorld> {
  const world = await RecordedWorld.open();
  await world.record(...entries.map(recordingOf));
  return world;
}

function benefitsIn(ledger: LedgerAt, asOf: IsoDate, asked: Asked): readonly BenefitOn[] {
  const members = membersOf(ledger, asOf, asked.filter, asked.lens);
  return holdersOf(ledger, asOf, { ...asked, members })
    .parts.flatMap(({ benefits }) => benefits)
    .flatMap((benefit: BenefitId) => benefitOn(ledger, benefit, asOf) ?? [])
    .filter(({ profile }) => profile.value.valuedIn === 'money');
}

/** One quarter, from each benefit alone. */
async function quarterOf(
  ledger: LedgerAt,
  benefits: readonly BenefitOn[],
  { on, asOf }: Readonly<{ on: IsoDate; asOf: IsoDate }>,
): Promise<QuarterMoney> {
  const ahead = on > asOf;
  const sums = await ledger.sumsOf(benefits, on);
  const parts = benefits.map((benefit, index) => {
    const by = (fact: BenefitOn['current'] | BenefitOn['forecast']) =>
      dueBy(fact?.value.trajectory ?? [], on);
    const { validated = 0, awaiting = 0, counts } = sums[index] ?? {};
    return {
      class: benefit.profile.value.class,
      original: amountOf(by(benefit.original)),
      current: amountOf(by(benefit.current)),
      expected: amountOf(by(benefit.forecast ?? benefit.current)),
      ...{ validated, awaiting, counts, isDue: by(benefit.current).length > 0 },
    };
  });
  const ofClass = (name: string) => {
    const own = parts.filter((part) => part.class === name);
    const sum = (of: 'original' | 'current' | 'expected' | 'validated' | 'awaiting') =>
      own.reduce((all, part) => all + part[of], 0);
    return {
      ...{ original: sum('original'), current: sum('current'), expected: sum('expected') },
      validated: ahead ? null : sum('validated'),
      awaiting: ahead ? null : sum('awaiting'),
    };
  };
  const due = parts.filter(({ isDue }) => isDue);
  const validated = due.filter(({ counts }) => (counts?.validated ?? 0) > 0);
  const awaiting = due.filter(({ counts }) => counts?.validated === 0 && counts.awaiting > 0);
  const silent = due.length - validated.length - awaiting.length;
  return {
    ...{ on, ahead, byClass: { CRB: ofClass('CRB'), NCRB: ofClass('NCRB'), SB: ofClass('SB') } },
    due: ahead ? null : { validated: validated.length, awaiting: awaiting.length, silent },
  };
}
