import { evidenceIdOf } from '#evidence';
import { addDays, earlierOf, type IsoDate, type OdsCode } from '#vocabulary';
import { firstDayOf, lastDayOf, MONTHS } from '../../calendar.js';
import { trusts } from '../../cast.js';
import { chanceOf } from '../../chance.js';
import {
  approverOf,
  inTime,
  onDay,
  recorderOf,
  step,
  words,
  type DemonstrationStep,
} from '../../step.js';
import { homeIn, promisedBenefits } from './promises.js';

/** The last month of the quarter of a month of the programme, which begins in the middle of one. */
export const endOfQuarter = (month: number): number => {
  const ofYear = Number(firstDayOf(month).slice(5, 7));
  return month + ((3 - (ofYear % 3)) % 3);
};

/** Where the return of a trust for the quarter that ends with a month lies. */
export const returnOf = (organisation: OdsCode, month: number): Readonly<{ url: string }> => ({
  url: `https://example.org/demonstration/${organisation.toLowerCase()}/benefits-return-${lastDayOf(month)}`,
});

const LAST_MONTH = MONTHS - 1;

/** The return of this trust and quarter was taken back, with what rests on it. */
const WITHDRAWN = { trust: 'DEMO02', month: 13, on: firstDayOf(18) } as const;
/** And this trust's counts for half a year only. */
const SHORT_LIVED = 'DEMO03';
/** This one is validated from outside. */
const EXTERNAL = 'DEMO01';

/** Each trust with benefits attaches a return for each quarter; its approver says how far it carries. */
export function returns(): readonly DemonstrationStep[] {
  return trusts
    .flatMap(({ code }) => quartersWithBenefits(code).flatMap((month) => attached(code, month)))
    .filter(({ at }) => inTime(at.slice(0, 10) as IsoDate));
}

/** Where the last month is looked at before its quarter is over, there is a return for it alone. */
export const hasInterimReturn = (organisation: OdsCode): boolean =>
  chanceOf(organisation, 'interim')() < 0.6;

const quartersWithBenefits = (organisation: OdsCode): readonly number[] =>
  Array.from({ length: MONTHS }, (_, month) => month)
    .filter(
      (month) =>
        endOfQuarter(month) === month || (month === LAST_MONTH && hasInterimReturn(organisation)),
    )
    .filter((month) =>
      promisedBenefits.some(
        (benefit) =>
          benefit.turns.waits === undefined &&
          benefit.days.from <= month &&
          homeIn(benefit, month).code === organisation,
      ),
    );

function attached(organisation: OdsCode, month: number): readonly DemonstrationStep[] {
  const link = returnOf(organisation, month);
  const evidenceId = evidenceIdOf(organisation, link);
  const about = { organisation, evidenceId };
  const to = lastDayOf(month);
  const closes = trusts.find(({ code }) => code === organisation)?.closes;
  const isInterim = month === LAST_MONTH;
  const graded = addDays(to, isInterim ? 12 : 15);
  const name = `return ${organisation} ${String(month)}`;
  const steps = [
    step(name, [addDays(to, isInterim ? 11 : 13), '10:00'], recorderOf(organisation), {
      of: 'evidence',
      command: {
        type: 'AttachEvidence',
        data: {
          ...about,
          ...link,
          title: words(`Benefits return to ${to} (demonstration)`),
          period: { from: firstDayOf(isInterim ? month : month - 2), to },
          ...(organisation === SHORT_LIVED ? { validUntil: addDays(to, 183) } : {}),
          ...onDay(to),
        },
      },
    }),
    step(`grade ${name}`, [graded, '11:00'], approverOf(organisation), {
      of: 'evidence',
      command: {
        type: 'GradeEvidence',
        data: {
          ...about,
          grade: organisation === EXTERNAL && endsYear(month) ? 3 : 2,
          ...onDay(closes === undefined ? graded : earlierOf(graded, closes)),
        },
      },
    }),
  ];
  if (organisation !== WITHDRAWN.trust || month !== WITHDRAWN.month) return steps;
  const withdrawing = step(
    `withdraw ${name}`,
    [addDays(WITHDRAWN.on, 4), '10:00'],
    recorderOf(organisation),
    {
      of: 'evidence',
      command: {
        type: 'WithdrawEvidence',
        data: {
          ...about,
          why: words('It was the return of the year before'),
          ...onDay(WITHDRAWN.on),
        },
      },
    },
  );
  return [...steps, withdrawing];
}

const endsYear = (month: number): boolean => lastDayOf(month).slice(5) === '03-31';
