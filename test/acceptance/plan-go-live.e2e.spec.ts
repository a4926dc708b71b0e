import { ApplicationUnderTest } from '../support/application.js';
import { recordCorrectedTrust } from '../support/corrected-trust.js';
import { FormWalk } from '../support/form-walk.js';

const MILESTONES = '/organisations/RXX/milestones';
const NO_EVIDENCE = { 'evidence-none': 'yes' };

let application: ApplicationUnderTest;
const clock = { now: '2024-09-12T09:00:00.000Z' };

beforeAll(async () => {
  application = await ApplicationUnderTest.start({ clock });
  await recordCorrectedTrust(application, clock);
  await application.settled();
});
afterAll(() => application.stop());

const recorder = () => new FormWalk(application).as('trust-recorder-1', 'RXX');
const begin = async (path: string): Promise<FormWalk> => {
  const walk = recorder();
  await walk.open(`${MILESTONES}/${path}/new`);
  return walk;
};
const on = (day: string, month: string, year = '2025') => ({
  ...{ 'day-day': day, 'day-month': month, 'day-year': year },
});
const lastOf = (type: string) => application.lastOf('optimisation-RXX', type);
/** Confirms the answers that are checked, and waits until they are shown. */
const confirm = async (walk: FormWalk): Promise<string> => {
  expect(walk.page.text).toContain('Check your answers');
  const { text } = await walk.send();
  await application.settled();
  return text;
};

describe('Planning a go-live by its forms', () => {
  it('is refused while there is no plan that could change', async () => {
    const walk = recorder();
    for (const path of ['forecasts', 'deferrals', 'cancellations']) {
      const none = await walk.open(`${MILESTONES}/${path}/new`);
      expect(none.status).toBe(404);
      expect(none.text).toContain('This trust has no plan of a go-live. Plan one first');
    }
  });

  it('asks what is planned, of whom and for when, as precisely as it is known', async () => {
    const walk = await begin('plans');
    await walk.send({ epr: 'another' });
    await walk.send({ 'new-epr': 'next-epr' });
    await walk.send({ supplier: 'A supplier', product: 'A product' });
    await walk.send({ modules: 'patient administration, epma' });
    const unreadable = await walk.send({ planned: 'next spring' });
    expect(unreadable.status).toBe(400);
    expect(unreadable.text.split('Target date must be a real date, month, year')).toHaveLength(3);
    expect(unreadable.html).toContain('value="next spring"');
    await walk.send({ planned: 'March 2027' });
    await walk.send({ method: 'phased' });
    await walk.send({ shared: '' });
    await walk.send(on('27', 'October'));
    await walk.send({ evidence: 'Board paper 14/2025' });
    expect(walk.page.text).toContain('When is it planned to go live? March 2027 Change');
    expect(await confirm(walk)).toContain('Go-live planned');
    expect(await lastOf('DeploymentPlanned')).toMatchObject({
      ...{ instance: 'next-epr', supplier: 'A supplier', product: 'A product' },
      ...{ modules: ['patient administration', 'epma'], plannedGoLive: '2027-03' },
      ...{ method: 'phased', evidence: 'Board paper 14/2025' },
    });
  });

  it('refuses a second plan beside the answer it is about', async () => {
    const walk = await begin('plans');
    expect(walk.page.text).toContain('next-epr Of A supplier');
    await walk.send({ epr: 'next-epr' });
    for (const typed of [{}, {}, { planned: '2027' }, { method: 'not-known' }, {}]) {
      await walk.send(typed);
    }
    await walk.send(on('28', 'October'));
    const check = await walk.send(NO_EVIDENCE);
    expect(check.status).toBe(422);
    expect(check.text.split('There is already a plan for this EPR.')).toHaveLength(3);
    expect(check.html).toContain('href="#change-epr"');
  });

  it('wants the date of a plan to lie ahead of it', async () => {
    const walk = await begin('plans');
    await walk.send({ epr: 'another' });
    await walk.send({ 'new-epr': 'too-late-epr' });
    for (const typed of [{}, {}, { planned: '30 September 2025' }, { method: 'not-known' }, {}]) {
      await walk.send(typed);
    }
    await walk.send(on('27', 'October'));
    const check = await walk.send(NO_EVIDENCE);
    expect(check.text.split('The planned date must be after the day')).toHaveLength(3);
    expect(check.html).toContain('href="#change-planned"');
  });

  it('shows what was said before where the forecast is revised', async () => {
    const walk = await begin('forecasts');
    const asked = await walk.send({ epr: 'next-epr' });
    expect(asked.text).toContain('Earlier entries about next-epr Date Entry 27 October 2025');
    expect(asked.text).toContain('planned for March 2027');
    expect((await walk.send()).text.split('Enter when it is now expected to go live')).toHaveLength(
      3,
    );
    await walk.send({ planned: '2027/28' });
    expect((await walk.send()).text.split('Enter why the forecast changed')).toHaveLength(3);
    await walk.send({ 'why-changed': 'The data have to be moved first.' });
    await walk.send(on('29', 'October'));
    await walk.send(NO_EVIDENCE);
    const done = await confirm(walk);
    expect(done).toContain('Forecast revised');
    expect(done).toContain('It stands as expected until the go-live is logged');
    expect(await lastOf('GoLiveForecastRevised')).toMatchObject({
      ...{ instance: 'next-epr', plannedGoLive: '2027/28' },
      why: 'The data have to be moved first.',
    });
  });

  it('puts a go-live off to no date, and gives it up', async () => {
    const off = await begin('deferrals');
    await off.send({ epr: 'next-epr' });
    await off.send();
    await off.send();
    await off.send({ 'why-changed': 'Testing found too much.' });
    await off.send(on('30', 'October'));
    await off.send(NO_EVIDENCE);
    const deferred = await confirm(off);
    expect(deferred).toContain('Go-live put off');
    expect(deferred).toContain('It stands as put off until');
    expect(await lastOf('GoLiveDeferred')).not.toHaveProperty('plannedGoLive');

    const cancelled = await begin('cancellations');
    await cancelled.send({ epr: 'next-epr' });
    expect(cancelled.page.text).toContain('put off without a new date');
    await cancelled.send({ 'why-changed': 'The supplier withdrew.' });
    await cancelled.send(on('31', 'October'));
    await cancelled.send(NO_EVIDENCE);
    const given = await confirm(cancelled);
    expect(given).toContain('Go-live cancelled');
    expect(given).toContain('The go-live is no longer expected from the day you gave.');
    const list = await recorder().open(`${MILESTONES}?status=planned`);
    expect(list.text).toContain('Go-live of EPR “next-epr” cancelled');
    expect(list.text).toContain(
      'Go-live of EPR “next-epr” now forecast for the financial year 2027/28',
    );
  });
});

