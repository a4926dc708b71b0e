import { evidenceIdOf } from '#evidence';
import { addDays, type IsoDate } from '#vocabulary';
import { firstDayOf, lastDayOf, MONTHS } from '../../calendar.js';
import type { TrustStory } from '../../cast.js';
import { between, chanceOf } from '../../chance.js';
import {
  approverOf,
  factIdOf,
  inTime,
  recorderOf,
  step,
  words,
  type Actor,
  type DemonstrationStep,
} from '../../step.js';
import { recordingDay } from '../measurements.js';
import { WITHDRAWN } from '../use.js';
import { amountFor, volumeIn } from './amounts.js';
import { endOfQuarter, hasInterimReturn, returnOf } from './evidence.js';
import { homeIn, type PromisedBenefit } from './promises.js';

const FORGOTTEN = 0.06;
const REJECTED = 0.04;
const LEFT_OPEN = 0.05;
/** Of what was rejected, nobody has looked at this share again. */
const LEFT_REJECTED = 0.3;

/** What came of a benefit: each month or quarter what was measured, and what somebody else said of it. */
export function actualsOf(benefit: PromisedBenefit): readonly DemonstrationStep[] {
  if (benefit.turns.waits !== undefined) return [];
  return periodsOf(benefit)
    .filter((period) => period.volume > 0 && inTime(recordedOn(period)))
    .filter((period) => chanceOf(benefit.id, 'forgotten', period.last)() >= FORGOTTEN)
    .flatMap((period) => measured(benefit, period))
    .filter(({ at }) => inTime(at.slice(0, 10) as IsoDate));
}

/** What is measured at once, with the trust whose it then is. Months of the programme. */
type Measured = Readonly<{ trust: TrustStory; first: number; last: number; volume: number }>;

function periodsOf(benefit: PromisedBenefit): readonly Measured[] {
  const { kind, days, turns } = benefit;
  const length = kind.measure.cadence === 'quarterly' ? 3 : 1;
  const end = Math.min(MONTHS, turns.stopsIn ?? MONTHS, turns.writtenOffIn ?? MONTHS);
  return Array.from({ length: MONTHS }, (_, month) => month)
    .filter((month) => month >= days.from && month + length <= end)
    .filter((month) => length === 1 || endOfQuarter(month) === month + 2)
    .filter((month) => !withdrawn(benefit, month))
    .map((first) => {
      const months = Array.from({ length }, (_, index) => first + index);
      const volume = months.reduce((sum, month) => sum + volumeIn(benefit, month), 0);
      return { trust: homeIn(benefit, first), first, last: first + length - 1, volume };
    });
}

/** What nobody can use brings nothing, and nobody measures it. */
const withdrawn = ({ trust, kind }: PromisedBenefit, month: number): boolean =>
  trust.code === WITHDRAWN.trust &&
  kind.capability === WITHDRAWN.capability &&
  month >= WITHDRAWN.from &&
  month <= WITHDRAWN.to;

const recordedOn = ({ trust, last }: Measured): IsoDate => recordingDay(trust, last);

const recording = ({ id }: PromisedBenefit, { last }: Measured): string =>
  `actual ${id} ${String(last)}`;

function order({ id, kind }: PromisedBenefit, { trust, first, last, volume }: Measured) {
  return {
    type: 'RecordActual',
    data: {
      organisation: trust.code,
      benefit: id,
      period: { from: firstDayOf(first), to: lastDayOf(last) },
      amount: amountFor(kind, volume),
      volume,
      method: 'Counted at all sites where it is in use',
      ...(kind.class === 'NCRB'
        ? { useOfFreedTime: words('Spent with patients, by the rota of the wards') }
        : {}),
      source: { name: kind.measure.source },
    },
  } as const;
}

