import { ApplicationUnderTest } from '../support/application.js';
import { recordCorrectedTrust } from '../support/corrected-trust.js';
import { FormWalk } from '../support/form-walk.js';

const TRUST = '/organisations/RXX';
const VALIDATE = `${TRUST}/stages/validations/new`;
const WITHDRAW = `${TRUST}/stages/validations/withdrawals/new`;
const october = { 'day-day': '27', 'day-month': 'October', 'day-year': '2025' };
const expiring = (month: string, year: string) => ({
  ...{ 'expires-day': '31', 'expires-month': month, 'expires-year': year },
});

/** Another organisation than the trust confirms its stage, and takes that back. */
describe('Validating a stage by its form', () => {
  let application: ApplicationUnderTest;
  const clock = { now: '2024-09-12T09:00:00.000Z' };

  beforeAll(async () => {
    application = await ApplicationUnderTest.start({ clock });
    await recordCorrectedTrust(application, clock);
    await application.settled();
  });
  afterAll(() => application.stop());

  const validator = () => new FormWalk(application).as('validator-1', 'X26');
  const lastOf = (type: string) => application.lastOf('optimisation-RXX', type);

  it('shows where the trust stands, and warns where the evidence shows less', async () => {
    const walk = validator();
    await walk.open(TRUST);
    const asked = await walk.follow('Validate a stage of this trust');
    expect(asked.text).toContain('Where the trust stands today');
    expect(asked.text).toContain('Shown by evidence At least stage 1, digitising');
    await walk.send({ stage: '3' });
    await walk.send();
    await walk.send(october);
    await walk.send(expiring('December', '2027'));
    const warned = await walk.send({ 'evidence-none': 'yes' });
    expect(warned.text).toContain('The evidence in this record shows stage 1 on that day.');
    const check = await walk.send();
    expect(check.text).toContain('Which stage do you validate? Stage 3, shaping');
    expect((await walk.send()).text).toContain('Stage validated');
    await application.settled();
    expect(await lastOf('StageValidated')).toMatchObject({
      ...{ stage: 3, validator: 'X26', expires: '2027-12-31' },
    });
  });

  it('refuses an expiry before the validation, and one more than 36 months on', async () => {
    for (const [month, year, sentence] of [
      ['December', '2024', 'The expiry date must be the same as or after the date'],
      ['December', '2030', '36 months after the date.'],
    ] as const) {
      const walk = validator();
      await walk.open(VALIDATE);
      await walk.send({ stage: '1' });
      await walk.send();
      await walk.send(october);
      await walk.send(expiring(month, year));
      const check = await walk.send({ 'evidence-none': 'yes' });
      expect(check.status).toBe(422);
      expect(check.text.split(sentence)).toHaveLength(3);
      expect(check.html).toContain('href="#change-expires"');
    }
  });

  it('is taken back by the organisation that gave it, once', async () => {
    const another = new FormWalk(application).as('validator-1', 'QWO');
    const offered = await another.open(TRUST);
    expect(offered.text).toContain('Validate a stage of this trust');
    expect(offered.text).not.toContain('withdraw a validation');
    const walk = validator();
    await walk.open(TRUST);
    await walk.follow('withdraw a validation');
    expect(walk.page.text).toContain('Stage 3, shaping Validated until 31 December 2027');
    await walk.send({ stage: '3' });
    await walk.send({ 'why-withdrawn': 'The visit was cut short.' });
    await walk.send({ ...october, 'day-day': '30' });
    expect((await walk.send({ 'evidence-none': 'yes' })).text).toContain('Check your answers');
    expect((await walk.send()).text).toContain('Validation withdrawn');
    await application.settled();
    expect(await lastOf('StageValidationWithdrawn')).toMatchObject({
      ...{ stage: 3, validator: 'X26', why: 'The visit was cut short.' },
    });
    const trust = await walk.open(TRUST);
    expect(trust.text).toContain('Validated by another organisation None');
    expect(trust.text).not.toContain('withdraw a validation');
  });

  it('tells a second person what was recorded since they began', async () => {
    const first = validator();
    await first.open(VALIDATE);
    for (const typed of [{ stage: '1' }, {}, october, expiring('December', '2026')]) {
      await first.send(typed);
    }
    await first.send({ 'evidence-none': 'yes' });
    await first.send();
    await application.settled();

    const walks = [validator(), new FormWalk(application).as('validator-2', 'X26')];
    for (const walk of walks) {
      const { text } = await walk.open(WITHDRAW);
      expect(text).toContain('Stage 1, digitising Validated until');
      // The validation of stage 3 was withdrawn before.
      expect(text).not.toContain('Stage 3, shaping');
      await walk.send({ stage: '1' });
      await walk.send({ 'why-withdrawn': 'The visit was cut short.' });
      await walk.send({ ...october, 'day-day': '31' });
      await walk.send({ 'evidence-none': 'yes' });
    }
    const [one, other] = walks;
    expect((await one?.send())?.text).toContain('Validation withdrawn');
    const late = await other?.send();
    expect(late?.text).toContain('while you were working');
    expect(late?.text).toContain('Your answers are saved.');
  });

  it('is for nobody of the trust itself, nor for others than validators', async () => {
    for (const [person, organisation] of [
      ['trust-recorder-1', 'RXX'],
      ['trust-approver-1', 'RXX'],
      ['validator-1', 'RXX'],
      ['auditor-1', 'X26'],
    ] as const) {
      const walk = new FormWalk(application).as(person, organisation);
      expect((await walk.open(VALIDATE)).status).toBe(403);
      expect((await walk.open(TRUST)).text).not.toContain('Validate a stage');
    }
  });

  it('says so where there is nothing to withdraw', async () => {
    const elsewhere = new FormWalk(application).as('validator-1', 'QWO');
    for (const page of [WITHDRAW, `${WITHDRAW}/stage`]) {
      const none = await elsewhere.open(page);
      expect(none.status).toBe(404);
      expect(none.text).toContain('No validation of this trust by your organisation stands');
    }
  });
});
