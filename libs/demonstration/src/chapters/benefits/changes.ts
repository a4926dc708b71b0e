import type { PeriodAmount } from '#facts';
import { addDays, type Office } from '#vocabulary';
import { firstDayOf } from '../../calendar.js';
import { MERGER } from '../../cast.js';
import { approverOf, onDay, recorderOf, words, type DemonstrationStep } from '../../step.js';
import { planOf, slidRight } from './amounts.js';
import { about, approval, asked, FINANCE_COMMITTEE } from './asking.js';
import { homeIn, type PromisedBenefit } from './promises.js';

const BOARD = 'trust-board' as Office;

const slideReasons = [
  'Training was behind plan',
  'A release of the supplier came later',
  'Wards were closed to changes over the winter',
];

/** Forecasts that slid, a rebaselining, another owner, another trust, the end. */
export function changes(benefit: PromisedBenefit): readonly DemonstrationStep[] {
  const { turns } = benefit;
  let plan = planOf(benefit);
  const slides = (turns.slides ?? []).map(({ in: month, by }, index) => {
    plan = slidRight(plan, firstDayOf(month), by);
    return revised(benefit, month, plan, slideReasons[index % 3] ?? '');
  });
  return [
    ...slides,
    ...trimmed(benefit),
    ...rebaselined(benefit),
    ...handedOver(benefit),
    ...transferred(benefit),
    ...writtenOff(benefit),
  ];
}

function revised(
  benefit: PromisedBenefit,
  month: number,
  trajectory: readonly PeriodAmount[],
  why: string,
): DemonstrationStep {
  const { code } = homeIn(benefit, month);
  const day = addDays(firstDayOf(month), 8);
  return asked(benefit, `revise ${String(month)}`, [addDays(day, 2), '14:00'], {
    by: approverOf(code),
    command: {
      type: 'ReviseBenefitForecast',
      data: {
        ...about(benefit),
        organisation: code,
        trajectory,
        why: words(why),
        approver: FINANCE_COMMITTEE,
        ...onDay(day),
      },
    },
  });
}

/** Within a tenth of what was approved, the recorder says so alone. */
function trimmed(benefit: PromisedBenefit): readonly DemonstrationStep[] {
  const { turns, trust } = benefit;
  if (turns.trimmedIn === undefined) return [];
  const from = firstDayOf(turns.trimmedIn);
  const trajectory = planOf(benefit).map((each) =>
    each.from < from ? each : { ...each, amount: Math.round(0.94 * each.amount) },
  );
  return [
    asked(benefit, 'trim', [addDays(from, 9), '10:00'], {
      by: recorderOf(trust.code),
      command: {
        type: 'ReviseBenefitForecast',
        data: {
          ...about(benefit),
          trajectory,
          why: words('One clinic keeps its paper for longer'),
          ...onDay(from),
        },
      },
    }),
  ];
}

function rebaselined(benefit: PromisedBenefit): readonly DemonstrationStep[] {
  const { turns, trust } = benefit;
  if (turns.rebaselinedIn === undefined) return [];
  const day = addDays(firstDayOf(turns.rebaselinedIn), 13);
  const lowered = planOf(benefit).map((each) =>
    each.from < day ? each : { ...each, amount: Math.round(0.7 * each.amount) },
  );
  return [
    asked(benefit, 'rebaseline', [addDays(day, 3), '14:00'], {
      by: approverOf(trust.code),
      command: {
        type: 'RebaselineBenefit',
        data: {
          ...approval(benefit, 2, lowered),
          why: words('The first case counted wards that will not have electronic charts'),
          ...onDay(day),
        },
      },
    }),
  ];
}

function handedOver(benefit: PromisedBenefit): readonly DemonstrationStep[] {
  const { turns, trust } = benefit;
  if (turns.handedOverIn === undefined) return [];
  const day = firstDayOf(turns.handedOverIn.month);
  return [
    asked(benefit, 'hand over', [addDays(day, 6), '10:00'], {
      by: recorderOf(trust.code),
      command: {
        type: 'TransferOwnership',
        data: {
          ...about(benefit),
          owner: turns.handedOverIn.to as Office,
          acceptance: words('Accepted in the handover of the month'),
          ...onDay(day),
        },
      },
    }),
  ];
}

function transferred(benefit: PromisedBenefit): readonly DemonstrationStep[] {
  if (benefit.trust.closes === undefined) return [];
  const { day, successor } = MERGER;
  const data = { ...about(benefit), successor, ...onDay(day) };
  return [
    asked(benefit, 'transfer', [addDays(day, 13), '10:00'], {
      by: recorderOf(successor),
      command: { type: 'TransferToSuccessor', data },
    }),
  ];
}

function writtenOff(benefit: PromisedBenefit): readonly DemonstrationStep[] {
  const { turns, trust } = benefit;
  if (turns.writtenOffIn === undefined) return [];
  const day = addDays(firstDayOf(turns.writtenOffIn), 20);
  const rest = planOf(benefit).filter(({ from }) => from > day);
  return [
    asked(benefit, 'write off', [addDays(day, 4), '14:00'], {
      by: approverOf(trust.code),
      command: {
        type: 'WriteOffBenefit',
        data: {
          ...about(benefit),
          remainingValue: rest.reduce((sum, { amount }) => sum + amount, 0),
          approver: BOARD,
          capacity: 'board',
          why: words(
            'The portal was without a contract for five months, and use did not come back',
          ),
          source: { name: 'Minutes of the board (demonstration)' },
          ...onDay(day),
        },
      },
    }),
  ];
}
