import { ApplicationUnderTest, type Caller } from '../support/application.js';
import { closeTheQuarter } from '../support/closed-quarter.js';
import { recordCorrectedTrust } from '../support/corrected-trust.js';
import { inWords } from '../support/page.js';

const BROWSER = 'text/html,application/xhtml+xml,*/*;q=0.8';

/** A board finds what its programme published, and what of it was corrected since. */
describe('A published report, on the pages of its programme,', () => {
  let application: ApplicationUnderTest;
  let office: Caller;
  const clock = { now: '2024-09-12T09:00:00.000Z' };
  const programme = '/programmes/national-epr';
  const page = async (path: string, status = 200, caller = office) =>
    (await caller.get(`${programme}${path}`).set('Accept', BROWSER).expect(status)).text;

  beforeAll(async () => {
    application = await ApplicationUnderTest.start({ clock });
    office = await application.as('programme-office-1');
    const beforeTheCorrection = () => closeTheQuarter(application, office, `/api/v1${programme}`);
    const { position } = await recordCorrectedTrust(application, clock, { beforeTheCorrection });
    await office.get(`/api/v1/programmes?minPosition=${position}`).expect(200);
  });
  afterAll(() => application.stop());

  it('is listed with its period, and found from the closed period', async () => {
    const list = await page('/reports');
    expect(list).toContain(`href="${programme}/reports/board"`);
    expect(inWords(list)).toMatch(
      /Board report 1 April 2025 to 30 June 2025 30 June 2025 20 July 2025 Everything up to entry \d+ 10/,
    );
    expect(await page('/board-packs')).toContain(
      `<a href="${programme}/reports/board">Board report</a>`,
    );
    // On the way to a report and back, the day compared with is not lost.
    const compared = '?with=2025-04-30';
    for (const from of [`/board-packs${compared}`, `/reports${compared}`]) {
      expect(await page(from)).toContain(`href="${programme}/reports/board${compared}"`);
    }
  });

  it('shows each figure as published beside what is known now, and how it is worked out', async () => {
    const html = await page('/reports/board');
    const text = inWords(html);
    expect(text).toContain(
      'It was published on 20 July 2025 for the period 1 April 2025 to 30 June',
    );
    expect(text).toContain(
      '2 of its 10 figures are the same by what is known now; 5 have been restated and 3 cannot be worked out.',
    );
    expect(text).toMatch(
      /Stage of Example NHS Trust \(RXX\) Stage 1 Below stage 1 \(since 20 August 2025\) Stage of each trust/,
    );
    expect(text).toMatch(
      /Stage of RYY, which is not registered Stage 1 Not worked out: nothing is recorded about RYY/,
    );
    expect(text).toMatch(
      /“paperless” 100% Not worked out: the tracker has no formula of this name/,
    );
    expect(text).toMatch(
      /Use gap of Example NHS Trust \(RXX\) 1 point Not worked out: the tracker does not keep this version of the formula/,
    );
    expect(text).toMatch(/Coverage of the target “Trusts at stage 1” 100% \(1 of 1\)/);
    expect(html).toMatch(
      /href="\/programmes\/national-epr\/targets\/stage-1\/trusts\/explain\?asOf=2025-06-30&amp;knownAt=\d+"/,
    );
    const [, explained = ''] = /href="(\/stages\/explain[^"]*)"/.exec(html) ?? [];
    await office.get(explained.replaceAll('&amp;', '&')).set('Accept', BROWSER).expect(200);
    const before = inWords(await page('/reports/board?knownAt=2025-08-19'));
    expect(before).toMatch(/Stage of Example NHS Trust \(RXX\) Stage 1 The same/);
    expect(before).toContain(
      '6 of its 10 figures are the same by what is known now; 1 was different from the start and 3 cannot be worked out.',
    );
    // It was wrong when it was published, and nothing recorded since made it so.
    expect(before).toMatch(/Trusts below stage 1 1 trust 0 trusts \(different from the start\)/);
  });

  it('has its data beside it, and leads to the board pack of its period', async () => {
    const html = await page('/reports/board');
    const api = `/api/v1${programme}/reports/board`;
    for (const address of [api, `${api}?format=csv`, `${api}/re-performance?format=csv`]) {
      expect(html).toContain(`href="${address}"`);
      await office.get(address).expect(200);
    }
    const [, pack = ''] = /href="([^"]*)">Board pack for the same period/.exec(html) ?? [];
    const { text } = await office.get(pack.replaceAll('&amp;', '&')).expect(200);
    expect(inWords(text)).toContain('Board pack for 30 June 2025');
  });

  it('leads auditors, and nobody else, to where it is worked out again', async () => {
    const again = 'href="/audit/replay/national-epr/board"';
    expect(await page('/reports/board')).not.toContain(again);
    const auditor = await application.as('auditor-1');
    expect(await page('/reports/board', 200, auditor)).toContain(again);
  });

  it('is not found under another name or before it was published, and needs leave', async () => {
    expect(inWords(await page('/reports/another', 404))).toContain('See its published reports');
    await page('/reports/Not%20A%20Name', 404);
    await page('/reports/board?asOf=2025-07-01', 404);
    await page('/reports', 401, application.visitor());
    expect(inWords(await page('/reports?asOf=2025-07-01'))).toContain(
      'No report of this programme had been published by 1 July 2025',
    );
  });
});
