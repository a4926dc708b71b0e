import { ApplicationUnderTest } from '../support/application.js';
import { recordCorrectedTrust } from '../support/corrected-trust.js';
import { FormWalk } from '../support/form-walk.js';
import { inWords } from '../support/page.js';

/** What a trust has installed and how much it is used, capability by capability. */
describe('The page of capabilities', () => {
  let application: ApplicationUnderTest;
  const clock = { now: '2024-09-12T09:00:00.000Z' };
  const address = '/organisations/RXX/capabilities';

  beforeAll(async () => {
    application = await ApplicationUnderTest.start({ clock });
    const { recorder, position } = await recordCorrectedTrust(application, clock);
    await recorder.get(`/api/v1/organisations/RXX/stage?minPosition=${position}`).expect(200);
  });
  afterAll(() => application.stop());

  const as = (person?: string, organisation = 'RXX') =>
    new FormWalk(application).as(person, organisation);

  it('counts the criteria of each stage in a picture, in words and in a table', async () => {
    const { text, html } = await as('trust-recorder-1').open(address);
    expect(text).toContain('Of stage 2, 0 of 6 criteria are met');
    expect(text).toContain(
      'Stage 1, digitising: 5 of 5 criteria are met; Stage 2, informing: 0 of 6 criteria are met',
    );
    expect(text).toMatch(/Criteria of each stage Stage Met .* Stage 1, digitising 5 0 0 5/);
    expect(html.match(/role="img"/g)).toHaveLength(2);
    expect(html).toContain('/api/v1/organisations/RXX/stage?format=csv');
  });

  it('says of each capability what is needed, what is so, and how its use came about', async () => {
    const { text, html } = await as('trust-recorder-1').open(address);
    expect(text).toMatch(
      /\(ePMA\) \(C105\) Met 100\.0% needs [\d.]+% 83\.0% \(9,130 of 11,000\) needs 80\.0% Last 3 measurements: up from 72\.0% to 83\.0% The last is for September 2025/,
    );
    expect(text).toMatch(
      /\(C101\) Met 100\.0% needs [\d.]+% 95\.0% .*? Measured once The last is for March 2025/,
    );
    expect(text).toMatch(/\(C201\) Use and installation not known Not known .*? Never measured/);
    expect(html.match(/class="app-sparkline"/g)).toHaveLength(1);
    expect(text).toMatch(
      /Optional capabilities Capability Installed Used Use over time .*\(C104\)/,
    );
  });

  it('shows a day of the past by what was known at an entry', async () => {
    const { text } = await as('trust-recorder-1').open(
      `${address}?asOf=30+June+2025&knownAt=20+July+2025`,
    );
    expect(text).toContain('You are looking back');
    expect(text).toContain('84.0% (8,400 of 10,000)');
    expect(text).toContain('Last 2 measurements: up from 72.0% to 84.0%');
    expect(text).not.toContain('Add an entry');
    const corrected = await as('trust-recorder-1').open(`${address}?asOf=30+June+2025`);
    expect(corrected.text).toContain('Last 2 measurements: up from 72.0% to 76.3%');
  });

  it('is led to from the page of the trust, and leads to its forms and to how it is worked out', async () => {
    const walk = as('trust-recorder-1');
    await walk.open('/organisations/RXX');
    const page = await walk.follow('Capabilities and their use');
    expect(page.text).toContain('Measure the use of a capability');
    const { text } = await walk.follow('How this is worked out: Stage 2, informing');
    expect(text).toContain('What went in, by criterion');
  });

  it('shows people of other trusts the criteria, without single measurements', async () => {
    const walk = as('trust-recorder-1', 'RYY');
    const { text } = await walk.open(address);
    expect(text).toContain('Of stage 2, 0 of 6 criteria are met');
    expect(text).not.toContain('Use over time');
    expect(text).not.toContain('How this is worked out');
  });

  it('says what is wrong with a day, and that there is no such trust', async () => {
    const seen = async (path: string, status: number) => {
      const caller = await application.as('trust-recorder-1', 'RXX');
      return inWords((await caller.get(path).set('Accept', 'text/html').expect(status)).text);
    };
    const wrong = await seen(`${address}?asOf=x`, 400);
    expect(wrong).toContain('There is a problem');
    expect(wrong).not.toContain('Criteria of each stage');
    expect(await seen('/organisations/RZZ/capabilities', 404)).toContain('RZZ');
    await application.visitor().get(address).set('Accept', 'text/html').expect(401);
  });
});
