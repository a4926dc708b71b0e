/* eslint-disable @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-member-access -- supertest gives every body as any; the assertions are its types */
import { ApplicationUnderTest, type Caller } from '../support/application.js';
import { recordCorrectedTrust } from '../support/corrected-trust.js';
import { inWords } from '../support/page.js';
import { recordProgramme } from '../support/programme-pages.js';

const BROWSER = 'text/html,application/xhtml+xml,*/*;q=0.8';
const days = 'asOf=2025-10-31&with=2025-06-30';

/**
 * A board between two meetings: June was believed to show stage 1, a correction in August took that
 * back, and what September measured reached it.
 */
describe('Two days of a programme', () => {
  let application: ApplicationUnderTest;
  let office: Caller;
  const clock = { now: '2024-09-12T09:00:00.000Z' };
  const address = '/programmes/national-epr/compare';
  const question = '/api/v1/programmes/national-epr/comparison';

  const page = async (query = '', status = 200, caller = office): Promise<string> => {
    const { text } = await caller.get(`${address}${query}`).set('Accept', BROWSER).expect(status);
    return text;
  };

  beforeAll(async () => {
    application = await ApplicationUnderTest.start({ clock });
    await recordCorrectedTrust(application, clock);
    await recordProgramme(application);
    await application.settled();
    office = await application.as('programme-office-1');
  });
  afterAll(() => application.stop());

  it('are compared by what is known now: what moved, with who recorded it', async () => {
    const html = await page(`?${days}`);
    const said = inWords(html);
    expect(said).toContain('Showing 31 October 2025, compared with 30 June 2025.');
    expect(said).toMatch(/Reporting measurements 1 of 1 trust 1 of 1 trust No change/);
    expect(said).toMatch(/With an EPR in place 1 of 1 trust 1 of 1 trust No change/);
    expect(said).toContain('“With an EPR in place” counts the trusts open on each day.');
    expect(said).toMatch(/Trusts with an EPR counts a trust if it meets “[^”]+”\./);
    expect(said).toMatch(/Cash-releasing benefits, validated to date No benefits No benefits/);
    expect(said).toMatch(
      /Example NHS Trust \(RXX\) Stage by evidence Up at least 1 Below stage 1 At least stage 1, up to 4 \d+ 10:00am on 4 October 2025 by a trust recorder(?! of)/,
    );
    expect(html).toContain('/organisations/RXX/stage/explain?asOf=2025-06-30');
  });

  it('are asked for openly where they are compared, and folded on other pages', async () => {
    const fold =
      /<details class="nhsuk-details"( open)?>\s*<summary[^>]*><span[^>]*>([^<]*dates|[^<]*day)</;
    expect(fold.exec(await page())?.slice(1)).toEqual([' open', 'Change the dates']);
    const { text } = await office.get('/programmes/national-epr/stages').set('Accept', BROWSER);
    expect(fold.exec(text)?.slice(1)).toEqual([undefined, 'Look at another day']);
  });

  it('tell apart what was only learned since, beside what was known then', async () => {
    const learned = inWords(await page(`?${days}&withKnownAt=20+July+2025`));
    expect(learned).toMatch(
      /Example NHS Trust \(RXX\) Stage by evidence Corrected: down at least 1 At least stage 1, up to 4 Below stage 1 \d+ 10:00am on 20 August 2025 by a trust recorder(?! of).* Reason: A site was left out of the denominator\./,
    );
    expect(learned).toContain('30 June 2025, as known then');
    expect(learned).toContain(
      '“As known then” uses everything recorded up to 10:00am on 5 July 2025',
    );
    expect(learned).toContain(
      'How this is worked out: on 30 June 2025, as it was known then stages, gap, money ; on 30 June 2025, as it is known now stages, gap, money',
    );
    // The target was stated of January, and recorded in November.
    expect(learned).toMatch(/Trusts with an EPR Target New None 95% by March 2026/);
  });

  it('show a trust its own rows, and no others whatever it adds to the address', async () => {
    const rowOfRxx = /Example NHS Trust \(RXX\) Stage by evidence/;
    const own = await application.as('trust-recorder-1', 'RXX');
    expect(inWords(await page(`?${days}`, 200, own))).toMatch(rowOfRxx);
    const other = await application.as('trust-recorder-1', 'RYY');
    for (const more of ['', '&icb=RYY', '&region=RYY']) {
      expect(inWords(await page(`?${days}${more}`, 200, other))).not.toMatch(rowOfRxx);
    }
    for (const closed of ['/programmes/national-epr/attention', '/changes']) {
      await other.get(`${closed}?icb=RYY`).set('Accept', BROWSER).expect(404);
    }
  });

  it('are the same question to the API, as JSON and as CSV', async () => {
    const { body } = await office.get(`${question}?${days}&withKnownAt=2025-07-20`).expect(200);
    expect([body.told.stages.evidenced[1], body.earlier.stages.evidenced[1]]).toEqual([1, 0]);
    expect(body.later.stages.evidenced[1]).toBe(1);
    // The quarter that was closed last ended on the same day.
    const usual = await office.get(`${question}?asOf=2025-10-31`).expect(200);
    expect(usual.body.earlier.asOf).toBe('2025-06-30');
    const { text } = await office.get(`${question}?${days}&format=csv`).expect(200);
    const [head, ...rows] = text.trim().split('\r\n');
    expect(head).toMatch(/^how,aspect,code,name,subject,change,before\.low/);
    expect(rows).toContainEqual(
      expect.stringMatching(/^happened,stage,RXX,Example NHS Trust,,changed,0,/),
    );
  });

  it('refuse days that cannot be compared, in a sentence', async () => {
    const order = inWords(await page('?asOf=2025-06-30&with=2025-10-31', 400));
    expect(order).toContain('“Compare with” must be before 30 June 2025, the day shown');
    expect(order).not.toContain('Figures on both days');
    expect(inWords(await page('?asOf=2025-06-30&with=2025-06-30', 400))).toContain(
      'must be before',
    );
    expect(inWords(await page('?with=x', 400))).toContain('date or an earlier one');
    expect(inWords(await page(`?${days}&withKnownAt=x`, 400))).toContain('There is a problem');
    const later = `?${days}&knownAt=2025-07-20&withKnownAt=2025-10-31`;
    expect(inWords(await page(later, 404))).toContain('There is no record of National EPR');
    const codeOf = async (query: string) =>
      String((await office.get(`${question}?${query}`).expect(400)).body.errors[0].code);
    expect(await codeOf('asOf=2025-06-30&with=2025-10-31')).toBe('compare-not-before');
    expect(await codeOf(`${days}&knownAt=2025-07-20&withKnownAt=x`)).toBe('known-at-unreadable');
    const { body } = await office.get(`${question}?${days}`).expect(200);
    const [last, earlier] = [Number(body.entry), Number(body.entry) - 1];
    const known = `${days}&knownAt=${String(earlier)}&withKnownAt=${String(last)}`;
    expect(await codeOf(known)).toBe('compare-known-later');
    expect(inWords(await page(`?${known}`, 400))).toContain('cannot be known later than');
  });

  it('say that nothing moved where nothing did', async () => {
    const said = inWords(await page('?asOf=2025-10-31&with=2025-10-30'));
    expect(said).toContain('No figure of a trust and no target is known to have changed');
  });

  it('show the entries of a trust to those alone who may read them', async () => {
    const steward = await application.as('model-steward-1');
    const said = inWords(await page(`?${days}`, 200, steward));
    expect(said).toContain('Reporting measurements 1 of 1');
    expect(said).toContain('Listed below are targets, and trusts whose entries you may read.');
    expect(said).not.toContain('by a trust recorder');
    const told = 'No target, and no figure of a trust whose entries you may read,';
    expect(said).toContain(`${told} is known to have changed between the two days.`);
    const late = inWords(await page(`?${days}&withKnownAt=1+November+2025`, 200, steward));
    expect(late).toContain(`${told} differs from what was known then about 30 June 2025.`);
    // A board of a part of the nation sees what moved at the trusts in its remit.
    const board = await application.as('board-reader-1', 'RXX');
    const ofRemit = await page(`?${days}`, 200, board);
    expect(inWords(ofRemit)).toMatch(/4 October 2025 by a trust recorder(?! of)/);
    expect(ofRemit).toContain('href="/programmes/national-epr/organisations/RXX?');
    expect(ofRemit).not.toContain('/comparison');
    await steward.get(`${question}?${days}`).expect(403);
    await application.visitor().get(address).set('Accept', BROWSER).expect(401);
  });

  it('name no entry where something only went out of date', async () => {
    clock.now = '2026-04-02T09:00:00.000Z';
    expect(inWords(await page('?asOf=2026-04-01&with=2026-03-31'))).toMatch(
      /\(RXX\) Stage by evidence Not known whether it changed .* None No entry about this trust: a measurement went out of date, or the maturity model changed/,
    );
  });

  it('are one link from the overview', async () => {
    const { text } = await office.get('/programmes/national-epr').set('Accept', BROWSER);
    expect(text).toContain('href="/programmes/national-epr/compare"');
  });
});
