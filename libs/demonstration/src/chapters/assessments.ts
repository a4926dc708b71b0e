import { instruments, type AssessmentOrder, type EditionId } from '#assessments';
import { addDays, isoDate, type IsoDate } from '#vocabulary';
import { monthOf } from '../calendar.js';
import { trusts, type TrustStory } from '../cast.js';
import { between, chanceOf } from '../chance.js';
import { factIdOf, onDay, recorderOf, step, words, type DemonstrationStep } from '../step.js';
import { levelOf } from '../story.js';

/** What trusts score themselves, each instrument for itself; a third of them does not. */
export const assessments = (): readonly DemonstrationStep[] =>
  trusts
    .filter(({ reports, wentLive }) => reports && wentLive !== undefined)
    .flatMap((trust) => [
      ...maturityEditions.flatMap(([edition, day]) => selfAssessed(trust, edition, day)),
      ...staged(trust),
      ...surveyed(trust),
    ]);

const maturityEditions = [
  ['dma-2024' as EditionId, isoDate('2024-05-31')],
  ['dma-2025' as EditionId, isoDate('2025-05-30')],
] as const;
const EMRAM = 'emram-2022' as EditionId;
const NEES = 'nees-2021' as EditionId;

/** This trust mixed up two pillars. */
const MIXED_UP = { trust: 'DEMO04', edition: 'dma-2025' } as const;
/** A question that many leave out, and that is unknown then. */
const OFTEN_LEFT_OUT = 'healthy-populations';

function selfAssessed(
  trust: TrustStory,
  edition: EditionId,
  day: IsoDate,
): readonly DemonstrationStep[] {
  const { code: organisation } = trust;
  const chance = chanceOf(organisation, edition);
  if (!isOpen(trust, day) || chance() < 0.33) return [];
  const name = `assess ${organisation} ${edition}`;
  const level = levelOf(trust, monthOf(day));
  const scored = instruments.dma.names
    .map((pillar) => {
      const score = 1.6 + 0.55 * level + 0.9 * (chance() - 0.5) + 0.3 * trust.boasts;
      return [pillar, Math.round(10 * Math.min(5, Math.max(1, score))) / 10] as const;
    })
    .filter(([pillar]) => pillar !== OFTEN_LEFT_OUT || chance() < 0.6);
  const orderOf = (scores: readonly (readonly [string, number])[]): AssessmentOrder => ({
    type: 'ImportAssessment',
    data: {
      organisation,
      edition,
      scores: Object.fromEntries(scores),
      selfAssessed: true,
      ...onDay(day),
    },
  });
  if (organisation !== MIXED_UP.trust || edition !== MIXED_UP.edition) {
    return [asked(trust, name, day, orderOf(scored))];
  }
  const [[first, one], [second, other], ...rest] = scored as [Scored, Scored, ...Scored[]];
  const mixed = [[first, other], [second, one], ...rest] as const;
  const correction = step(
    `${name} corrected`,
    [addDays(day, 60), '15:00'],
    recorderOf(organisation),
    {
      of: 'assessments',
      command: {
        type: 'CorrectFact',
        data: {
          factId: factIdOf(name),
          reason: words('The first two pillars were mixed up'),
          order: orderOf(scored),
        },
      },
    },
  );
  return [asked(trust, name, day, orderOf(mixed)), correction];
}

type Scored = readonly [pillar: string, score: number];

/** One's own word goes up to stage 5; the most advanced trust has had the next one validated. */
function staged(trust: TrustStory): readonly DemonstrationStep[] {
  const day = isoDate('2025-11-14');
  const stage = Math.min(6, Math.floor(2 + 1.3 * levelOf(trust, monthOf(day))));
  if (trust.type !== 'Acute' || !isOpen(trust, day) || chanceOf(trust.code, EMRAM)() < 0.4) {
    return [];
  }
  const data = { organisation: trust.code, edition: EMRAM, scores: { stage } };
  return [
    asked(trust, `emram ${trust.code}`, day, {
      type: 'ImportAssessment',
      data: { ...data, selfAssessed: stage <= instruments.emram.selfAssessedUpTo, ...onDay(day) },
    }),
  ];
}

/** How those who use the record answered. */
function surveyed(trust: TrustStory): readonly DemonstrationStep[] {
  const day = isoDate('2025-02-28');
  const chance = chanceOf(trust.code, NEES);
  if (!isOpen(trust, day) || chance() < 0.45) return [];
  const positive = Math.round(24 + 9 * levelOf(trust, monthOf(day)) + 14 * chance());
  const negative = Math.round((100 - positive) * (0.35 + 0.35 * chance()));
  const answers = { positive, negative, respondents: between(chance, 60, 900) };
  return [
    asked(trust, `survey of users ${trust.code}`, day, {
      type: 'RecordSurveyResult',
      data: { organisation: trust.code, edition: NEES, ...answers, ...onDay(day) },
    }),
  ];
}

/** With an EPR; the successor of a merger had its own from its first day. */
const isOpen = ({ wentLive, closes }: TrustStory, day: IsoDate): boolean =>
  wentLive !== undefined && wentLive <= day && (closes === undefined || day <= closes);

const asked = (
  { code }: TrustStory,
  name: string,
  day: IsoDate,
  command: AssessmentOrder,
): DemonstrationStep =>
  step(name, [addDays(day, 12), '10:00'], recorderOf(code), { of: 'assessments', command });
