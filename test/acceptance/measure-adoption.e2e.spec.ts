import { EVENT_STORE, type EventStore } from '#event-sourcing';
import { ApplicationUnderTest } from '../support/application.js';
import { recordCorrectedTrust } from '../support/corrected-trust.js';
import { FormWalk } from '../support/form-walk.js';

/** Without scripts: a measurement of use by the pages of its form. */
describe('Measuring the use of a capability by its form', () => {
  let application: ApplicationUnderTest;
  const clock = { now: '2024-09-12T09:00:00.000Z' };

  beforeAll(async () => {
    application = await ApplicationUnderTest.start({ clock });
    const { recorder, position } = await recordCorrectedTrust(application, clock);
    await recorder.get(`/api/v1/organisations/RXX/timeline?minPosition=${position}`).expect(200);
  });
  afterAll(() => application.stop());

  async function upToCount(): Promise<FormWalk> {
    const walk = new FormWalk(application).as('trust-recorder-1', 'RXX');
    await walk.open('/organisations/RXX/adoption/new');
    await walk.send({ capability: 'C105' });
    await walk.send(october);
    return walk;
  }
  async function countedAs(numerator: string, denominator: string): Promise<FormWalk> {
    const walk = await upToCount();
    await walk.send({ numerator, denominator });
    await walk.send({ method: 'Report of the EPR' });
    await walk.send({ source: 'EPR report' });
    await walk.send();
    return walk;
  }

  it('asks what the model counts, in the model’s words', async () => {
    const { page } = await upToCount();
    expect(page.text).toContain('Used (doses charted electronically) Out of (doses)');
  });

  it('says on the page of the dates that the period ends before it begins', async () => {
    const walk = new FormWalk(application).as('trust-recorder-1', 'RXX');
    await walk.open('/organisations/RXX/adoption/new');
    await walk.send({ capability: 'C105' });
    const answer = await walk.send({ ...october, 'day-month': '9', 'day-day': '30' });
    expect(answer.status).toBe(400);
    expect(answer.text).toContain('Which period was measured?');
    const sentence = 'The last day measured must be the same as or after the first day measured';
    expect(answer.text.split(sentence)).toHaveLength(3);
    const oneDay = await walk.send({ ...october, 'day-day': '1' });
    expect(oneDay.text).toContain('How often was it used?');
  });

  it('says in the sentences of the API what is no count', async () => {
    const walk = await upToCount();
    const answer = await walk.send({ numerator: '', denominator: 'many' });
    expect(answer.status).toBe(400);
    expect(answer.text).toContain('Used must be a whole number that is 0 or more, like 42');
    expect(answer.text).toContain('“Out of” must be a whole number that is 0 or more, like 42');
    expect(answer.html).toContain('value="many"');
  });

  it('says at its question that more was used than could be, and keeps both numbers', async () => {
    const walk = await upToCount();
    const answer = await walk.send({ numerator: '11,001', denominator: '11,000' });
    expect(answer.status).toBe(400);
    expect(answer.text).toContain('Used must be the same as or less than “Out of”');
    expect(answer.html).toContain('value="11,001"');
    expect(answer.html).toContain('value="11,000"');
    const none = await walk.send({ numerator: '0', denominator: '0' });
    expect(none.text).toContain('“Out of” must be more than 0');
    const all = await walk.send({ numerator: '11,000', denominator: '11,000' });
    expect(all.text).toContain('How was it measured?');
  });

  it('names the largest number that it takes', async () => {
    const walk = await upToCount();
    const answer = await walk.send({
      numerator: '99999999999999999999',
      denominator: '1,000,000,000,000',
    });
    expect(answer.text).toContain(
      'Used (doses charted electronically) must be 999,999,999,999 or less',
    );
    expect(answer.text).toContain('Out of (doses) must be 999,999,999,999 or less');
  });

  it('has a number that is far from the last one looked at again, and records it when confirmed', async () => {
    const walk = await countedAs('96,000', '120,000');
    expect(walk.page.text).toContain(
      'Check this value: 96,000 doses charted electronically is at least 10 times higher than the last, 9,130 of 11,000, recorded for September 2025.',
    );
    const check = await walk.send();
    expect(check.text).toContain('Check your answers');
    expect(check.text).toContain('Used (doses charted electronically) 96,000 Change');
    expect((await walk.send()).text).toContain('Measurement recorded');
    const history = await application.app
      .get<EventStore>(EVENT_STORE, { strict: false })
      .readStream('adoption-RXX-C105');
    expect(JSON.parse(history.at(-1)?.data ?? '')).toMatchObject({
      numerator: 96_000,
      denominator: 120_000,
      window: { from: '2025-10-01', to: '2025-10-31' },
      source: { name: 'EPR report' },
    });
  });

  it('says what the rules say of a period that was measured before', async () => {
    const walk = await upToCount();
    await walk.open(walk.page.address.replace('/count', '/period'));
    const september = { ...october, 'from-month': '9', 'day-day': '30', 'day-month': 'sept' };
    const refused = await walk.send(september);
    expect(refused.status).toBe(400);
    expect(refused.text).toContain(
      'There is a problem You have already recorded a value for September 2025. Correct that value instead Measure',
    );
    expect(refused.text).toContain(
      'Error: You have already recorded a value for September 2025. Correct that value instead',
    );
    expect(refused.html).toContain('value="sept"');
    const correction = await walk.follow('Correct that value instead');
    expect(correction.text).toContain('Why are you correcting this entry?');
    expect(correction.text).toContain('9,130 of 11,000');
  });
});

const october = {
  ...{ 'from-day': '1', 'from-month': '10', 'from-year': '2025' },
  ...{ 'day-day': '31', 'day-month': 'October', 'day-year': '2025' },
};
