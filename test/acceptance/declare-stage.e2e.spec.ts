import { EVENT_STORE, type EventStore } from '#event-sourcing';
import { ApplicationUnderTest } from '../support/application.js';
import { recordCorrectedTrust } from '../support/corrected-trust.js';
import { FormWalk } from '../support/form-walk.js';

let application: ApplicationUnderTest;
const clock = { now: '2024-09-12T09:00:00.000Z' };

beforeAll(async () => {
  application = await ApplicationUnderTest.start({ clock });
  const { recorder, position } = await recordCorrectedTrust(application, clock);
  await recorder.get(`/api/v1/organisations/RXX/timeline?minPosition=${position}`).expect(200);
});
afterAll(() => application.stop());

const begin = async (path: string): Promise<FormWalk> => {
  const walk = new FormWalk(application).as('trust-recorder-1', 'RXX');
  await walk.open(`/organisations/RXX/${path}`);
  return walk;
};
const october = { 'day-day': '27', 'day-month': 'October', 'day-year': '2025' };
const lastOf = (type: string) => application.lastOf('optimisation-RXX', type);

describe('Declaring a stage by its form', () => {
  it('warns where the evidence shows less, and records it when confirmed', async () => {
    const walk = await begin('stages/new');
    await walk.send({ stage: '3' });
    await walk.send(october);
    await walk.send({ board: 'yes' });
    await walk.send({ evidence: 'Board paper 14/2025' });
    const warned = await walk.send();
    expect(warned.text).toContain('The evidence shows less than this stage');
    expect(warned.text).toContain(
      'Your evidence supports stage 1. Declaring stage 3 will show as a difference until the criteria are met.',
    );
    expect(warned.text).toContain('Missing today for stage 2: Order communications (C201)');

    const check = await walk.send();
    expect(check.text).toContain('Which stage does the trust declare? Stage 3, shaping Change');
    const done = await walk.send();
    expect(done.text).toContain('Stage declared');
    expect(done.text).toContain('Your evidence supports stage 1.');
    expect(await lastOf('StageDeclared')).toMatchObject({ stage: 3, byBoard: true });
  });

  it('asks for the cause of a lower one than any before, and warns no more once it was seen', async () => {
    const position = String(
      (await application.app.get<EventStore>(EVENT_STORE, { strict: false }).head())?.position,
    );
    const recorder = await application.as('trust-recorder-1', 'RXX');
    await recorder.get(`/api/v1/organisations/RXX/stage?minPosition=${position}`).expect(200);
    const walk = await begin('stages/new');
    await walk.send({ stage: '1' });
    const cause = await walk.send({ ...october, 'day-day': '30' });
    expect(cause.text).toContain('Why is the stage lower than the one declared before?');
    await walk.send({ cause: 'error' });
    await walk.send({ board: 'no' });
    await walk.send({ 'evidence-none': 'yes' });
    expect((await walk.send()).text).toContain('Check your answers');
    await walk.send();
    expect(await lastOf('StageDeclared')).toMatchObject({ stage: 1, cause: 'error' });
  });
});

describe('Switching on a capability by its form', () => {
  it('sets the sites that count, and the sites where it is on', async () => {
    const scope = await begin('capabilities/scopes/new');
    await scope.send({ capability: 'C201' });
    const ticked = [...scope.document.querySelectorAll<HTMLInputElement>('[name=sites]:checked')];
    expect(ticked.map(({ value }) => value)).toEqual(['RXX01']);
    const wrong = await scope.send({ 'sites-others': 'rxx02', 'weights-1-weight': 'many' });
    expect(wrong.text).toContain(
      'Site 1: the weight of a site must be a number above 0, like 1 or 2.5',
    );
    expect(wrong.html).toContain('value="many"');
    const some = await scope.send({ 'weights-1-weight': '1,250' });
    expect(some.text).toContain(
      'There is a problem Enter how much RXX02 counts, or leave that empty for all sites',
    );
    const stray = await scope.send({ 'weights-3-site': 'rxx09', 'weights-3-weight': '100' });
    expect(stray.text).toContain('Site 3: RXX09 is not among the sites selected');
    expect(stray.html).toContain('href="#weights-3-site"');
    const twice = await scope.send({ 'weights-2-site': 'rxx01', 'weights-2-weight': '100' });
    expect(twice.text).toContain('Site 2: RXX01 is listed twice');
    expect(twice.html).toContain('href="#weights-2-site"');
    await scope.send({ 'weights-2-site': '', 'weights-2-weight': '' });
    const check = await scope.send({ 'weights-3-site': 'rxx02' });
    expect(check.text).toContain('From which day do these sites count?');
    await scope.send(october);
    await scope.send({ 'evidence-none': 'yes' });
    expect(scope.page.text).toContain('RXX01 counts 1250 RXX02 counts 100');
    expect((await scope.send()).text).toContain('Scope set');
    expect(await lastOf('CapabilityScopeSet')).toMatchObject({
      capability: 'C201',
      sites: [
        { site: 'RXX01', weight: 1_250 },
        { site: 'RXX02', weight: 100 },
      ],
    });

    const walk = await begin('capabilities/new');
    await walk.send({ capability: 'C201' });
    await walk.send({ sites: 'RXX02', 'sites-others': 'RXX03' });
    await walk.send({ epr: 'example-epr' });
    await walk.send(october);
    const refused = await walk.send({ 'evidence-none': 'yes' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('The site RXX03 is not in the scope of this capability.');
    await walk.follow('Change: At which sites was it switched on?');
    await walk.send({ sites: 'RXX02', 'sites-others': '' });
    expect((await walk.send()).text).toContain('Capability switched on');
    expect(await lastOf('CapabilityEnabled')).toMatchObject({
      capability: 'C201',
      sites: ['RXX02'],
      instance: 'example-epr',
    });
  });

  it('say when a capability was switched off, and why', async () => {
    const walk = await begin('capabilities/withdrawals/new');
    expect((await walk.send()).text).toContain('Select which EPR capability this is for');
    await walk.send({ capability: 'C201' });
    await walk.send({ sites: 'RXX02' });
    expect((await walk.send()).text).toContain('Enter why it was switched off');
    await walk.send({ 'why-off': 'The licence ended' });
    expect((await walk.send()).text).toContain('Enter the day it was switched off');
    await walk.send(october);
    const check = await walk.send({ 'evidence-none': 'yes' });
    expect(check.text).toContain('Why was it switched off? The licence ended');
    expect((await walk.send()).text).toContain('Capability switched off');
    expect(await lastOf('CapabilityWithdrawn')).toMatchObject({
      ...{ capability: 'C201', sites: ['RXX02'], why: 'The licence ended' },
    });
  });
});
