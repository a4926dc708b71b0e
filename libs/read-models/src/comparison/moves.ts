import type { FactKind } from '#facts';
import { measuredKinds } from '../facts-ledger/known-facts.js';
import type { Aspect } from './standing.js';

const BOTH_GAPS = ['use-gap', 'optimisation-gap'] as const;

/** Which figures a fact of a kind can move. */
export const moves: Readonly<Partial<Record<FactKind, readonly Aspect[]>>> = {
  // A trust that is closed drops out of every figure.
  status: ['stage', 'validated-stage', 'epr', ...BOTH_GAPS, 'benefits'],
  adoption: ['stage', ...BOTH_GAPS],
  scope: ['stage', ...BOTH_GAPS],
  enabled: ['stage', ...BOTH_GAPS],
  // These three void what others validated before.
  replaced: ['stage', 'validated-stage', ...BOTH_GAPS],
  'succeeded-by': ['validated-stage'],
  'succession-of': ['validated-stage'],
  classification: ['stage', ...BOTH_GAPS],
  realisation: ['optimisation-gap'],
  'stage-validated': ['validated-stage'],
  'epr-status': ['epr'],
  live: ['epr'],
  benefit: ['benefits'],
  'benefit-home': ['benefits', 'optimisation-gap'],
  // Only what is validated is compared, whatever was approved or written off.
  'benefit-actual': ['benefits', 'optimisation-gap'],
  'benefit-validation': ['benefits', 'optimisation-gap'],
  'benefit-approval': ['optimisation-gap'],
  'benefit-link': ['optimisation-gap'],
  target: ['target'],
};
/**
 * Whether an entry moves anything by what it states of a kind: a value counts from its validation on, so
 * that it moves nothing when it is first recorded, and what was validated when it is corrected or withdrawn.
 */
export const isMoving = (
  kind: FactKind,
  { entry, fact }: Readonly<{ entry: number; fact: number }>,
): boolean => Object.hasOwn(moves, kind) && !(kind === 'benefit-actual' && entry === fact);

export const movingKinds = Object.keys(moves) as readonly FactKind[];

const measured: ReadonlySet<string> = new Set(measuredKinds);
/** Those of them that are stated once, and not measured again and again. */
export const statedMovingKinds = movingKinds.filter((kind) => !measured.has(kind));
