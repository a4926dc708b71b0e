import { LARGEST_FILE } from '#evidence';
import { pdf } from '#evidence/testing';
import { ApplicationUnderTest } from '../support/application.js';
import { day } from '../support/evidence-pages.js';
import { FormWalk } from '../support/form-walk.js';
import { registerTrusts } from '../support/registered-trusts.js';

const register = '/organisations/RXX/evidence';

/** A trust shows what it has, by pages alone: attaches it, has it graded, withdraws it. */
describe('The pages of evidence', () => {
  let application: ApplicationUnderTest;
  let walk: FormWalk;

  beforeAll(async () => {
    application = await ApplicationUnderTest.start({ clock: { now: '2026-06-02T09:00:00.000Z' } });
    await registerTrusts(await application.as('reference-loader-1'), ['RXX', 'RYY']);
    const isRead = () => application.visitor().get('/api/v1/organisations/RYY');
    while ((await isRead()).status !== 200);
  });
  beforeEach(() => {
    walk = new FormWalk(application).as('trust-recorder-1', 'RXX');
  });
  afterAll(() => application.stop());

  /** The page of what was just attached, once the register includes it. */
  const seen = async (address: string, found: RegExp) => {
    for (;;) {
      const page = await walk.open(address);
      if (found.test(page.text)) return page;
    }
  };
  const attach = async (files: Readonly<Record<string, Buffer>>, title: string) => {
    await walk.open(`${register}/new`);
    await walk.upload(files);
    await walk.send({ 'title-1': title, ...day('day-1', '31', 'May', '2026') });
    expect(walk.page.text).toContain('Check your answers');
    await walk.send();
    expect(walk.page.text).toContain('Evidence attached');
    return seen(register, new RegExp(title));
  };

  it('attach a file and a link in one go, each described by itself', async () => {
    await walk.open(register);
    expect(walk.page.text).toContain('No evidence was attached by 2 June 2026');
    await walk.follow('Attach evidence');
    expect(walk.page.text).toContain('Evidence Trust RXX (RXX) Attach evidence');
    await walk.upload({ 'ward.csv': csv('one go') }, { link: 'https://www.example.org/a.pdf' });
    expect(walk.page.text).toContain('What is this document (1 of 2)?');
    expect(walk.page.text).toContain('What you attach File ward.csv');
    await walk.send({ 'title-1': 'Report of a ward' });
    expect(walk.page.status).toBe(400);
    expect(walk.page.text).toContain('Enter the day of the document');
    expect(walk.page.html).toContain('value="Report of a ward"');
    await walk.send({
      ...day('day-1', '31', 'May', '2026'),
      ...day('until-1', '31', 'May', '2028'),
    });
    await walk.send({ 'title-2': 'Board paper', ...day('day-2', '14', 'January', '2025') });
    expect(walk.page.text).toContain('Why is Board paper attached more than 12 months later?');
    await walk.send({ 'reason-2': 'It was found when the case was reviewed.' });
    const receipts = await walk.sendTwice();
    expect(receipts[0]).toBe(receipts[1]);
    await walk.open(receipts[0] ?? '');
    expect(walk.page.text).toMatch(/Evidence attached.* Event \S+ Event \S+/);
    const { text } = await seen(register, /Board paper/);
    expect(text).toContain('2 of 2 documents are valid on 2 June 2026');
    expect(text).toMatch(/Report of a ward 31 May 2026 CSV file, \d+ bytes Not graded Valid/);
    expect(text).toContain('until 31 May 2028');
    expect(text).toMatch(/Board paper 14 January 2025 Link to www.example.org/);
    const manifest = /href="([^"]*evidence\?format=csv)"/.exec(walk.page.html)?.[1] ?? '';
    expect((await walk.open(manifest)).html).toContain('attached.sha256');
  });

  it('say of each file what is wrong with it, and keep the link that was typed', async () => {
    await walk.open(`${register}/new`);
    await walk.upload({});
    expect([walk.page.status, walk.page.text]).toEqual([
      400,
      expect.stringContaining('Select a file'),
    ]);
    const link = 'https://www.example.org/kept.pdf';
    const said = async (files: Readonly<Record<string, Buffer>>, status: number) => {
      await walk.open(`${register}/new`);
      const { text, html, status: was } = await walk.upload(files, { link });
      expect(was).toBe(status);
      expect(html).toContain(`value="${link}"`);
      expect(html).toContain('<title>Error: ');
      expect(html).toMatch(/id="files-error"/);
      return text;
    };
    expect(await said({ 'a.pdf': Buffer.alloc(0) }, 422)).toContain('The selected file is empty');
    expect(await said({ 'a.txt': csv('text') }, 422)).toContain('must be a PDF, DOCX, XLSX, CSV');
    expect(await said({ 'a.pdf': csv('no pdf') }, 422)).toContain(
      'not what the ending of its name',
    );
    expect(await said({ 'a.pdf': Buffer.alloc(LARGEST_FILE + 1) }, 413)).toContain(
      'The selected file must be smaller than 20MB',
    );
    const eleven = Object.fromEntries(
      Array.from({ length: 11 }, (_, index) => [`${String(index)}.csv`, csv(String(index))]),
    );
    expect(await said(eleven, 400)).toContain('only select up to 10 files');
    const both = await said({ 'good.csv': csv('good'), 'bad.csv': Buffer.alloc(0) }, 422);
    expect(both).toContain('bad.csv: The selected file is empty');
    expect(both).not.toContain('good.csv:');
    const locked = pdf('/Encrypt 5 0 R');
    expect(await said({ 'a.pdf': locked }, 422)).toContain('password protected');
    await walk.open(`${register}/new`);
    const { text, html } = await walk.upload({}, { link: 'http://www.example.org' });
    expect(text).toContain('Enter a link that starts with https://');
    expect(html).toContain('value="http://www.example.org"');
  });

  it('let somebody else grade it, and its sender no higher than 1', async () => {
    const { html } = await attach({ 'graded.csv': csv('graded') }, 'To be graded');
    const address = /href="([^"]*EV-[^"]*)">To be graded/.exec(html)?.[1] ?? '';
    await walk.open(address);
    await walk.follow('Grade this evidence');
    expect(walk.page.text).toContain('You attached or corrected it');
    expect(walk.page.text).not.toContain('Validated from outside');
    walk.as('trust-approver-1', 'RXX');
    await walk.open(`${address}/grade`);
    await walk.send();
    expect([walk.page.status, walk.page.text]).toEqual([
      400,
      expect.stringContaining('Select a grade'),
    ]);
    await walk.send({ grade: '2' });
    await walk.send({ why: 'The report was drawn again and agrees.' });
    await walk.send();
    expect(walk.page.text).toContain('Evidence graded');
    await seen(address, /Grade 2: Report of a system/);
  });

  it('withdraw it with a reason, which stays to be read', async () => {
    const { html } = await attach({ 'wrong.csv': csv('wrong') }, 'Of another ward');
    const address = /href="([^"]*EV-[^"]*)">Of another ward/.exec(html)?.[1] ?? '';
    await walk.open(`${address}/withdraw`);
    await walk.send({ why: 'short' });
    expect(walk.page.text).toContain('Reason must be 10 characters or more');
    await walk.send({ why: 'It is the report of another ward.' });
    expect(walk.page.text).toContain('Do you want to withdraw this evidence?');
    await walk.send();
    expect(walk.page.text).toContain('Evidence withdrawn');
    const { text } = await seen(address, /Withdrawn from 2 June 2026/);
    expect(text).toContain('Why it was withdrawn It is the report of another ward.');
    expect(text).not.toContain('Grade this evidence');
  });

  it('show a piece of evidence as it was on another day', async () => {
    const { html } = await attach({ 'dated.csv': csv('dated') }, 'To look back at');
    const address = /href="([^"]*EV-[^"]*)">To look back at/.exec(html)?.[1] ?? '';
    expect((await walk.open(address)).text).toContain('Look at another day');
    const back = await walk.open(`${address}?asOf=1+June+2026`);
    expect(back.text).toContain('You are looking back: what was so on 1 June 2026');
    const wrong = await walk.open(`${address}?asOf=x`);
    expect(wrong.status).toBe(400);
    expect(wrong.text).toContain('There is a problem');
    expect(wrong.text).not.toContain('Entries it supports');
    expect(wrong.text).not.toContain('31 May 2026');
  });

  it('are not for others, and know no other evidence', async () => {
    await walk.open(`${register}/EV-RXX-000000000000`);
    expect(walk.page.status).toBe(404);
    await walk.open(`${register}/new/document-1?draft=00000000-0000-4000-8000-000000000001`);
    expect(walk.page.address).toBe(`${register}/new`);
    walk.as('trust-recorder-1', 'RYY');
    expect((await walk.open(register)).status).toBe(404);
    expect((await walk.open(`${register}/new`)).status).toBe(403);
    walk.as();
    expect((await walk.open(register)).status).toBe(401);
  });
});

const csv = (content: string) => Buffer.from(`ward,doses\n${content},42\n`);
