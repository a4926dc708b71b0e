/* eslint-disable @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-member-access -- supertest gives every body as any; the assertions are its types */
import { ApplicationUnderTest, type Caller } from '../support/application.js';
import { recordCorrectedTrust } from '../support/corrected-trust.js';
import { FormWalk } from '../support/form-walk.js';
import { inWords } from '../support/page.js';
import { recordBenefit } from '../support/recorded-benefit.js';

/** What a board asks before a meeting: what is known otherwise than at the last one? */
describe('Asking what changed', () => {
  let application: ApplicationUnderTest;
  let recorder: Caller;
  let position = '';
  const clock = { now: '2024-09-12T09:00:00.000Z' };

  beforeAll(async () => {
    application = await ApplicationUnderTest.start({ clock });
    ({ recorder, position } = await recordCorrectedTrust(application, clock));
  });
  afterAll(() => application.stop());

  it('tells of a correction since the last meeting, with both values and its reason', async () => {
    const { body } = await recorder
      .get(
        `/api/v1/organisations/RXX/changes?since=2025-07-31&knownAt=2025-09-01&minPosition=${position}`,
      )
      .expect(200);
    expect(body).toMatchObject({ facts: 1, counts: { corrected: 1, new: 0 }, next: null });
    expect(body.changes).toMatchObject([
      {
        change: 'corrected',
        owner: 'RXX',
        kind: 'adoption',
        subject: 'C105',
        before: { value: { numerator: 8_400, denominator: 10_000 } },
        after: { value: { numerator: 8_400, denominator: 11_000 } },
        cause: 'A site was left out of the denominator.',
        role: 'trust-recorder',
      },
    ]);
  });

  it('gives pages pinned to the entry of the first, and all of it as a file', async () => {
    const path = '/api/v1/organisations/RXX/changes';
    const first = await recorder.get(`${path}?limit=1`).expect(200);
    const next = /<([^>]+)>; rel="next"/.exec(String(first.headers['link']))?.[1] ?? '';
    const second = await recorder.get(next).expect(200);
    expect(second.body.entry).toBe(first.body.entry);
    expect(second.body.changes[0].entry).toBeLessThan(Number(first.body.changes[0].entry));
    const { text } = await recorder.get(`${path}?format=csv`).expect(200);
    const entries = text.trim().split('\r\n').slice(1);
    expect(entries.length).toBeGreaterThanOrEqual(Number(first.body.facts));
  });

  it('is shown on a page, with both values in words and why', async () => {
    const { text } = await recorder
      .get('/organisations/RXX/changes?since=31+July+2025&knownAt=1+September+2025')
      .set('Accept', 'text/html')
      .expect(200);
    const said = inWords(text);
    expect(said).toContain('Since the end of 31 July 2025: 1 corrected.');
    expect(said).toMatch(
      /8,400 of 11,000, for June 2025 Corrected .*8,400 of 10,000, for June 2025/,
    );
    expect(said).toMatch(/on 20 August 2025 by a trust recorder These/);
    expect(text).toMatch(/href="\/organisations\/RXX\/entries\/\d+"/);
    expect(said).toContain('A site was left out of the denominator.');
    const wrong = await recorder
      .get('/organisations/RXX/changes?since=1+September+2025&knownAt=31+July+2025')
      .set('Accept', 'text/html')
      .expect(400);
    expect(inWords(wrong.text)).toContain('“Compare with” must be before');
  });

  it('names what was recorded and withdrawn in between', async () => {
    const trust = '/api/v1/organisations/RXX/stage-declarations';
    const declared = await recorder
      .post(trust, { stage: 1, effectiveOn: '2025-09-10' })
      .expect(201);
    const withdrawn = await recorder
      .post(`${String(declared.headers['location'])}/retractions`, {
        reason: 'Never decided upon.',
      })
      .set('If-Match', String(declared.headers['etag']))
      .expect(201);
    const end = String(withdrawn.headers['log-position']);
    const since = String(Number(end) - 2);
    const { body } = await recorder
      .get(`/api/v1/organisations/RXX/changes?since=${since}&minPosition=${end}`)
      .expect(200);
    expect(body.changes).toMatchObject([
      { change: 'passing', before: null, after: null, between: { value: { stage: 1 } } },
    ]);
    const { text } = await recorder
      .get('/organisations/RXX/changes?since=1+September+2025')
      .set('Accept', 'text/html')
      .expect(200);
    expect(inWords(text)).toContain(
      'Recorded and withdrawn In between: Declared stage 1, digitising, on 10 September 2025',
    );
  });

  it('offers a visitor no trusts whose changes they may not read', async () => {
    const environment = { EMBEDDED_DATABASE: 'true', DEMONSTRATION: 'on' };
    const open = await ApplicationUnderTest.start({ environment });
    try {
      const page = async (caller: Caller) =>
        (
          await caller
            .get('/changes?programme=demonstration')
            .set('Accept', 'text/html')
            .expect(200)
        ).text;
      const seen = await page(open.visitor());
      expect(seen).not.toContain('value="england"');
      expect(seen).toContain('<input type="hidden" name="programme" value="demonstration">');
      expect(await page(await open.as('programme-office-1'))).toContain('value="england"');
    } finally {
      await open.stop();
    }
  });

  it('knows no other programme than the API does', async () => {
    const office = await application.as('programme-office-1');
    await office.get('/changes?programme=x').set('Accept', 'text/html').expect(400);
    await office.get('/api/v1/changes?programme=x').expect(400);
  });

  it('refuses an end before its beginning, and a beginning that lies ahead', async () => {
    const path = '/api/v1/organisations/RXX/changes';
    const { body } = await recorder.get(`${path}?since=2025-09-01&knownAt=2025-07-31`).expect(400);
    expect(body.errors[0]).toMatchObject({
      pointer: '?since',
      code: 'since-after-known-at',
      message: '"Compare with" must be before "As of"',
    });
    const ahead = await recorder.get(`${path}?since=2099-01-01`).expect(400);
    expect(ahead.body.errors[0]).toMatchObject({ pointer: '?since', code: 'known-at-ahead' });
  });

  it('is for those who may see entries', async () => {
    const neighbour = await application.as('trust-recorder-1', 'RYY');
    await neighbour.get('/api/v1/organisations/RXX/changes').expect(404);
    await neighbour.get('/api/v1/changes').expect(404);
    await application.visitor().get('/api/v1/changes').expect(401);
    const office = await application.as('programme-office-1');
    const { body } = await office.get(`/api/v1/changes?since=2025-07-31`).expect(200);
    expect(body.facts).toBeGreaterThan(0);
    const fictional = await office.get('/api/v1/changes?programme=demonstration').expect(200);
    expect(fictional.body.facts).toBe(0);
  });
});

