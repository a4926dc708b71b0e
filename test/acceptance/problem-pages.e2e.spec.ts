import pg from 'pg';
import { ApplicationUnderTest } from '../support/application.js';
import { FormWalk } from '../support/form-walk.js';
import { inWords } from '../support/page.js';
import { registerTrusts } from '../support/registered-trusts.js';

const BROWSER = 'text/html,application/xhtml+xml,*/*;q=0.8';
const JARGON = /\b(request|body|JSON|HTTP|header|Idempotency|parameter|server)\b/i;

/** What somebody with a browser reads where nothing can be shown, and what they can do then. */
describe('A page about a problem', () => {
  let application: ApplicationUnderTest;

  beforeAll(async () => {
    application = await ApplicationUnderTest.start();
    await registerTrusts(await application.as('reference-loader-1'), ['RXX']);
    await application.settled();
  });
  afterAll(() => application.stop());

  const sent = (path: string, type: string, body: string) =>
    application.visitor().plain('post', path).set('Accept', BROWSER).type(type).send(body);
  const main = (html: string) => inWords(html.slice(html.indexOf('<main')));

  it('says of text that is too long how much there may be', async () => {
    const long = `person=${'a'.repeat(1_100_000)}`;
    const { text } = await sent('/sign-in', 'form', long).expect(413);
    expect(main(text)).toContain('All that a form takes is 1 MB of text.');
    expect(main(text)).not.toMatch(JARGON);
    expect(main(text)).toMatch(/Reference: [\w-]{36}/);
  });

  it('says of what is no form where to send it from', async () => {
    const type = 'application/x-www-form-urlencoded; charset=utf-7';
    const { text } = await sent('/sign-in', type, 'person=auditor-1').expect(415);
    expect(main(text)).toContain('Go back to the page and send it from there.');
    expect(main(text)).not.toMatch(JARGON);
  });

  it('says of an address that is damaged what to look at', async () => {
    const { text } = await application
      .visitor()
      .get('/organisations/%E0%A4%A')
      .set('Accept', BROWSER)
      .expect(400);
    expect(main(text)).toContain('This address cannot be read');
    expect(main(text)).not.toMatch(JARGON);
  });

  it('says of what cannot be done that nothing was changed', async () => {
    const { text } = await application
      .visitor()
      .plain('delete', '/organisations/RXX')
      .set('Accept', BROWSER)
      .expect(405);
    expect(main(text)).toContain('Nothing was changed.');
  });

  it('says of what was sent from another site that it was not done', async () => {
    const { text } = await sent('/sign-in', 'form', 'person=auditor-1')
      .set('Sec-Fetch-Site', 'cross-site')
      .expect(403);
    expect(main(text)).toContain('This was sent from another site');
    expect(text).not.toContain('You cannot use this page');
  });

  const trusts = ['', '/benefits', '/approvals', '/milestones', '/assessments', '/evidence'];
  it.each<readonly [string, string, string]>([
    ...[...trusts, '/changes', '/stage/explain', '/due/explain', '/benefits/explain'].map(
      (page) => [`/organisations/ZZZ99${page}`, 'with the code ZZZ99', '/organisations'] as const,
    ),
    ['/organisations/x/assessments', 'with the code x', '/organisations'],
    ['/organisations/RXX/benefits/NONE', 'no benefit', '/organisations/RXX/benefits'],
    ['/organisations/RXX/benefits/NONE/explain', 'no benefit', '/organisations/RXX/benefits'],
    ['/organisations/RXX/evidence/none', 'no evidence', '/organisations/RXX/evidence'],
    ['/organisations/RXX/entries/999', 'no entry 999', '/organisations/RXX'],
    ['/programmes/nowhere', 'No programme has this name', '/programmes'],
    ['/programmes/nowhere/data-quality/explain', 'No programme has this name', '/programmes'],
  ])('says which thing is not known, and leads to those that are: %s', async (path, says, href) => {
    const auditor = await application.as('auditor-1');
    const { text } = await auditor.get(path).set('Accept', BROWSER).expect(404);
    expect(main(text)).toMatch(/^Page not found/);
    expect(main(text)).toContain(says);
    expect(text.slice(text.indexOf('<main'))).toContain(`href="${href}"`);
  });

  it.each([
    ['milestones/forecasts/new', 'has no plan of a go-live', '/organisations/RXX/milestones'],
    ['milestones/retirements/new', 'has no EPR that went live', '/organisations/RXX/milestones'],
    ['stages/validations/withdrawals/new', 'so there is nothing to withdraw', '/organisations/RXX'],
  ])('says of what is there that it leaves nothing to change: %s', async (form, says, href) => {
    const person = form.startsWith('stages') ? 'validator-1' : 'trust-recorder-1';
    const asks = await application.as(person, person === 'validator-1' ? 'X26' : 'RXX');
    const path = `/organisations/RXX/${form}`;
    const { text } = await asks.get(path).set('Accept', BROWSER).expect(404);
    expect(main(text)).toMatch(/^There is nothing to change here/);
    expect(main(text)).toContain(says);
    expect(text).toContain(`href="${href}"`);
  });

  it('says of the form of a trust that nobody knows which one that is', async () => {
    const loader = await application.as('reference-loader-1');
    const path = '/organisations/ZZZ99/milestones/new';
    const { text } = await loader.get(path).set('Accept', BROWSER).expect(404);
    expect(main(text)).toContain('with the code ZZZ99');
  });

  it('owns up to a fault, and says what to do with what was sent', async () => {
    const walk = new FormWalk(application).as('trust-recorder-1', 'RXX');
    await walk.open('/organisations/RXX/milestones/new');
    const database = new pg.Client(application.databaseUrl);
    await database.connect();
    try {
      await database.query('alter table edge.form_drafts rename to elsewhere');
      const lost = await walk.send({ what: 'go-live' });
      expect(lost.status).toBe(500);
      expect(main(lost.html)).toContain(
        'The fault is ours, and what you sent may not have been recorded.',
      );
      expect(main(lost.html)).not.toMatch(JARGON);
      expect(main(lost.html)).toMatch(/Reference: [\w-]{36}/);
    } finally {
      await database.query('alter table edge.elsewhere rename to form_drafts');
      await database.end();
    }
    // Sent again, as the page says.
    await walk.open('/organisations/RXX/milestones/new');
    expect((await walk.send({ what: 'go-live' })).status).toBe(200);
  });
});

describe('The page of who asked too often', () => {
  let application: ApplicationUnderTest;

  beforeAll(async () => {
    application = await ApplicationUnderTest.start({ environment: { RATE_LIMIT: '2' } });
  });
  afterAll(() => application.stop());

  it('says when to try again, and leads back to the same page', async () => {
    const ask = () => application.visitor().get('/help?from=here').set('Accept', BROWSER);
    await ask().expect(200);
    await ask().expect(200);
    const { text, headers } = await ask().expect(429);
    const after = String(headers['retry-after']);
    expect(inWords(text)).toMatch(new RegExp(`Try again in ${after} seconds?\\.`));
    expect(text).toContain('<a href="/help?from=here">Try again</a>');
  });
});
