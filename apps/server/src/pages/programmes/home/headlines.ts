import type { Bounds } from '#figures';
import type { GapRollUpAnswer, Standing, StageDistributionAnswer } from '#read-models';
import { boundsInWords } from '../../gap-in-words.js';
import { capital, reached, trustsInWords } from '../../stages-in-words.js';
import { movementSince } from '../frame/movement.js';

type Two<Answer> = Readonly<{ now: Answer; before: Answer }>;

/** What a board looks at first. */
export type Headline = Readonly<{
  label: string;
  value: string;
  of: string;
  movement: string;
  /** Where it says what it was made from. */
  explained: string;
}>;

type Asked = Readonly<{
  stages: Two<StageDistributionAnswer>;
  gaps: Two<GapRollUpAnswer>;
  since: string;
  explained: Readonly<{ stages: string; gaps: string }>;
}>;

/** At most four figures, each with how it moved since the day that is compared. */
export function headlines({ stages, gaps, since, explained }: Asked): readonly Headline[] {
  const counts: Two<Counts> = {
    now: headlineCounts(stages.now.total),
    before: headlineCounts(stages.before.total),
  };
  const counted = (label: string, count: (counts: Counts) => Bounds): Headline => {
    const [now, then] = [count(counts.now), count(counts.before)];
    return {
      label,
      value: boundsInWords(now, 0),
      of: `of ${trustsInWords(stages.now.total.denominator)}`,
      movement: capital(movementSince({ then, now, since })),
      explained: explained.stages,
    };
  };
  return [
    counted(countLabels.stageTwo, ({ stageTwo }) => stageTwo),
    ...gapHeadline(gaps, since, explained.gaps),
    counted(countLabels.validated, ({ validated }) => validated),
    counted(countLabels.reporting, ({ reporting }) => reporting),
  ];
}

export const countLabels = {
  stageTwo: 'At stage 2 or above, by evidence',
  validated: 'With a stage validated by others',
  reporting: 'Reporting measurements',
} as const satisfies Readonly<Record<keyof Counts, string>>;

export const gapLabels = { useGap: 'Use gap', optimisationGap: 'Optimisation gap' } as const;

type Counts = Readonly<{ stageTwo: Bounds; validated: Bounds; reporting: Bounds }>;

export function headlineCounts({ stages }: Pick<Standing, 'stages'>): Counts {
  const exactly = (count: number): Bounds => ({ low: count, high: count });
  return {
    stageTwo: reached(stages, 2),
    validated: exactly(stages.trusts - stages.validated.none),
    reporting: exactly(stages.trusts - stages.evidenced.notReported),
  };
}

/** The gap that leads today, then and now; none without a model, or without trusts. */
function gapHeadline(
  { now, before }: Two<GapRollUpAnswer>,
  since: string,
  explained: string,
): readonly Headline[] {
  const gap = now.total.gap;
  if (gap === null) return [];
  const which = gap.headline === 'use' ? 'useGap' : 'optimisationGap';
  const shown = gap[which];
  const earlier = before.total.gap;
  return [
    {
      label: gapLabels[which],
      value: boundsInWords(shown),
      of: 'of 100 points of intended value',
      movement:
        earlier === null
          ? `Not known on ${since}`
          : capital(movementSince({ then: earlier[which], now: shown, since }, 1)),
      explained,
    },
  ];
}
