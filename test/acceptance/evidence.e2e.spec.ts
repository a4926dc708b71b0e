/* eslint-disable @typescript-eslint/no-unsafe-assignment -- supertest gives every body as any; the assertions are its types */
import { createHash } from 'node:crypto';
import { ApplicationUnderTest, type Caller } from '../support/application.js';

const trust = '/api/v1/organisations/RXX';

/** A document from its upload to the figure that rests on it, and all that is not let in. */
describe('A piece of evidence', () => {
  let application: ApplicationUnderTest;
  let recorder: Caller;

  beforeAll(async () => {
    application = await ApplicationUnderTest.start({ clock: { now: '2026-06-02T09:00:00.000Z' } });
    recorder = await application.as('trust-recorder-1', 'RXX');
    const loader = await application.as('reference-loader-1');
    for (const code of ['RXX', 'RYY']) {
      await loader
        .post(`/api/v1/organisations/${code}/registrations`, {
          kind: 'trust',
          name: `Trust ${code}`,
          trustType: 'Acute',
          sinceBeforeRecords: true,
          source: { name: 'Organisation Data Service' },
        })
        .expect(201);
    }
  });
  afterAll(() => application.stop());

  const upload = (caller: Caller, files: Readonly<Record<string, Buffer>>, of = trust) => {
    const form = caller.plain('post', `${of}/evidence-files`);
    for (const [name, content] of Object.entries(files)) form.attach('files', content, name);
    return form;
  };
  it('is uploaded, attached, found in the register and given out as it was', async () => {
    const content = csv('is uploaded');
    const kept = await upload(recorder, { 'report.csv': content }).expect(200);
    const sha256 = sumOf(content);
    expect(kept.body).toEqual({
      files: [{ sha256, mediaType: 'text/csv', bytes: content.length }],
    });
    const { headers } = await recorder.post(`${trust}/evidence`, { ...report, sha256 }).expect(201);
    const evidenceId = `EV-RXX-${sha256.slice(0, 12).toUpperCase()}`;
    expect(headers['location']).toContain(`${trust}/evidence/${evidenceId}/`);

    const { body } = await recorder
      .get(`${trust}/evidence?minPosition=${String(headers['log-position'])}`)
      .expect(200);
    expect(body).toMatchObject({
      numerator: 1,
      denominator: 1,
      evidence: [
        {
          evidenceId,
          documentOn: '2026-05-31',
          attached: { organisation: 'RXX', title: report.title, sha256, mediaType: 'text/csv' },
          grade: null,
          state: 'counts',
          withdrawn: null,
          uses: 0,
        },
      ],
    });
    const file = await recorder.get(`${trust}/evidence-files/${evidenceId}`).expect(200);
    expect(file.text).toBe(content.toString());
    expect(file.headers).toMatchObject({
      'content-type': 'text/csv',
      'content-disposition': `attachment; filename="${evidenceId}.csv"`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    });
  });
});

const report = {
  title: 'Medicines report of the EPR',
  effectiveOn: '2026-05-31',
  source: { name: 'EPR report' },
};

const csv = (what: string): Buffer => Buffer.from(`what,doses\n${what},42\n`);
const sumOf = (content: Buffer): string => createHash('sha256').update(content).digest('hex');
