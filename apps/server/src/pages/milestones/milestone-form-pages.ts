import type { FactKind } from '#facts';
import { formPage } from '../forms/form-page.js';
import { eprStatusForm } from './epr-status.form.js';
import { milestoneForm } from './milestone.form.js';
import { cancellationForm, deferralForm, goLiveForecastForm } from './plan-change.form.js';
import { planForm } from './plan.form.js';
import { replacementForm } from './replacement.form.js';
import { retirementForm } from './retirement.form.js';

const leave = 'record-public-statement';

/** The forms about an EPR and its way: planned, put off, gone live, replaced, retired. */
export const milestoneFormPages = [
  formPage('milestones/new', leave, milestoneForm),
  formPage('milestones/plans/new', leave, planForm),
  formPage('milestones/forecasts/new', leave, goLiveForecastForm),
  formPage('milestones/deferrals/new', leave, deferralForm),
  formPage('milestones/cancellations/new', leave, cancellationForm),
  formPage('milestones/replacements/new', leave, replacementForm),
  formPage('milestones/retirements/new', leave, retirementForm),
  formPage('milestones/epr-status/new', leave, eprStatusForm),
];

const ofPlans: readonly FactKind[] = ['go-live-plan'];
const ofLive: readonly FactKind[] = ['live', 'replaced'];

/** The ways to those that there is something for, by the kinds of what a trust has recorded. */
export const milestoneFormsFor = (recorded: ReadonlySet<FactKind>) =>
  milestoneForms.filter(
    ({ about }) => about === undefined || about.some((kind) => recorded.has(kind)),
  );

const milestoneForms: readonly Readonly<{
  path: string;
  text: string;
  /** What has to be recorded before; without any there is nothing to change. */
  about?: readonly FactKind[];
}>[] = [
  { path: 'new', text: 'Log a milestone or go-live' },
  { path: 'plans/new', text: planForm.title },
  { path: 'forecasts/new', text: goLiveForecastForm.title, about: ofPlans },
  { path: 'deferrals/new', text: deferralForm.title, about: ofPlans },
  { path: 'cancellations/new', text: cancellationForm.title, about: ofPlans },
  { path: 'replacements/new', text: replacementForm.title, about: ofLive },
  { path: 'retirements/new', text: retirementForm.title, about: ofLive },
  { path: 'epr-status/new', text: eprStatusForm.title },
];
