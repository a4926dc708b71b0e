import request, { type Test } from 'supertest';
import { ApplicationUnderTest, type Caller } from '../support/application.js';
import { inWords } from '../support/page.js';

const BROWSER = 'text/html,application/xhtml+xml,*/*;q=0.8';

let application: ApplicationUnderTest;
beforeAll(async () => {
  application = await ApplicationUnderTest.start({ clock: { now: '2026-11-24T09:00:00.000Z' } });
  await recordTrusts(await application.as('reference-loader-1'));
});
afterAll(() => application.stop());

const page = (path: string, cookie = ''): Test =>
  request(application.server).get(path).set('Accept', BROWSER).set('Cookie', cookie);

describe('The first page', () => {
  it('says what this is without scripts, and what public sources say', async () => {
    const { text, headers } = await page('/').expect(200).expect('content-type', /html/);
    expect(text).toContain('How well NHS trusts use their electronic patient records');
    expect(text).toContain('Stage 1, digitising health information');
    expect(text).toContain('Shares are rounded to one decimal.');
    expect(headers['content-security-policy']).toContain("default-src 'none'");
  });

  const linksIn = (html: string, to: RegExp): readonly string[] =>
    [...html.matchAll(/<a href="([^"]+)"/g)]
      .map(([, link = '']) => link.replaceAll('&amp;', '&'))
      .filter((link) => to.test(link));

  it('leads to the same coverage as data, and to its events', async () => {
    const { text } = await page('/?asOf=2026-01-01').expect(200);
    const [, below = ''] = text.split('Shares are rounded to one decimal.');
    const [csv, json] = await Promise.all(
      linksIn(below, /^\/api\/v1/).map((link) => request(application.server).get(link).expect(200)),
    );
    const [explained = ''] = linksIn(below, /explain/);
    const [eventsHref = ''] = linksIn((await page(explained).expect(200)).text, /explain\?.*[^v]$/);
    const events = await request(application.server).get(eventsHref).expect(200);
    expect(csv?.text).toContain('2024-10-01');
    const [first] = (json?.body as { coverage: Record<string, unknown>[] }).coverage;
    expect(first).toMatchObject({ inSource: { numerator: 1, denominator: 1 } });
    const { trusts } = events.body as { trusts: { code: string; events: { type: string }[] }[] };
    const own = trusts.find(({ code }) => code === 'RHQ')?.events.map(({ type }) => type);
    expect(own).toContain('EprStatusReported');
  });

  it('names the entry it includes, and looks back on request', async () => {
    const now = await page('/').expect(200);
    expect(now.text).toMatch(/Includes everything recorded up to .* \(entry \d+\)\./);
    const then = await page('/?asOf=31+July+2025&knownAt=1').expect(200);
    expect(then.text).toContain(
      'You are looking back: what was so on 31 July 2025, as it was known at entry 1.',
    );
  });

  it('says why it has no public facts: none were known yet, or none so early', async () => {
    const before = inWords((await page('/?knownAt=1').expect(200)).text);
    expect(before).toContain('The trusts of England were first recorded here at 9:00am');
    const early = inWords((await page('/?asOf=2020-01-01').expect(200)).text);
    expect(early).toContain('None of the public sources included here speaks of a day up to 1 Jan');
    for (const text of [before, early]) expect(text).not.toContain('loaded yet');
  });

  it('brings its own style sheets, and no font of others', async () => {
    const frontend = await page('/assets/nhsuk.css').expect(200).expect('content-type', /css/);
    expect(frontend.text).not.toMatch(/@font-face|url\(["']?(https?:)?\/\//);
    const { text } = await page('/assets/app.css').expect(200);
    expect(text).toContain('font-family: Arial');
    await page('/assets/other.css').expect(404);
  });
});

describe('A form that was filled in wrongly', () => {
  it.each([
    ['/', 'asOf=31-03-2026', 'asOf', 'Enter today’s date or an earlier one, like 31 July 2025'],
    ['/organisations', 'asOf=2027-01-01', 'asOf', 'Enter today’s date or an earlier one'],
    ['/organisations', 'knownAt=soon', 'knownAt', 'or the number of an entry'],
    ['/', 'knownAt=999999', 'knownAt', ', the last one: nothing is known yet of what comes later'],
    ['/organisations', 'knownAt=25+November+2026', 'knownAt', 'Enter today or an earlier day: '],
    ['/organisations/RHQ', 'knownAt=2027-01-01T00:00:00Z', 'knownAt', 'an instant that has passed'],
    ['/organisations/RHQ', 'asOf=yesterday', 'asOf', 'Enter today’s date or an earlier one'],
    ['/organisations/RHQ', 'asOf=2025-01-01&asOf=2025-01-02', 'asOf', 'Enter today’s date'],
  ])(
    'is answered by %s?%s with a summary that leads to the field',
    async (path, query, field, sentence) => {
      const { text } = await page(`${path}?${query}`).expect(400).expect('content-type', /html/);
      expect(text).toContain('<title>Error: ');
      const summary = part(text, 'nhsuk-error-summary');
      expect(summary).toContain('There is a problem');
      expect(summary).toContain(`href="#${field}"`);
      expect(summary).toContain(sentence);
      expect(text).toMatch(
        new RegExp(`<input [^>]*id="${field}"[^>]*aria-describedby="[^"]*${field}-error`),
      );
      expect(text).not.toContain('class="app-freshness"');
    },
  );

  it('keeps what was typed, as text', async () => {
    const { text } = await page('/organisations?asOf=%22%3E%3Cscript%3E').expect(400);
    expect(text).toContain('value="&quot;&gt;&lt;script&gt;"');
    expect(text).not.toContain('"><script>');
  });
});

describe('The list of trusts', () => {
  it.each([
    ['sheff hosp', ['RHQ']],
    ['rhq', ['RHQ']],
    ['effield', []],
    ['', ['RHQ']],
  ])('is searched by names and codes: %j', async (name, codes) => {
    const { text } = await page(`/organisations?${new URLSearchParams({ name }).toString()}`);
    expect(
      [...text.matchAll(/<th scope="row"[^>]*><a href="\/organisations\/(\w+)/g)].map(
        ([, code]) => code,
      ),
    ).toEqual(codes);
    const [, link = ''] = /<a href="(\/api\/v1\/organisations[^"]*)">JSON/.exec(text) ?? [];
    const data = await request(application.server).get(link.replaceAll('&amp;', '&')).expect(200);
    const { organisations } = data.body as { organisations: readonly { code: string }[] };
    expect(organisations.map(({ code }) => code)).toEqual(codes);
  });

  it('knows no other programme than the API does', async () => {
    const { text } = await page('/organisations?programme=x').expect(400);
    expect(text).toContain('Enter one of: england, demonstration');
  });
});

describe('The page of a trust', () => {
  it('says what its record was found to be and what went live since, with days and sources', async () => {
    const { text } = await page('/organisations/RHQ').expect(200);
    const said = inWords(row(text, 'Electronic patient record (EPR)'));
    expect(said).toContain(
      'Went live with Oracle Health (Cerner) on 14 July 2025. Source: sheffieldtribune.co.uk, published 2025',
    );
    expect(said).toContain('Has an EPR, by Dedalus, as at 1 October 2024. Source: NHS England');
  });

  it('names its care board, with a way there and back', async () => {
    const { text } = await page('/organisations/RHQ?asOf=2026-01-01').expect(200);
    expect(row(text, 'Integrated care board (ICB)')).toContain(
      '<a href="/organisations/QF7?asOf=2026-01-01">NHS South Yorkshire (QF7)</a>',
    );
    const board = await page('/organisations/QF7').expect(200);
    expect(inWords(row(board.text, 'Type'))).toBe('Integrated care board');
    expect(board.text).toContain(
      '<a href="/organisations/RHQ">Sheffield Teaching Hospitals</a> (RHQ)',
    );
  });

  it('of the past names its successor, by name and with a link', async () => {
    const { text } = await page('/organisations/RXO').expect(200);
    expect(inWords(row(text, 'Status'))).toBe('Closed: its last day was 31 March 2026');
    expect(row(text, 'Succeeded by')).toContain(
      '<a href="/organisations/RHQ">Sheffield Teaching Hospitals (RHQ)</a>',
    );
  });

  it.each(['RHQ', 'RXO'])('shows visitors of %s what the API shows them', async (code) => {
    const { text } = await page(`/organisations/${code}`).expect(200);
    const [, timeline = ''] = text.split('What is recorded</caption>');
    const api = await request(application.server)
      .get(`/api/v1/organisations/${code}/timeline`)
      .expect(200);
    const { denominator } = api.body as { denominator: number };
    expect(timeline.match(/<th scope="row"/g)).toHaveLength(denominator);
    expect(timeline.includes('EPR “rxo-paper-chase” replaced by ')).toBe(code === 'RXO');
  });

  it('writes every day in one form', async () => {
    for (const path of ['/', '/organisations', '/organisations/RHQ', '/organisations/RXO']) {
      const { text } = await page(path).expect(200);
      expect(inWords(text).match(/\d{4}-\d{2}-\d{2}/g)).toBeNull();
    }
  });

  it('of a trust that has not reported says that its gap cannot be told', async () => {
    const auditor = await application.as('auditor-1');
    const { text } = await auditor
      .get('/organisations/RXO?asOf=2025-01-01')
      .set('Accept', BROWSER)
      .expect(200);
    expect(inWords(text)).toContain('Optimisation gap Not reported: the gap is not known.');
  });

  it('shows capabilities by their names to those who may read them', async () => {
    const recorder = await application.as('trust-recorder-1', 'RHQ');
    const { headers } = await recorder
      .post('/api/v1/organisations/RHQ/adoption-measurements', {
        capability: 'C103',
        numerator: 410,
        denominator: 500,
        from: '2026-10-01',
        to: '2026-10-31',
        method: 'count',
        source: { name: 'Monthly return' },
      })
      .expect(201);
    await recorder
      .get(`/api/v1/organisations/RHQ?minPosition=${String(headers['log-position'])}`)
      .expect(200);
    const { text } = await recorder.get('/organisations/RHQ').set('Accept', BROWSER).expect(200);
    expect(text).toContain('Use of Electronic observations (C103): 410 of 500');
    expect(text).toContain('Clinical noting replaces paper notes (C102)');
    const missing = text.slice(text.indexOf('What is missing for'));
    expect(inWords(missing)).toContain(
      'C102) Use and installation not known Not known needs 80.0%',
    );
    expect(text).toContain('Shares are never rounded up.');
    expect(text).toContain('Points are rounded to one decimal so that the parts add up to 100.');
    expect(text.match(/<table/g)).toHaveLength(5);
    expectNamedTables(text);
    expect(inWords(text)).toContain(
      'the parts add up to 100. This gap as data (CSV), JSON. How this is worked out',
    );
    for (const picture of text.match(/<svg[^>]*app-chart[^>]*/g) ?? []) {
      const [title, description] =
        /aria-labelledby="([\w-]+) ([\w-]+)"/.exec(picture)?.slice(1) ?? [];
      expect(text).toContain(`<title id="${String(title)}">`);
      expect(text).toContain(`<desc id="${String(description)}">`);
    }
    expect(text.match(/<svg[^>]*app-chart--(wide|narrow)/g)).toHaveLength(4);
  });

  it('that is not there says so in plain words, with a way out', async () => {
    const { text } = await page('/organisations/ZZZ99').expect(404).expect('content-type', /html/);
    expect(text).toContain('<h1 class="nhsuk-heading-xl">Page not found</h1>');
    expect(text).toContain('No organisation with the code ZZZ99 is known.');
    expect(text).toContain('href="/organisations"');
  });

  it('that was not there yet on a day says that', async () => {
    const { text } = await page('/organisations/RHQ?asOf=1999-12-31').expect(404);
    expect(text).toContain(
      'Sheffield Teaching Hospitals (RHQ) was not registered on 31 December 1999',
    );
  });

  it('of which nothing was recorded yet says since when, and how to look back', async () => {
    const { text } = await page('/organisations/RHQ?knownAt=1').expect(404);
    expect(inWords(text)).toMatch(
      /Sheffield Teaching Hospitals \(RHQ\) was first recorded here at 9:00am on 24 November 2026 \(entry 3\), after the moment you chose\. .* enter it under “Date to show”/,
    );
    expect(text).toContain('href="/organisations/RHQ?asOf=2026-11-24"');
    const list = await page('/organisations?knownAt=1').expect(200);
    expect(inWords(list.text)).toContain(
      'The trusts of England were first recorded here at 9:00am',
    );
    const now = await page('/organisations').expect(200);
    expect(now.text).not.toContain('first recorded here');
  });

  it('that is not there is a problem for machines', async () => {
    await request(application.server)
      .get('/organisations/ZZZ99')
      .expect(404)
      .expect('content-type', /problem\+json/);
  });
});

describe('Signing in', () => {
  it('begins on any page, and leads back to it', async () => {
    const { text } = await page('/organisations/RHQ?asOf=2026-01-01').expect(200);
    const href =
      /href="(\/sign-in\?[^"]*)">Sign in/.exec(text)?.[1]?.replaceAll('&amp;', '&') ?? '';
    expect(href).toBe('/sign-in?return=%2Forganisations%2FRHQ%3FasOf%3D2026-01-01');
    const form = await openForm(href);
    expect(form.text).toContain('Trust recorder 1');
    expect(form.text).toContain('Operator 2');
    expect(form.text).toMatch(/id="organisation"[^>]*value="RHQ"/);

    const answer = await form
      .send({ person: 'trust-recorder-1', organisation: 'RHQ', return: form.back })
      .expect(303);
    expect(answer.headers['location']).toBe('/organisations/RHQ?asOf=2026-01-01');
    const [cookie = ''] = cookiesOf(answer);
    expect(cookie).toMatch(/^tracker-session=[^;]+; Path=\/; HttpOnly; SameSite=Strict;/);
    const signedIn = await page('/organisations/RHQ', cookie.split(';')[0]).expect(200);
    expect(inWords(signedIn.text)).toContain(
      'Signed in as trust recorder 1, for Sheffield Teaching Hospitals (RHQ)',
    );
    expect(inWords(signedIn.text)).toContain('Declared by the trust');
  });

  it.each([
    [{}, 'Select somebody to sign in as', 'person'],
    [{ person: 'king-1' }, 'Select somebody to sign in as', 'person'],
    [{ person: 'trust-recorder-1' }, 'Enter the ODS code of the trust to act for', 'organisation'],
    [
      { person: 'auditor-1', organisation: 'ZZZ99' },
      'Enter an ODS code that exists',
      'organisation',
    ],
    [
      { person: 'trust-recorder-1', organisation: 'QF7' },
      'NHS South Yorkshire (QF7) is not a trust',
      'organisation',
    ],
  ])('with %j says what to mend', async (typed, sentence, field) => {
    const form = await openForm('/sign-in');
    const answer = await form.send(typed).expect(400);
    expect(answer.text).toContain('<title>Error: Sign in');
    expect(part(answer.text, 'nhsuk-error-summary')).toContain(`href="#${field}"`);
    expect(answer.text).toContain(sentence);
    expect(answer.text).toContain(`id="${field}"`);
    expect(cookiesOf(answer).join()).not.toContain('tracker-session');
  });

  it.each([
    ['/organisations/ZZZ99', ''],
    ['/organisations/RHQ', 'RHQ'],
    ['/organisations/QF7?asOf=2026-01-01', 'QF7'],
  ])('from %s suggests the organisation %j', async (back, code) => {
    const { text } = await page(`/sign-in?${new URLSearchParams({ return: back }).toString()}`);
    const field = /<input[^>]*id="organisation"[^>]*>/.exec(text)?.[0] ?? '';
    expect(/ value="([^"]*)"/.exec(field)?.[1] ?? '').toBe(code);
  });

  it.each([
    '//evil.example',
    'https://evil.example/',
    '/\\evil.example',
    '/.//evil.example',
    '//[',
    '/sign-out',
    'x',
    '/a\tb',
  ])('never leads to %j', async (back) => {
    const form = await openForm('/sign-in');
    const answer = await form.send({ person: 'auditor-1', return: back }).expect(303);
    expect(answer.headers['location']).toBe('/');
  });

  it('is refused without the secret of the form, and from another site', async () => {
    const typed = { person: 'auditor-1', return: '/' };
    const post = () => request(application.server).post('/sign-in').type('form');
    const bare = await post().send(typed).expect(403);
    expect(bare.text).toContain('had been open for too long');
    const one = await openForm('/sign-in');
    const other = await openForm('/sign-in');
    await one.send({ ...typed, token: other.token }).expect(403);
    await one.send(typed).set('Sec-Fetch-Site', 'cross-site').expect(403);
    await post()
      .set('Cookie', one.cookie)
      .set('Origin', 'https://evil.example')
      .send({ ...typed, token: one.token })
      .expect(403);
    const refused = await one.send(typed).set('Sec-Fetch-Site', 'same-site').expect(403);
    expect(cookiesOf(refused).join()).not.toContain('tracker-session');
  });

  it('ends by a button in the head of every page, for good', async () => {
    const form = await openForm('/sign-in');
    const answer = await form.send({ person: 'auditor-2', return: '/' }).expect(303);
    const session = cookiesOf(answer)[0]?.split(';')[0] ?? '';
    const cookies = `${session}; ${form.cookie}`;
    const { text } = await page('/organisations', cookies).expect(200);
    expect(inWords(text)).toContain('Signed in as auditor 2, for NHS England (X26)');
    const signOut = (token: string) =>
      request(application.server)
        .post('/sign-out')
        .set('Cookie', cookies)
        .set('Accept', BROWSER)
        .type('form')
        .send({ token });
    await signOut('').expect(403);
    expect((await page('/', cookies)).text).toContain('Sign out');
    await signOut(tokenIn(text)).expect(303).expect('location', '/');
    expect((await page('/', cookies)).text).not.toContain('Sign out');
  });

  it('stays what it was for machines at the same address', async () => {
    const { body } = (await request(application.server).get('/sign-in').expect(200)) as {
      body: { people: unknown[] };
    };
    expect(body.people).toHaveLength(18);
  });
});

