import { ApplicationUnderTest, type Caller } from '../support/application.js';
import { recordCorrectedTrust } from '../support/corrected-trust.js';
import { FormWalk } from '../support/form-walk.js';
import { recordBenefit } from '../support/recorded-benefit.js';

/** What the people of a trust look at first, and what others see in its place. */
describe('The home of a trust', () => {
  let application: ApplicationUnderTest;
  let recorder: Caller;
  const clock = { now: '2024-09-12T09:00:00.000Z' };
  const trust = '/api/v1/organisations/RXX';
  const home = '/organisations/RXX';

  beforeAll(async () => {
    application = await ApplicationUnderTest.start({ clock });
    ({ recorder } = await recordCorrectedTrust(application, clock));
    const { position } = await recordBenefit(application);
    await recorder.get(`${trust}/summary?minPosition=${position}`).expect(200);
  });
  afterAll(() => application.stop());

  const as = (person?: string, organisation = 'RXX') =>
    new FormWalk(application).as(person, organisation);

  it('begins with four figures, each with what it was made from', async () => {
    const { body } = (await recorder.get(`${trust}/summary`).expect(200)) as unknown as {
      body: object;
    };
    expect(body).toMatchObject({
      criteria: { stage: 2, numerator: 0 },
      onTrack: { numerator: 0, denominator: 1 },
      overdue: { numerator: 1, denominator: 2 },
      waiting: { numerator: 1, denominator: 1 },
    });
    const { text, html } = await as('trust-recorder-1').open(home);
    expect(text).toContain('Stage that evidence shows Stage 1 No stage is declared');
    expect(text).toMatch(/Criteria of stage 2 0 of \d are met/);
    expect(text).toContain('Benefits on track 0 of 1 approved benefit');
    expect(text).toContain('Overdue 1 of 2 tasks listed');
    expect(html).toContain('"/organisations/RXX/stage/explain"');
    expect(html).toContain('"/organisations/RXX/due/explain"');
    expect(html).toContain('"/organisations/RXX/benefits/explain"');
    expect(html.match(/class="nhsuk-card"/g)).toHaveLength(4);
  });

  it('lists what is due with where to do it, and what waits for a decision', async () => {
    const walk = as('trust-recorder-1');
    const { text } = await walk.open(home);
    expect(text).toContain(
      'Overdue from 1 December 2025: The value of “Nursing time freed by electronic drug charts” for August 2025',
    );
    expect(text).toContain(
      '1 task is overdue. 1 task is due within 3 months. What has to be measured again is listed only once it is overdue.',
    );
    const value = await walk.follow(
      'See the value: The value of “Nursing time freed by electronic drug charts” for August 2025 awaits validation by somebody who did not record it.',
    );
    expect(value.text).toContain('First recorded on 1 November 2025');
    await walk.open(home);
    const queue = await walk.follow('1 entry is waiting for a decision');
    expect(queue.text).toContain('waits for its validation');
  });

  it('leads whoever began a form back to its first open question, and nobody else', async () => {
    const walk = as('trust-recorder-1');
    expect((await walk.open(home)).text).not.toContain('You have unfinished answers');
    await walk.open(`${home}/milestones/new`);
    await walk.send({ what: 'contract-signed' });
    const { text } = await walk.open(home);
    expect(text).toContain(
      'You have unfinished answers. If something recorded since stands in their way, the next page says so. Go on: Log a milestone or go-live, last answered today, kept until 5pm tomorrow',
    );
    expect((await as('trust-recorder-2').open(home)).text).not.toContain('unfinished');
    await walk.open(home);
    const question = await walk.follow('Go on: Log a milestone or go-live');
    expect(question.text).toContain('When was it achieved?');
    const day = { 'day-day': '1', 'day-month': 'October', 'day-year': '2025' };
    for (const answer of [day, {}, { 'evidence-none': 'yes' }, {}, {}]) await walk.send(answer);
    expect(walk.page.text).toContain('Milestone or go-live logged');
    expect((await walk.open(home)).text).not.toContain('You have unfinished answers');
  });

  it('names whatever was begun by the title of its form, and what it is about', async () => {
    const recorder = as('trust-recorder-1');
    await recorder.open(`${home}/milestones/epr-status/new`);
    await recorder.send({ 'has-epr': 'yes' });
    expect((await recorder.open(home)).text).toContain(
      'Go on: Report whether the trust has an EPR, last answered today',
    );
    const approver = as('trust-approver-1');
    const { html } = await approver.open(`${home}/approvals`);
    const [, reject = ''] = /href="([^"?]*\/reject)/.exec(html) ?? [];
    await approver.open(reject);
    await approver.send({ 'why-rejected': 'A ward was counted twice' });
    expect((await approver.open(home)).text).toMatch(
      /Go on: Reject a value: Nursing time freed by electronic drug charts, .*, last answered today/,
    );
  });

  it('lists the last ten entries by people of the trust', async () => {
    const { html, text } = await as('trust-recorder-1').open(home);
    expect(text).toContain(
      'Value of a benefit rejected Nursing time freed by electronic drug charts 9:00am on 1 November 2025',
    );
    expect(text).toContain('Evidence graded Ledger extract');
    const table = html.slice(
      html.indexOf('The last entries by people'),
      html.indexOf('id="stage"'),
    );
    expect(table.match(/<tr/g)).toHaveLength(11);
    const before = await as('trust-recorder-1').open(`${home}?knownAt=2025-10-31`);
    expect(before.text).toContain(
      'Use measured Electronic prescribing and administration (ePMA) (C105) ',
    );
  });

  it('draws the stages over time, with the same in a table', async () => {
    const { html, text } = await as('trust-approver-1').open(home);
    expect(text).toContain('Evidence shows stage 1; no stage is declared');
    expect(text).toContain(
      'The stage shown by evidence changed once, on 30 September 2025. On 1 November 2025 it is at least stage 1, digitising; up to stage 4 if what is out of date or missing were met. No other organisation has validated it.',
    );
    expect(text).toContain('31 March 2025 29 September 2025 None Below stage 1 None');
    expect(text).toContain(
      'Not known: below stage 1, or up to stage 4 if what is out of date or missing were met',
    );
    expect(html).toContain('app-chart--narrow');
  });

  it('shows the same of another day, without anything to record', async () => {
    const { text } = await as('trust-recorder-1').open(`${home}?asOf=2025-06-30`);
    expect(text).toContain('You are looking back');
    expect(text).toContain('Stage that evidence shows Below stage 1');
    expect(text).not.toContain('Add an entry');
  });

  it('claims no stage where evidence shows none and might show one', async () => {
    const { text } = await as('trust-recorder-1').open(`${home}?asOf=2025-03-30`);
    expect(text).toContain('Stage that evidence shows Not known');
    expect(text).toContain('Shown by evidence Not known: below stage 1, or up to stage');
  });

  it('is for the people of the trust alone; others see what they saw', async () => {
    for (const [person, organisation] of [
      [undefined, ''],
      ['trust-recorder-1', 'RYY'],
      ['auditor-1', 'X26'],
    ] as const) {
      const { status, text } = await as(person, organisation).open(home);
      expect(status).toBe(200);
      expect(text).not.toContain('At a glance');
      expect(text).toContain('NHS trust (acute)');
    }
    const auditor = await as('auditor-1', 'X26').open(home);
    expect(auditor.text).toContain('Waiting for a decision');
    expect((await as().open(home)).text).not.toContain('Waiting for a decision');
  });
});
