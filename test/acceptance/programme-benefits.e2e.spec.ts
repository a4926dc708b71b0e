/* eslint-disable @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-member-access -- supertest gives every body as any; the assertions are its types */
import { ApplicationUnderTest } from '../support/application.js';
import { recordBoardBenefits } from '../support/board-benefits.js';
import { PROGRAMME, recordBoardProgramme } from '../support/board-programme.js';
import { inWords } from '../support/page.js';

const BROWSER = 'text/html,application/xhtml+xml,*/*;q=0.8';

/** A board asks whether the money is real: £2,500 of £6,000 in cash, and time that slid right. */
describe('The benefits of a programme', () => {
  let application: ApplicationUnderTest;
  const clock = { now: '2025-11-01T09:00:00.000Z' };
  const address = `/programmes/${PROGRAMME}/benefits`;

  const page = async (query = '', person = 'programme-office-1', status = 200) => {
    const reader = await application.as(person);
    const { text } = await reader.get(`${address}${query}`).set('Accept', BROWSER).expect(status);
    return text;
  };

  beforeAll(async () => {
    application = await ApplicationUnderTest.start({ clock });
    const position = [
      await recordBoardBenefits(application),
      await recordBoardProgramme(application),
    ].at(-1);
    const office = await application.as('programme-office-1');
    await office.get(`/api/v1/money-gaps?minPosition=${String(position)}`).expect(200);
  });
  afterAll(() => application.stop());

  it('are told by class, cash apart from the rest, with what is behind, awaits and slid', async () => {
    const text = inWords(await page());
    expect(text).toContain(
      'Cash-releasing benefits are £3,500 behind plan, all others £6,000 behind plan',
    );
    expect(text).toContain(
      'Cash-releasing: 1 benefit due by 1 November 2025. £2,500 of £6,000 approved to date is validated.',
    );
    expect(text).toContain(
      'Non-cash-releasing: 1 benefit due by 1 November 2025. £0 of £6,000 approved to date is validated; £1,800 awaits validation; £3,000 has slid to later periods; 1 has nothing validated yet.',
    );
    expect(text).toContain('All 2 trusts have recorded benefits. 2 benefits are valued in money.');
    expect(text).toContain('Societal: no benefits.');
  });

  it('are on the overview in two figures, cash apart from the rest, with how they moved', async () => {
    const office = await application.as('programme-office-1');
    const overview = async (query: string) =>
      (await office.get(`/programmes/${PROGRAMME}${query}`).set('Accept', BROWSER)).text;
    const html = await overview('');
    expect(inWords(html)).toContain(
      'Cash-releasing benefits £2,500 validated of £6,000 approved to date: £3,500 behind plan Up £2,500 since 30 June 2025',
    );
    expect(inWords(html)).toContain(
      'All other benefits in money £0 validated of £6,000 approved to date: £6,000 behind plan No change since 30 June 2025',
    );
    expect(html).toContain('href="/money-gaps/explain?programme=england"');
    expect(inWords(await overview('?with=2025-10-01'))).toContain(
      '£3,500 behind plan No change since 1 October 2025',
    );
  });

  it('stand in tables whose classes add up, beside what was validated since the day compared', async () => {
    const text = inWords(await page('?with=2025-06-30'));
    expect(text).toContain('Validated since 30 June 2025');
    expect(text).toMatch(/Cash-releasing 1 £2,500 £6,000 £3,500 £0 £2,500 £6,000/);
    expect(text).toMatch(/All 2 £2,500 £12,000 £9,500 £1,800 £2,500 £12,000/);
    expect(inWords(await page('?with=2025-10-01'))).toMatch(
      /Cash-releasing 1 £2,500 £6,000 £3,500 £0 £0 £6,000/,
    );
  });

  it('are drawn quarter by quarter, with the plan ahead and nothing measured there', async () => {
    const html = await page();
    expect(html).toContain(
      'Cash-releasing benefits: £2,500 validated of £6,000 approved to date</title>',
    );
    const text = inWords(html);
    expect(text).toMatch(/30 September 2025 £6,000 £6,000 £6,000 £2,500 £0/);
    expect(text).toMatch(/31 December 2025 £10,000 £10,000 £10,000 Not yet Not yet/);
    expect(text).toContain('1 of 2 benefits due has a validated value');
    expect(text).toMatch(/30 September 2025 0 1 1/);
  });

  it('are told trust by trust to those who see the entries of all of them', async () => {
    const text = await page();
    expect(inWords(text)).toMatch(
      /Beaconsfield NHS Trust \(RBB\) £6,000 £0 £0 £6,000 £0 £1,800 £3,000/,
    );
    expect(text).toContain('href="/organisations/RBA/benefits"');
    const steward = await page('', 'model-steward-1');
    expect(steward).not.toContain('RBB');
    expect(inWords(steward)).toContain('You cannot see figures of single trusts in your role.');
  });

  it('lead to the same figures as data, which add up to the page', async () => {
    const html = await page('?asOf=2025-10-31');
    const [, csv = ''] = /href="([^"]*over-time[^"]*format=csv)"/.exec(html) ?? [];
    const office = await application.as('programme-office-1');
    const { text } = await office.get(csv.replaceAll('&amp;', '&')).expect(200);
    expect(text.split('\r\n')[0]).toContain('byClass.CRB.validated');
    const { body } = await office.get('/api/v1/money-gaps/over-time?asOf=2025-10-31').expect(200);
    const quarters = body.quarters as readonly Readonly<{ on: string }>[];
    expect(quarters.map(({ on }) => on)).toEqual([
      ...['2025-03-31', '2025-06-30', '2025-09-30', '2025-10-31', '2025-12-31'],
    ]);
    expect(quarters.at(-1)).toMatchObject({
      ahead: true,
      byClass: { NCRB: { original: 1_000_000, expected: 1_000_000, validated: null } },
      due: null,
    });
    expect(quarters.at(2)).toMatchObject({
      byClass: { NCRB: { current: 600_000, expected: 300_000, validated: 0, awaiting: 180_000 } },
      due: { validated: 1, awaiting: 1, silent: 0 },
    });
  });

  it('are told in words where there are none, on a day that can’t be read, and to whom they are not open', async () => {
    expect(inWords(await page('?asOf=2024-11-30', 'programme-office-1', 404))).toContain(
      'There is no record of Board programme on 30 November 2024',
    );
    expect(inWords(await page('?asOf=2025-01-15&knownAt=2025-11-01'))).toContain(
      'none due by 15 January 2025',
    );
    const wrong = await page('?with=tomorrow', 'programme-office-1', 400);
    expect(inWords(wrong)).toContain('There is a problem');
    expect(inWords(wrong)).not.toContain('behind plan');
    expect(inWords(await page('', 'operator-1', 403))).toContain('As an operator you cannot see');
    const visitor = await application.visitor().get(address).set('Accept', BROWSER).expect(401);
    expect(inWords(visitor.text)).toContain('Sign in');
    const office = await application.as('programme-office-1');
    await office.get('/programmes/none/benefits').set('Accept', BROWSER).expect(404);
  });
});
