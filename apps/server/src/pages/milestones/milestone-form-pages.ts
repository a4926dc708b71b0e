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

/** The ways to them, from the list of milestones. */
export const milestoneForms = [
  { path: 'new', text: 'Log a milestone or go-live' },
  { path: 'plans/new', text: planForm.title },
  { path: 'forecasts/new', text: goLiveForecastForm.title },
  { path: 'deferrals/new', text: deferralForm.title },
  { path: 'cancellations/new', text: cancellationForm.title },
  { path: 'replacements/new', text: replacementForm.title },
  { path: 'retirements/new', text: retirementForm.title },
  { path: 'epr-status/new', text: eprStatusForm.title },
];
