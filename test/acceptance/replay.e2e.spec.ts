/* eslint-disable @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-member-access -- supertest gives every body as any; the assertions are its types */
import { maturityModelV1 } from '#maturity-models';
import { ApplicationUnderTest, type Caller } from '../support/application.js';

/** One trust and one capability that decides, corrected after it had been believed. */
describe('Replaying what was known', () => {
  let application: ApplicationUnderTest;
  let recorder: Caller;
  const clock = { now: '2024-09-12T09:00:00.000Z' };
  const trust = '/api/v1/organisations/RXX';

  beforeAll(async () => {
    application = await ApplicationUnderTest.start({ clock });
    recorder = await application.as('trust-recorder-1', 'RXX');
    const loader = await application.as('reference-loader-1');
    await loader
      .post(`${trust}/registrations`, {
        kind: 'trust',
        name: 'Example NHS Trust',
        trustType: 'Acute',
        sinceBeforeRecords: true,
        source: { name: 'Organisation Data Service' },
      })
      .expect(201);
    await recorder
      .post(`${trust}/go-lives`, { instance: 'example-epr', effectiveOn: '2024-09-10' })
      .expect(201);
    for (const capability of stageOne) {
      const given = { capability, effectiveOn: '2024-09-10' };
      await recorder
        .post(`${trust}/capability-scopes`, { ...given, sites: [{ site: 'RXX01' }] })
        .expect(201);
      await recorder
        .post(`${trust}/capability-enablements`, { ...given, sites: ['RXX01'] })
        .expect(201);
    }

    clock.now = '2025-04-08T09:00:00.000Z';
    for (const capability of stageOne.filter((code) => code !== 'C105')) {
      await measure(measured(capability, '2025-03', 31, 9_500, 10_000));
    }
    await measure(measured('C105', '2025-03', 31, 7_200, 10_000));
    clock.now = '2025-07-05T09:00:00.000Z';
    const june = await measure(measured('C105', '2025-06', 30, 8_400, 10_000));
    clock.now = '2025-08-20T09:00:00.000Z';
    await recorder
      .post(`${String(june['location'])}/corrections`, {
        reason: 'A site was left out of the denominator.',
        entry: measured('C105', '2025-06', 30, 8_400, 11_000),
      })
      .set('If-Match', String(june['etag']))
      .expect(201);
    clock.now = '2025-10-04T09:00:00.000Z';
    position = String(
      (await measure(measured('C105', '2025-09', 30, 9_130, 11_000)))['log-position'],
    );
    clock.now = '2025-11-01T09:00:00.000Z';
  });
  afterAll(() => application.stop());

  let position = '';
  const measure = async (body: object): Promise<Readonly<Record<string, unknown>>> =>
    (await recorder.post(`${trust}/adoption-measurements`, body).expect(201)).headers;

  it.each([
    ['2025-07-31', '2025-07-31', 1, 'believed then'],
    ['2025-07-31', '2025-09-01', 0, 'corrected since'],
    ['2025-09-30', '2025-10-01', 0, 'not yet recorded'],
    ['2025-09-30', '2025-10-31', 1, 'recorded late, effective at the end of the quarter'],
  ])('as of %s, known on %s: stage %i (%s)', async (asOf, knownAt, low) => {
    const clocks = `asOf=${asOf}&knownAt=${knownAt}&minPosition=${position}`;
    const { body } = await recorder.get(`${trust}/stage?${clocks}`).expect(200);
    expect(body.asOf).toBe(asOf);
    expect(body.stage.evidenced.low).toBe(low);
  });

  it('keeps the first statement beside its correction in the timeline', async () => {
    const { body } = await recorder.get(`${trust}/timeline?minPosition=${position}`).expect(200);
    const corrected = (
      body.facts as { status: string; history: { reason: string | null }[] }[]
    ).filter(({ status }) => status === 'corrected');
    expect(corrected).toHaveLength(1);
    expect(corrected[0]?.history.map(({ reason }) => reason)).toEqual([
      null,
      'A site was left out of the denominator.',
    ]);
  });
});

/** What an acute trust needs for stage 1. */
const stageOne: readonly string[] = maturityModelV1.capabilities
  .filter(
    ({ stage, mandatory, settings }) => stage === 1 && mandatory && settings.includes('acute'),
  )
  .map(({ code }) => code);

function measured(
  capability: string,
  month: string,
  lastDay: number,
  numerator: number,
  denominator: number,
) {
  return {
    capability,
    numerator,
    denominator,
    from: `${month}-01`,
    to: `${month}-${String(lastDay)}`,
    method: 'Report of the EPR',
    source: { name: 'EPR report' },
  };
}
