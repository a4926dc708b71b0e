import { addDays, addMonths, type IsoDate, type Stage } from '#vocabulary';
import { firstDayOf, monthOf, MONTHS } from '../calendar.js';
import { REPLACEMENT, trusts, type TrustStory } from '../cast.js';
import { between, chanceOf } from '../chance.js';
import {
  factIdOf,
  inTime,
  onDay,
  recorderOf,
  step,
  validatorOf,
  words,
  type DemonstrationStep,
} from '../step.js';
import { levelOf } from '../story.js';

/** What trusts say of their stage, and what their boards confirm. */
export function stages(): readonly DemonstrationStep[] {
  return trusts
    .filter(({ reports, wentLive }) => reports && wentLive !== undefined)
    .flatMap((trust) => [...declarations(trust), ...validations(trust)]);
}

const DECLARED_EVERY = 11;
const VALIDATED_IN = [6, 18, 30] as const;
/** This trust first declared a stage that its board had not agreed. */
const MISDECLARED = 'DEMO07';
const WITHDRAWN = { trust: 'DEMO20', month: 21 } as const;

function declarations(trust: TrustStory): readonly DemonstrationStep[] {
  const steps: DemonstrationStep[] = [];
  let before = 0;
  const begin = openMonths(trust)[0];
  for (let month = begin + 1; month < openMonths(trust)[1]; month += DECLARED_EVERY) {
    const stage = asStage(Math.floor(levelOf(trust, month) + 0.15) + trust.boasts);
    steps.push(...declare(trust, month, asStage(Math.max(before, stage))));
    before = Math.max(before, stage);
  }
  const since = monthOf(REPLACEMENT.day) + 2;
  if (trust.code !== REPLACEMENT.trust) return steps;
  const lower = asStage(Math.floor(levelOf(trust, since)));
  return [...steps, ...declare(trust, since, lower, 'A new EPR; use is being built up again')];
}

function declare(
  { code: organisation }: TrustStory,
  month: number,
  stage: Stage,
  reason?: string,
): readonly DemonstrationStep[] {
  const chance = chanceOf(organisation, 'declares', month);
  const day = addDays(firstDayOf(month), between(chance, 3, 24));
  const recorded = addDays(day, between(chance, 2, 8));
  if (!inTime(recorded)) return [];
  const name = `declare ${organisation} ${String(month)}`;
  const order = (declared: Stage) =>
    ({
      type: 'DeclareStage',
      data: {
        organisation,
        stage: declared,
        byBoard: true,
        ...onDay(day),
        ...(reason === undefined ? {} : { cause: 'replacement' as const, reason: words(reason) }),
      },
    }) as const;
  const wrong = organisation === MISDECLARED && month === 1;
  const declaring = step(name, [recorded, '16:00'], recorderOf(organisation), {
    of: 'optimisation',
    command: order(wrong ? asStage(stage + 1) : stage),
  });
  if (!wrong) return [declaring];
  const correction = step(
    `${name} corrected`,
    [addDays(recorded, 21), '15:00'],
    recorderOf(organisation),
    {
      of: 'optimisation',
      command: {
        type: 'CorrectFact',
        data: {
          factId: factIdOf(name),
          reason: words('The minutes of the board give the lower stage'),
          order: order(stage),
        },
      },
      subject: organisation,
    },
  );
  return [declaring, correction];
}

/** Half of the trusts are looked at in a year; a validation holds for 9 to 24 months. */
function validations(trust: TrustStory): readonly DemonstrationStep[] {
  const [begin, end] = openMonths(trust);
  return VALIDATED_IN.filter((month) => month > begin && month < end).flatMap((month) => {
    const chance = chanceOf(trust.code, 'validated', month);
    const reached = Math.floor(levelOf(trust, month) - 0.05);
    if (chance() > 0.6 && trust.code !== WITHDRAWN.trust) return [];
    if (reached < 1) return [];
    return validate(trust, month, asStage(reached), between(chance, 3, 8) * 3);
  });
}

function validate(
  { code: organisation, board: validator }: TrustStory,
  month: number,
  stage: Stage,
  months: number,
): readonly DemonstrationStep[] {
  const chance = chanceOf(organisation, 'validation', month);
  const day = addDays(firstDayOf(month), between(chance, 8, 20));
  const recorded = addDays(day, between(chance, 3, 10));
  const expires = addMonths(day, months);
  const validating = step(
    `validate ${organisation} ${String(month)}`,
    [recorded, '17:00'],
    validatorOf(validator),
    {
      of: 'optimisation',
      command: {
        type: 'ValidateStage',
        data: { organisation, stage, validator, expires, ...onDay(day) },
      },
    },
  );
  const withdrawnOn: IsoDate = firstDayOf(WITHDRAWN.month);
  if (organisation !== WITHDRAWN.trust || month !== VALIDATED_IN[1] || expires < withdrawnOn) {
    return [validating];
  }
  const withdrawing = step(
    `withdraw validation ${organisation}`,
    [addDays(withdrawnOn, 5), '17:00'],
    validatorOf(validator),
    {
      of: 'optimisation',
      command: {
        type: 'WithdrawStageValidation',
        data: {
          organisation,
          stage,
          validator,
          why: words('Downtime procedures were found wanting'),
          ...onDay(withdrawnOn),
        },
      },
    },
  );
  return [validating, withdrawing];
}

/** First month with an EPR in the programme, and the first after the last. */
const openMonths = ({ wentLive, closes }: TrustStory): readonly [number, number] => [
  Math.max(0, wentLive === undefined ? 0 : monthOf(wentLive)),
  closes === undefined ? MONTHS : monthOf(closes) + 1,
];

const asStage = (stage: number): Stage => Math.min(4, Math.max(1, stage)) as Stage;
