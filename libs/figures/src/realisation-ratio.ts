import type { IsoDate } from '#vocabulary';
import { recentUntil } from './cadence.js';

/** Ratios from which a benefit is green, and from which it is amber; set per programme. */
export type RagThresholds = Readonly<{ green: number; amber: number }>;

export const defaultRagThresholds: RagThresholds = { green: 0.95, amber: 0.8 };

/** What was validated and what was expected to date, in the unit of the benefit. */
export type Realised = Readonly<{
  validated: number;
  /** By the newest approval, and by the first. */
  current: number;
  original: number;
  /** Last day of the newest validated actual; undefined where none is validated. */
  lastValidated?: IsoDate;
  cadenceMonths: number;
}>;

/** One dot, and why it is grey where it is. */
export type Dot = Readonly<{ numerator: number; denominator: number }> &
  (
    | Readonly<{ ratio: number; rag: 'green' | 'amber' | 'red' }>
    | Readonly<{ ratio: number; rag: 'grey'; because: 'no-validated-actual' | 'not-recent' }>
    | Readonly<{ rag: 'grey'; because: 'nothing-due' }>
  );

export type RealisationRatio = Readonly<{
  againstCurrent: Dot;
  /** The second dot, always beside the first: a new approval does not hide the first promise. */
  againstOriginal: Dot;
}>;

/**
 * Realised to forecast.
 *
 *     ratio = validated to date ÷ approved to date
 *
 * Green from .95, amber from .80, red below, unless the programme sets other thresholds. Grey
 * outranks all of them: nothing was validated within 1.5 × cadence before `asOf`, or nothing is due.
 * A ratio is not held to 1: over-delivery shows. Source: domain.md 6.7.
 */
export function realisationRatio(
  realised: Realised,
  asOf: IsoDate,
  thresholds: RagThresholds = defaultRagThresholds,
): RealisationRatio {
  const silence = whySilent(realised, asOf);
  const against = (denominator: number): Dot => {
    const parts = { numerator: realised.validated, denominator };
    if (denominator <= 0) return { ...parts, rag: 'grey', because: 'nothing-due' };
    const ratio = realised.validated / denominator;
    return silence === undefined
      ? { ...parts, ratio, rag: ragOf(ratio, thresholds) }
      : { ...parts, ratio, rag: 'grey', because: silence };
  };
  return {
    againstCurrent: against(realised.current),
    againstOriginal: against(realised.original),
  };
}

function whySilent({ lastValidated, cadenceMonths }: Realised, asOf: IsoDate) {
  if (lastValidated === undefined) return 'no-validated-actual';
  return asOf > recentUntil(lastValidated, cadenceMonths) ? 'not-recent' : undefined;
}

const ragOf = (ratio: number, { green, amber }: RagThresholds) =>
  reaches(ratio, green) ? 'green' : reaches(ratio, amber) ? 'amber' : 'red';

// As in stages: a ratio within noise of a threshold reaches it.
const reaches = (ratio: number, threshold: number): boolean => ratio >= threshold - 1e-12;
