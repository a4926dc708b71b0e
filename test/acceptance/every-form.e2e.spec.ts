import { EVENT_STORE, type EventStore } from '#event-sourcing';
import { ApplicationUnderTest } from '../support/application.js';
import { asking, recordForForms, walkAs, type Recorded } from '../support/every-form.js';
import { answerAll, answersTo, notKept, type FormAsked } from '../support/every-question.js';
import { type FormWalk } from '../support/form-walk.js';
import { formsAsked } from '../support/form-answers.js';

/** What only adds to a record, and can be said whatever others said meanwhile; the rules know repeats. */
const ADDS: readonly string[] = [
  ...['milestones/new', 'milestones/plans/new', 'milestones/epr-status/new', 'capabilities/new'],
  ...['adoption/new', 'driver-measurements/new', 'realisation/new', 'assessments/new'],
  ...['exchange/new', 'exchange/measurements/new', 'benefits/new', 'benefits/:benefit/actuals/new'],
  ...['benefits/:benefit/links/new', 'benefits/:benefit/disbenefits/new'],
].map((path) => `/organisations/RXX/${path}`);

/** After which some of the other forms would find nothing to do. */
const LATER =
  /milestones\/new|replacements|retirements|cancellations|rebaselinings|write-offs|\/grade|withdraw(-sign-off)?$/;
const inTurn = [false, true].flatMap((later) =>
  formsAsked.filter(({ path }) => LATER.test(path) === later),
);

/** Each form with somebody else at the same one, in a browser without scripts. */
describe('Every form', () => {
  let application: ApplicationUnderTest;
  let known: Recorded;
  const clock = { now: '2024-09-12T09:00:00.000Z' };

  beforeAll(async () => {
    application = await ApplicationUnderTest.start({ clock });
    known = await recordForForms(application, clock);
  });
  afterAll(() => application.stop());

  const recordedSince = (position: bigint | undefined) =>
    application.app.get<EventStore>(EVENT_STORE, { strict: false }).readAll(position, 100);
  const newest = async () =>
    (await application.app.get<EventStore>(EVENT_STORE, { strict: false }).head())?.position;

  it('is not disturbed by what others record of something else', async () => {
    const scope = formsAsked.find(({ path }) => path.endsWith('capabilities/scopes/new'));
    if (scope === undefined) throw new Error('There is no form of a scope.');
    const form = { ...scope, answers: { ...scope.answers, capability: 'C202' } };
    const own = walkAs(application, form);
    await answerAll(own, form);
    const other = await application.as('trust-recorder-2', 'RXX');
    await other
      .post('/api/v1/organisations/RXX/partner-flows', {
        ...{ partner: 'mental-health', direction: 'in', effectiveOn: '2025-10-20' },
      })
      .expect(201);
    expect((await own.send()).text).toContain('Scope set');
  });

  it.each(formsAsked.map((form) => [form.path, form] as const))(
    'keeps the answers of who was signed out: %s',
    async (_, asked) => {
      const form = asking(asked, known);
      const walk = walkAs(application, form);
      const { address } = await walk.open(form.path);
      const typed = answersTo(walk, form.answers);
      expect((await walk.as().send(typed)).status).toBe(401);
      expect(walk.page.text).toContain('Your answers are saved until 5pm tomorrow.');
      expect(walk.page.html).toContain(encodeURIComponent(address));
      expect((await walkAs(application, form, walk).open(address)).status).toBe(200);
      expect(notKept(walk, typed)).toEqual([]);
    },
  );

  it('stores once what is sent twice, and tells others', async () => {
    const faults: string[] = [];
    // All are about one trust, and go on from one another.
    for (const form of inTurn) {
      try {
        await storeBesideAnother(form);
      } catch (fault) {
        faults.push(`${form.path}: ${String(fault)}`);
      }
    }
    expect(faults).toEqual([]);
  });

  async function storeBesideAnother(asked: FormAsked): Promise<void> {
    const { path } = asked;
    const form = asking(asked, known);
    const own = walkAs(application, form);
    const other = walkAs(application, second(form));
    for (const walk of [own, other]) {
      await answerAll(walk, form);
      if (form.mends !== undefined) await mend(walk, form.mends);
      expect(walk.page.text).toMatch(/Check your answers|Do you want to withdraw/);
    }
    const before = await newest();
    const [one, again] = await other.sendTwice();
    expect(again).toBe(one);
    const { html } = await other.open(String(one));
    const stored = await recordedSince(before);
    expect(stored.length).toBeGreaterThan(0);
    expect([...html.matchAll(/Event ([0-9a-f-]{36})/g)].map(([, id]) => id)).toEqual(
      stored.map(({ id }) => id),
    );
    await application.settled();
    await own.send();
    if (ADDS.includes(path)) {
      // What only adds is refused in the sentence of its rule, or is in the record already.
      const added = await recordedSince(stored.at(-1)?.position);
      expect([200, 422]).toContain(own.page.status);
      expect(added.length > 0).toBe(own.page.text.includes('What happens next'));
      expect(own.page.text).toMatch(/Receipt|says the very same already|There is a problem/);
      return;
    }
    expect(own.page.text).toMatch(
      /Someone else (changed|withdrew) this (record|entry) while you were/,
    );
    expect(own.page.text).toMatch(WHO);
    expect(await recordedSince(stored.at(-1)?.position)).toEqual([]);
  }
});

async function mend(walk: FormWalk, { change, typed }: NonNullable<FormAsked['mends']>) {
  await walk.follow(`Change: ${change}`);
  await walk.send(typed);
}

const second = (form: FormAsked): FormAsked => ({
  ...form,
  person: (form.person ?? 'trust-recorder-1').replace('-1', '-2'),
});

/** By role and organisation, never by the name of a person. */
const WHO = /(Trust recorder|Trust approver|Validator|Programme office) of [A-Z]/;
