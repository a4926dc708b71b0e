import type { Signal, Usual } from './spc-rules.js';

/** Which way is better; `neither` where a change is news and no judgement. */
export type Better = 'higher' | 'lower' | 'neither';

/** Whether the latest point is more than noise, and what it means. */
export type Variation = Readonly<{
  kind: 'common-cause' | 'improvement' | 'concern' | 'neutral';
  side?: Signal['side'];
  words: string;
}>;

/** Whether the process, left as it is, can be relied on to meet the target. */
export type Assurance = Readonly<{
  kind: 'meets' | 'misses' | 'hit-and-miss' | 'no-target' | 'too-few-points';
  words: string;
}>;

/**
 * Variation of the latest point of a chart. Of several signals the first of outside-limits, shift,
 * two-of-three and trend decides the side: where a point lies outranks where it is heading.
 */
export function variationOf(
  { signals }: Readonly<{ signals: readonly Signal[] }>,
  { trial }: Readonly<{ trial: boolean }>,
  better: Better,
): Variation {
  const hedge = trial ? ' The limits rest on fewer than 12 points and will still move.' : '';
  const [first] = signals;
  if (first === undefined) {
    return {
      kind: 'common-cause',
      words: trial
        ? `The latest point shows no significant change.${hedge}`
        : 'No significant change: common cause variation.',
    };
  }
  const { rule, side } = first;
  const kind =
    better === 'neither'
      ? 'neutral'
      : (better === 'higher') === (side === 'high')
        ? 'improvement'
        : 'concern';
  return { kind, side, words: `${meaning[kind]}: ${seen[rule](side)}.${hedge}` };
}

const meaning = {
  improvement: 'Special cause variation of an improving nature',
  concern: 'Special cause variation of a concerning nature',
  neutral: 'Special cause variation, neither improving nor concerning',
} as const;

const seen: Readonly<Record<Signal['rule'], (side: Signal['side']) => string>> = {
  'outside-limits': (side) =>
    `the latest point is ${side === 'high' ? 'above the upper' : 'below the lower'} process limit`,
  shift: (side) => `7 or more points in a row are ${side === 'high' ? 'above' : 'below'} the mean`,
  'two-of-three': (side) =>
    `2 of 3 points are close to the ${side === 'high' ? 'upper' : 'lower'} process limit`,
  trend: (side) => `7 or more points in a row ${side === 'high' ? 'rise' : 'fall'}`,
};

/**
 * Assurance of the latest phase: a target outside the limits is met, or missed, by every point that
 * is only noise; one on or between them is met at some times and missed at others.
 */
export function assuranceOf(
  { lower, upper, trial }: Usual & Readonly<{ trial: boolean }>,
  { better, target }: Readonly<{ better: Better; target?: number }>,
): Assurance {
  if (target === undefined || better === 'neither') {
    return { kind: 'no-target', words: 'No target to hold it against.' };
  }
  if (lower === undefined || upper === undefined) {
    return { kind: 'too-few-points', words: 'Too few points to tell.' };
  }
  const hedge = trial ? ' The limits rest on fewer than 12 points and will still move.' : '';
  if (target >= lower && target <= upper) {
    const words = `The target lies between the limits: it will be met at times and missed at others.${hedge}`;
    return { kind: 'hit-and-miss', words };
  }
  return (better === 'higher') === target < lower
    ? { kind: 'meets', words: `The process will consistently meet the target.${hedge}` }
    : { kind: 'misses', words: `The process will consistently miss the target.${hedge}` };
}
