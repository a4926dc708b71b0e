import { ApplicationUnderTest } from '../support/application.js';
import { day } from '../support/evidence-pages.js';
import { FormWalk } from '../support/form-walk.js';
import { recordAssessments } from '../support/assessment-pages.js';
import { registerTrusts } from '../support/registered-trusts.js';

const address = '/organisations/RXX/assessments';

/** Each instrument for itself: read, recorded by a form, put right, and a new edition beside it. */
describe('The page of assessments', () => {
  let application: ApplicationUnderTest;
  let walk: FormWalk;

  beforeAll(async () => {
    application = await ApplicationUnderTest.start({ clock: { now: '2025-11-02T09:00:00.000Z' } });
    await registerTrusts(await application.as('reference-loader-1'), ['RXX', 'RYY']);
    await recordAssessments(application);
    walk = new FormWalk(application).as('trust-recorder-1', 'RXX');
    await seen(/312 answers/);
  });
  beforeEach(() => {
    walk = new FormWalk(application).as('trust-recorder-1', 'RXX');
  });
  afterAll(() => application.stop());

  const seen = async (found: RegExp) => {
    for (;;) {
      const page = await walk.open(address);
      if (found.test(page.text)) return page;
    }
  };

  it('shows each instrument on a scale of its own, with a picture, words and a table', async () => {
    const { text, html } = await walk.open(address);
    expect(text).toContain(
      'Of 3 known, highest is smart foundations at 3.2, lowest empower people at 2.0',
    );
    expect(text).toContain('Scores on the scale 1 to 5');
    expect(text).toContain('Stage 6 of 7 is reached');
    expect(text).toContain('Scores on the scale 0 to 7');
    expect(text).toContain('The net score is 35.5 on a scale of −100 to 100');
    expect(text).toMatch(/55.5% positive, 24.5% neutral and 20.0% negative of 312 answers/);
    expect(text).toMatch(/Well led 3.1 2.8/);
    expect(text).toMatch(/Improve care Not known Not known/);
    expect(text).toContain('scored by another organisation');
    expect(html.match(/<figure>/g)).toHaveLength(3);
    expect(html.match(/role="img"/g)).toHaveLength(6);
    expect(html).toContain('/api/v1/organisations/RXX/assessments/nees?format=csv');
  });

  it('leads from each instrument to how its scores came about', async () => {
    await walk.open(address);
    const dma = await walk.follow(
      'How this is worked out: Digital Maturity Assessment (What Good Looks Like)',
    );
    expect(dma.text).toContain('6 scores, from 2 assessments.');
    expect(dma.text).toContain('nothing is worked out from it');
    expect(dma.text).toMatch(/Well led 2025 31 May 2025 3.1 The trust itself/);
    expect(dma.html).toMatch(/\/organisations\/RXX\/entries\/\d+/);
    await walk.open(address);
    const nees = await walk.follow('How this is worked out: Net EHR Experience Score (KLAS)');
    expect(nees.text).toContain('share of positive answers − the share of negative ones');
    expect(nees.text).toMatch(/28 February 2025 35.5 55.5% 20.0% 312/);
    const { text } = await walk.open(`${address}/emram/explain?asOf=2020-01-01`);
    expect(text).toContain('No assessment with it is recorded.');
    expect((await walk.open(`${address}/luck/explain`)).status).toBe(404);
    expect((await walk.open(`${address}/dma/explain?asOf=x`)).status).toBe(400);
    // Others read the scores, and not the entries behind them.
    walk.as('trust-recorder-1', 'RYY');
    expect((await walk.open(address)).text).not.toContain('How this is worked out');
    expect((await walk.open(`${address}/dma/explain`)).status).toBe(404);
  });

  it('knows on an earlier day only what had been assessed by then', async () => {
    const { text } = await walk.open(`${address}?asOf=31+March+2025`);
    expect(text).toContain('You are looking back');
    expect(text).toContain('lowest empower people at 1.9');
    expect(text).not.toContain('31 May 2025');
    expect((await walk.open(`${address}?asOf=x`)).status).toBe(400);
  });

  it('takes a new statement, says what is wrong with a score, and keeps what was typed', async () => {
    await walk.open(`${address}/new`);
    await walk.send();
    expect(walk.page.text).toContain('Select which assessment it is');
    await walk.send({ edition: 'dma-2023' });
    for (const wrong of ['three', '6']) {
      await walk.send({ 'score-well-led': wrong, 'score-improve-care': '2.5' });
      expect(walk.page.status).toBe(400);
      expect(walk.page.text.split('Well led must be a number from 1 to 5')).toHaveLength(3);
      expect(walk.page.html).toContain(`value="${wrong}"`);
      expect(walk.page.html).toContain('value="2.5"');
    }
    await walk.send({ 'score-well-led': '2.2' });
    await walk.send({ self: 'yes' });
    await walk.send(day('day', '30', 'June', '2023'));
    await walk.send({ reason: 'It was found when the archive was read.' });
    await walk.send();
    expect(walk.page.text).toContain('Assessment recorded');
    await seen(/2023, 30 June 2023/);
  });

  it('takes the answers to a survey, and tells why too few do not count', async () => {
    await walk.open(`${address}/new`);
    await walk.send({ edition: 'nees-2021' });
    await walk.send({ positive: '60', negative: '', respondents: '9' });
    expect(walk.page.text).toContain('Enter the negative share, like 55');
    await walk.send({ negative: '10' });
    await walk.send(day('day', '1', 'October', '2025'));
    expect(walk.page.text).toContain('A result counts from 10 answers on.');
  });

  it('is put right by a correction that keeps what stood before', async () => {
    await walk.open('/organisations/RXX');
    const row = walk.page.html
      .split('</tr>')
      .find(
        (each) =>
          each.includes('Digital Maturity Assessment (DMA) 2025') && each.includes('/entries/'),
      );
    const [entry = ''] = /\/organisations\/RXX\/entries\/\d+/.exec(row ?? '') ?? [];
    await walk.open(entry);
    await walk.follow('Correct this entry');
    await walk.send({ why: 'The results were published again.' });
    await walk.follow('Change: Well led');
    await walk.send({ 'score-well-led': '3.4' });
    expect(walk.page.text).toMatch(/Well led 3.1 3.4 Changed/);
    await walk.send();
    expect(walk.page.text).toContain('Entry corrected');
    await seen(/Well led 3.4/);
  });

  it('lets nobody record for another trust', async () => {
    walk.as('trust-recorder-1', 'RYY');
    expect((await walk.open(`${address}/new`)).status).toBe(403);
    walk.as();
    expect((await walk.open(address)).status).toBe(401);
    walk.as('auditor-1', 'X26');
    expect((await walk.open('/organisations/ZZZ99/assessments')).status).toBe(404);
    expect((await walk.open(address)).text).not.toContain('Record an assessment');
  });
});
