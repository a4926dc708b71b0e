/* eslint-disable @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-member-access -- supertest gives every body as any; the assertions are its types */
import { createHash } from 'node:crypto';
import { unzipSync, strFromU8 } from 'fflate';
import type { Response } from 'supertest';
import { ApplicationUnderTest, type Caller } from '../support/application.js';
import { recordBoardBenefits } from '../support/board-benefits.js';
import { PROGRAMME, recordBoardProgramme } from '../support/board-programme.js';
import { inWords } from '../support/page.js';

const BROWSER = 'text/html,application/xhtml+xml,*/*;q=0.8';

/** A board gets a pack; a month later one of its facts is withdrawn. */
describe('A board pack', () => {
  let application: ApplicationUnderTest;
  let office: Caller;
  let pack = '';
  const clock = { now: '2025-11-01T09:00:00.000Z' };
  const packs = `/programmes/${PROGRAMME}/board-packs`;

  const page = async (path: string, status = 200) =>
    (await office.get(path).set('Accept', BROWSER).expect(status)).text;
  const zipOf = async (address: string): Promise<Buffer> => {
    const { body } = await office
      .get(`/api/v1${address}`)
      .buffer(true)
      .parse((response: Response, done) => {
        const parts: Buffer[] = [];
        const stream = response as unknown as NodeJS.ReadableStream;
        stream.on('data', (part: Buffer) => parts.push(part));
        stream.on('end', () => {
          done(null, Buffer.concat(parts));
        });
      })
      .expect(200)
      .expect('Content-Type', 'application/zip');
    return body as Buffer;
  };
  const filesOf = (address: string) => zipOf(address.replace('?', '/files?'));

  beforeAll(async () => {
    application = await ApplicationUnderTest.start({ clock });
    office = await application.as('programme-office-1');
    await recordBoardBenefits(application);
    await recordBoardProgramme(application);
    await plan(application, 'RBA', { instance: 'rba-epr', plannedGoLive: '2026-06' });
    pack = freezing(await page(`${packs}/new?period=today`));
  });
  afterAll(() => application.stop());

  it('is chosen by period and sections, and leads to an address of its own', async () => {
    expect(await page(packs)).toContain(`href="${packs}/new`);
    const chooser = await page(`${packs}/new`);
    expect(inWords(chooser)).toContain('1 April 2025 to 30 June 2025, closed');
    expect(inWords(chooser)).not.toContain('Freeze this pack');
    expect(pack).toMatch(
      /2025-11-01\.\d+\.4\?sections=stages,gap,benefits,targets,attention,data-quality$/,
    );
    const some = `${packs}/new?period=2025-q2&sections=benefits&sections=stages`;
    const preview = await page(some);
    const frozen = freezing(preview);
    expect(frozen).toMatch(/2025-06-30\.\d+\.4\?sections=stages,benefits$/);
    expect(inWords(preview)).toContain('Preview: board pack for 30 June 2025');
    const html = await page(frozen);
    expect(figuresIn(preview)).toBe(figuresIn(html));
    const text = inWords(html);
    expect(text).toContain('Board pack for 30 June 2025');
    expect(text).toContain('Benefits in money Cash-releasing benefits are');
    expect(text).not.toContain('Trusts with an EPR');
  });

  it('shows its sections, frozen at the entry that it names', async () => {
    const text = inWords(await page(pack));
    expect(text).toContain('This address always shows the same figures.');
    // As its other pages do, and not three months before.
    expect(text).toContain('compared with 30 June 2025.');
    expect(text).toContain('That is the day on which the last closed period ended.');
    expect(text).toContain('Stage 2 or above: no change since 30 June 2025.');
    expect(text).toContain('Cash-releasing benefits are £3,500 behind plan');
    expect(text).toMatch(
      /Targets whose deadline has passed .* Trusts with an EPR 95% September 2025 Not known: nothing recorded says/,
    );
    expect(text).toContain('1 of 2 trusts needs attention.');
    expect(text).toMatch(/Benefits with values not yet validated 1 1 2 £1,800/);
    expect(text).toContain('data for benefits: 66% (6 of 9)');
    // The value that was validated rests on the evidence of its validation.
    expect(text).toContain('75% (3 of 4) of claims rest on the trust’s own word');
    expect(text).not.toContain('Superseded');
    // What is for those who see entries is for nobody here, or a pack would differ by its reader.
    expect(text).not.toContain('By trust');
    const steward = await application.as('model-steward-1');
    const other = await steward.get(pack).set('Accept', BROWSER).expect(200);
    expect(figuresIn(other.text)).toBe(figuresIn(await page(pack)));
  });

  it('is taken away as files whose digests and questions its manifest names', async () => {
    const zip = await filesOf(pack);
    expect((await filesOf(pack)).equals(zip)).toBe(true);
    const files = unzipSync(zip);
    const manifest = JSON.parse(strFromU8(files['manifest.json'] ?? new Uint8Array())) as Manifest;
    expect(manifest).toMatchObject({ programme: PROGRAMME, asOf: '2025-11-01', formulas: 4 });
    expect(manifest.files.map(({ name }) => name)).toEqual([
      ...['stages.csv', 'gap-by-region.csv', 'benefits-by-class.csv', 'benefits-by-quarter.csv'],
      ...['target-coverage.csv', 'targets-past.csv', 'attention.csv', 'data-quality.csv'],
    ]);
    for (const { name, sha256, query } of manifest.files) {
      const bytes = files[name] ?? new Uint8Array();
      expect([name, createHash('sha256').update(bytes).digest('hex')]).toEqual([name, sha256]);
      const { text } = await office.get(query).expect(200);
      expect([name, text]).toEqual([name, strFromU8(bytes)]);
    }
  });

  it('is not superseded by what was recorded since and changes none of its figures', async () => {
    clock.now = '2025-11-20T09:00:00.000Z';
    // After the go-live that its forecast of RBA is of.
    await plan(application, 'RBA', { instance: 'rba-wards', plannedGoLive: '2027-03' });
    const html = await page(pack);
    expect(inWords(html)).toContain(
      'After this pack was frozen, 1 entry about its time was recorded. None of that changes a figure of this pack.',
    );
    expect(html).not.toContain('Superseded');
  });

  it('is superseded where nothing but a row of its files is another', async () => {
    await plan(application, 'RBB', { instance: 'rbb-epr', plannedGoLive: '2026-09' });
    expect(inWords(await page(pack))).toContain(
      'Superseded After this pack was frozen, 2 entries about its time were recorded. This pack does not change. None of its main figures is another today, but others are.',
    );
  });

  it('stays as it was told, says that it is superseded, and leads to what is known now', async () => {
    const [before, zip] = [figuresIn(await page(pack)), await filesOf(pack)];
    clock.now = '2025-12-01T09:00:00.000Z';
    const position = await withdrawTheCash(application);
    await office.get(`/api/v1/programmes?minPosition=${position}`).expect(200);
    const html = await page(pack);
    expect(figuresIn(html)).toBe(before);
    expect((await filesOf(pack)).equals(zip)).toBe(true);
    expect(inWords(html)).toContain(
      'Superseded After this pack was frozen, 2 entries about its time were recorded and 1 was withdrawn. This pack does not change.',
    );
    expect(inWords(html)).toContain('Figures that have changed');
    expect(inWords(html)).toMatch(/Cash-releasing, validated £2,500 £0/);
    expect(inWords(html)).not.toMatch(/Non-cash-releasing, validated £/);
    expect(inWords(html)).toContain(
      'How this is worked out: stages, optimisation gap, benefits in money, Trusts with an EPR, what needs attention, data quality. These links lead to what this pack includes.',
    );
    const [, newer = ''] = /href="([^"]*)">See the pack for the same day/.exec(html) ?? [];
    const now = inWords(await page(newer.replaceAll('&amp;', '&')));
    expect(now).toContain('Cash-releasing benefits are £6,000 behind plan');
    expect(now).not.toContain('Superseded');
  });

  it('leads to no newer pack where its programme is now known to have begun later', async () => {
    const own = '/programmes/late-programme';
    const entry = { name: 'Late programme', scopeAreas: ['Coverage'], effectiveOn: '2025-10-01' };
    const { headers } = await office.post(`/api/v1${own}/registrations`, entry).expect(201);
    const registration = String(headers['location']);
    const { body } = await office
      .get(`/api/v1/programmes?minPosition=${String(headers['log-position'])}`)
      .expect(200);
    const frozen = `${own}/board-packs/2025-11-01.${String(body.entry)}.4?sections=stages`;
    expect(await page(frozen)).not.toContain('Superseded');
    const { headers: seen } = await office.get(registration).expect(200);
    const mended = await office
      .post(`${registration}/corrections`, {
        reason: 'The day of its first meeting.',
        entry: { ...entry, effectiveOn: '2025-11-15' },
      })
      .set('If-Match', String(seen['etag']))
      .expect(201);
    await office.get(`/api/v1/programmes?minPosition=${String(mended.headers['log-position'])}`);
    const html = await page(frozen);
    expect(inWords(html)).toMatch(
      /Superseded After this pack was frozen, .* This pack does not change. By what is known now, there was no such programme on 1 November 2025, so there is no newer pack for that day. Figures for/,
    );
    expect(html).not.toContain('See the pack for the same day');
  });

  it('is refused where its address or its choice is wrong, and to whom it is not open', async () => {
    const wrong = inWords(await page(`${packs}/new?period=2024-q1&sections=x`, 400));
    expect(wrong).toContain(
      'There is a problem Select a period from the list Select sections from the list',
    );
    expect(inWords(await page(`${packs}/2025-06-30.20.1`, 404))).toContain(
      'made with version 1 of the formulas, and this service uses version 4',
    );
    for (const named of ['x', '2025-02-30.20.4', '2999-01-01.20.4', '2025-06-30.1.4']) {
      await page(`${packs}/${named}`, 404);
    }
    await page(`${packs}/2025-06-30.999999.4`, 400);
    await page(`${packs}/2025-06-30.20.4?sections=money`, 404);
    await office.get(`/api/v1${packs}/x/files`).expect(404);
    const loader = await application.as('reference-loader-1');
    await loader.get(packs).set('Accept', BROWSER).expect(403);
    await loader.get(`/api/v1${pack.replace('?', '/files?')}`).expect(403);
    await application.visitor().get(pack).set('Accept', BROWSER).expect(401);
  });
});