describe('A server without a sign-in for people', () => {
  let other: ApplicationUnderTest;
  beforeAll(async () => {
    other = await ApplicationUnderTest.start({ environment: { SIGN_IN: 'tokens' } });
  });
  afterAll(() => other.stop());

  it('says on its first page that nothing was loaded', async () => {
    const { text } = await request(other.server).get('/').set('Accept', BROWSER).expect(200);
    expect(text).toContain('No public facts have been loaded yet.');
  });

  it('offers none, neither by form nor by link', async () => {
    const get = (path: string) => request(other.server).get(path).set('Accept', BROWSER);
    expect((await get('/').expect(200)).text).not.toContain('/sign-in');
    const { text } = await get('/sign-in').expect(403);
    expect(text).toContain('This server knows no sign-in for people');
    expect(text).not.toContain('<form');
    await request(other.server)
      .post('/sign-in')
      .type('form')
      .send({ person: 'auditor-1' })
      .expect(403);
  });
});

describe('Every page', () => {
  const addresses = [
    '/',
    '/?asOf=x',
    '/organisations',
    '/organisations?asOf=x',
    '/organisations/RHQ',
    '/organisations/QF7',
    '/organisations/RXO',
    '/organisations/ZZZ99',
    '/nowhere',
    '/sign-in',
  ];

  it.each(addresses)(
    '%s has one heading, its landmarks and a way past its head',
    async (address) => {
      const { text } = await page(address);
      expect(text.match(/<h1[ >]/g)).toHaveLength(1);
      expect(text).toContain('<html lang="en-GB"');
      for (const landmark of ['header', 'main', 'footer']) {
        expect(text.match(new RegExp(`<${landmark}[ >]`, 'g'))).toHaveLength(1);
      }
      const skip =
        /class="nhsuk-skip-link"[^>]*href="#([\w-]+)"|href="#([\w-]+)"[^>]*class="nhsuk-skip-link"/.exec(
          text,
        );
      expect(text).toContain(`id="${skip?.[1] ?? skip?.[2] ?? 'no skip link'}"`);
      expect(/<title>([^<]*)<\/title>/.exec(text)?.[1]).toMatch(/ – Benefits realisation tracker$/);
    },
  );

  it.each(addresses)(
    '%s names its tables, their headers, its fields and its pictures',
    async (address) => {
      const { text } = await page(address);
      expectNamedTables(text);
      for (const field of text.match(/<(?:input|select)(?![^>]*type="hidden")[^>]*>/g) ?? []) {
        const id = / id="([^"]+)"/.exec(field)?.[1] ?? 'without an id';
        expect(text).toContain(`for="${id}"`);
      }
      const ids = [...text.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
      expect(ids).toEqual([...new Set(ids)]);
    },
  );

  it.each(addresses)('%s ends its sentences and hints with a full stop', async (address) => {
    const { text } = await page(address);
    const figures = /<figcaption>[\s\S]*?<\/figcaption>/g;
    const running = [
      /<p(?: [^>]*)?>([\s\S]*?)<\/p>/g,
      /<div class="nhsuk-hint[^>]*>([^<]*)<\/div>/g,
    ]
      .flatMap((each) => [...text.replace(figures, '').matchAll(each)])
      .map(([, inner = '']) => inner.trim())
      // What goes on from its label, or names a value, is no sentence; nor is what a link says for itself.
      .filter((each) => /^[A-Z]/.test(each) && !each.startsWith('Reference: '));
    expect(running).not.toEqual([]);
    expect(running.filter((each) => !/[.?:]$|<\/a>$/.test(each))).toEqual([]);
  });
});

