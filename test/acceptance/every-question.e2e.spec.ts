import { PATH_METADATA } from '@nestjs/common/constants.js';
import { EVENT_STORE, type EventStore } from '#event-sourcing';
import { pages } from '../../apps/server/src/pages/pages.js';
import { ApplicationUnderTest } from '../support/application.js';
import { PROGRAMME, recordBoardProgramme } from '../support/board-programme.js';
import { recordCorrectedTrust } from '../support/corrected-trust.js';
import { answerAll, askEverything, refusedIn, type FormAsked } from '../support/every-question.js';
import { formsAsked, refusedByRules } from '../support/form-answers.js';
import { FormWalk } from '../support/form-walk.js';
import { recordBenefit } from '../support/recorded-benefit.js';
import { registerTrusts } from '../support/registered-trusts.js';

/** Forms that begin in a way of their own, under an address that names an act. */
const OF_ENTRIES = [
  'entries/:entry/correct',
  'entries/:entry/withdraw',
  'evidence/:evidence/grade',
  'evidence/:evidence/withdraw',
];

/** Without scripts: each question is left out and answered wrongly in each way before it is answered. */
describe('Every question of', () => {
  let application: ApplicationUnderTest;
  let known: Readonly<Record<string, string>>;
  const clock = { now: '2024-09-12T09:00:00.000Z' };

  beforeAll(async () => {
    application = await ApplicationUnderTest.start({ clock });
    const { position } = await recordCorrectedTrust(application, clock);
    const { evidence, actuals } = await recordBenefit(application);
    known = {
      ...{ evidence, actual: actuals.august.split('/').at(-1) ?? '', entry: position },
      ...{ benefit: 'RXX-EPMA-TIME', other: 'RXX-OTHER' },
    };
    await recordOthers(application);
    await recordBoardProgramme(application);
    await application.settled();
    known = { ...known, ...(await signedPack(application)) };
    await application.settled();
  });
  afterAll(() => application.stop());

  const newest = async () =>
    (await application.app.get<EventStore>(EVENT_STORE, { strict: false }).head())?.position;

  /** With what a colon begins replaced by what was recorded. */
  const named = (text: string): string =>
    text.replace(/:([a-z]+)/g, (_, name: string) => known[name] ?? `:${name}`);

  const asking = (form: FormAsked): FormAsked => ({
    ...form,
    path: named(form.path),
    answers: Object.fromEntries(
      Object.entries(form.answers).map(([name, answer]) => [name, named(answer)]),
    ),
  });

  it('every form there is, is asked', () => {
    const forms = pages
      .filter(({ name }) => name === 'FormPage')
      .map((page) => String(Reflect.getMetadata(PATH_METADATA, page)));
    const asked = formsAsked.map(({ path }) =>
      path
        .slice(1)
        .replace(/^organisations\/R../, 'organisations/:ods')
        .replace(/benefits\/(:other|RZO-OLD)/, 'benefits/:benefit')
        .replace(`programmes/${PROGRAMME}`, 'programmes/:programme')
        .replace(/:(un)?signed/, ':sections'),
    );
    const all = [...forms, ...OF_ENTRIES.map((path) => `organisations/:ods/${path}`)];
    expect([...asked].sort()).toEqual([...all].sort());
  });

  it.each(formsAsked.map((form) => [form.path, form] as const))('%s', async (_, form) => {
    const before = await newest();
    const person = form.person ?? 'trust-recorder-1';
    const organisation = person.startsWith('trust-') ? 'RXX' : 'X26';
    const walk = new FormWalk(application).as(person, organisation);
    const { faults, messages } = await askEverything(walk, asking(form));
    expect(faults).toEqual([]);
    expect(messages.filter((message) => / undefined|\[object/.test(message))).toEqual([]);
    expect(messages).toEqual(expect.arrayContaining([...(form.says ?? [])]));
    expect(walk.page.text).toContain('Check your answers');
    expect(walk.page.status).toBe(200);
    expect(await newest()).toBe(before);
  });

  it.each(refusedByRules.map((each) => [each.says, each] as const))(
    'the check says beside its answer: %s',
    async (_, { path, changed, answer, says }) => {
      const before = await newest();
      const form = formsAsked.find((each) => each.path === path);
      if (form === undefined) throw new Error(`There is no form ${path}.`);
      const walk = new FormWalk(application).as('trust-recorder-1', 'RXX');
      await answerAll(walk, asking({ ...form, answers: { ...form.answers, ...changed } }));
      expect(refusedIn(walk)).toEqual({ refused: [{ message: says, answer }], faults: [] });
      expect(walk.page.html).not.toContain('Confirm and save');
      expect(await newest()).toBe(before);
    },
  );

  it('a trust that has closed names its successor', async () => {
    const walk = new FormWalk(application).as('trust-recorder-1', 'RXX');
    const path = '/organisations/RZO/milestones/new';
    const answers = formsAsked[0]?.answers ?? {};
    await answerAll(walk, { path, answers: { ...answers, what: 'contract-signed' } });
    expect(walk.page.status).toBe(422);
    expect(walk.page.text).toContain(
      'This organisation closed on 30 September 2025. Its successor is Example NHS Trust (RXX).',
    );
  });
});

/** What the forms are about beside the benefit: a plan, a partner, a validation, a trust taken over. */
async function recordOthers(application: ApplicationUnderTest): Promise<void> {
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
}

/** A board pack of which one choice of sections is signed off, and another is not. */
async function signedPack(application: ApplicationUnderTest) {
  const office = await application.as('programme-office-1');
  const answer = await office.get('/api/v1/programmes').expect(200);
  const { entry } = answer.body as Readonly<{ entry: number }>;
  const pack = `2025-09-30.${String(entry)}.1`;
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
