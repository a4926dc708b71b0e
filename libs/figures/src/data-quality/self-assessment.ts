import type { StageFigure } from '../stage.js';
import { countedOf, type Counted } from './counted.js';

/** What is shown for a claim: evidence by its grade, or none that anybody has graded. */
export const shownBy = [
  'grade-3',
  'grade-2',
  'grade-1',
  'grade-0',
  'ungraded',
  'in-words',
  'nothing',
] as const;
export type ShownBy = (typeof shownBy)[number];

/** Who says so: the trust alone, the trust from a source it names, or others from a public source. */
export const saidBy = ['own-word', 'own-source', 'public-source'] as const;
export type SaidBy = (typeof saidBy)[number];

/** Claims that have as much to show, and the same who says so. */
export type Claims = Readonly<{ shown: ShownBy; said: SaidBy; facts: number }>;

/**
 * Claims that rest on the word of the trust: all but those with evidence of grade 2 or 3 (a report of a
 * system, validated from outside), and those that others state from a public source.
 *
 *     share = (claims − graded 2 or 3 − of a public source) ÷ claims
 *
 * Source: domain.md 7.2 (grades) and 0.5; pages-and-api.md 1.7.
 */
export const selfAssessed = (claims: readonly Claims[]): Counted => ({
  numerator: factsIn(claims.filter(isSelfAssessed)),
  denominator: factsIn(claims),
});

const isSelfAssessed = ({ shown, said }: Claims): boolean =>
  shown !== 'grade-2' && shown !== 'grade-3' && said !== 'public-source';

export const factsIn = (claims: readonly Claims[]): number =>
  claims.reduce((sum, { facts }) => sum + facts, 0);

type Standing = Pick<StageFigure, 'declared' | 'validated'>;

/**
 * Trusts that declare a stage which nobody else confirms: no validation of it, or of a higher one, is
 * valid on the day; of all that declare one. Source: domain.md 0.5; DESIGN.md 3.4.
 */
export const declaredAlone = (stages: readonly Standing[]): Counted =>
  countedOf(
    stages.filter(({ declared }) => declared !== undefined),
    ({ declared, validated }) => (declared?.stage ?? 0) > (validated?.stage ?? 0),
  );