function expectNamedTables(text: string): void {
  for (const table of text.match(/<table[\s\S]*?<\/table>/g) ?? []) {
    expect(table).toContain('<caption');
    for (const header of table.match(/<th[ >][^>]*>/g) ?? []) expect(header).toContain('scope="');
    expect(table).not.toMatch(/<td[^>]*>\s*<\/td>/);
  }
}

async function recordTrusts(loader: Caller): Promise<void> {
  const source = { name: 'Organisation Data Service' };
  const say = async (path: string, body: object) => {
    const { headers } = await loader.post(`/api/v1/organisations/${path}`, body).expect(201);
    return String(headers['log-position']);
  };
  const trust = {
    kind: 'trust',
    trustType: 'Acute',
    icb: 'QF7',
    effectiveOn: '2001-04-01',
    source,
  };
  await say('QF7/registrations', {
    kind: 'icb',
    name: 'NHS South Yorkshire',
    effectiveOn: '2000-07-01',
    source,
  });
  await say('RHQ/registrations', { ...trust, name: 'Sheffield Teaching Hospitals' });
  await say('RXO/registrations', { ...trust, name: 'Example Old Trust' });
  await say('RXO/closures', { lastDay: '2026-03-31', source });
  await say('RXO/successions', {
    successor: 'RHQ',
    succession: 'acquisition',
    effectiveOn: '2026-04-01',
    source,
  });
  await say('RHQ/epr-status', {
    hasEpr: true,
    supplier: 'Dedalus',
    effectiveOn: '2024-10-01',
    source: { name: 'NHS England' },
  });
  await say('RXO/replacements', {
    fromInstance: 'rxo-paper-chase',
    toInstance: 'rxo-oracle',
    effectiveOn: '2020-05-01',
    source: { name: 'Example News', url: 'https://news.example/rxo', publishedOn: '2020-05-02' },
  });
  const position = await say('RHQ/go-lives', {
    instance: 'rhq-oracle',
    supplier: 'Oracle Health (Cerner)',
    effectiveOn: '2025-07-14',
    source: { name: 'sheffieldtribune.co.uk', publishedOn: '2025' },
  });
  await loader.get(`/api/v1/organisations/RHQ?minPosition=${position}`).expect(200);
}

