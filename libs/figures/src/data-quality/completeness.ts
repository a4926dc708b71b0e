import type { KnownFact, MaturityModel } from '#facts';
import type { IsoDate } from '#vocabulary';
import { inputsOf, type CapabilityInputs } from '../inputs.js';
import type { LinkedBenefits } from '../linked-benefits.js';
import { summed, type Counted } from './counted.js';

/** How many inputs of the figures of a trust are known, of those expected, and which are not. */
export type InputsKnown = Readonly<{
  /** d and a of every criterion that applies. */
  stage: Counted;
  /** d, a and r of every capability that applies, optional ones too. */
  gap: Counted;
  /** By the capabilities that lack one; a measurement that is out of date is not missing. */
  lacks: Readonly<{
    deployment: number;
    adoption: number;
    adoptionOutOfDate: number;
    realisation: number;
  }>;
}>;

/**
 * Completeness of the inputs of stage and gap of one trust on a day.
 *
 *     stage = known of (d, a) ÷ 2 × criteria that apply
 *     gap   = known of (d, a, r) ÷ 3 × capabilities that apply
 *
 * Known is what the figures take for known (README, The inputs): a measurement that is out of date, or
 * from before a replacement, is not. Undefined for a trust of unknown type, of which nobody can say what
 * is expected. Source: domain.md 8.3 job 7; DESIGN.md promise 5.
 */
export function inputsKnown(
  values: readonly KnownFact[],
  model: MaturityModel,
  asOf: IsoDate,
  linked?: LinkedBenefits,
): InputsKnown | undefined {
  const { capabilities } = inputsOf(values, model, asOf, linked);
  if (capabilities.some(({ applies }) => applies === 'unknown')) return undefined;
  const all = capabilities.filter(({ applies }) => applies === true);
  const criteria = all.filter(({ capability }) => capability.mandatory);
  const count = (is: (each: CapabilityInputs) => boolean): number => all.filter(is).length;
  return {
    stage: summed(criteria.map(({ d, a }) => known(d, a))),
    gap: summed(all.map(({ d, a, r }) => known(d, a, r))),
    lacks: {
      deployment: count(({ d }) => d === undefined),
      adoption: count(({ a, adoptionOutOfDate }) => a === undefined && !adoptionOutOfDate),
      adoptionOutOfDate: count(({ adoptionOutOfDate }) => adoptionOutOfDate),
      realisation: count(({ r }) => r === undefined),
    },
  };
}

const known = (...inputs: readonly (number | undefined)[]): Counted => ({
  numerator: inputs.filter((each) => each !== undefined).length,
  denominator: inputs.length,
});

/** What is stated of a benefit; undefined is what is not expected of it. */
export type BenefitStated = Readonly<{
  baseline: boolean;
  plan: boolean;
  measurer: boolean;
  /** Expected of cash alone. */
  financeValidator?: boolean;
  /** Expected once the first period of its plan has begun. */
  measured?: boolean;
}>;

/**
 * Completeness of benefits: of each a baseline, an approved plan and who measures it; of cash who in
 * finance validates it; and, once its plan has begun, a value.
 *
 *     share = what is stated ÷ what is expected, over all benefits
 *
 * Source: domain.md 4.1 and 8.3 job 7.
 */
export const benefitsStated = (benefits: readonly BenefitStated[]): Counted =>
  summed(
    benefits.map(({ baseline, plan, measurer, financeValidator, measured }) => {
      const expected = [baseline, plan, measurer, financeValidator, measured].filter(
        (each) => each !== undefined,
      );
      return { numerator: expected.filter(Boolean).length, denominator: expected.length };
    }),
  );
