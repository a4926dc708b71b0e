import { ApplicationUnderTest, type Caller } from '../support/application.js';
import { recordCorrectedTrust } from '../support/corrected-trust.js';
import { inWords } from '../support/page.js';
import { recordProgramme } from '../support/programme-pages.js';

/** What a board reads first: the programmes, and of one of them what moved since it last met. */
describe('The pages of a programme', () => {
  let application: ApplicationUnderTest;
  let office: Caller;
  const clock = { now: '2024-09-12T09:00:00.000Z' };

  beforeAll(async () => {
    application = await ApplicationUnderTest.start({ clock });
    await recordCorrectedTrust(application, clock);
    const position = await recordProgramme(application);
    office = await application.as('programme-office-1');
    await office.get(`/api/v1/programmes?minPosition=${position}`).expect(200);
  });
  afterAll(() => application.stop());

  const read = async (path: string, status = 200, caller = office): Promise<string> => {
    const { text } = await caller.get(path).set('Accept', 'text/html').expect(status);
    return inWords(text);
  };

  it('are listed for everybody, with what each promised and who said so', async () => {
    const said = await read('/programmes', 200, application.visitor());
    expect(said).toContain('Trusts with an EPR: 95% by March 2026');
    expect(said).toContain('Source: Board paper 7, published January 2025');
    expect(said).toContain(
      'Trusts that its targets count By each list as last stated. All other figures of the programme count the trusts open on the day shown, which may be more or fewer. 1 trust Source',
    );
    expect(said).toContain('Nine in ten trusts have one');
  });

  it('compare today with the last quarter that was closed', async () => {
    const said = await read('/programmes/national-epr');
    expect(said).toContain('Showing 1 November 2025, compared with 30 June 2025.');
    expect(said).toMatch(/Reporting measurements 1 of 1 trust No change since 30 June 2025/);
    expect(said).toContain('On 1 November 2025, by their evidence: 1 at stage 1 (digitising).');
    expect(said).toContain('On 30 June 2025: 1 below stage 1.');
    expect(said).toContain('Entries recorded since the end of 30 June 2025: 8 new.');
    // No benefit has been recorded, so there is no money to compare.
    expect(said).not.toContain('See the benefits by class');
  });

  it('take another day to compare with, which lies before the day they are about', async () => {
    const address = '/programmes/national-epr?asOf=30+September+2025';
    const said = await read(`${address}&with=1+April+2025`);
    expect(said).toContain('Showing 30 September 2025, compared with 1 April 2025.');
    const wrong = await read(`${address}&with=30+September+2025`, 400);
    expect(wrong).toContain('“Compare with” must be before 30 September 2025, the day shown');
    expect(wrong).not.toContain('At a glance');
    expect(await read(`${address}&with=x`, 400)).toContain('date or an earlier one');
  });

  it('name the last entry that all on them includes, and ask the API for the same', async () => {
    const { text } = await office
      .get('/programmes/national-epr?knownAt=2025-07-20')
      .set('Accept', 'text/html')
      .expect(404);
    expect(inWords(text)).toContain('There is no record of National EPR on 20 July 2025');
    const now = await office.get('/programmes/national-epr?asOf=2025-10-31').expect(200);
    expect(now.text).toContain('/api/v1/stages?programme=england&amp;asOf=2025-10-31');
    expect(inWords(now.text)).toMatch(/Includes everything recorded up to .* \(entry \d+\)/);
  });

  it('are for those who may see stages and gaps', async () => {
    const visitor = application.visitor();
    expect(await read('/programmes/national-epr', 401, visitor)).toContain('Sign in');
    const loader = await application.as('reference-loader-1');
    expect(await read('/programmes/national-epr', 403, loader)).toContain('reference loader');
    const neighbour = await application.as('trust-recorder-1', 'RYY');
    const said = await read('/programmes/national-epr', 200, neighbour);
    expect(said).toContain(
      'Entries of all trusts are shown only to those who may read every entry',
    );
    expect(said).not.toContain('Entries recorded since');
  });

  it('say where a name is no programme’s', async () => {
    expect(await read('/programmes/nobody', 404)).toContain('No programme has this name');
    expect(await read('/programmes/Not%20a%20name', 404)).toContain('No programme has this name');
  });
});
