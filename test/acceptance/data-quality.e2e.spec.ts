/* eslint-disable @typescript-eslint/no-unsafe-assignment -- supertest gives every body as any; the assertions are its types */
import { ApplicationUnderTest } from '../support/application.js';
import { inWords } from '../support/page.js';
import { recordUnevenData, UNEVEN_PROGRAMME } from '../support/uneven-data.js';

const BROWSER = 'text/html,application/xhtml+xml,*/*;q=0.8';

/** Told by whom, as known when, and about which of the measures. */
type Line = Readonly<{ code?: string; measure: string; of: string }>;

describe('The data quality of a programme', () => {
  let application: ApplicationUnderTest;
  const clock = { now: '2024-09-12T09:00:00.000Z' };
  const address = `/programmes/${UNEVEN_PROGRAMME}/data-quality`;

  const page = async (query = '', person = 'programme-office-1', organisation?: string) => {
    const reader = await application.as(person, organisation);
    return reader.get(`${address}${query}`).set('Accept', BROWSER);
  };
  const shown = async (...asked: Parameters<typeof page>) => inWords((await page(...asked)).text);
  const linesAt = async (path: string, person = 'programme-office-1', organisation?: string) => {
    const { body } = await (await application.as(person, organisation)).get(path).expect(200);
    const { measures, trusts } = body as Readonly<{ measures?: Line[]; trusts?: Line[] }>;
    return measures ?? trusts ?? [];
  };
  const line = (lines: readonly Line[], measure: string, of: string) =>
    lines.find((each) => each.measure === measure && each.of === of);

  beforeAll(async () => {
    application = await ApplicationUnderTest.start({ clock });
    await recordUnevenData(application, clock);
  });
  afterAll(() => application.stop());

  it('counts what is known of what is expected of trusts of a known type', async () => {
    const lines = await linesAt(`/api/v1${address}`);
    // Five of 23 criteria of one acute trust, and none of another; 25 capabilities apply to each.
    expect(line(lines, 'completeness', 'stage-inputs')).toMatchObject(of(10, 92));
    expect(line(lines, 'completeness', 'gap-inputs')).toMatchObject(of(10, 150));
    expect(line(lines, 'missing', 'adoption')).toMatchObject(of(45, 50));
    expect(line(lines, 'missing', 'trust-type')).toMatchObject(of(1, 3));
    const text = await shown();
    expect(text).toContain('6% of the data for the optimisation gap is known (3 trusts)');
    expect(text).toContain(
      'For 90% (45 of 50) of capabilities it is not recorded how much they are used.',
    );
    expect(text).toContain('The type of 1 trust is not known');
  });

  it('tells how soon trusts recorded things, and not when others did', async () => {
    const all = line(await linesAt(`/api/v1${address}`), 'timeliness', 'all');
    expect(all).toMatchObject({ ...of(13, 14), medianDays: 4, p90Days: 8 });
    const text = await shown();
    expect(text).toContain('92% of entries were recorded within 30 days');
    expect(text).toMatch(/Use measured 7 8 87% 8 days 124 days/);
  });

  it('tells what rests on the word of a trust, and what evidence shows', async () => {
    const lines = await linesAt(`/api/v1${address}`);
    expect(line(lines, 'self-assessed', 'claims')).toMatchObject(of(13, 15));
    expect(line(lines, 'evidence', 'grade-2')).toMatchObject(of(1, 15));
    expect(line(lines, 'said-by', 'public-source')).toMatchObject(of(1, 15));
    expect(await shown()).toContain('86% (13 of 15) of claims rest on the trust’s own word');
  });

  it('tells what was corrected, when it was known, and which published figures that changed', async () => {
    const lines = await linesAt(`/api/v1${address}`);
    expect(line(lines, 'corrections', 'corrected')).toMatchObject(of(1, 15));
    expect(line(lines, 'corrections', 'after-close')).toMatchObject(of(1, 15));
    const text = await shown();
    expect(text).toMatch(
      /Of \d published figures that can be worked out again, [1-9] (is|are) restated\./,
    );
    expect(text).toContain('1 of 3 trusts recorded nothing in the last 30 days.');
    const before = await linesAt(`/api/v1${address}?asOf=2025-07-20&knownAt=2025-08-19`);
    expect(line(before, 'corrections', 'corrected')).toMatchObject(of(0, 13));
    expect(line(before, 'corrections', 'published-figures')).toMatchObject({ numerator: 0 });
  });

  it('lists the trusts, those of which least is known first, to those who may see them', async () => {
    const text = await shown();
    expect(text).toMatch(/Trust RYY \(RYY\) Not known: no type No benefits .* Not known: no type/);
    expect(text).toMatch(
      /Trust RZZ \(RZZ\) 0 of 75 \(0%\) .*Trust RZZ \(RZZ\) No entries No entries No claims/,
    );
    expect(text.indexOf('Trust RZZ (RZZ)')).toBeLessThan(text.indexOf('Example NHS Trust (RXX)'));
    const steward = await shown('', 'model-steward-1');
    expect(steward).toContain('You cannot see figures of single trusts in your role.');
    expect(steward).not.toContain('Trust RYY (RYY)');
    const trusts = `/api/v1${address}/trusts`;
    expect((await linesAt(trusts)).map(({ code }) => code)).toContain('RZZ');
    await (await application.as('model-steward-1')).get(trusts).expect(403);
  });

  it('is limited to the trusts of a board of a part of the nation', async () => {
    const text = await shown('', 'board-reader-1', 'QYY');
    expect(text).toContain('Of the trusts of your board.');
    expect(text).toContain('Trust RYY (RYY)');
    expect(text).not.toContain('Trust RZZ (RZZ)');
    expect(await shown('?icb=RYY', 'trust-recorder-1', 'RYY')).not.toContain('Trust RZZ (RZZ)');
    // What was published is of the whole programme.
    expect(text).not.toMatch(/published figures that can/i);
    const lines = await linesAt(`/api/v1${address}?icb=QYY`, 'board-reader-1', 'QYY');
    expect(line(lines, 'silent', 'trusts')).toMatchObject(of(0, 1));
    expect(line(lines, 'corrections', 'corrected')).toBeDefined();
    expect(line(lines, 'corrections', 'published-figures')).toBeUndefined();
    const own = await linesAt(`/api/v1${address}/trusts?icb=QYY`, 'board-reader-1', 'QYY');
    expect(new Set(own.map(({ code }) => code))).toEqual(new Set(['RYY']));
  });

  it('is told of one trust, to those who read its entries', async () => {
    const path = '/api/v1/organisations/RXX/data-quality';
    expect(line(await linesAt(path), 'completeness', 'gap-inputs')).toMatchObject(of(10, 75));
    await (await application.as('trust-recorder-1', 'RYY')).get(path).expect(404);
    const office = await application.as('programme-office-1');
    await office.get('/api/v1/organisations/QYY/data-quality').expect(404);
  });

  it('is answered with reasons where it is asked wrongly, or by somebody else', async () => {
    expect((await page('?asOf=x')).status).toBe(400);
    expect((await page('', 'reference-loader-1')).status).toBe(403);
    const office = await application.as('programme-office-1');
    await office.get('/programmes/nobody/data-quality').set('Accept', BROWSER).expect(404);
    await office.get('/api/v1/programmes/nobody/data-quality').expect(404);
    await office.get(`/api/v1${address}?place=here`).expect(400);
    const { text } = await office.get(`/api/v1${address}?format=csv`).expect(200);
    expect(text.split('\r\n')[0]).toBe('measure,of,numerator,denominator,medianDays,p90Days');
    await application.visitor().get(address).set('Accept', BROWSER).expect(401);
  });
});

const of = (numerator: number, denominator: number) => ({ numerator, denominator });
