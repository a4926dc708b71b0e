import type { ApplicationUnderTest } from './application.js';
import { answerAll } from './every-question.js';
import { formsAsked } from './form-answers.js';
import { FormWalk } from './form-walk.js';

const TRUST = '/organisations/RXX';

/** Forms with their first page, and those that are drawn differently from the pages of others. */
const forms: readonly (readonly [path: string, ...pages: string[]])[] = [
  ['milestones/plans/new', 'epr', 'new-epr', 'product', 'modules', 'planned', 'method', 'shared'],
  ['milestones/forecasts/new', 'epr', 'planned', 'why-changed'],
  ['milestones/deferrals/new', 'epr', 'module', 'planned'],
  ['milestones/cancellations/new', 'epr', 'why-changed'],
  ['milestones/replacements/new', 'from', 'to', 'new-to', 'capabilities'],
  ['milestones/retirements/new', 'epr', 'successor', 'reason'],
  ['milestones/epr-status/new', 'has-epr'],
  ['exchange/new', 'partner', 'direction', 'content', 'standard'],
  ['exchange/withdrawals/new', 'partner', 'why-off'],
  ['exchange/measurements/new', 'partner', 'count'],
  ['driver-measurements/new', 'driver', 'count'],
  ['realisation/new', 'capability', 'in', 'unit', 'amounts'],
  ['stages/validations/new', 'stage', 'scope', 'expires'],
  ['stages/validations/withdrawals/new', 'stage', 'why-withdrawn'],
];

const draftOf = (index: number) =>
  `draft=00000000-0000-4000-8000-1${String(index).padStart(11, '0')}`;

const fillerOf = (path: string) =>
  path.startsWith('stages/')
    ? { person: 'validator-1', organisation: 'X26' }
    : { person: 'trust-recorder-1', organisation: 'RXX' };

/** Pages of the forms about plans, partners, measures and validations, after `fillInPlanForms`. */
export const planFormPages = forms.flatMap(([path, ...pages], index) => [
  { path: `${TRUST}/${path}`, status: 401 },
  ...[...pages, 'check'].map((page) => ({
    path: `${TRUST}/${path}/${page}?${draftOf(index)}`,
    ...fillerOf(path),
    ...(path === 'exchange/withdrawals/new' && page === 'check' ? { status: 422 } : {}),
  })),
]);

/** Records a plan and a validation, and fills in the forms up to the check of their answers. */
export async function fillInPlanForms(application: ApplicationUnderTest): Promise<void> {
  const recorder = await application.as('trust-recorder-1', 'RXX');
  const validator = await application.as('validator-1');
  await recorder
    .post(`/api/v1${TRUST}/deployments`, {
      ...{ instance: 'next-epr', plannedGoLive: '2026-06', effectiveOn: '2025-03-01' },
    })
    .expect(201);
  await validator
    .post(`/api/v1${TRUST}/stage-validations`, {
      ...{ stage: 1, validator: 'X26', expires: '2026-10-01', effectiveOn: '2025-10-01' },
    })
    .expect(201);
  await application.settled();
  for (const [index, [path, first = '']] of forms.entries()) {
    const { person, organisation } = fillerOf(path);
    const walk = new FormWalk(application).as(person, organisation);
    const form = formsAsked.find((each) => each.path === `${TRUST}/${path}`);
    await answerAll(walk, {
      path: `${TRUST}/${path}/${first}?${draftOf(index)}`,
      answers: form?.answers ?? {},
    });
  }
}
