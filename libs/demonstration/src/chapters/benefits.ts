import type { DemonstrationStep } from '../step.js';
import { actualsOf } from './benefits/actuals.js';
import { returns } from './benefits/evidence.js';
import { plansOf } from './benefits/plans.js';
import { promisedBenefits } from './benefits/promises.js';

/** What was promised of the records, what came of it, and what there is to show for it. */
export const benefits = (): readonly DemonstrationStep[] => [
  ...promisedBenefits.flatMap(plansOf),
  ...returns(),
  ...promisedBenefits.flatMap(actualsOf),
];
