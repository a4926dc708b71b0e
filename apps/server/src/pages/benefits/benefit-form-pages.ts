import { formPage } from '../forms/form-page.js';
import { actualForm } from './actual.form.js';
import { approvalForm, rebaseliningForm } from './approval.form.js';
import { baselineForm } from './baseline.form.js';
import { rejectionForm, validationForm } from './decision.form.js';
import { disbenefitForm } from './disbenefit.form.js';
import { forecastForm } from './forecast.form.js';
import { linkForm, unlinkForm } from './link.form.js';
import { ownershipForm } from './ownership.form.js';
import { poolClaimForm, poolReleaseForm } from './pool.form.js';
import { profileForm } from './profile.form.js';
import { successorForm } from './successor.form.js';
import { writeOffForm } from './write-off.form.js';

const one = 'benefits/:benefit';
const actual = `${one}/actuals/:actual`;

/** The forms about benefits; before the page of one of them, as "new" is none. */
export const benefitFormPages = [
  formPage('benefits/new', 'record-own-facts', profileForm),
  formPage(`${one}/baselines/new`, 'record-own-facts', baselineForm),
  formPage(`${one}/approvals/new`, 'approve-own-facts', approvalForm),
  formPage(`${one}/rebaselinings/new`, 'approve-own-facts', rebaseliningForm),
  formPage(`${one}/forecasts/new`, 'forecast-own-benefits', forecastForm),
  formPage(`${one}/actuals/new`, 'record-own-facts', actualForm),
  formPage(`${actual}/validate`, 'approve-own-facts', validationForm),
  formPage(`${actual}/reject`, 'approve-own-facts', rejectionForm),
  formPage(`${one}/links/new`, 'record-own-facts', linkForm),
  formPage(`${one}/links/end`, 'record-own-facts', unlinkForm),
  formPage(`${one}/disbenefits/new`, 'record-own-facts', disbenefitForm),
  formPage(`${one}/ownership/new`, 'record-own-facts', ownershipForm),
  formPage(`${one}/pools/claim`, 'record-own-facts', poolClaimForm),
  formPage(`${one}/pools/release`, 'record-own-facts', poolReleaseForm),
  formPage(`${one}/transfers/new`, 'record-own-facts', successorForm),
  formPage(`${one}/write-offs/new`, 'approve-own-facts', writeOffForm),
];
