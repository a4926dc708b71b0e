import { ApplicationUnderTest, type Caller } from '../support/application.js';
import { recordAwaitedGoLives } from '../support/awaited-go-lives.js';
import { inWords } from '../support/page.js';

const BROWSER = 'text/html,application/xhtml+xml,*/*;q=0.8';

/** A board asks whether a target will be missed, by whom, why, and how well that was told before. */
describe('The targets of a programme', () => {
  let application: ApplicationUnderTest;
  let office: Caller;
  const clock = { now: '2024-01-02T09:00:00.000Z' };
  const targets = '/programmes/national-epr/targets';

  const page = async (path: string, status = 200) =>
    (await office.get(`${targets}${path}`).set('Accept', BROWSER).expect(status)).text;

  beforeAll(async () => {
    application = await ApplicationUnderTest.start({ clock });
    office = await application.as('programme-office-1');
    const position = await recordAwaitedGoLives(application, clock);
    await office
      .post('/api/v1/programmes/national-epr/forecast-judgements', {
        ...{ forecast: 'early', trust: 'RG1', missing: 0.9, effectiveOn: '2024-05-03' },
        why: 'Its supplier has two other go-lives that month',
      })
      .expect(201);
    await office.get(`/api/v1/programmes?minPosition=${position}`).expect(200);
  });
  afterAll(() => application.stop());

  it('are listed with what they ask for, where they stand, and the chance that they fall short', async () => {
    const html = await page('?asOf=2024-12-15');
    const text = inWords(html);
    expect(text).toMatch(/Trusts with an EPR 100% March 2025 16 of 19 trusts above 99% Once/);
    expect(html).toContain(`href="${targets}/coverage?asOf=2024-12-15"`);
  });

  it('say how many are likely to miss, as a fan and as exact chances, beside their own dates', async () => {
    const html = await page('/coverage?asOf=2024-12-15');
    const text = inWords(html);
    expect(text).toContain(
      'The target is 100% by March 2025: 19 of 19 trusts. A trust counts if it meets “Has one”.',
    );
    expect(text).toContain('It counts the 19 trusts of its list, ');
    expect(html).toContain(
      '/api/v1/programmes/national-epr/cohorts/trusts/members?version=1&amp;asOf=2024-12-15',
    );
    expect(text).toContain(
      'The chance that fewer than 19 trusts reach it by 31 March 2025 is above 99%.',
    );
    expect(text).toContain('By the dates that trusts state themselves, 0 of the 3 that have not');
    expect(text).toMatch(/16 to 17 of 19 trusts will likely be in time; the target is 19/);
    expect(text).toMatch(/15 December 2024 16 0 Not applicable/);
    expect(text).toMatch(/31 March 2025 Not yet Not yet 16 16 17/);
    expect(html).toContain('8 in 10 chances: ');
    expect(text).toContain('Trusts that miss it Chance 2 42% 3 58%');
  });

  it('name who is likely to miss and why, with what people judge beside it', async () => {
    const text = inWords(await page('/coverage?asOf=2024-12-15'));
    expect(text).toContain(
      'Trust RG1 (RG1) 58% Reported without an EPR on 1 January 2024. Its next go-live is stated for 28 February 2025, 1 month before the deadline.',
    );
    expect(text).toContain(
      '90%, the programme office: Its supplier has two other go-lives that month.',
    );
    expect(text).toMatch(/Trust RG2 \(RG2\) \d+% .* That date is past\. .* Not judged/);
  });

  it('show how they were moved, with sources, and how past forecasts did', async () => {
    const text = inWords(await page('/coverage?asOf=2024-12-15'));
    expect(text).toMatch(
      /1 January 2024 100% of 19 trusts September 2024 “Has one” First set Board paper/,
    );
    expect(text).toMatch(
      /1 October 2024 100% of 19 trusts March 2025 .* Changed: deadline Board paper/,
    );
    expect(text).toMatch(
      /early 1 May 2024 September 2024 0: 20%, 1: 60%, 2: 20% 1 of 2 0\.02 0\.50 0\.50 0\.51/,
    );
  });

  it('lead to how each figure is worked out: formula, each trust, and the entries that concern all', async () => {
    const html = await page('/coverage?asOf=2024-12-15');
    for (const figure of ['trusts', 'forecast', 'course']) {
      expect(html).toContain(`href="${targets}/coverage/${figure}/explain?asOf=2024-12-15"`);
    }
    const forecast = inWords(await page('/coverage/forecast/explain?asOf=2024-12-15'));
    expect(forecast).toContain(
      'How this is worked out: the chance of missing the target “Trusts with an EPR”',
    );
    expect(forecast).toContain('is above 99%.');
    expect(forecast).toContain('Chance of missing the deadline = S(');
    const more = inWords(await page('/coverage/forecast/explain?asOf=2024-12-15&after=RF9'));
    expect(more).toMatch(/Trust RG1 \(RG1\) Yes 58% Reported without an EPR .* \d+ entries of/);
    expect(forecast).toMatch(/Trust RA1 \(RA1\) No Not applicable/);
    expect(forecast).toMatch(/Entries that concern all trusts \(\d+\) .* Programme target set/);
    const standing = await page('/coverage/trusts/explain?asOf=2024-12-15');
    expect(inWords(standing)).toMatch(/Trust RA1 \(RA1\) Yes/);
    expect(standing).toMatch(/href="[^"]*after=RC2[^"]*">More trusts/);
    const later = inWords(await page('/coverage/trusts/explain?asOf=2024-12-15&after=RF9'));
    expect(later).toMatch(/Trust RG1 \(RG1\) No Reported without an EPR/);
    const course = inWords(await page('/coverage/course/explain?asOf=2024-12-15'));
    expect(course).toContain('On 15 December 2024: 16 of 19 trusts have reached it.');
  });

  it('explain no figure of a target that there is not, nor of a day that cannot be read', async () => {
    expect(inWords(await page('/another/trusts/explain', 404))).toContain('no target of this name');
    await page('/Not%20A%20Name/course/explain', 404);
    await page('/coverage/luck/explain', 404);
    expect(inWords(await page('/coverage/course/explain?asOf=x', 400))).toContain(
      'There is a problem',
    );
    await application
      .visitor()
      .get(`${targets}/coverage/trusts/explain`)
      .set('Accept', BROWSER)
      .expect(401);
  });

  it('give no chances where too few go-lives were seen, and say so', async () => {
    const html = await page('/coverage?asOf=2024-06-30');
    const text = inWords(html);
    expect(text).toContain(
      'No chance can be given yet: that takes at least 15 earlier go-lives with a planned date and a known outcome, and there are 8.',
    );
    expect(text).toContain('By what people judge of each trust, 1 to 15 will miss it.');
    expect(text).not.toContain('8 in 10 chances');
    expect(text).toMatch(/Trust RG1 \(RG1\) Not known/);
    expect(inWords(await page('?asOf=2024-06-30'))).toContain(
      'Not known: too few earlier go-lives',
    );
  });

  it('are not found under another name or before they were set, and need leave', async () => {
    expect(inWords(await page('/another', 404))).toContain('no target of this name');
    await page('/Not%20A%20Name', 404);
    await page('/coverage?asOf=2023-12-31', 404);
    expect(inWords(await page('/coverage?asOf=x', 400))).toContain('There is a problem');
    const loader = await application.as('reference-loader-1');
    await loader.get(`${targets}/coverage`).set('Accept', BROWSER).expect(403);
    await application.visitor().get(targets).set('Accept', BROWSER).expect(401);
  });
});
