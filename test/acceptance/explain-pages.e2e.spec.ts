import { ApplicationUnderTest, type Caller } from '../support/application.js';
import { recordCorrectedTrust } from '../support/corrected-trust.js';
import { inWords } from '../support/page.js';
import { registerTrusts } from '../support/registered-trusts.js';

const BROWSER = 'text/html,application/xhtml+xml,*/*;q=0.8';

/** From a figure on a page to its formula, its inputs and each event behind it. */
describe('How a figure is worked out, on a page,', () => {
  let application: ApplicationUnderTest;
  let recorder: Caller;
  let auditor: Caller;
  const clock = { now: '2024-09-12T09:00:00.000Z' };
  const page = async (caller: Caller, path: string, status = 200) =>
    (await caller.get(path).set('Accept', BROWSER).expect(status)).text;

  beforeAll(async () => {
    application = await ApplicationUnderTest.start({ clock });
    const { position } = await recordCorrectedTrust(application, clock);
    recorder = await application.as('trust-recorder-1', 'RXX');
    auditor = await application.as('auditor-1');
    await registerTrusts(await application.as('reference-loader-1'), ['RYY']);
    await auditor.get(`/api/v1/events?minPosition=${position}`).expect(200);
    while ((await auditor.get('/api/v1/organisations/RYY')).status !== 200);
  });
  afterAll(() => application.stop());

  it('is reached from the figures of a trust', async () => {
    const html = await page(recorder, '/organisations/RXX?asOf=2025-06-30');
    for (const figure of ['stage', 'gap', 'progression']) {
      expect(html).toContain(`href="/organisations/RXX/${figure}/explain?asOf=2025-06-30"`);
    }
  });

  it('shows the formula, the inputs of each criterion and the events of a stage', async () => {
    const text = inWords(
      await page(recorder, '/organisations/RXX/stage/explain?asOf=30+June+2025'),
    );
    expect(text).toContain('Shown by evidence: Below stage 1');
    expect(text).toContain('every criterion of it and of all stages below');
    expect(text).toMatch(/version 1 of the maturity model/i);
    expect(text).toContain('This is version 1 of the formula');
    expect(text).toMatch(/\(C105\) 1 Use short of what is needed 76.3% \(8,400.of.11,000\) 80.0%/);
    expect(text).toMatch(/8,400 of 11,000, for June 2025 Used/);
    expect(text).toMatch(
      /8,400 of 10,000, for June 2025 Left out \(corrected or withdrawn since\)/,
    );
  });

  it('sets the rows of a progression below each other on a phone, each cell with its heading', async () => {
    const html = await page(recorder, '/organisations/RXX/progression/explain');
    const [, row = ''] =
      /<table class="nhsuk-table app-stacked"[\s\S]*?<tbody([\s\S]*?)<\/tr>/.exec(html) ?? [];
    expect([...row.matchAll(/data-heading="([^"]*)"/g)].map(([, heading]) => heading)).toEqual(
      expect.arrayContaining(['To', 'Declared', 'Missing for the next stage']),
    );
  });

  it('names the corrections that took something back, and leads an auditor to each event', async () => {
    const path = '/organisations/RXX/stage/explain?asOf=2025-06-30';
    const html = await page(auditor, path);
    expect(inWords(html)).toContain(
      'The earlier version of 1 entry that was corrected or withdrawn',
    );
    const [, entry = ''] = /href="(\/audit\/events\/\d+)"/.exec(html) ?? [];
    expect(inWords(await page(auditor, entry))).toContain('What it says');
    const own = /href="(\/organisations\/RXX\/entries\/\d+)"/.exec(await page(recorder, path));
    expect(inWords(await page(recorder, own?.[1] ?? 'none'))).toContain('Source');
  });

  it('knows no more than was known at the moment asked about', async () => {
    const then = inWords(
      await page(recorder, '/organisations/RXX/stage/explain?asOf=2025-06-30&knownAt=2025-07-31'),
    );
    expect(then).toContain('84.0% (8,400');
    expect(then).not.toContain('11,000');
    expect(then).toContain('You are looking back');
  });

  it('says of a gap what is not known, and shows it by bounds', async () => {
    const text = inWords(await page(recorder, '/organisations/RXX/gap/explain'));
    expect(text).toContain('Use gap = 1 − installed × used');
    expect(text).toMatch(/The use gap .* is \d+\.\d to \d+\.\d points/);
    expect(text).toMatch(/have an input that is not known or out of date/);
    expect(text).toMatch(/\(C105\) \d+\.\d to \d+\.\d 100.0% 83.0% Not known \d/);
  });

  it('shows of many trusts the part of each, and of those that do not count why not', async () => {
    const html = await page(auditor, '/gaps/explain');
    const text = inWords(html);
    expect(text).toContain('1 of 2 trusts reports.');
    expect(text).toMatch(/Example NHS Trust \(RXX\) .*The use gap.* Yes 1 /);
    expect(text).toMatch(/Trust RYY \(RYY\) Nothing is reported, .* Yes 1 /);
    expect(html).toContain('href="/organisations/RXX/gap/explain"');
    const [, entries = ''] = /href="([^"]*organisation=RXX[^"]*)"/.exec(html) ?? [];
    const read = await auditor.get(entries.replaceAll('&amp;', '&')).expect(200);
    expect(read.text).toContain('AdoptionMeasured');
    const stages = inWords(await page(auditor, '/stages/explain'));
    expect(stages).toContain('Stages are counted and never averaged');
    expect(inWords(await page(auditor, '/money-gaps/explain'))).toContain(
      'Nothing in money was due to date.',
    );
    expect(inWords(await page(auditor, '/coverage/epr/explain'))).toContain('each public source');
  });

  it('keeps from others what is not theirs, and says so', async () => {
    const other = await application.as('trust-recorder-1', 'RYY');
    await page(other, '/organisations/RXX/gap/explain', 404);
    const text = inWords(await page(other, '/gaps/explain'));
    expect(text).toMatch(/Example NHS Trust \(RXX\) .* Not shown to your role/);
    const visitor = application.visitor();
    await page(visitor, '/organisations/RXX/gap/explain', 401);
    await page(visitor, '/gaps/explain', 401);
    await page(visitor, '/coverage/epr/explain');
  });

  it('is not found for what is no figure, and asks for a day that can be read', async () => {
    await page(recorder, '/organisations/RXX/luck/explain', 404);
    await page(recorder, '/organisations/ZZZ99/gap/explain', 404);
    await page(auditor, '/luck/explain', 404);
    await page(auditor, '/gaps/explain?programme=x', 400);
    await page(auditor, '/gaps/explain?region=%2F', 400);
    expect(inWords(await page(auditor, '/gaps/explain?asOf=x', 400))).toContain(
      'There is a problem',
    );
  });
});