/** The sign-in form as a browser holds it. */
async function openForm(path: string) {
  const opened = await page(path).expect(200);
  const cookie = cookiesOf(opened)[0]?.split(';')[0] ?? '';
  const token = tokenIn(opened.text);
  return {
    text: opened.text,
    cookie,
    token,
    back: /name="return" value="([^"]*)"/.exec(opened.text)?.[1]?.replaceAll('&amp;', '&') ?? '',
    send: (typed: object): Test =>
      request(application.server)
        .post('/sign-in')
        .set('Accept', BROWSER)
        .set('Cookie', cookie)
        .set('Sec-Fetch-Site', 'same-origin')
        .type('form')
        .send({ token, ...typed }),
  };
}

const tokenIn = (text: string): string => /name="token" value="([\w-]+)"/.exec(text)?.[1] ?? '';

const cookiesOf = ({ headers }: Readonly<{ headers: Record<string, unknown> }>): string[] =>
  (headers['set-cookie'] as string[] | undefined) ?? [];

/** The value of a line of the summary list. */
const row = (text: string, key: string): string =>
  text.split(`>${key}</dt>`)[1]?.split('</dd>')[0] ?? '';

const part = (text: string, className: string): string =>
  text.split(`class="${className}"`)[1]?.split('</ul>')[0] ?? '';
