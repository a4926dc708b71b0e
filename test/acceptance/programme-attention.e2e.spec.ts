import { ApplicationUnderTest } from '../support/application.js';
import { recordBoardBenefits } from '../support/board-benefits.js';
import { PROGRAMME, recordBoardProgramme } from '../support/board-programme.js';
import { inWords } from '../support/page.js';

const BROWSER = 'text/html,application/xhtml+xml,*/*;q=0.8';

/** A board asks whom to ask: value that slid right, a value nobody validated, a go-live that is over. */
describe('What needs attention in a programme', () => {
  let application: ApplicationUnderTest;
  const clock = { now: '2025-11-01T09:00:00.000Z' };
  const address = `/programmes/${PROGRAMME}/attention`;

  const page = async (query = '', person = 'programme-office-1', status = 200) => {
    const reader = await application.as(person);
    const { text } = await reader.get(`${address}${query}`).set('Accept', BROWSER).expect(status);
    return text;
  };

  beforeAll(async () => {
    application = await ApplicationUnderTest.start({ clock });
    await recordBoardBenefits(application);
    const recorder = await application.as('trust-recorder-1', 'RBB');
    await recorder
      .post('/api/v1/organisations/RBB/deployments', {
        ...{ instance: 'new-epr', plannedGoLive: '2025-09', effectiveOn: '2025-02-01' },
      })
      .expect(201);
    const position = await recordBoardProgramme(application);
    const office = await application.as('programme-office-1');
    await office.get(`/api/v1/programmes?minPosition=${position}`).expect(200);
  });
  afterAll(() => application.stop());

  it('is told by its reasons, each with its trust, its day and its amount', async () => {
    const html = await page();
    const text = inWords(html);
    expect(text).toContain('1 of 2 trusts needs attention');
    expect(text).toContain('Benefits whose value slid to later periods: 1');
    expect(text).toMatch(
      /Beaconsfield NHS Trust \(RBB\) new-epr Its go-live was planned for 30 September 2025 and has not been reported\. 30 September 2025/,
    );
    expect(text).toMatch(/\(RBB\) \D+ 1 value is not validated yet\. .* £1,800/);
    expect(html).toContain('href="/organisations/RBB/benefits/RBB-TIME"');
    expect(text).not.toContain('Anchorage');
  });

  it('names trusts that recorded nothing for thirty days, and benefits no longer measured', async () => {
    clock.now = '2025-12-20T09:00:00.000Z';
    const text = inWords(await page('?asOf=2025-12-20'));
    expect(text).toContain('2 of 2 trusts need attention');
    expect(text).toMatch(
      /Anchorage NHS Trust \(RBA\) It recorded nothing after 20 November 2025\. 20 November 2025/,
    );
    expect(text).toMatch(/\(RBA\) \D+ It was last measured up to 30 September 2025\./);
    // As it was known then, both had just recorded something.
    expect(inWords(await page('?asOf=2025-11-01'))).not.toContain('It recorded nothing');
  });

  it('is asked about the first days there are', async () => {
    const auditor = await application.as('auditor-1');
    await auditor.get('/api/v1/attention?asOf=0001-01-01').expect(200);
  });

  it('is offered only to those who may read it', async () => {
    const links = async (person: string, organisation?: string) => {
      const reader = await application.as(person, organisation);
      const { text } = await reader
        .get(`/programmes/${PROGRAMME}`)
        .set('Accept', BROWSER)
        .expect(200);
      return text.includes(`${address}"`);
    };
    expect(await links('programme-office-1')).toBe(true);
    expect(await links('trust-recorder-1', 'RBB')).toBe(false);
    expect(await links('model-steward-1')).toBe(false);
  });

  it('is given as data, and told where there is nothing and to whom it is not open', async () => {
    const office = await application.as('programme-office-1');
    const { text } = await office.get('/api/v1/attention?asOf=2025-11-01&format=csv').expect(200);
    expect(text.split('\r\n')[0]).toBe('code,name,kind,subject,since,pence,says');
    expect(inWords(await page('?asOf=2025-01-20&knownAt=2025-11-01'))).not.toContain(
      'Benefits whose value slid to later periods',
    );
    expect(inWords(await page('?asOf=x', 'programme-office-1', 400))).toContain(
      'There is a problem',
    );
    expect(inWords(await page('', 'model-steward-1', 403))).toContain(
      'As a model steward you cannot see the entries of organisations.',
    );
    await application.visitor().get(address).set('Accept', BROWSER).expect(401);
  });

  it('tells since when the oldest of several values waits', async () => {
    clock.now = '2025-12-20T09:00:00.000Z';
    const recorder = await application.as('trust-recorder-1', 'RBB');
    const { headers } = await recorder
      .post('/api/v1/organisations/RBB/benefit-actuals', {
        ...{ benefit: 'RBB-TIME', from: '2025-10-01', to: '2025-10-31', amount: 20_000 },
        ...{ method: 'EPR report', source: { name: 'Monthly return' } },
      })
      .expect(201);
    const position = String(headers['log-position']);
    const office = await application.as('programme-office-1');
    await office.get(`/api/v1/programmes?minPosition=${position}`).expect(200);
    expect(inWords(await page('?asOf=2025-12-20'))).toMatch(
      /Oldest of them, up to Amount .*\(RBB\) \D+ 2 values are not validated yet\. 30 September 2025 £2,000/,
    );
  });
});
