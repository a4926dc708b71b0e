import { ApplicationUnderTest } from '../support/application.js';
import { profileOf } from '../support/board-benefits.js';
import { FormWalk } from '../support/form-walk.js';
import { registerTrusts } from '../support/registered-trusts.js';

const TRUSTS = Array.from({ length: 30 }, (_, index) => `R${String(100 + index)}`);
const DAYS = Array.from(
  { length: 28 },
  (_, index) => `2025-02-${String(index + 1).padStart(2, '0')}`,
);

/** Lists that are longer than a page: in parts, each with the way to those around it. */
describe('A long list', () => {
  let application: ApplicationUnderTest;
  let walk: FormWalk;

  beforeAll(async () => {
    application = await ApplicationUnderTest.start({ clock: { now: '2025-11-02T09:00:00.000Z' } });
    await registerTrusts(await application.as('reference-loader-1'), TRUSTS);
    const recorder = await application.as('trust-recorder-1', 'R100');
    for (const effectiveOn of ['2024-12-31', ...DAYS]) {
      await recorder
        .post('/api/v1/organisations/R100/milestones', {
          milestone: 'incidents-reported',
          effectiveOn,
        })
        .expect(201);
    }
    const other = await application.as('trust-recorder-1', 'R101');
    await other
      .post('/api/v1/organisations/R101/go-lives', {
        ...{ instance: 'epr', sinceBeforeRecords: true, reason: 'It came from another register.' },
      })
      .expect(201);
    await recordProgrammeOf(application);
    await application.settled();
  });
  beforeEach(() => {
    walk = new FormWalk(application).as('trust-recorder-1', 'R100');
  });
  afterAll(() => application.stop());

  const titleOf = (html: string): string => /<title>(.*?)<\/title>/s.exec(html)?.[1]?.trim() ?? '';

  it('of trusts shows 25 at a time, and keeps the day', async () => {
    const first = await walk.open('/organisations?asOf=1+November+2025');
    expect(first.text).toContain('30 trusts were open on 1 November 2025');
    expect(first.text).toContain('open on 1 November 2025, 1 to 25 of 30');
    expect(first.text).not.toContain('R129');
    const second = await walk.follow('Next : 26 to 30 of 30');
    expect(second.address).toContain('asOf=1+November+2025');
    expect(second.text).toContain('R129');
    expect(second.text).not.toContain('R101');
    expect(titleOf(second.html)).toContain('(page 2 of 2)');
  });

  it('beyond its end shows its last part, with the way back', async () => {
    const beyond = await walk.open('/organisations?page=99');
    expect(beyond.text).toContain('26 to 30 of 30');
    expect((await walk.follow('Previous : 1 to 25 of 30')).text).toContain('R100');
  });

  it('of milestones is chosen from by year, and shown in parts', async () => {
    const all = await walk.open('/organisations/R100/milestones');
    expect(all.text).toContain('1 to 25 of 29 shown, newest first.');
    const last = await walk.follow('Next : 26 to 29 of 29');
    expect(last.text).toContain('31 December 2024');
    const year = await walk.open('/organisations/R100/milestones?year=2024');
    expect(year.text).toContain('1 of 29 shown, newest first.');
    expect(year.text).not.toContain('1 February 2025');
    const unheard = await walk.open('/organisations/R100/milestones?year=1066');
    expect(unheard.text).toContain('1 to 25 of 29 shown');
    const most = await walk.open('/organisations/R100/milestones?year=2025');
    expect(most.text).toContain('1 to 25 of 28 shown, of 29 in all, newest first.');
  });

  it('of milestones has all that was chosen by quarter, drawn and in a table', async () => {
    const both = await walk.open('/organisations/R100/milestones');
    expect(both.text).toContain('The newest quarter is Jan to Mar 2025: 28 achieved.');
    expect(both.text).toContain('29 achieved Milestones and go-lives of Trust R100, from Oct to');
    expect(both.text).toContain('Quarter Achieved Jan to Mar 2025 28 Oct to Dec 2024 1');
    const drawn = [...walk.document.querySelectorAll('.app-chart--wide circle + text')];
    expect(drawn.map(({ textContent }) => textContent)).toEqual(['1', '28']);
    const year = await walk.open('/organisations/R100/milestones?year=2024');
    expect(year.text).toContain('Quarter Achieved Oct to Dec 2024 1');
  });

  it('of milestones is offered as data without what else is said of the trust', async () => {
    await walk.open('/organisations/R100/milestones?asOf=1+November+2025');
    const data = [...walk.document.querySelectorAll('main a[href^="/api/"]')];
    for (const link of data) {
      const visitor = application.visitor();
      const { text } = await visitor.get(link.getAttribute('href') ?? '').expect(200);
      const isCsv = link.textContent === 'CSV';
      expect(text.trim().split('\n')).toHaveLength(isCsv ? 30 : 29);
      expect(text).not.toContain('Organisation Data Service');
    }
    expect(data.map(({ textContent }) => textContent)).toEqual(['CSV', 'NDJSON']);
    await application.visitor().get('/api/v1/organisations/R100/timeline?about=use').expect(400);
  });

  it('of milestones has no year for what has been so since before our records', async () => {
    const years = async (address: string) => {
      await walk.open(`/organisations/R101/milestones${address}`);
      return [...walk.document.querySelectorAll<HTMLOptionElement>('#year option')].map(
        ({ textContent, selected }) => `${textContent}${selected ? ' *' : ''}`,
      );
    };
    expect(await years('')).toEqual(['All *', 'Before our records']);
    expect(await years('?year=before-records')).toEqual(['All', 'Before our records *']);
    expect(walk.page.text).toContain('1 of 1 shown');
    expect(walk.page.text).not.toContain('By quarter');
  });

  it('of all that is said of a trust has newer and older entries', async () => {
    const first = await walk.open('/organisations/R100');
    expect(first.text).toContain('1 to 12 of 30 entries, newest first');
    await walk.follow('Next : 13 to 24 of 30');
    const last = await walk.follow('Next : 25 to 30 of 30');
    expect(last.text).toContain('25 to 30 of 30 entries');
    expect(titleOf(last.html)).toContain('(page 3 of 3)');
    expect((await walk.open('/organisations/R100?page=99')).text).toContain('25 to 30 of 30');
  });

  it.each([
    ['gap', 'Optimisation gap', 2],
    ['data-quality', 'Data quality', 3],
    ['benefits', 'Benefits in money', 2],
  ])('of the trusts of a programme, by %s, says in its title which part it is', async (...of) => {
    const [page, name, last] = of;
    walk = new FormWalk(application).as('programme-office-1');
    const address = `/programmes/long/${page}`;
    expect(titleOf((await walk.open(address)).html)).toMatch(new RegExp(`^${name} –`));
    const second = await walk.open(`${address}?page=2`);
    expect(titleOf(second.html)).toContain(`${name} (page 2 of ${String(last)}) –`);
  });
});

/** A programme of all trusts, of which 11 have a benefit in money. */
async function recordProgrammeOf(application: ApplicationUnderTest): Promise<void> {
  const office = await application.as('programme-office-1');
  await office
    .post('/api/v1/programmes/long/registrations', {
      ...{ name: 'Long programme', scopeAreas: ['Coverage'], effectiveOn: '2025-01-15' },
      source: { name: 'Annual plan 2025', publishedOn: '2025-01' },
    })
    .expect(201);
  for (const code of TRUSTS.slice(0, 11)) {
    const recorder = await application.as('trust-recorder-1', code);
    await recorder
      .post(`/api/v1/organisations/${code}/benefits`, profileOf(`${code}-AGENCY`, 'CRB'))
      .expect(201);
  }
}
