/* eslint-disable @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-member-access -- supertest gives every body as any; the assertions are its types */
import { ApplicationUnderTest, type Caller } from '../support/application.js';
import { FormWalk } from '../support/form-walk.js';
import { recordBoardBenefits } from '../support/board-benefits.js';
import { PROGRAMME, recordBoardProgramme } from '../support/board-programme.js';
import { recordCorrectedTrust } from '../support/corrected-trust.js';
import { inWords } from '../support/page.js';

const BROWSER = 'text/html,application/xhtml+xml,*/*;q=0.8';
const days = '?asOf=2025-10-31&with=2025-06-30';

/** A board asks about one trust, and has one page for it. */
describe('One trust on one page', () => {
  let application: ApplicationUnderTest;
  let office: Caller;
  const clock = { now: '2024-09-12T09:00:00.000Z' };
  const address = (ods: string) => `/programmes/${PROGRAMME}/organisations/${ods}`;

  const page = async (path: string, status = 200, caller = office): Promise<string> => {
    const { text } = await caller.get(path).set('Accept', BROWSER).expect(status);
    return text;
  };

  beforeAll(async () => {
    application = await ApplicationUnderTest.start({ clock });
    await recordCorrectedTrust(application, clock);
    await recordBoardBenefits(application);
    await recordBoardProgramme(application);
    await application.settled();
    office = await application.as('programme-office-1');
  });
  afterAll(() => application.stop());

  it('shows its stage, its gap beside that of all, its record and what changed', async () => {
    const html = await page(`${address('RXX')}${days}`);
    const said = inWords(html);
    expect(said).toContain('Showing 31 October 2025, compared with 30 June 2025.');
    expect(said).toMatch(
      /Shown by evidence Below stage 1 At least stage 1, digitising; up to stage 4/,
    );
    expect(said).toMatch(/None of the \d+ criteria for stage 2, the next stage, is met/);
    expect(said).toMatch(/This trust, 31 October 2025 1\.5 to 81\.5/);
    expect(said).toMatch(/All trusts, 31 October 2025 \d/);
    expect(said).toContain('EPR “example-epr” went live on 10 September 2024');
    expect(said).toMatch(
      /Stage by evidence Up at least 1 Below stage 1 At least stage 1, up to 4 \d+ 10:00am on 4 October 2025/,
    );
    expect(said).toContain(
      'If only a role is named under “Recorded”, that person acted for this trust.',
    );
    expect(said).toContain('No target of this programme counts this trust.');
    expect(html).toContain('/organisations/RXX/gap/explain?asOf=2025-10-31');
  });

  it('holds its money against the plan, and says what targets ask and what is due', async () => {
    const said = inWords(await page(`${address('RBA')}${days}`));
    expect(said).toMatch(/Cash-releasing: \d of 1 approved benefit is on track/);
    expect(said).toMatch(/Cash-releasing £6,000 £2,500 £2,500 £0 £0/);
    // Its deadline is over: what was so on that day stands, and no chance is left.
    expect(said).toMatch(
      /Targets whose deadline has passed Target By Reached by then Counts now Why Trusts with an EPR September 2025 Not known Not known/,
    );
    expect(said).not.toContain('Chance of missing it');
    const ahead = inWords(await page(`${address('RBA')}?asOf=2025-09-30&with=2025-06-30`));
    expect(ahead).toMatch(
      /Targets in force Target By Counts towards it Chance of missing it Why Trusts with an EPR/,
    );
    expect(ahead).not.toContain('whose deadline has passed');
    expect(said).toContain('Nobody reported whether it has an EPR');
    expect(said).toContain(
      'The profile of “Nursing time freed by electronic drug charts” does not say who measures it',
    );
    expect(said).toContain('Not reported: by 31 October 2025');
    expect(said).toContain('It has not reported, so it is not known which criteria are met.');
    const recorder = await application.as('trust-recorder-1', 'RBA');
    expect(inWords(await page('/organisations/RBA', 200, recorder))).toContain(
      'Next stage None Nothing is reported that would tell',
    );
  });

  it('is given as data, line by line', async () => {
    const question = `/api/v1${address('RBA')}${days}`;
    const { body } = await office.get(question).expect(200);
    expect(body).toMatchObject({ programme: PROGRAMME, before: '2025-06-30' });
    expect(body.organisation.code).toBe('RBA');
    expect(body.lines).toContainEqual(
      expect.objectContaining({
        ...{ section: 'money', item: 'CRB-validated', unit: 'pence' },
        ...{ now: { low: 250_000, high: 250_000 }, before: { low: 0, high: 0 } },
      }),
    );
    const { text } = await office.get(`${question}&format=csv`).expect(200);
    expect(text).toMatch(/^section,item,unit,now\.low,now\.high,before\.low/);
    expect(text).toMatch(/\r\nbenefits,CRB,benefits,\d,/);
    expect(text).toMatch(/\r\ntarget,coverage,chance,/);
    await office.get(`/api/v1${address('RBA')}?with=2999-01-01`).expect(400);
    await office.get(`/api/v1${address('RZZ')}${days}`).expect(404);
  });

  it('explains where there is no such trust, or where it is not one of the programme', async () => {
    expect(inWords(await page(address('RZZ'), 404))).toContain(
      'RZZ is not one of the trusts in the Board programme on this day',
    );
    expect(inWords(await page(address('x%20y'), 404))).toContain('ODS codes have 3 to 8 letters');
    expect(inWords(await page(`${address('RXX')}?asOf=x`, 400))).toContain('There is a problem');
  });

  it('is what the names of trusts on the pages of the programme lead to', async () => {
    const html = await page(`/programmes/${PROGRAMME}/stages${days}`);
    expect(html).toContain(`href="${address('RXX')}${days.replace('&', '&amp;')}"`);
    // Who may read no entries, goes to what everybody may read.
    const steward = await application.as('model-steward-1');
    const open = await page(`/programmes/${PROGRAMME}/stages${days}`, 200, steward);
    expect(open).toContain('href="/organisations/RXX?asOf=2025-10-31"');
  });

  it('is for those who may read its entries', async () => {
    const board = await application.as('board-reader-1', 'RXX');
    expect(inWords(await page(address('RXX'), 200, board))).toContain('What changed since');
    await page(address('RBA'), 404, board);
    await page(address('RXX'), 403, await application.as('model-steward-1'));
    await page(address('RXX'), 401, application.visitor());
  });

  it('tells by which entries a closed trust and its successor changed', async () => {
    const loader = await application.as('reference-loader-1');
    const source = { name: 'Organisation Data Service' };
    const record = (what: string, entry: object, caller: Caller) =>
      caller.post(`/api/v1/organisations/RBA/${what}`, { ...entry, source }).expect(201);
    await record('closures', { lastDay: '2025-10-31' }, loader);
    await loader
      .post('/api/v1/organisations/RXX/closures', { lastDay: '2025-10-31', source })
      .expect(201);
    const merger = { successor: 'RBB', succession: 'merger', effectiveOn: '2025-11-01' };
    await record('successions', merger, loader);
    clock.now = '2025-11-03T09:00:00.000Z';
    await application.settled();
    const handing = { benefit: 'RBA-AGENCY', successor: 'RBB', effectiveOn: '2025-11-01' };
    await record('benefit-transfers', handing, await application.as('trust-recorder-1', 'RBB'));
    await application.settled();

    const after = 'asOf=2025-11-02&with=2025-10-31';
    const { body } = await office.get(`/api/v1/programmes/${PROGRAMME}/comparison?${after}`);
    const happened = body.happened as readonly MovedByEntry[];
    const ofClosed = happened.filter(({ code }) => code === 'RXX');
    expect(ofClosed.map(({ aspect, change }) => [aspect, change])).toEqual([
      ['stage', 'withdrawn'],
      ['epr', 'withdrawn'],
      [expect.stringMatching('gap'), 'withdrawn'],
    ]);
    expect(new Set(ofClosed.map(({ cause }) => cause?.type))).toEqual(
      new Set(['OrganisationClosed']),
    );
    const moved = happened
      .filter(({ aspect }) => aspect === 'benefits')
      .map(({ code, change, cause, entries }) => [code, change, cause?.type, entries]);
    expect(moved).toEqual([
      ['RBA', 'withdrawn', 'BenefitTransferred', 2],
      ['RBB', 'new', 'BenefitTransferred', 1],
    ]);

    const said = inWords(await page(`${address('RBA')}?${after}`));
    expect(said).toContain('This trust was closed on that day.');
    expect(said.split('A closed trust counts in no figure of the programme.')).toHaveLength(3);
    expect(said).not.toContain('Not reported: by');
    expect(said).not.toContain('No benefit of this trust is valued in money');
  });

  it('leads from a benefit that was handed over to no entry of the trust that had it', async () => {
    const { body } = await office.get('/api/v1/organisations/RBB/due').expect(200);
    const due = body.due as readonly Readonly<Record<string, unknown>>[];
    const stated = due.filter(
      ({ subject, entry }) => subject === 'RBA-AGENCY' && typeof entry === 'number',
    );
    expect(new Set(stated.map(({ recordedUnder }) => recordedUnder))).toEqual(new Set(['RBA']));

    const own = '/organisations/RBB/benefits/RBA-AGENCY';
    const { body: benefit } = await office.get(`/api/v1${own}`).expect(200);
    const [{ from, to } = { from: '', to: '' }] = benefit.actuals as readonly Period[];
    const walk = new FormWalk(application).as('trust-recorder-1', 'RBB');
    await walk.open(`${own}/actuals/new?from=${from}&day=${to}`);
    await walk.send();
    expect(walk.page.text).toContain('You have already recorded a value for');
    expect(walk.page.text).not.toContain('Correct that value instead');
    const { html, text } = await walk.open('/organisations/RBB');
    expect(text).toMatch(/It was recorded by [^.]*\(RBA\), where it can be corrected\./);
    for (const [, correction = ''] of html.matchAll(/href="([^"]+\/correct)"/g)) {
      expect((await walk.open(correction)).status).toBe(200);
    }
  });
});

type Period = Readonly<{ from: string; to: string }>;

type MovedByEntry = Readonly<{
  aspect: string;
  code: string;
  change: string;
  cause: Readonly<{ type: string }> | null;
  entries: number;
}>;
