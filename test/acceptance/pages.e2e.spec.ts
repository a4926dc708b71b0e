import request from 'supertest';
import { ApplicationUnderTest } from '../support/application.js';

let application: ApplicationUnderTest;

beforeAll(async () => {
  application = await ApplicationUnderTest.start();
});
afterAll(() => application.stop());

const page = (path: string) => request(application.server).get(path);

describe('The first page', () => {
  it('says what this is without scripts, and that nothing has been loaded yet', async () => {
    const { text, headers } = await page('/').expect(200).expect('content-type', /html/);
    expect(text).toContain('Is the patient record used well?');
    expect(text).toContain('No public facts have been loaded yet.');
    expect(text).toContain('Stage 1, digitising health information');
    expect(headers['content-security-policy']).toContain("default-src 'none'");
  });

  it('brings its own style sheets, and no font of others', async () => {
    await page('/assets/nhsuk.css').expect(200).expect('content-type', /css/);
    const { text } = await page('/assets/app.css').expect(200);
    expect(text).toContain('font-family: Arial');
    await page('/assets/other.css').expect(404);
  });
});

describe('The list of trusts', () => {
  it('keeps a wrong day in its field and says beside it what to enter', async () => {
    const { text } = await page('/organisations?asOf=31-03-2026').expect(200);
    expect(text).toContain('<title>Error: Trusts of England');
    expect(text).toContain('value="31-03-2026"');
    expect(text).toContain('Enter today&#39;s date or an earlier one, like 31 March 2026');
  });

  it('writes what was typed as text', async () => {
    const { text } = await page('/organisations?asOf=%22%3E%3Cscript%3E').expect(200);
    expect(text).not.toContain('"><script>');
  });
});

describe('The page of a trust that is not there', () => {
  it('says so on a page of its own, with a way out', async () => {
    const { text } = await page('/organisations/ZZZ99')
      .set('Accept', 'text/html,application/xhtml+xml,*/*;q=0.8')
      .expect(404)
      .expect('content-type', /html/);
    expect(text).toContain('There is nothing here under this address.');
    expect(text).toContain('href="/organisations"');
  });

  it('is a problem for machines', async () => {
    await page('/organisations/ZZZ99')
      .expect(404)
      .expect('content-type', /problem\+json/);
  });
});