type Manifest = Readonly<{
  files: readonly Readonly<{ name: string; sha256: string; query: string }>[];
}>;

/** Where the button of a preview leads to. */
const freezing = (html: string): string =>
  (/href="([^"]*)"[^>]*>\s*Freeze this pack/.exec(html)?.[1] ?? '').replaceAll('&amp;', '&');

/** What a pack says from its first section on. */
const figuresIn = (html: string): string =>
  html.slice(html.indexOf('<section'), html.lastIndexOf('</section>'));

/** A go-live that a trust said in October that it plans. */
async function plan(
  application: ApplicationUnderTest,
  trust: string,
  { instance, plannedGoLive }: Readonly<{ instance: string; plannedGoLive: string }>,
): Promise<void> {
  const recorder = await application.as('trust-recorder-1', trust);
  const { headers } = await recorder
    .post(`/api/v1/organisations/${trust}/deployments`, {
      ...{ instance, product: 'Example EPR', supplier: 'Example supplier' },
      ...{ modules: ['epr'], plannedGoLive, method: 'big-bang', effectiveOn: '2025-10-01' },
    })
    .expect(201);
  const position = String(headers['log-position']);
  await recorder.get(`/api/v1/programmes?minPosition=${position}`).expect(200);
}

/** The validated £2,500 of RBA. */
async function withdrawTheCash(application: ApplicationUnderTest): Promise<string> {
  const recorder = await application.as('trust-recorder-1', 'RBA');
  const trust = '/api/v1/organisations/RBA';
  const { body } = await recorder.get(`${trust}/benefits/RBA-AGENCY`).expect(200);
  const { actuals } = body as Readonly<{ actuals: readonly Readonly<{ factId: string }>[] }>;
  const actual = `${trust}/benefit-actuals/RBA-AGENCY/${actuals[0]?.factId ?? ''}`;
  const { headers: seen } = await recorder.get(actual).expect(200);
  const { headers } = await recorder
    .post(`${actual}/retractions`, { reason: 'It was counted by another trust already.' })
    .set('If-Match', String(seen['etag']))
    .expect(201);
  return String(headers['log-position']);
}
