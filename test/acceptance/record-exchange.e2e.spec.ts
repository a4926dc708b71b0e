import { EVENT_STORE, type EventStore } from '#event-sourcing';
import { ApplicationUnderTest } from '../support/application.js';
import { recordCorrectedTrust } from '../support/corrected-trust.js';
import { FormWalk } from '../support/form-walk.js';

const TRUST = '/organisations/RXX';
const on = (name: string, day: string, month: string) => ({
  ...{ [`${name}-day`]: day, [`${name}-month`]: month, [`${name}-year`]: '2025' },
});
const september = { ...on('from', '1', 'September'), ...on('day', '30', 'September') };
const october = { ...on('from', '1', 'October'), ...on('day', '31', 'October') };
const NO_EVIDENCE = { 'evidence-none': 'yes' };

let application: ApplicationUnderTest;
const clock = { now: '2024-09-12T09:00:00.000Z' };

beforeAll(async () => {
  application = await ApplicationUnderTest.start({ clock });
  await recordCorrectedTrust(application, clock);
  await application.settled();
});
afterAll(() => application.stop());

/** Opens a form from the home of the trust, and answers its questions one by one. */
async function answered(
  link: string,
  answers: readonly Readonly<Record<string, string>>[],
): Promise<FormWalk> {
  const walk = new FormWalk(application).as('trust-recorder-1', 'RXX');
  await walk.open(TRUST);
  await walk.follow(link);
  for (const typed of answers) await walk.send(typed);
  return walk;
}

async function recorded(walk: FormWalk, stream: string): Promise<unknown> {
  expect(walk.page.text).toContain('Check your answers');
  await walk.send();
  expect(walk.page.text).toContain('Receipt');
  await application.settled();
  const store = application.app.get<EventStore>(EVENT_STORE, { strict: false });
  return JSON.parse((await store.readStream(stream)).at(-1)?.data ?? 'null');
}

describe('Exchange with a partner by its forms', () => {
  it('is switched on, and off again', async () => {
    const begun = await answered('Switch on exchange with a partner', [
      ...[{ partner: 'gp' }, { direction: 'both' }],
      ...[{ content: 'Discharge summaries' }, { standard: 'FHIR UK Core' }],
      ...[on('day', '1', 'October'), NO_EVIDENCE],
    ]);
    expect(begun.page.text).toContain('Which partner are records exchanged with? GP practices');
    expect(await recorded(begun, 'optimisation-RXX')).toMatchObject({
      ...{ partner: 'gp', direction: 'both', content: 'Discharge summaries' },
    });
    const ended = await answered('Switch off exchange with a partner', [
      ...[{ partner: 'gp' }, { 'why-off': 'The interface failed.' }],
      ...[on('day', '20', 'October'), NO_EVIDENCE],
    ]);
    expect(await recorded(ended, 'optimisation-RXX')).toMatchObject({
      ...{ partner: 'gp', why: 'The interface failed.' },
    });
  });

  it('is not switched off where it is not on', async () => {
    const walk = await answered('Switch off exchange with a partner', [
      ...[{ partner: 'community' }, { 'why-off': 'The interface failed.' }],
      ...[on('day', '20', 'October'), NO_EVIDENCE],
    ]);
    expect(walk.page.status).toBe(422);
    expect(
      walk.page.text.split('Exchange with this partner was not switched on on that day.'),
    ).toHaveLength(3);
    expect(walk.page.html).toContain('href="#change-partner"');
  });
});

describe('Measuring by the forms of a trust', () => {
  const how = [{ method: 'Report of the EPR' }, { source: 'EPR report' }, {}];

  it('takes encounters in which a partner’s record was wanted, in reach and used', async () => {
    const count = { eligible: '1,000', available: '900', used: '600' };
    const walk = await answered('Measure the use of a partner’s record', [
      ...[{ partner: 'gp' }, september, count, ...how],
    ]);
    expect(await recorded(walk, 'exchange-RXX-gp')).toMatchObject({
      ...{ eligible: 1_000, available: 900, used: 600 },
    });
    const far = await answered('Measure the use of a partner’s record', [
      ...[{ partner: 'gp' }, october, { ...count, used: '60' }, ...how],
    ]);
    expect(far.page.text).toContain(
      'Check this value: 60 encounters in which they were used is at least 10 times lower than the last, 600 of',
    );
  });

  it('leads from a second count of a period to the entry of the first', async () => {
    const second = await answered('Measure the use of a partner’s record', [
      ...[{ partner: 'gp' }, september],
    ]);
    expect(second.page.status).toBe(400);
    expect(second.page.html).toMatch(
      /<a href="\/organisations\/RXX\/entries\/\d+\/correct">Correct that value instead<\/a>/,
    );
  });

  it('refuses more uses than there were encounters, beside the answer it is about', async () => {
    const walk = await answered('Measure the use of a partner’s record', [
      { partner: 'community' },
      september,
      { eligible: '1,000', available: '900', used: '901' },
    ]);
    expect(walk.page.status).toBe(400);
    expect(walk.page.text).toContain('Used must be the same as or less than available');
    expect(walk.page.html).toContain('href="#used"');
  });

  it('takes a driver of use', async () => {
    const walk = await answered('Measure a driver of use', [
      ...[{ driver: 'first-time-right' }, september, { numerator: '800', denominator: '1,000' }],
      ...how,
    ]);
    expect(await recorded(walk, 'driver-RXX-first-time-right')).toMatchObject({
      ...{ numerator: 800, denominator: 1_000 },
    });
  });

  it('takes what came of a capability, in pounds or in a unit of its own', async () => {
    const money = await answered('Measure the benefit of a capability', [
      ...[{ capability: 'C105' }, september, { in: 'money' }],
      ...[{ validated: '4,200.50', expected: '6000' }, ...how],
    ]);
    expect(await recorded(money, 'realisation-RXX-C105')).toMatchObject({
      ...{ validated: 420_050, expected: 600_000, unit: 'pence' },
    });
    const hours = await answered('Measure the benefit of a capability', [
      ...[{ capability: 'C106' }, september, { in: 'other' }, { unit: 'hours' }],
      ...[{ validated: '42.5', expected: '60' }, ...how],
    ]);
    expect(await recorded(hours, 'realisation-RXX-C106')).toMatchObject({
      ...{ validated: 42.5, expected: 60, unit: 'hours' },
    });
  });
});