function measured(benefit: PromisedBenefit, period: Measured): readonly DemonstrationStep[] {
  const { trust, last } = period;
  const name = recording(benefit, period);
  const request = { of: 'benefits', command: order(benefit, period) } as const;
  const first = step(name, [recordedOn(period), '16:00'], recorderOf(trust.code), request);
  if (last === benefit.turns.retractedIn) return [first, retracted(benefit, period)];
  if (benefit.turns.neverValidated === true) return [first];
  const fate = chanceOf(benefit.id, 'fate', last)();
  if (fate < REJECTED) return [first, ...rejected(benefit, period)];
  if (fate < REJECTED + LEFT_OPEN) return [first];
  const validation = validated(benefit, period, validationDay(period));
  return last === benefit.turns.correctedIn
    ? [first, validation, corrected(benefit, period, addDays(validationDay(period), 34))]
    : [first, validation];
}

/** The month with whose return a value is looked at: that of its quarter, or in the end one of its own. */
const returnMonth = ({ trust, last }: Measured): number =>
  last === MONTHS - 1 && hasInterimReturn(trust.code) ? last : endOfQuarter(last);

/** Some weeks after the quarter, when its return has been graded. */
const validationDay = (period: Measured): IsoDate => {
  const { code } = period.trust;
  const month = returnMonth(period);
  const days = month === MONTHS - 1 ? 13 : between(chanceOf(code, 'validates'), 18, 26);
  return addDays(lastDayOf(month), days);
};

function validated(
  benefit: PromisedBenefit,
  period: Measured,
  day: IsoDate,
  time: 1 | 2 = 1,
): DemonstrationStep {
  const { id, kind } = benefit;
  const { trust } = period;
  const isCash = kind.class === 'CRB';
  const name = `validate ${recording(benefit, period)} ${String(time)}`;
  return step(name, [day, '17:00'], isCash ? financeOf(trust) : approverOf(trust.code), {
    of: 'benefits',
    command: {
      type: 'ValidateActual',
      data: {
        organisation: trust.code,
        benefit: id,
        actual: factIdOf(recording(benefit, period)),
        method: isCash ? 'Held against the ledger' : 'Held against a sample of the return',
        ...(isCash ? { capacity: 'finance' as const } : {}),
        evidence: evidenceIdOf(trust.code, returnOf(trust.code, returnMonth(period))),
      },
    },
  });
}

/** It was counted twice: rejected, corrected, and then validated. */
function rejected(benefit: PromisedBenefit, period: Measured): readonly DemonstrationStep[] {
  const { trust } = period;
  const day = validationDay(period);
  const rejection = step(
    `reject ${recording(benefit, period)}`,
    [day, '17:00'],
    approverOf(trust.code),
    {
      of: 'benefits',
      command: {
        type: 'RejectActual',
        data: {
          organisation: trust.code,
          benefit: benefit.id,
          actual: factIdOf(recording(benefit, period)),
          why: words('Two wards are counted twice'),
        },
      },
    },
  );
  if (chanceOf(benefit.id, 'looked at again', period.last)() < LEFT_REJECTED) return [rejection];
  return [
    rejection,
    corrected(benefit, period, addDays(day, 12)),
    validated(benefit, period, addDays(day, 20), 2),
  ];
}

const corrected = (benefit: PromisedBenefit, period: Measured, day: IsoDate): DemonstrationStep =>
  step(`correct ${recording(benefit, period)}`, [day, '15:00'], recorderOf(period.trust.code), {
    of: 'benefits',
    command: {
      type: 'CorrectFact',
      data: {
        factId: factIdOf(recording(benefit, period)),
        reason: words('Two wards were counted twice'),
        order: order(benefit, { ...period, volume: Math.round(0.92 * period.volume) }),
      },
    },
  });

const retracted = (benefit: PromisedBenefit, period: Measured): DemonstrationStep => {
  const { trust } = period;
  const name = recording(benefit, period);
  return step(
    `retract ${name}`,
    [addDays(recordedOn(period), 12), '15:00'],
    recorderOf(trust.code),
    {
      of: 'benefits',
      subject: { organisation: trust.code, benefit: benefit.id },
      command: {
        type: 'RetractFact',
        data: { factId: factIdOf(name), reason: words('The value was that of another trust') },
      },
    },
  );
};

const financeOf = (trust: TrustStory): Actor => ({
  ...approverOf(trust.code),
  actor: `${trust.code.toLowerCase()}-finance`,
});
