/* eslint-disable @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-member-access -- supertest gives every body as any; the assertions are its types */
import { publishVersion1 } from '#maturity-models';
import { ApplicationUnderTest, type Caller } from '../support/application.js';

/** A model steward publishes, corrects and takes back; a trust's stage says which version it used. */
describe('A maturity model', () => {
  let application: ApplicationUnderTest;
  let steward: Caller;
  const trust = '/api/v1/organisations/RXX';
  const versionsOf = (model: string) => `/api/v1/maturity-models/${model}/versions`;

  beforeAll(async () => {
    application = await ApplicationUnderTest.start({ clock: { now: '2025-06-02T09:00:00.000Z' } });
    steward = await application.as('model-steward-1');
    const loader = await application.as('reference-loader-1');
    await loader
      .post(`${trust}/registrations`, {
        kind: 'trust',
        name: 'Trust RXX',
        trustType: 'Acute',
        sinceBeforeRecords: true,
        source: { name: 'Organisation Data Service' },
      })
      .expect(201);
  });
  afterAll(() => application.stop());

  const modelAfter = async (answer: { headers: Record<string, string> }) => {
    const position = String(answer.headers['log-position']);
    const { body } = await steward
      .get(`${trust}/gap?asOf=2025-06-01&minPosition=${position}`)
      .expect(200);
    return body.model as object;
  };

  it('published under another id is kept and listed, and no figure uses it', async () => {
    const published = await steward.post(versionsOf('another'), version(1)).expect(201);
    expect(await modelAfter(published)).toMatchObject({ model: 'nhs-epr', version: 1 });
    const { body } = await steward.get(versionsOf('another')).expect(200);
    expect(body).toMatchObject({
      data: [{ model: 'another', version: 1, factId: published.body.events[0].id }],
      revision: 0,
      usedByFigures: false,
    });
  });

  it('holds as it did before once a version is taken back', async () => {
    const published = await steward.post(versionsOf('nhs-epr'), version(2)).expect(201);
    expect(await modelAfter(published)).toMatchObject({ version: 2, title: 'Version 2' });
    const listed = await steward.get(versionsOf('nhs-epr')).expect(200);
    expect(listed.body).toMatchObject({
      data: [{ version: 1 }, { version: 2, effective: { latest: '2025-05-01' } }],
      revision: 1,
      usedByFigures: true,
    });
    const address = `${versionsOf('nhs-epr')}/${String(listed.body.data[1].factId)}/retractions`;
    const reason = 'Published before the clinicians had seen it.';
    await steward.post(address, { reason }).expect(428);
    await steward.post(address, { reason }).set('If-Match', '"0"').expect(412);
    const retracted = await steward
      .post(address, { reason })
      .set('If-Match', String(listed.headers['etag']))
      .expect(201);
    expect(await modelAfter(retracted)).toMatchObject({ version: 1 });
    const { body } = await steward.get(versionsOf('nhs-epr')).expect(200);
    expect(body.data).toHaveLength(1);
  });

  it('keeps the day of version 1 when that is corrected', async () => {
    const listed = await steward.get(versionsOf('nhs-epr')).expect(200);
    const { effectiveOn: _, ...undated } = version(1);
    const corrected = await steward
      .post(`${versionsOf('nhs-epr')}/${String(listed.body.data[0].factId)}/corrections`, {
        reason: 'The title left out its draft status.',
        entry: { ...undated, sinceBeforeRecords: true },
      })
      .set('If-Match', String(listed.headers['etag']))
      .expect(201);
    expect(await modelAfter(corrected)).toMatchObject({ version: 1, inForce: true });
    const { body } = await steward.get(versionsOf('nhs-epr')).expect(200);
    expect(body.data).toMatchObject([
      { title: 'Version 1', effective: { precision: 'before-records' } },
    ]);
  });
});

function version(number: number) {
  const { model: _, ...content } = publishVersion1.data.content;
  return {
    ...content,
    version: number,
    title: `Version ${String(number)}`,
    effectiveOn: '2025-05-01',
    reason: 'Agreed in May',
  };
}
