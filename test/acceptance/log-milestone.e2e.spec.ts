import { EVENT_STORE, type EventStore } from '#event-sourcing';
import { ApplicationUnderTest } from '../support/application.js';
import { recordCorrectedTrust } from '../support/corrected-trust.js';
import { FormWalk } from '../support/form-walk.js';

const NEW = '/organisations/RXX/milestones/new';

/** Without scripts: a go-live and other milestones by the pages of a form. */
describe('Logging a milestone by its form', () => {
  let application: ApplicationUnderTest;
  const clock = { now: '2024-09-12T09:00:00.000Z' };

  beforeAll(async () => {
    application = await ApplicationUnderTest.start({ clock });
    const { recorder, position } = await recordCorrectedTrust(application, clock);
    await recorder.get(`/api/v1/organisations/RXX/timeline?minPosition=${position}`).expect(200);
  });
  afterAll(() => application.stop());

  const recorder = () => new FormWalk(application).as('trust-recorder-1', 'RXX');
  const goLivesOf = async (instance: string) => {
    const history = await application.app
      .get<EventStore>(EVENT_STORE, { strict: false })
      .readStream('optimisation-RXX');
    return history.filter(({ type, data }) => type === 'EprWentLive' && data.includes(instance));
  };

  /** Answers every question of a go-live up to the check of the answers. */
  async function upToCheck(walk: FormWalk, epr: string) {
    await walk.open(NEW);
    await walk.send({ what: 'go-live' });
    await walk.send({ epr: 'another' });
    await walk.send({ 'new-epr': epr });
    await walk.send({ 'day-day': '27', 'day-month': 'oct', 'day-year': '2025' });
    await walk.send({ module: 'epma' });
    await walk.send({ sites: 'RXX01', 'sites-others': 'rxx02' });
    await walk.send({ 'evidence-none': 'yes' });
    return walk.send({ notes: 'Ward by ward.' });
  }

  it('asks one question a page, lets the answers be checked, and gives a receipt', async () => {
    const walk = recorder();
    const check = await upToCheck(walk, 'second-epr');
    expect(check.text).toContain('When did it go live? 27 October 2025 Change');
    expect(check.text).toContain('Which module went live? ePMA Change');
    expect(check.text).toContain('What shows that it happened? Not provided');
    expect(await goLivesOf('second-epr')).toEqual([]);

    const done = await walk.send();
    expect(done.text).toContain('Milestone or go-live logged Example NHS Trust');
    const [stored] = await goLivesOf('second-epr');
    expect(done.text).toContain('When did it go live? 27 October 2025');
    expect(done.text).not.toContain('Not provided');
    expect(done.text).toContain(`correct or withdraw entry ${String(stored?.position)}`);
    expect(done.text).toContain(`Event ${String(stored?.id)}`);
    expect(done.text).toContain(`Position in the log ${String(stored?.position)}`);
    expect(JSON.parse(stored?.data ?? '')).toMatchObject({
      instance: 'second-epr',
      module: 'epma',
      sites: ['RXX01', 'RXX02'],
      effective: { latest: '2025-10-27', precision: 'day' },
      marks: ['no-evidence'],
    });
  });

  it('stores it once, however often the button is pressed, and shows the one receipt', async () => {
    const walk = recorder();
    const { address } = await upToCheck(walk, 'pressed-twice');
    const [first, second] = await walk.sendTwice();
    expect(second).toBe(first);
    const done = await walk.open(String(first));
    const [stored, ...more] = await goLivesOf('pressed-twice');
    expect(more).toEqual([]);
    expect(done.text).toContain(String(stored?.id));
    expect((await walk.open(address)).text).toBe(done.text);
  });

  it('leads nobody to the entry who may not see it', async () => {
    const walk = new FormWalk(application).as('reference-loader-1', 'X26');
    await upToCheck(walk, 'loaded-epr');
    const done = await walk.send();
    expect(done.text).toContain('Milestone or go-live logged Example NHS Trust');
    expect(done.text).toMatch(/Entry \d+/);
    expect(done.html).not.toContain('/entries/');
    expect(done.text).not.toContain('correct or withdraw');
  });

  it('is found in the list of milestones, by its status', async () => {
    const walk = recorder();
    await upToCheck(walk, 'listed-epr');
    const done = await walk.send();
    const [, position = ''] = /Position in the log (\d+)/.exec(done.text) ?? [];
    const caller = await application.as('trust-recorder-1', 'RXX');
    await caller.get(`/api/v1/organisations/RXX/timeline?minPosition=${position}`).expect(200);
    const achieved = await walk.open('/organisations/RXX/milestones?status=achieved');
    expect(achieved.html).toContain(`href="/organisations/RXX/entries/${position}"`);
    expect(achieved.text).toMatch(
      /27 October 2025 Module ePMA of EPR “second-epr” went live at sites RXX01 and RXX02 Achieved/,
    );
    const entry = await walk.open(`/organisations/RXX/entries/${position}`);
    expect(entry.text).toContain('EPR listed-epr Sites RXX01, RXX02 Notes Ward by ward. Source');
    const withdrawn = await walk.open('/organisations/RXX/milestones?status=withdrawn');
    expect(withdrawn.text).toContain('No milestone of this kind is recorded');
    const visitor = await new FormWalk(application).open('/organisations/RXX/milestones');
    expect(visitor.text).toContain('Achieved');
    expect(visitor.html).not.toContain('/entries/');
  });

  it('says what is wrong in the summary and beside the field, and keeps what was typed', async () => {
    const walk = recorder();
    await walk.open(NEW);
    const nothing = await walk.send();
    expect(nothing.status).toBe(400);
    expect(nothing.html).toContain('<title>Error: What do you want to log?');
    expect(nothing.text.match(/Select what you want to log/g)).toHaveLength(2);

    await walk.send({ what: 'go-live' });
    await walk.send({ epr: 'another' });
    const badName = await walk.send({ 'new-epr': 'Our EPR (2)' });
    expect(badName.text).toContain('The name must be letters, digits, spaces and hyphens only');
    expect(badName.html).toContain('value="Our EPR (2)"');
  });

  it.each([
    [['', '', ''], 'Enter the date the milestone was achieved'],
    [['27', '', '2025'], 'Date achieved must include a month'],
    [['', '', '2025'], 'Date achieved must include a day and month'],
    [['27', '10', '25'], 'Year must include 4 numbers'],
    [['31', 'feb', '2025'], 'Date achieved must be a real date'],
    [['1', 'January', '2026'], 'Date achieved must be today or in the past'],
  ])('refuses the date %j', async ([day = '', month = '', year = ''], sentence) => {
    const walk = recorder();
    await walk.open(NEW);
    await walk.send({ what: 'contract-signed' });
    const answer = await walk.send({ 'day-day': day, 'day-month': month, 'day-year': year });
    expect(answer.status).toBe(400);
    expect(answer.text.split(sentence)).toHaveLength(3);
    expect(answer.html).toContain(`value="${year}"`);
  });

  it.each([
    [['', '', ''], 'Enter the date it went live'],
    [['27', '', '2025'], 'The date it went live must include a month'],
    [['1', 'January', '2026'], 'The date it went live must be today or in the past'],
  ])('calls the date of a go-live as its question does: %j', async (typed, sentence) => {
    const [day = '', month = '', year = ''] = typed;
    const walk = recorder();
    await walk.open(NEW);
    await walk.send({ what: 'go-live' });
    await walk.send({ epr: 'example-epr' });
    const answer = await walk.send({ 'day-day': day, 'day-month': month, 'day-year': year });
    expect(answer.status).toBe(400);
    expect(answer.text.split(sentence)).toHaveLength(3);
  });

  it('asks why where it is told more than 12 months later', async () => {
    const walk = recorder();
    await walk.open(NEW);
    await walk.send({ what: 'contract-value' });
    await walk.send({ 'day-day': '1', 'day-month': 'March', 'day-year': '2024' });
    await walk.send({ amount: '4,200,000.50' });
    await walk.send({ evidence: 'Board paper 14/2024' });
    const why = await walk.send();
    expect(why.text).toContain('Why is it recorded more than 12 months later?');
    const check = await walk.send({ reason: 'The contract was filed elsewhere.' });
    expect(check.text).toContain('Check your answers');
    expect((await walk.send()).text).toContain('Milestone or go-live logged');
  });

  it('shows what the rules refuse beside the answer it is about, before anybody confirms', async () => {
    const walk = recorder();
    await walk.open(NEW);
    await walk.send({ what: 'go-live' });
    await walk.send({ epr: 'example-epr' });
    await walk.send({ 'day-day': '27', 'day-month': '10', 'day-year': '2025' });
    for (let question = 0; question < 2; question++) await walk.send();
    await walk.send({ 'evidence-none': 'yes' });
    const check = await walk.send();
    expect(check.status).toBe(422);
    expect(check.text.split('is recorded for 10 September 2024 already')).toHaveLength(3);
    expect(check.text).not.toContain('Correct that entry instead');
    expect(check.html).toContain('href="#change-epr"');
    expect(check.html).not.toContain('Confirm and save');
    const instead = /Correct entry (\d+) instead/.exec(check.text)?.[0] ?? '';
    const { address } = check;
    const entry = await walk.follow(instead);
    expect(entry.text).toContain('EPR “example-epr” went live');
    expect(entry.text).toContain('10 September 2024');
    await walk.open(address);

    await walk.follow('Change: Which EPR went live?');
    expect(walk.page.html).toMatch(/value="example-epr" checked/);
    await walk.send({ epr: 'another' });
    expect((await walk.send({ 'new-epr': 'third-epr' })).text).toContain('Confirm and save');
  });

  it('keeps the answers where the session has ended meanwhile', async () => {
    const walk = recorder();
    await walk.open(NEW);
    await walk.send({ what: 'contract-signed' });
    const { address } = await walk.send({
      'day-day': '1',
      'day-month': 'October',
      'day-year': '2025',
    });
    walk.as();
    const out = await walk.send({ supplier: 'A supplier' });
    expect(out.status).toBe(401);
    expect(out.text).toContain('Your answers are saved until 5pm tomorrow.');
    expect(out.html).toContain(encodeURIComponent(address));

    walk.as('trust-recorder-1', 'RXX');
    expect((await walk.open(address)).html).toContain('value="A supplier"');
    await walk.send();
    expect(walk.page.text).toContain('What shows that it happened?');
  });

  it('shows a draft to nobody else', async () => {
    const walk = recorder();
    await walk.open(NEW);
    const { address } = await walk.send({ what: 'contract-signed' });
    const other = new FormWalk(application).as('trust-recorder-2', 'RXX');
    expect(await other.open(address)).toMatchObject({ status: 404 });
    expect(other.page.text).toContain('These answers are not kept any more');
  });

  it('is for those who may record: others are told so on a page', async () => {
    const auditor = new FormWalk(application).as('auditor-1', 'X26');
    expect(await auditor.open(NEW)).toMatchObject({ status: 403 });
    const elsewhere = new FormWalk(application).as('trust-recorder-1', 'RYY');
    expect(await elsewhere.open(NEW)).toMatchObject({ status: 403 });
    expect(await new FormWalk(application).open(NEW)).toMatchObject({ status: 401 });
  });

  it('takes nothing from another site, nor without the token of the page', async () => {
    const walk = recorder();
    await walk.open(NEW);
    const stale = await walk.send({ what: 'contract-signed', token: 'x' });
    expect(stale.status).toBe(403);
    expect(stale.text).toContain('This page had been open for too long');
  });
});
