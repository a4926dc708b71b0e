import { ApplicationUnderTest, type Caller } from '../support/application.js';
import { closeTheQuarter } from '../support/closed-quarter.js';
import { recordCorrectedTrust } from '../support/corrected-trust.js';
import { inWords } from '../support/page.js';

const BROWSER = 'text/html,application/xhtml+xml,*/*;q=0.8';

/** An auditor performs a published report again, and follows what was restated to its cause. */
describe('A published report, on the pages of an auditor,', () => {
  let application: ApplicationUnderTest;
  let auditor: Caller;
  const clock = { now: '2024-09-12T09:00:00.000Z' };
  const programme = '/api/v1/programmes/national-epr';
  const page = async (path: string, status = 200) =>
    (await auditor.get(path).set('Accept', BROWSER).expect(status)).text;

  beforeAll(async () => {
    application = await ApplicationUnderTest.start({ clock });
    const office = await application.as('programme-office-1');
    const beforeTheCorrection = () => closeTheQuarter(application, office, programme);
    const { position } = await recordCorrectedTrust(application, clock, { beforeTheCorrection });
    auditor = await application.as('auditor-1');
    await auditor.get(`/api/v1/events?minPosition=${position}`).expect(200);
  });
  afterAll(() => application.stop());

  it('is found from the questions of an auditor, and listed with its entry', async () => {
    expect(await page('/audit')).toContain('href="/audit/replay"');
    const html = await page('/audit/replay');
    expect(html).toContain('href="/audit/replay/national-epr/board"');
    expect(inWords(html)).toMatch(
      /Board report 1 April 2025 to 30 June 2025 30 June 2025 20 July 2025 \d+ 10/,
    );
  });

  it('comes out again where it was right, and each difference is named', async () => {
    const html = await page('/audit/replay/national-epr/board');
    expect(html).toContain('href="/programmes/national-epr/reports/board"');
    const text = inWords(html);
    expect(text).toContain('6 of 10 figures match what was published.');
    expect(text).toMatch(
      /Stage of Example NHS Trust \(RXX\) formula version 1 Stage 1 Stage 1 to 4 Matches Below stage 1 \(since 20 August 2025\)/,
    );
    expect(text).toMatch(/Trusts below stage 1 formula version 1 1 trust 0 trusts Different value/);
    expect(text).toMatch(
      /“paperless” .* Cannot be worked out The tracker has no formula of this name/,
    );
    expect(text).toContain(
      'Maturity model “Use of the electronic patient record in four stages”, version 1',
    );
    const then = inWords(await page('/audit/replay/national-epr/board?knownAt=2025-08-19'));
    expect(then).toMatch(
      /Stage of Example NHS Trust \(RXX\) formula version 1 Stage 1 Stage 1 to 4 Matches The same/,
    );
    expect(then).toMatch(/1 trust 0 trusts Different value 0 trusts \(different from the start\)/);
    expect(then).toContain('is different from the start, and not restated by that.');
    expect(then).toContain('You are looking back');
  });

  it('leads to what was corrected since, by whom and why', async () => {
    expect(await page('/audit/corrections')).toContain('/audit/corrections/national-epr/2025-q1');
    const html = await page('/audit/corrections/national-epr/2025-q1');
    const text = inWords(html);
    expect(text).toMatch(
      /5 of 10 published figures are restated; 3 cannot be worked out\. The period was closed with/,
    );
    expect(text).toContain('Since then 1 fact about the period was corrected.');
    expect(text).toMatch(
      /Stage of Example NHS Trust \(RXX\) Board report Stage 1 Below stage 1 \(since 20 August 2025\) Restated/,
    );
    expect(text).toMatch(
      /withdrawn since the period was closed \(1\) About .*8,400 of 10,000.* .*8,400 of 11,000/,
    );
    expect(text).toMatch(
      /A site was left out of the denominator\. \d+:00am on 20 August 2025 Trust recorder \d/,
    );
    expect(text).toContain('It was recorded late if it is about the period and was first recorded');
    expect(text).not.toContain('Recorded late: first recorded after the period was closed');
    const beyond = inWords(await page('/audit/corrections/national-epr/2025-q1?page=9999'));
    expect(beyond).toContain('withdrawn since the period was closed (1) About');
    expect(html).toMatch(/href="\/audit\/events\/\d+"/);
  });

  it('is not found where there is none, and asks for a day that can be read', async () => {
    await page('/audit/replay/national-epr/nothing', 404);
    await page('/audit/replay/National EPR/board', 404);
    await page('/audit/corrections/national-epr/2019-q1', 404);
    await page('/audit/replay/national-epr/board?knownAt=2025-07-19', 404);
    expect(inWords(await page('/audit/replay/national-epr/board?asOf=x', 400))).toContain(
      'There is a problem',
    );
  });

  it('is for auditors alone here', async () => {
    const office = await application.as('programme-office-1');
    for (const path of [
      '/audit/replay',
      '/audit/replay/national-epr/board',
      '/audit/corrections',
    ]) {
      await office.get(path).set('Accept', BROWSER).expect(403);
    }
  });
});
