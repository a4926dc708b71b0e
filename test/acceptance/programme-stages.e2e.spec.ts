/* eslint-disable @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-member-access -- supertest gives every body as any; the assertions are its types */
import { ApplicationUnderTest, type Caller } from '../support/application.js';
import { recordCorrectedTrust } from '../support/corrected-trust.js';
import { inWords } from '../support/page.js';
import { recordProgramme } from '../support/programme-pages.js';
import { registerTrusts } from '../support/registered-trusts.js';

/** One trust that reached stage 1 in September 2025, and one that never reported. */
describe('The stages of a programme', () => {
  let application: ApplicationUnderTest;
  let office: Caller;
  const clock = { now: '2024-09-12T09:00:00.000Z' };
  const address = '/programmes/national-epr/stages';

  beforeAll(async () => {
    application = await ApplicationUnderTest.start({ clock });
    await registerTrusts(await application.as('reference-loader-1'), ['RYY']);
    await recordCorrectedTrust(application, clock);
    const position = await recordProgramme(application);
    office = await application.as('programme-office-1');
    await office.get(`/api/v1/programmes?minPosition=${position}`).expect(200);
  });
  afterAll(() => application.stop());

  const read = async (query = '', status = 200): Promise<string> => {
    const { text } = await office
      .get(`${address}${query}`)
      .set('Accept', 'text/html')
      .expect(status);
    return inWords(text);
  };

  it('say who went up since the quarter before, and since when it holds its stage', async () => {
    const said = await read();
    expect(said).toContain(
      'Since 30 June 2025, by evidence, 1 of 2 trusts moved up and none moved down. 1 reported on neither day.',
    );
    expect(said).toMatch(/Example NHS Trust : Up from below stage 1 to stage 1/);
    expect(said).toMatch(
      /\(RXX\) At least stage 1 Up from below stage 1 to stage 1 30 September 2025 Not known/,
    );
    expect(said).toMatch(/Trust RYY \(RYY\) Not reported Not reported Not reported/);
  });

  it('say that a stage was lost by time alone, where measurements ran out', async () => {
    clock.now = '2026-04-02T09:00:00.000Z';
    const said = await read('?with=31+March+2026');
    expect(said).toContain(
      'Down from stage 1 to below stage 1, as measurements are out of date or missing',
    );
    expect(said).toContain('none of 2 trusts moved up and 1 moved down');
    clock.now = '2025-11-01T09:00:00.000Z';
  });

  it('show the steps of the trusts that moved last, or of those that were named', async () => {
    expect(await read()).toContain(
      'Example NHS Trust (RXX): at stage 1 since 30 September 2025, before that below stage 1.',
    );
    expect(await read('?highlight=RYY')).not.toContain('Example NHS Trust (RXX): at stage 1');
    const wrong = await read('?highlight=RXX,R99', 400);
    expect(wrong).toContain('R99 is not one of the trusts shown. Enter ODS codes, like RXX, RYY');
  });

  it('are filtered by stage, type and region, which can be taken back', async () => {
    const silent = await read('?stage=not-reported');
    expect(silent).toContain('1 trust, by name.');
    expect(silent).toContain('Filtered by stage by evidence: Not reported');
    expect(silent).not.toContain('(RXX) At least');
    expect(await read('?trustType=Community')).toContain('No trust of those you chose was open');
    expect(await read('?region=x', 400)).toContain(
      'There is a problem Select one from the list under “Region”',
    );
  });

  it('are answered by the API alike, with their rows as CSV', async () => {
    const path = '/api/v1/stage-moves?since=2025-06-30&asOf=2025-11-01';
    const { body } = await office.get(path).expect(200);
    expect(body).toMatchObject({ numerator: 1, denominator: 2, counts: { up: 1 } });
    expect(body.trusts).toMatchObject([
      { code: 'RXX', movement: 'up', before: { low: 0 }, heldSince: { 1: '2025-09-30', 2: null } },
      { code: 'RYY', movement: 'not-reported', evidenced: null },
    ]);
    const { text } = await office.get(`${path}&format=csv`).expect(200);
    expect(text.split('\r\n')[1]).toMatch(/^RXX,Example NHS Trust,/);
    const same = await office.get('/api/v1/stage-moves?since=2025-11-01&asOf=2025-11-01');
    expect(same.status).toBe(400);
    expect(same.body.errors).toMatchObject([{ pointer: '?since', code: 'since-not-before' }]);
    await office.get('/api/v1/stage-moves?since=x').expect(400);
  });
});
