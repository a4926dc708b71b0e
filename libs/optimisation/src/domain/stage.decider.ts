import { refuse, refuseAt, type Refused } from '#event-sourcing';
import { isFromSource, isStatedBySource, type CurrentFact } from '#facts';
import { addMonths, stages, type Stage } from '#vocabulary';
import { regressionCauses, type OptimisationFact } from './optimisation.events.js';
import type { OptimisationCircumstances } from './optimisation.orders.js';
import { begin, record, stated, type OptimisationRules } from './optimisation.recording.js';
import type { OptimisationRefusal } from './optimisation.refusals.js';
import { stageDeclaredBefore, validationOf } from './optimisation.state.js';

type StageOrder = 'DeclareStage' | 'ValidateStage' | 'WithdrawStageValidation';

/** How long a validation of a stage may count, from the day it is given. */
export const STAGE_VALIDATION_MONTHS = 36;

/** Rules about what a trust says of its stage, and what others confirm. */
export const stageRules: Pick<OptimisationRules, StageOrder> = {
  DeclareStage(facts, order, circumstances) {
    const begun = begin(order, circumstances);
    if (begun.outcome === 'refused') return begun;
    if (!isStage(order.stage)) return refuseAt('stage', 'stage-unknown');
    if (order.cause !== undefined && !regressionCauses.includes(order.cause)) {
      return refuseAt('cause', 'stage-cause-unknown', { causes: regressionCauses.join(', ') });
    }
    const before = stageDeclaredBefore(facts, begun.basis);
    const fact = stated('StageDeclared', order, begun.basis);
    const unexplained =
      before !== undefined && order.stage < before && order.cause === undefined
        ? refuseAt('cause', 'lower-stage-without-cause', { before: String(before) })
        : undefined;
    return record({ facts, circumstances }, fact, unexplained);
  },

  ValidateStage(facts, order, circumstances) {
    const begun = begin(order, circumstances);
    if (begun.outcome === 'refused') return begun;
    if (!isStage(order.stage)) return refuseAt('stage', 'stage-unknown');
    if (order.validator === order.organisation)
      return refuseAt('validator', 'validator-is-the-trust');
    if (
      order.validator !== circumstances.asker.organisation &&
      !isFromSource(order, circumstances)
    ) {
      return refuseAt('validator', 'validator-not-asker');
    }
    const day = begun.basis.effective.latest;
    if (order.expires < day) return refuseAt('expires', 'validation-ends-before-start');
    const latest = addMonths(day, STAGE_VALIDATION_MONTHS);
    if (order.expires > latest) return refuseAt('expires', 'validation-too-long', { latest });
    return record({ facts, circumstances }, stated('StageValidated', order, begun.basis));
  },

  WithdrawStageValidation(facts, order, circumstances) {
    const begun = begin(order, circumstances);
    if (begun.outcome === 'refused') return begun;
    if (!isStage(order.stage)) return refuseAt('stage', 'stage-unknown');
    if (
      order.validator !== circumstances.asker.organisation &&
      !isFromSource(order, circumstances)
    ) {
      return refuseAt('validator', 'validator-not-asker');
    }
    const fact = stated('StageValidationWithdrawn', order, begun.basis);
    const validation = validationOf(facts, order.stage, begun.basis.effective.latest);
    const given = validation?.data.validator === order.validator;
    return record(
      { facts, circumstances },
      fact,
      given ? undefined : refuseAt('stage', 'validation-missing'),
    );
  },
};

/**
 * A validation is mended by the organisation that gave it, and by no other validator; what a public
 * source said by the loader that passed it on, and by no trust.
 */
export function whyNotTheirs(
  fact: CurrentFact<OptimisationFact>,
  { asker }: OptimisationCircumstances,
): Refused<OptimisationRefusal> | undefined {
  const { type, data } = fact;
  if (isStatedBySource(fact) && asker.role !== 'reference-loader') {
    return refuse('stated-by-a-source', { source: data.source?.name ?? 'a public source' });
  }
  if (type !== 'StageValidated' && type !== 'StageValidationWithdrawn') return undefined;
  return asker.organisation !== data.validator && asker.role !== 'reference-loader'
    ? refuse('validation-of-another', { validator: data.validator })
    : undefined;
}

/** Orders also come from files and other programs, whose numbers are not typed. */
const isStage = (stage: number): stage is Stage => stages.some((each) => each === stage);