/** With what is validated, and several facts of one entry. */
describe('Asking what changed about benefits', () => {
  let application: ApplicationUnderTest;
  const clock = { now: '2024-09-12T09:00:00.000Z' };
  const address = '/organisations/RXX/changes?since=2025-10-31';

  beforeAll(async () => {
    application = await ApplicationUnderTest.start({ clock });
    await recordCorrectedTrust(application, clock);
    const { position } = await recordBenefit(application);
    const recorder = await application.as('trust-recorder-1', 'RXX');
    await recorder.get(`/api/v1/organisations/RXX/due?minPosition=${position}`).expect(200);
  });
  afterAll(() => application.stop());

  const seenBy = async (person: string, organisation?: string) => {
    const walk = new FormWalk(application).as(person, organisation);
    const { text } = await walk.open(address);
    const rows = [...walk.document.querySelectorAll('tbody tr td:last-child')];
    return {
      text,
      entries: rows.map((row) => ({
        entry: /Entry (\d+)/.exec(row.innerHTML)?.[1],
        href: row.querySelector('a')?.getAttribute('href') ?? 'none',
      })),
    };
  };

  it('says what a value came to that was validated or rejected', async () => {
    const { text } = await seenBy('trust-recorder-1', 'RXX');
    expect(text).toContain('Value of £1,800 validated, for July 2025');
    expect(text).toContain('Value of £4,050 rejected, for September 2025');
  });

  it('leads from every row of an entry to the same page, and to that of evidence', async () => {
    const { entries } = await seenBy('trust-recorder-1', 'RXX');
    const [one] = entries.filter(
      ({ entry }, index) => entries.findIndex((each) => each.entry === entry) < index,
    );
    expect(one).toBeDefined();
    for (const { entry } of entries) {
      expect(
        new Set(entries.filter((each) => each.entry === entry).map(({ href }) => href)).size,
      ).toBe(1);
    }
    expect(entries.map(({ href }) => href)).not.toContain('none');
    expect(entries.some(({ href }) => href.includes('/evidence/'))).toBe(true);
  });

  it('leads who reads the log to the log', async () => {
    const { entries } = await seenBy('auditor-1', 'X26');
    expect(entries).toHaveLength(16);
    expect(entries.every(({ href, entry }) => href === `/audit/events/${String(entry)}`)).toBe(
      true,
    );
  });
});
