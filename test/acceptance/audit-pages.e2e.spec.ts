import { ApplicationUnderTest, type Caller } from '../support/application.js';
import { recordCorrectedTrust } from '../support/corrected-trust.js';
import { inWords } from '../support/page.js';

const BROWSER = 'text/html,application/xhtml+xml,*/*;q=0.8';

/** An auditor retraces one trust and one correction by pages alone. */
describe('The pages of an auditor', () => {
  let application: ApplicationUnderTest;
  let auditor: Caller;
  const clock = { now: '2024-09-12T09:00:00.000Z' };
  const page = async (path: string, status = 200) =>
    (await auditor.get(path).set('Accept', BROWSER).expect(status)).text;

  beforeAll(async () => {
    application = await ApplicationUnderTest.start({ clock });
    const { position } = await recordCorrectedTrust(application, clock);
    auditor = await application.as('auditor-1');
    await auditor.get(`/api/v1/events?minPosition=${position}`).expect(200);
  });
  afterAll(() => application.stop());

  it('begin where nothing can be recorded', async () => {
    const text = await page('/audit');
    expect(inWords(text)).toContain('Nothing on these pages can record or change anything');
    expect(inWords(text)).toContain('choose a trust, then “Look at another day”');
    expect(inWords(text)).toContain('acted for the organisation named in the same row');
    expect(inWords(await page('/organisations/RXX'))).toContain('Look at another day');
  });

  it('have no way to change anything, wherever their links lead', async () => {
    const seen = new Set(['/audit']);
    const writing: string[] = [];
    for (const path of seen) {
      const html = await page(path);
      // The one form that is sent is that of signing out, in the head of every page.
      const sent = [...html.matchAll(/<form[^>]*method="post"[^>]*>/g)].map(([form]) => form);
      if (sent.length !== 1 || sent[0]?.includes('action="/sign-out"') !== true) writing.push(path);
      for (const href of linksIn(html)) if (href.startsWith('/audit')) seen.add(href);
    }
    expect(writing).toEqual([]);
    expect([...seen].filter((path) => path.startsWith('/audit/events/')).length).toBeGreaterThan(5);
    expect([...seen].filter((path) => path.includes('?revision=')).length).toBeGreaterThan(5);
  });

  it('find a correction by what happened, and show what it changed', async () => {
    const text = inWords(await page(await correction()));
    expect(text).toContain('What it changed');
    expect(text).toMatch(/denominator 10000 11000/);
    expect(text).toContain('reason A site was left out of the denominator.');
    expect(text).toMatch(/actor trust-recorder-1/);
    expect(text).toContain('It states what was so on 30 June 2025.');
    expect(text).toMatch(
      /What it says Use of Electronic .* \(C105\): 8,400 of 11,000, for June 2025 Fields as/,
    );
    expect(text).toMatch(
      /the fact was first stated Entry \d+: Use measured, Use of .* \(C105\), Example NHS Trust \(RXX\)/,
    );
  });

  it('name an entry by its id and its exact instant, as the API does', async () => {
    const { text: listed } = await auditor.get('/api/v1/events?type=FactCorrected').expect(200);
    const { entries } = JSON.parse(listed) as { entries: Record<string, string>[] };
    const text = inWords(await page(await correction()));
    expect(text).toContain(`eventId ${entries[0]?.['eventId'] ?? '-'}`);
    expect(text).toContain(`recordedAt ${entries[0]?.['recordedAt'] ?? '-'}`);
    expect(text).toContain(`position ${entries[0]?.['position'] ?? '-'}`);
  });

  it('name at the first statement what has mended it since', async () => {
    const list = await page('/audit/events?type=AdoptionMeasured');
    const texts = await Promise.all(entriesIn(list).map((path) => page(path)));
    const mended = texts.filter((text) =>
      /Corrections and withdrawals since Entry \d+: Entry corrected/.test(inWords(text)),
    );
    expect(mended).toHaveLength(1);
  });

  it('step through a record, and show it as it stood at each step', async () => {
    const stream = '/audit/streams/adoption-RXX-C105';
    const first = inWords(await page(`${stream}?revision=0`));
    expect(first).toContain('As it stood after step 1 of 4');
    expect(first).toContain('It stated a new fact');
    expect(first).not.toContain('8400');
    const corrected = inWords(await page(`${stream}?revision=2`));
    expect(corrected).toMatch(/What this step changed .*denominator 10000 11000/);
    expect(corrected).toContain('Use measured, corrected');
    expect(await page(stream)).not.toContain('Next step');
  });

  it('jump to a day, keep what was asked on the way to older entries, and say what is wrong', async () => {
    expect(inWords(await page('/audit/events'))).toContain('Entry corrected Use of');
    const then = inWords(await page('/audit/events?until=31+July+2025'));
    expect(then).not.toContain('Entry corrected Use of');
    expect(then).toMatch(/recorded up to .* July 2025/);
    const data = /href="(\/api\/v1\/events[^"]*?)&amp;format=csv"/.exec(
      await page('/audit/events?until=31+July+2025'),
    )?.[1];
    expect(data).toBe('/api/v1/events?knownAt=2025-07-31');
    const text = await page('/audit/events?role=trust-recorder');
    expect(inWords(text)).not.toContain('Reference loader of');
    const wrong = await page('/audit/events?until=31+February+2025', 400);
    expect(wrong).toMatch(/id="until-error"[\s\S]*?one, like 31 July 2025/);
    expect(inWords(await page('/audit/events?organisation=%2F', 400))).toContain(
      'Enter an ODS code that exists, like RXX',
    );
  });

  it('say of each entry what it states and of when, and why it corrects another', async () => {
    const text = inWords(await page('/audit/events?type=FactCorrected'));
    expect(text).toMatch(
      /Entry corrected Use of Electronic prescribing and administration \(ePMA\) \(C105\): 8,400 of 11,000, for June 2025 Reason: \S/,
    );
  });

  it('find what is about a day, however late it was recorded, and jump to an entry', async () => {
    const list = await page('/audit/events?effectiveFrom=1+June+2025&effectiveTo=30+June+2025');
    expect(inWords(list)).toContain('8,400 of 11,000, for June 2025');
    expect(inWords(list)).not.toContain('for March 2025');
    expect(list).toContain('effectiveFrom=2025-06-01&amp;effectiveTo=2025-06-30');
    const early = inWords(await page('/audit/events?until=8'));
    expect(early).toContain('(entry 8)');
    expect(early).not.toContain('for June 2025');
    const turned = await page('/audit/events?effectiveFrom=2025-06-30&effectiveTo=2025-06-01', 400);
    expect(inWords(turned)).toContain('The last day must be on or after the first');
    const wrong = await page('/audit/events?effectiveFrom=31+February+2025', 400);
    expect(inWords(wrong)).toContain('Enter a real date, like 31 July 2025');
  });

  it('tell by the API which day each entry is about', async () => {
    const asked = '/api/v1/events?effectiveFrom=2025-06-01&effectiveTo=2025-06-30';
    const { entries } = JSON.parse((await auditor.get(asked).expect(200)).text) as {
      entries: Readonly<{ type: string; effective: Readonly<Record<string, string>> | null }>[];
    };
    expect(entries.map(({ type }) => type)).toContain('FactCorrected');
    for (const { effective } of entries) {
      expect(effective).toMatchObject({ earliest: '2025-06-30', latest: '2025-06-30' });
    }
    const { text } = await auditor.get('/api/v1/events?effectiveFrom=June').expect(400);
    expect(JSON.parse(text)).toMatchObject({
      errors: [{ pointer: '?effectiveFrom', code: 'not-a-day' }],
    });
  });

  it.each([
    ['effectiveFrom=2025-06-30&effectiveTo=2025-06-01', 'effectiveTo', 'day must be on or after'],
    [
      'recordedFrom=2025-06-01T09:00:00.5Z&recordedTo=2025-06-01T10:00:00%2B01:00',
      ...['recordedTo', 'instant must be at or after'],
    ],
  ])('refuse by the API as by the page what ends before it begins: %s', async (turned, at, why) => {
    const { text } = await auditor.get(`/api/v1/events?${turned}`).expect(400);
    const message = `The last ${why} the first`;
    expect(JSON.parse(text)).toMatchObject({
      errors: [{ pointer: `?${at}`, code: 'ends-before-start', message }],
    });
  });

  it('take a span of one day, and of one instant', async () => {
    for (const span of [
      'effectiveFrom=2025-06-30&effectiveTo=2025-06-30',
      'recordedFrom=2025-06-01T09:00:00Z&recordedTo=2025-06-01T10:00:00%2B01:00',
    ]) {
      await auditor.get(`/api/v1/events?${span}`).expect(200);
    }
  });

  it('lead from each of the sixteen questions to a page that is there', async () => {
    const text = await page('/audit');
    const list = /<ol class="nhsuk-list nhsuk-list--number">[\s\S]*?<\/ol>/.exec(text)?.[0] ?? '';
    expect(list.match(/<li>/g)).toHaveLength(16);
    for (const [, item = ''] of list.matchAll(/<li>([\s\S]*?)<\/li>/g)) {
      const question = /<strong>(.*?)<\/strong>/.exec(item)?.[1] ?? '';
      for (const [, link = ''] of item.matchAll(/href="([^"]+)"/g)) {
        const href = link.replaceAll('&amp;', '&');
        const answer = await page(href);
        // A type of event that nobody knows would be overlooked, and all entries listed.
        const type = /[?&]type=(\w+)/.exec(href)?.[1];
        if (type === undefined) continue;
        expect(answer).toContain(`<option value="${type}" selected>`);
        expect(answer).toContain(`<p class="nhsuk-lede-text">${question}</p>`);
      }
    }
  });

  it('say at the top of a list of entries which question it answers, and its newest answer', async () => {
    const corrected = await page('/audit/events?type=FactCorrected&question=12');
    const text = inWords(corrected);
    expect(text).toContain('Was a figure restated, and what was the effect? The page of each');
    expect(text).toMatch(
      /The newest answer is entry \d+, about Example NHS Trust \(RXX\): Use of Electronic prescribing/,
    );
    expect(text).toContain('The entries that were asked for, newest first.');
    expect(inWords(await page('/audit/events?type=BenefitApproved&question=16'))).toContain(
      'Nothing of this kind is recorded.',
    );
    // A question is not that of other entries.
    const others = inWords(await page('/audit/events?type=FactCorrected&question=16'));
    expect(others).not.toContain('The newest answer');
  });

  it.each([
    'before=8',
    'until=31+July+2024',
    'organisation=RXX',
    'role=trust-recorder',
    'effectiveTo=30+June+2025',
  ])('call no entry the newest answer on a list that shows a part of them: %s', async (part) => {
    const text = inWords(await page(`/audit/events?type=FactCorrected&question=12&${part}`));
    expect(text).toContain('Was a figure restated, and what was the effect?');
    expect(text).not.toContain('The newest answer');
    expect(text).not.toContain('Nothing of this kind');
  });

  it('do not say that nothing is recorded where the question cannot be read', async () => {
    const list = '/audit/events?type=FactCorrected&question=12&until=31+February+2025';
    const text = inWords(await page(list, 400));
    expect(text).toContain('Was a figure restated, and what was the effect?');
    expect(text).not.toContain('Nothing of this kind');
  });

  it('hold entries against the store, and say what that does not prove', async () => {
    const text = inWords(await page('/audit/integrity'));
    expect(text).toContain('No entry that we checked has changed.');
    expect(text).toMatch(/All \d+ entries were read from the store/);
    expect(text).toContain('What this does not prove');
  });

  it('draw the same sample for the same words', async () => {
    const path = '/audit/sample?seed=Q1&size=3&knownAt=8';
    const [one, other] = [await page(path), await page(path)];
    expect(entriesIn(one)).toHaveLength(3);
    expect(entriesIn(other)).toEqual(entriesIn(one));
    const { text } = await auditor
      .get('/api/v1/events/sample?seed=Q1&size=3&knownAt=8&format=csv')
      .expect(200);
    const drawn = text.trim().split('\r\n').slice(1);
    expect(drawn.map((line) => `/audit/events/${line.split(',')[0] ?? ''}`)).toEqual(
      entriesIn(one),
    );
    expect(inWords(await page('/audit/sample?seed=Q1&size=0', 400))).toContain(
      'Enter how many entries, from 1 to 1,000',
    );
    const without = inWords(await page('/audit/sample?seed=&size=3&knownAt=', 400));
    expect(without.split('Enter your seed phrase')).toHaveLength(3);
    expect(inWords(await page('/audit/sample'))).not.toContain('Enter your seed phrase');
  });

  it('say so where there is no such entry or record', async () => {
    expect(inWords(await page('/audit/events/999999', 404))).toContain('There is no entry 999999');
    await page('/audit/events/first', 404);
    await page('/audit/streams/adoption-RXX-C999', 404);
    await page('/audit/streams/adoption-RXX-C105?revision=99', 404);
  });

  it('are for auditors alone', async () => {
    const recorder = await application.as('trust-recorder-1', 'RXX');
    for (const path of ['/audit', '/audit/events', '/audit/events/1', '/audit/sample']) {
      await recorder.get(path).set('Accept', BROWSER).expect(403);
      await application.visitor().get(path).set('Accept', BROWSER).expect(401);
    }
  });

  const correction = async () =>
    entriesIn(await page('/audit/events?type=FactCorrected'))[0] ?? 'none';
});

/** Where the links of a page lead, within this server. */
const linksIn = (html: string): readonly string[] =>
  [...html.matchAll(/href="(\/[^"#]*)/g)].map(([, href = '']) => href.replaceAll('&amp;', '&'));

/** Addresses of the entries that a table lists. */
const entriesIn = (html: string): readonly string[] =>
  [...html.matchAll(/scope="row"[^>]*><a href="(\/audit\/events\/\d+)"/g)].map(
    ([, path]) => path ?? '',
  );