describe('What became of an EPR, by its forms', () => {
  it('records its replacement, and its retirement ahead of the day', async () => {
    const replaced = await begin('replacements');
    await replaced.send({ from: 'example-epr' });
    await replaced.send({ to: 'another' });
    await replaced.send({ 'new-to': 'Newer EPR' });
    const several = { capabilities: ['C105', 'C106'] };
    for (const typed of [{}, several, {}]) await replaced.send(typed);
    await replaced.send(on('20', 'October'));
    await replaced.send(NO_EVIDENCE);
    expect(await confirm(replaced)).toContain('Replacement recorded');
    expect(await lastOf('EprReplaced')).toMatchObject({
      ...{ fromInstance: 'example-epr', toInstance: 'newer-epr', ...several },
    });

    const retired = await begin('retirements');
    await retired.send({ epr: 'example-epr' });
    await retired.send({ successor: 'none' });
    await retired.send(on('1', 'June', '2026'));
    const why = await retired.send(NO_EVIDENCE);
    expect(why.text).toContain('Why did no other EPR take its place?');
    await retired.send({ reason: 'The wards it served will close.' });
    const done = await confirm(retired);
    expect(done).toContain('Retirement recorded');
    expect(done).toContain('The EPR counts as retired from the day you gave.');
    expect(done).not.toContain('from now on');
    expect(await lastOf('EprRetired')).toMatchObject({
      ...{ instance: 'example-epr', effective: { latest: '2026-06-01' } },
      reason: 'The wards it served will close.',
    });
  });

  it('reports whether there is an EPR, and of whom', async () => {
    const walk = await begin('epr-status');
    expect((await walk.send()).text.split('Select yes if the trust has an EPR')).toHaveLength(3);
    await walk.send({ 'has-epr': 'yes' });
    await walk.send({ supplier: 'A supplier' });
    await walk.send(on('31', 'October'));
    await walk.send(NO_EVIDENCE);
    expect(await confirm(walk)).toContain('Status reported');
    expect(await lastOf('EprStatusReported')).toMatchObject({
      ...{ hasEpr: true, supplier: 'A supplier' },
    });
  });

  it('is found on the list of milestones by those who may record it', async () => {
    const walk = recorder();
    await walk.open(MILESTONES);
    for (const link of ['Plan a go-live', 'Put off a go-live', 'Retire an EPR']) {
      await walk.open(MILESTONES);
      expect((await walk.follow(link)).status).toBe(200);
    }
    const board = await new FormWalk(application).as('board-reader-1', 'RXX').open(MILESTONES);
    expect(board.text).not.toContain('Plan a go-live');
  });
});
