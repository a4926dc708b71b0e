/* eslint-disable @typescript-eslint/no-unsafe-assignment -- supertest gives every body as any; the assertions are its types */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { ClamdUnderTest, TAKEN_FOR_A_VIRUS } from '#evidence/testing';
import { ApplicationUnderTest } from '../support/application.js';
import { FormWalk } from '../support/form-walk.js';
import { registerTrusts } from '../support/registered-trusts.js';

const attach = '/organisations/RXX/evidence/new';
const api = '/api/v1/organisations/RXX/evidence-files';
const VIRUS = 'The selected file contains a virus';
const FAILED = 'The selected file could not be uploaded – try again';

/** Where VIRUS_SCANNER names one, nothing is kept before it has said that it found none. */
describe('Evidence, where a virus scanner is set', () => {
  let application: ApplicationUnderTest;
  let clamd: ClamdUnderTest;
  let walk: FormWalk;

  beforeAll(async () => {
    clamd = await ClamdUnderTest.start();
    application = await ApplicationUnderTest.start({
      clock: { now: '2026-06-02T09:00:00.000Z' },
      environment: { VIRUS_SCANNER: clamd.address },
    });
    await registerTrusts(await application.as('reference-loader-1'), ['RXX']);
    await application.settled();
  });
  beforeEach(async () => {
    clamd.says = undefined;
    walk = new FormWalk(application).as('trust-recorder-1', 'RXX');
    await walk.open(attach);
  });
  afterAll(async () => {
    await application.stop();
    await clamd.stop();
  });

  const keptFiles = () =>
    readdirSync(path.join(application.folder, 'evidence'), { recursive: true }).filter((each) =>
      /[0-9a-f]{64}$/.test(String(each)),
    );
  const csv = (words: string) => Buffer.from(`${words}\n`);

  it('says on the page which of the files has a virus, and keeps none of them', async () => {
    const { status, text, html } = await walk.upload({
      'clean.csv': csv('clean'),
      'bad.csv': csv(TAKEN_FOR_A_VIRUS),
    });
    expect([status, text]).toEqual([422, expect.stringContaining(`bad.csv: ${VIRUS}`)]);
    expect(text).not.toContain('clean.csv:');
    expect(html).toMatch(/id="files-error"/);
    expect(keptFiles()).toEqual([]);
  });

  it('asks to try again where the scanner says nothing, and keeps nothing unseen', async () => {
    clamd.says = '';
    const { status, text } = await walk.upload({ 'a.csv': csv('unseen') });
    expect([status, text]).toEqual([503, expect.stringContaining(FAILED)]);
    expect(keptFiles()).toEqual([]);
  });

  it('answers the same to machines', async () => {
    const recorder = await application.as('trust-recorder-1', 'RXX');
    const send = (content: Buffer) =>
      recorder.plain('post', api).attach('files', content, { filename: 'a.csv' });
    const { body } = await send(csv(TAKEN_FOR_A_VIRUS)).expect(422);
    expect(body).toMatchObject({
      code: 'file-virus',
      errors: [{ pointer: '/files/0', code: 'file-virus', message: VIRUS }],
    });
    clamd.says = 'INSTREAM size limit exceeded. ERROR';
    const silent = await send(csv('unseen')).expect(503).expect('Retry-After', '30');
    expect(silent.body).toMatchObject({ code: 'file-failed', detail: FAILED });
    expect(keptFiles()).toEqual([]);
  });

  it('keeps what the scanner found nothing in', async () => {
    const { text } = await walk.upload({ 'ward.csv': csv('clean') });
    expect(text).toContain('What is this document?');
    expect(keptFiles()).toHaveLength(1);
  });
});
