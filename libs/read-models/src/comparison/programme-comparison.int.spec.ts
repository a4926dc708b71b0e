import { addDays, londonDay, onDay, type OdsCode } from '#vocabulary';
import fc from 'fast-check';
import { histories, TRUSTS } from '../../../../test/oracle/histories.js';
import type { Ledger } from '../facts-ledger/snapshot.js';
import { GapRollUpHandler } from '../gap/gap-roll-up.query.js';
import { MoneyGapHandler } from '../money/money-gap.query.js';
import { ProgrammeProfileHandler } from '../programmes/programme-profile.query.js';
import { StageDistributionHandler } from '../stages/stage-distribution.query.js';
import { recordingOf, RecordedWorld, type Recording } from '../testing/recorded-world.js';
import { besideProgramme, PROGRAMME } from '../testing/reported-history.js';
import type { FigureMoved } from './differences.js';
import {
  ProgrammeComparison,
  ProgrammeComparisonHandler,
  type ComparisonAnswer,
} from './programme-comparison.query.js';

/* Fails where a trust by itself is compared by another gap, or misses what moved it or one of its benefits. */
describe('Comparing one trust between two days', () => {
  let world: RecordedWorld;

  beforeEach(async () => {
    world = await RecordedWorld.open();
  });
  afterEach(() => world.close());

  const some = (['promising', 'measuring'] as const).flatMap((times) =>
    fc.sample(histories(60, times), { numRuns: 3, seed: 7 }).map((entries) => ({ times, entries })),
  );

  it.each(some)('finds what comparing all finds of it ($times, $#)', async ({ entries }) => {
    await world.record(...besideProgramme(entries.map(recordingOf)));
    const recorded = entries.at(-1)?.recordedAt ?? '';
    const last = londonDay(recorded);
    await world.record(...CAPABILITIES.map((each) => realised(each, recorded)));
    const all = handlerOn(world.ledger);
    const one = handlerOn(world.afresh());
    let moved = 0;
    for (const back of [300, 150, 60, 20]) {
      const asked = [{ asOf: last }, { asOf: addDays(last, -back) }] as const;
      const compared = await answerOf(all, new ProgrammeComparison(PROGRAMME, ...asked));
      for (const trust of TRUSTS as readonly string[] as readonly OdsCode[]) {
        const own = await answerOf(one, new ProgrammeComparison(PROGRAMME, ...asked, trust));
        expect(ofTrust(own, trust)).toEqual(ofTrust(compared, trust));
        moved += ofTrust(own, trust).length;
      }
    }
    expect(moved).toBeGreaterThan(0);
  });
});

/** With all of them measured at one trust, its own gap is led by another than that of all. */
const CAPABILITIES = ['C101', 'C104', 'C105', 'C201'];

const realised = (capability: string, recordedAt: string): Recording => {
  const day = addDays(londonDay(recordedAt), -1);
  return {
    stream: `realised-ZZA-${capability}`,
    recordedAt,
    event: {
      type: 'RealisationMeasured',
      data: {
        ...{ organisation: 'ZZA', capability, effective: onDay(day), method: 'count' },
        ...{ window: { from: day, to: day }, validated: 40, expected: 100, unit: 'pence' },
        source: { kind: 'own-count' },
      },
    },
  };
};

const handlerOn = (ledger: Ledger): ProgrammeComparisonHandler =>
  new ProgrammeComparisonHandler(
    ledger,
    new StageDistributionHandler(ledger),
    new GapRollUpHandler(ledger),
    new MoneyGapHandler(ledger),
    new ProgrammeProfileHandler(ledger),
  );

async function answerOf(
  handler: ProgrammeComparisonHandler,
  asked: ProgrammeComparison,
): Promise<ComparisonAnswer> {
  const answer = await handler.execute(asked);
  if (answer === undefined || answer === 'known-later') throw new Error('Nothing was compared.');
  return answer;
}

const ofTrust = ({ happened, learned }: ComparisonAnswer, trust: string): readonly FigureMoved[] =>
  [...happened, ...learned].filter(({ code }) => code === trust);
