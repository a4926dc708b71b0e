import { formulaUsed } from '#figures';
import type { ApplicationUnderTest } from './application.js';
import { PROGRAMME, recordBoardProgramme } from './board-programme.js';
import { recordCorrectedTrust } from './corrected-trust.js';
import type { FormAsked } from './every-question.js';
import { FormWalk } from './form-walk.js';
import { recordBenefit } from './recorded-benefit.js';
import { registerTrusts } from './registered-trusts.js';

/** What was recorded for the forms, by the name that a colon begins in their addresses and answers. */
export type Recorded = Readonly<Record<string, string>>;

/** Records what every form is about; the clock is then in November 2025. */
export async function recordForForms(
  application: ApplicationUnderTest,
  clock: { now: string },
): Promise<Recorded> {
  const { position } = await recordCorrectedTrust(application, clock);
  const { evidence, actuals } = await recordBenefit(application);
  const wrong = await recordOthers(application);
  await recordBoardProgramme(application);
  await application.settled();
  const packs = await signedPack(application);
  await application.settled();
  return {
    ...{ evidence, actual: actuals.august.split('/').at(-1) ?? '', entry: position },
    ...{ benefit: 'RXX-EPMA-TIME', other: 'RXX-OTHER', wrong },
    ...packs,
  };
}

/** With what a colon begins replaced by what was recorded. */
const named = (text: string, known: Recorded): string =>
  text.replace(/:([a-z]+)/g, (_, name: string) => known[name] ?? `:${name}`);

export const asking = (form: FormAsked, known: Recorded): FormAsked => ({
  ...form,
  path: named(form.path, known),
  answers: Object.fromEntries(
    Object.entries(form.answers).map(([name, answer]) => [name, named(answer, known)]),
  ),
});

/** Whoever fills in a form, with a browser of their own or the one given. */
export function walkAs(
  application: ApplicationUnderTest,
  { person = 'trust-recorder-1' }: Pick<FormAsked, 'person'>,
  walk = new FormWalk(application),
): FormWalk {
  return walk.as(person, person.startsWith('trust-') ? 'RXX' : 'X26');
}

/**
 * What the forms are about beside the benefit: a plan, a partner, a validation, a trust taken over, and a value
 * of the benefit that nobody has decided on, whose id it gives.
 */
async function recordOthers(application: ApplicationUnderTest): Promise<string> {
  const trust = '/api/v1/organisations/RXX';
  const predecessor = '/api/v1/organisations/RZO';
  const recorder = await application.as('trust-recorder-1', 'RXX');
  const post = (path: string, body: object) =>
    recorder.post(`${trust}/${path}`, { effectiveOn: '2025-03-01', ...body }).expect(201);
  await post('deployments', { instance: 'next-epr', plannedGoLive: '2026-06' });
  await post('partner-flows', { partner: 'gp', direction: 'in' });
  await post('benefits', { ...profile, benefit: 'RXX-OTHER' });
  await post('benefit-baselines', { ...baseline, benefit: 'RXX-OTHER' });
  await post('pool-claims', { benefit: 'RXX-EPMA-TIME', pool: 'nursing-time', share: 0.4 });
  const validator = await application.as('validator-1');
  await validator
    .post(`${trust}/stage-validations`, {
      ...{ stage: 1, validator: 'X26', expires: '2026-10-01', effectiveOn: '2025-10-01' },
    })
    .expect(201);
  const loader = await application.as('reference-loader-1');
  await registerTrusts(loader, ['RZO', 'RBA', 'RBB']);
  const theirs = await application.as('trust-recorder-1', 'RZO');
  await theirs.post(`${predecessor}/benefits`, { ...profile, benefit: 'RZO-OLD' }).expect(201);
  const source = { name: 'Organisation Data Service' };
  await loader.post(`${predecessor}/closures`, { lastDay: '2025-09-30', source }).expect(201);
  await loader
    .post(`${predecessor}/successions`, {
      ...{ successor: 'RXX', succession: 'merger', effectiveOn: '2025-10-01', source },
    })
    .expect(201);
  const valued = { volume: 4_200, amount: 189_000, from: '2025-06-01', to: '2025-06-30' };
  const about = { benefit: 'RXX-EPMA-TIME', method: 'EPR report', source: { name: 'Return' } };
  const { headers } = await recorder
    .post(`${trust}/benefit-actuals`, { ...valued, ...about, useOfFreedTime: 'Bedside' })
    .expect(201);
  return String(headers['location']).split('/').at(-1) ?? '';
}

/** A board pack of which one choice of sections is signed off, and another is not. */
async function signedPack(application: ApplicationUnderTest) {
  const office = await application.as('programme-office-1');
  const answer = await office.get('/api/v1/programmes').expect(200);
  const { entry } = answer.body as Readonly<{ entry: number }>;
  const pack = `2025-09-30.${String(entry)}.${formulaUsed('board-pack').version}`;
  const walk = new FormWalk(application).as('programme-office-1', 'X26');
  await walk.open(`/programmes/${PROGRAMME}/board-packs/${pack}/stages/sign-off`);
  await walk.send({ statement: 'Read at the meeting.' });
  await walk.send({ 'day-day': '26', 'day-month': 'October', 'day-year': '2025' });
  expect((await walk.send()).text).toContain('Board pack signed off');
  return { pack, signed: 'stages', unsigned: 'stages,benefits' };
}

const profile = {
  ...{ effectiveOn: '2025-03-01', title: 'Scanning less', class: 'NCRB', valuedIn: 'money' },
  ...{ beneficiary: 'Clerks', category: 'Time', objective: 'Release time', owner: 'chief-nurse' },
  measure: {
    ...{ name: 'Pages scanned', unit: 'pages', direction: 'lower' },
    ...{ source: 'Scanning bureau', cadence: 'monthly' },
  },
  unitValue: { pence: 12, source: 'Invoices of the bureau', priceYear: '2025/26' },
};

const baseline = {
  ...{ value: 72, from: '2024-10-01', to: '2024-12-31', agreedBy: 'benefits-board' },
  method: 'Invoices of the bureau',
};
