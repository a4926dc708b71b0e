import { PATH_METADATA } from '@nestjs/common/constants.js';
import { EVENT_STORE, type EventStore } from '#event-sourcing';
import { pages } from '../../apps/server/src/pages/pages.js';
import { ApplicationUnderTest } from '../support/application.js';
import { PROGRAMME } from '../support/board-programme.js';
import { asking, recordForForms, walkAs, type Recorded } from '../support/every-form.js';
import { answerAll, askEverything, refusedIn } from '../support/every-question.js';
import { formsAsked, refusedByRules } from '../support/form-answers.js';
import { FormWalk } from '../support/form-walk.js';

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
  let known: Recorded;
  const clock = { now: '2024-09-12T09:00:00.000Z' };

  beforeAll(async () => {
    application = await ApplicationUnderTest.start({ clock });
    known = await recordForForms(application, clock);
  });
  afterAll(() => application.stop());

  const newest = async () =>
    (await application.app.get<EventStore>(EVENT_STORE, { strict: false }).head())?.position;

  it('every form there is, is asked', () => {
    const forms = pages
      .filter(({ name }) => name === 'FormPage')
      .map((page) => String(Reflect.getMetadata(PATH_METADATA, page)));
    const asked = formsAsked.map(({ path }) =>
      path
        .slice(1)
        .replace(/^organisations\/R../, 'organisations/:ods')
        .replace(/benefits\/(:other|RZO-OLD)/, 'benefits/:benefit')
        .replace('actuals/:wrong', 'actuals/:actual')
        .replace(`programmes/${PROGRAMME}`, 'programmes/:programme')
        .replace(/:(un)?signed/, ':sections'),
    );
    const all = [...forms, ...OF_ENTRIES.map((path) => `organisations/:ods/${path}`)];
    expect([...asked].sort()).toEqual([...all].sort());
  });

  it.each(formsAsked.map((form) => [form.path, form] as const))('%s', async (_, form) => {
    const before = await newest();
    const walk = walkAs(application, form);
    const { faults, messages } = await askEverything(walk, asking(form, known));
    expect(faults).toEqual([]);
    expect(messages.filter((message) => / undefined|\[object/.test(message))).toEqual([]);
    expect(messages).toEqual(expect.arrayContaining([...(form.says ?? [])]));
    expect(walk.page.text).toMatch(/Check your answers|Do you want to withdraw/);
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
      await answerAll(walk, asking({ ...form, answers: { ...form.answers, ...changed } }, known));
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
