/* eslint-disable @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-member-access -- supertest gives every body as any; the assertions are its types */
import { createHash } from 'node:crypto';
import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pdf, PNG } from '#evidence/testing';
import { ApplicationUnderTest, type Caller } from '../support/application.js';
import { registerTrusts } from '../support/registered-trusts.js';

const trust = '/api/v1/organisations/RXX';

/** A document from its upload to the figure that rests on it, and all that is not let in. */
describe('A piece of evidence', () => {
  let application: ApplicationUnderTest;
  let recorder: Caller;

  beforeAll(async () => {
    application = await ApplicationUnderTest.start({ clock: { now: '2026-06-02T09:00:00.000Z' } });
    recorder = await application.as('trust-recorder-1', 'RXX');
    const loader = await application.as('reference-loader-1');
    await registerTrusts(loader, ['RXX', 'RYY']);
  });
  afterAll(() => application.stop());

  const upload = (caller: Caller, files: Readonly<Record<string, Buffer>>, of = trust) => {
    const form = caller.plain('post', `${of}/evidence-files`);
    for (const [name, content] of Object.entries(files)) form.attach('files', content, name);
    return form;
  };
  /** Uploads a table and attaches it. */
  const attach = async (content: Buffer, status: number, more: object = {}) => {
    await upload(recorder, { 'report.csv': content }).expect(200);
    const entry = { ...report, sha256: sumOf(content), ...more };
    return recorder.post(`${trust}/evidence`, entry).expect(status);
  };
  /** The register's line about it, once it includes an answer. */
  const listed = async (id: string, { headers }: Answered, asked = '') => {
    const position = `minPosition=${String(headers['log-position'])}`;
    const { body } = await recorder.get(`${trust}/evidence?${position}&${asked}`).expect(200);
    const rows = body.evidence as readonly Readonly<{ evidenceId: string }>[];
    return rows.find(({ evidenceId }) => evidenceId === id);
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

  it('carries a grade by somebody else, until it is corrected', async () => {
    const content = csv('carries a grade');
    const first = await attach(content, 201);
    const id = idOf(content);
    const approver = await application.as('trust-approver-1', 'RXX');
    const graded = (caller: Caller, grade: number) =>
      caller.post(`${trust}/evidence-grades`, { evidenceId: id, grade, effectiveOn: '2026-06-01' });
    const refused = await graded(recorder, 2).expect(422);
    expect(refused.body).toMatchObject({
      code: 'grader-stated-it',
      errors: [{ pointer: '/grade' }],
    });
    const second = await graded(approver, 2).expect(201);
    expect(await listed(id, second)).toMatchObject({ grade: 2, state: 'counts' });

    const { headers } = await recorder.get(String(first.headers['location'])).expect(200);
    const third = await recorder
      .post(`${String(first.headers['location'])}/corrections`, {
        reason: 'It expires with the licence of the system.',
        entry: { ...report, sha256: sumOf(content), validUntil: '2026-06-01' },
      })
      .set('If-Match', String(headers['etag']))
      .expect(201);
    expect(await listed(id, third)).toMatchObject({ grade: null, state: 'expired' });
    expect(await listed(id, third, 'asOf=2026-06-01')).toMatchObject({ state: 'counts' });
  });

  it('is named by what rests on it, while it counts', async () => {
    const content = csv('is named');
    await attach(content, 201, { validUntil: '2026-05-31' });
    const evidence = idOf(content);
    const declare = (effectiveOn: string, named: string) =>
      recorder.post(`${trust}/stage-declarations`, { stage: 1, effectiveOn, evidence: named });
    const { headers, body } = await declare('2026-05-31', evidence).expect(201);
    const uses = await recorder
      .get(`${trust}/evidence-uses?minPosition=${String(headers['log-position'])}`)
      .expect(200);
    expect(uses.body.uses).toMatchObject([
      {
        evidenceId: evidence,
        owner: 'RXX',
        kind: 'stage-declared',
        on: '2026-05-31',
        factId: body.events[0].id,
      },
    ]);
    expect(await listed(evidence, { headers })).toMatchObject({ uses: 1 });

    const codes = [];
    for (const [day, named] of [
      ['2026-06-01', evidence],
      ['2026-05-30', 'EV-RXX-000000000000'],
      ['2026-05-30', 'EV-RYY-000000000000'],
    ] as const) {
      codes.push((await declare(day, named).expect(422)).body.code);
    }
    expect(codes).toEqual(['evidence-expired', 'evidence-unknown', 'evidence-unknown']);
    await declare('2026-05-29', 'Signed board paper of May').expect(201);
    const why = 'It was made for another ward.';
    await recorder
      .post(`${trust}/evidence-withdrawals`, {
        evidenceId: evidence,
        why,
        effectiveOn: '2026-06-01',
      })
      .expect(201);
    const { body: withdrawn } = await declare('2026-05-28', evidence).expect(422);
    expect(withdrawn).toMatchObject({
      code: 'evidence-withdrawn',
      errors: [{ pointer: '/evidence' }],
    });
  });

  it('is not attached twice, nor by its sum alone', async () => {
    const content = csv('is not attached twice');
    const first = await attach(content, 201);
    expect((await attach(content, 200)).body.events).toEqual([]);
    const again = await attach(content, 422, { title: 'Under another title' });
    expect(again.body).toMatchObject({
      code: 'attached-already',
      detail: `This is attached already, as “${report.title}” (${idOf(content)}). Name that instead.`,
    });
    const stranger = await application.as('trust-recorder-2', 'RYY');
    const other = await stranger
      .post('/api/v1/organisations/RYY/evidence', { ...report, sha256: sumOf(content) })
      .expect(422);
    expect(other.body).toMatchObject({ code: 'file-not-kept', errors: [{ pointer: '/sha256' }] });
    // Under the address of another organisation there is no such entry to read.
    const address = String(first.headers['location']).replace('/RXX/', '/RYY/');
    await stranger.get(address).expect(404);
  });

  it('may be a link, to a place that is safe to follow', async () => {
    const link = (url: string) => recorder.post(`${trust}/evidence`, { ...report, url });
    await link('https://www.example.org/board/2026-05.pdf').expect(201);
    for (const url of [
      'http://www.example.org/',
      'javascript:alert(1)',
      'https://a:b@example.org/',
    ]) {
      const { body } = await link(url).expect(400);
      expect(body.errors).toMatchObject([
        { pointer: '/url', message: 'Enter a link that starts with https://' },
      ]);
    }
    const both = { ...report, url: 'https://www.example.org/', sha256: sumOf(csv('both')) };
    await recorder.post(`${trust}/evidence`, both).expect(400);
  });

  it('is refused as a file with the sentence of each case, and then none of them is kept', async () => {
    const refused = async (files: Readonly<Record<string, Buffer>>, status: number) =>
      (await upload(recorder, files).expect(status)).body as object;
    expect(
      await refused({ 'good.png': PNG, 'x.exe': Buffer.from('MZ'), 'y.pdf': PNG }, 422),
    ).toMatchObject({
      errors: [
        {
          pointer: '/files/1',
          code: 'file-type',
          message: 'The selected file must be a PDF, DOCX, XLSX, CSV, PNG or JPG',
        },
        { pointer: '/files/2', code: 'file-not-as-named' },
      ],
    });
    expect(await refused({ 'a.pdf': pdf('/Encrypt 1 0 R') }, 422)).toMatchObject({
      code: 'file-locked',
      detail: 'The selected file is password protected',
    });
    expect(await refused({ 'a.csv': Buffer.alloc(0) }, 422)).toMatchObject({ code: 'file-empty' });
    const large = Buffer.alloc(20 * 1024 * 1024 + 1, 'a');
    expect(await refused({ 'large.csv': large }, 413)).toMatchObject({
      code: 'file-too-large',
      detail: 'The selected file must be smaller than 20MB',
    });
    const many = Object.fromEntries([...'abcdefghijk'].map((name) => [`${name}.csv`, csv(name)]));
    expect(await refused(many, 400)).toMatchObject({
      code: 'files-too-many',
      detail: 'You can only select up to 10 files at the same time',
    });
    expect(await refused({}, 400)).toMatchObject({ code: 'file-missing' });
    const folder = path.join(application.folder, 'evidence');
    expect(readdirSync(path.join(folder, 'incoming'))).toEqual([]);
    const sum = sumOf(PNG);
    await recorder.post(`${trust}/evidence`, { ...report, sha256: sum }).expect(422);
  });

  it('that was changed on the disk is not given out, and said to be so', async () => {
    const content = csv('that was changed');
    await attach(content, 201);
    writeFileSync(path.join(application.folder, 'evidence', 'RXX', sumOf(content)), 'what,doses\n');
    const { body } = await recorder.get(`${trust}/evidence-files/${idOf(content)}`).expect(503);
    expect(body).toMatchObject({ code: 'evidence-damaged' });
    expect(body.detail).toContain('has changed');
  });

  it('is shown to those in whose remit it is, its file to fewer', async () => {
    const content = csv('is shown');
    await attach(content, 201);
    const file = `${trust}/evidence-files/${idOf(content)}`;
    const status = async (person: string, organisation: string, address: string) =>
      (await (await application.as(person, organisation)).get(address)).status;
    expect(await status('programme-office-1', 'X26', `${trust}/evidence`)).toBe(200);
    expect(await status('programme-office-1', 'X26', file)).toBe(404);
    expect(await status('auditor-1', 'X26', file)).toBe(200);
    expect(await status('trust-recorder-2', 'RYY', file)).toBe(404);
    expect((await application.visitor().get(file)).status).toBe(401);
  });
});

type Answered = Readonly<{ headers: Record<string, string> }>;

const report = {
  title: 'Medicines report of the EPR',
  effectiveOn: '2026-05-31',
  source: { name: 'EPR report' },
};

const idOf = (content: Buffer): string => `EV-RXX-${sumOf(content).slice(0, 12).toUpperCase()}`;
const csv = (what: string): Buffer => Buffer.from(`what,doses\n${what},42\n`);
const sumOf = (content: Buffer): string => createHash('sha256').update(content).digest('hex');
