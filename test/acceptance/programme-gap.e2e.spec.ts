import { ApplicationUnderTest, type Caller } from '../support/application.js';
import { recordCorrectedTrust } from '../support/corrected-trust.js';
import { inWords } from '../support/page.js';
import { recordProgramme } from '../support/programme-pages.js';
import { registerTrusts } from '../support/registered-trusts.js';
import { recordWorkedBoundary } from '../support/worked-boundary.js';

/** One trust that measures use, boundary and drivers, and one that measures nothing. */
describe('The gap of a programme', () => {
  let application: ApplicationUnderTest;
  let office: Caller;
  const clock = { now: '2024-09-12T09:00:00.000Z' };
  const address = '/programmes/national-epr/gap';

  beforeAll(async () => {
    application = await ApplicationUnderTest.start({ clock });
    await registerTrusts(await application.as('reference-loader-1'), ['RYY']);
    const { recorder } = await recordCorrectedTrust(application, clock);
    await recordWorkedBoundary(recorder, 'RXX');
    const position = await recordProgramme(application);
    office = await application.as('programme-office-1');
    await office.get(`/api/v1/programmes?minPosition=${position}`).expect(200);
  });
  afterAll(() => application.stop());

  const html = async (query = '', status = 200): Promise<string> => {
    const { text } = await office
      .get(`${address}${query}`)
      .set('Accept', 'text/html')
      .expect(status);
    return text;
  };
  const read = async (query = '', status = 200): Promise<string> =>
    inWords(await html(query, status));

  it('says which part is the largest loss, and what cannot be told', async () => {
    const said = await read();
    expect(said).toContain('1 of 2 trusts reports measurements.');
    expect(said).toContain('We cannot tell whether the use gap has changed since 30 June 2025.');
    expect(said).toMatch(/Most is not known while measurements are missing: [\d.]+ of 100 points/);
    expect(said).toMatch(/All 100\.0/);
  });

  it('ranks trusts by what they may be at the most, and those that say nothing not at all', async () => {
    const said = await read();
    expect(said).toContain('Only Example NHS Trust reports: its use gap is 1.5 to 81.5 points.');
    expect(said).toContain(
      '1 trust has not reported: its gap may be anywhere from 0 to 100, so it has no place and comes last.',
    );
    expect(said).toMatch(
      /1 Example NHS Trust \(RXX\) 1\.5 to 81\.5 .*No place Trust RYY \(RYY\) Not reported/,
    );
    const { text } = await office.get('/api/v1/gaps?by=trust&format=csv').expect(200);
    expect(text.split('\r\n').map((line) => line.split(',')[0])).toEqual(
      expect.arrayContaining(['RXX', 'RYY']) as unknown,
    );
  });

  it('tells the boundary by partner and cause, of the trusts that count encounters', async () => {
    const said = await read();
    expect(said).toContain(
      'For the 1 trust that counts these encounters it is 77.5 points; for the others it is not known.',
    );
    expect(said).toContain(
      'The largest known loss is where the record of general practice can be reached and is not used: at least 19.9 points.',
    );
    expect(said).toMatch(
      /Adult social care 8\.0 1\.8 9\.8 0\.2 All partners 30\.8 46\.7 77\.5 22\.5/,
    );
  });

  it('tells the four drivers with their shares, and which of them is the lever', async () => {
    const said = await read();
    expect(said).toContain('Interoperability holds use back most at 1 of 2 trusts');
    expect(said).toMatch(/\(RXX\) 47\.5 13% 17% 23% 47% Interoperability/);
    expect(said).toContain('All four drivers are known for 1 of 2 trusts.');
  });

  it('leads from each figure to what it was made from, by the same days and trusts', async () => {
    const text = await html('?asOf=31+October+2025&trustType=Acute');
    for (const path of ['gaps', 'boundary-gaps', 'drivers']) {
      const href = `/${path}/explain?programme=england&amp;trustType=Acute&amp;asOf=2025-10-31`;
      expect(text).toContain(href);
      const explained = await office.get(href.replaceAll('&amp;', '&'));
      expect([path, explained.status]).toEqual([path, 200]);
    }
    await office.get('/api/v1/gaps?by=everything').expect(400);
  });

  it('says so where no trust is of the kind that was chosen', async () => {
    const said = await read('?trustType=Ambulance');
    expect(said).toContain('No gap is known of the trusts you chose on 1 November 2025.');
    expect(said).toContain('No trust was open');
    expect(await read('?region=x', 400)).toContain(
      'There is a problem Select one from the list under “Region”',
    );
  });
});
