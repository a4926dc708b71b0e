import { adoptionForm } from '../adoption/adoption.form.js';
import * as benefit from '../benefits/answers-before.js';
import { actualForm } from '../benefits/actual.form.js';
import { approvalForm, rebaseliningForm } from '../benefits/approval.form.js';
import { baselineForm } from '../benefits/baseline.form.js';
import { rejectionForm, validationForm } from '../benefits/decision.form.js';
import { disbenefitForm } from '../benefits/disbenefit.form.js';
import { forecastForm } from '../benefits/forecast.form.js';
import { linkForm, unlinkForm } from '../benefits/link.form.js';
import { ownershipForm } from '../benefits/ownership.form.js';
import { poolClaimForm, poolReleaseForm } from '../benefits/pool.form.js';
import { profileForm } from '../benefits/profile.form.js';
import { successorForm } from '../benefits/successor.form.js';
import { writeOffForm } from '../benefits/write-off.form.js';
import { assessmentForm } from '../assessments/assessment.form.js';
import { enablementForm } from '../capabilities/enablement.form.js';
import { scopeForm } from '../capabilities/scope.form.js';
import { withdrawalForm } from '../capabilities/withdrawal.form.js';
import type { Answers, Form } from '../forms/form.js';
import { partnerFlowEndForm, partnerFlowForm } from '../exchange/partner-flow.form.js';
import { sharedRecordForm } from '../exchange/shared-record.form.js';
import { driverForm } from '../measures/driver.form.js';
import { realisationForm } from '../measures/realisation.form.js';
import { eprStatusForm } from '../milestones/epr-status.form.js';
import { milestoneForm } from '../milestones/milestone.form.js';
import {
  cancellationForm,
  deferralForm,
  goLiveForecastForm,
} from '../milestones/plan-change.form.js';
import { planForm } from '../milestones/plan.form.js';
import { replacementForm } from '../milestones/replacement.form.js';
import { retirementForm } from '../milestones/retirement.form.js';
import { stageForm } from '../stages/stage.form.js';
import { stageValidationForm } from '../stages/validation.form.js';
import { validationWithdrawalForm } from '../stages/validation-withdrawal.form.js';
import * as before from './answers-before.js';
import * as measured from '../measures/answers-before.js';
import * as epr from '../milestones/answers-before.js';
import type { EntryFound } from './entry-found.js';
import { correcting } from './mending.form.js';

/** Something to do with a form, whatever it knows. */
type Use<Result> = <Known>(
  form: Form<Known>,
  answersTo: (known: Known, stated: Stated) => Answers,
) => Result;
type Stated = Readonly<Record<string, unknown>>;

/** Leads to the form that puts an entry right; undefined for a kind that has none, which the API corrects. */
export function whereMendable<Result>(found: EntryFound, use: Use<Result>): Result | undefined {
  const by = <Known>(
    form: Form<Known>,
    answers: (data: Stated, known: Known) => Answers,
    fixed = '',
  ) => use(correcting(form, found, fixed), (known, stated) => answers(stated, known));
  const mend: Readonly<Record<string, () => Result>> = {
    'go-lives': () => by(milestoneForm, before.goLiveBefore, 'what'),
    milestones: () => by(milestoneForm, before.milestoneBefore, 'what'),
    deployments: () => by(planForm, epr.planBefore),
    forecasts: () => by(goLiveForecastForm, epr.changeBefore),
    deferrals: () => by(deferralForm, epr.changeBefore),
    cancellations: () => by(cancellationForm, epr.changeBefore),
    replacements: () => by(replacementForm, epr.replacementBefore),
    retirements: () => by(retirementForm, epr.retirementBefore),
    'epr-status': () => by(eprStatusForm, epr.statusBefore),
    'stage-declarations': () => by(stageForm, before.stageBefore),
    'stage-validations': () => by(stageValidationForm, before.validationBefore),
    'stage-validation-withdrawals': () =>
      by(validationWithdrawalForm, before.validationWithdrawalBefore),
    'partner-flows': () => by(partnerFlowForm, before.partnerFlowBefore, 'partner'),
    'partner-flow-withdrawals': () =>
      by(partnerFlowEndForm, before.partnerFlowEndBefore, 'partner'),
    'capability-enablements': () => by(enablementForm, before.enablementBefore),
    'capability-withdrawals': () => by(withdrawalForm, before.withdrawalBefore),
    'capability-scopes': () => by(scopeForm, before.scopeBefore),
    benefits: () => by(profileForm, benefit.profileBefore, 'reference'),
    'benefit-baselines': () => by(baselineForm, benefit.baselineBefore),
    'benefit-approvals': () => by(approvalForm, benefit.approvalBefore),
    'benefit-rebaselinings': () => by(rebaseliningForm, benefit.approvalBefore),
    'benefit-forecasts': () => by(forecastForm, benefit.forecastBefore),
    'benefit-links': () => by(linkForm, benefit.linkBefore, 'kind'),
    'benefit-unlinkings': () => by(unlinkForm, benefit.unlinkingBefore, 'link'),
    disbenefits: () => by(disbenefitForm, benefit.disbenefitBefore, 'reference'),
    'benefit-ownership-transfers': () => by(ownershipForm, benefit.ownershipBefore),
    'benefit-transfers': () => by(successorForm, benefit.successorBefore),
    'pool-claims': () => by(poolClaimForm, benefit.poolClaimBefore, 'pool'),
    'pool-releases': () => by(poolReleaseForm, benefit.poolReleaseBefore, 'pool'),
    'benefit-write-offs': () => by(writeOffForm, benefit.writeOffBefore),
    'benefit-actuals': () => by(actualForm, benefit.actualBefore),
    'benefit-validations': () => by(validationForm, benefit.validationBefore),
    'benefit-rejections': () => by(rejectionForm, benefit.rejectionBefore),
    assessments: () => by(assessmentForm, before.assessmentBefore, 'edition'),
    'survey-results': () => by(assessmentForm, before.surveyBefore, 'edition'),
    'adoption-measurements': () => by(adoptionForm, measured.shareBefore, 'capability'),
    'driver-measurements': () => by(driverForm, measured.shareBefore, 'driver'),
    'realisation-measurements': () => by(realisationForm, measured.realisationBefore, 'capability'),
    'shared-record-measurements': () =>
      by(sharedRecordForm, measured.sharedRecordBefore, 'partner'),
  };
  return mend[found.collection.path]?.();
}
