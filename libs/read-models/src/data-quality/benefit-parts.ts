import { cadences } from '#facts';
import { benefitsStated, countedOf, stoppedMeasuring, type BenefitStated } from '#figures';
import type { IsoDate } from '#vocabulary';
import { measuringOf } from '../benefits/benefit-on.js';
import type { BenefitMeasured } from '../benefits/benefits-on.js';
import type { QualityPart } from './quality-lines.js';

/** What is stated of the benefits of a trust that were not written off, and which are measured no longer, by how often they should be. */
export function benefitParts(
  benefits: readonly BenefitMeasured[],
  asOf: IsoDate,
): readonly QualityPart[] {
  const stated = benefits.map((benefit) => statedOf(benefit, asOf));
  const due = benefits.filter(({ on: { current } }) => current !== undefined);
  return [
    { measure: 'completeness', of: 'benefits', ...benefitsStated(stated) },
    ...cadences.map((cadence): QualityPart => ({
      measure: 'overdue',
      of: cadence,
      ...countedOf(
        due.filter(({ on }) => on.profile.value.measure.cadence === cadence),
        ({ on, sums }) => stoppedMeasuring([measuringOf(on, sums)], asOf).length > 0,
      ),
    })),
  ];
}

function statedOf({ on, sums }: BenefitMeasured, asOf: IsoDate): BenefitStated {
  const { class: of, measurer, financeValidator } = on.profile.value;
  const first = on.current?.value.trajectory[0];
  return {
    baseline: on.baseline !== undefined,
    plan: on.current !== undefined,
    measurer: measurer !== undefined,
    ...(of === 'CRB' && { financeValidator: financeValidator !== undefined }),
    ...(first !== undefined && first.from <= asOf && { measured: sums.lastActual !== undefined }),
  };
}
