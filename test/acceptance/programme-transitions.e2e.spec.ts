/* eslint-disable @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-member-access -- supertest gives every body as any; the assertions are its types */
import { ApplicationUnderTest, type Caller } from '../support/application.js';
import { recordCorrectedTrust } from '../support/corrected-trust.js';
import { inWords } from '../support/page.js';
import { recordProgramme } from '../support/programme-pages.js';

/** One trust that reached stage 1 in September 2025 and let its measurements run out six months later. */
describe('The moves between the stages of a programme', () => {
  let application: ApplicationUnderTest;
  let office: Caller;
  const clock = { now: '2024-09-12T09:00:00.000Z' };
  const address = '/programmes/national-epr/transitions';

  beforeAll(async () => {
    application = await ApplicationUnderTest.start({ clock });
    await recordCorrectedTrust(application, clock);
    const position = await recordProgramme(application);
    office = await application.as('programme-office-1');
    await office.get(`/api/v1/programmes?minPosition=${position}`).expect(200);
    clock.now = '2026-07-02T09:00:00.000Z';
  });
  afterAll(() => application.stop());

  const read = async (query: string, status = 200): Promise<string> => {
    const { text } = await office
      .get(`${address}${query}`)
      .set('Accept', 'text/html')
      .expect(status);
    return inWords(text);
  };

  it('are counted from quarter to quarter, the lower ones by themselves', async () => {
    const said = await read('');
    expect(said).toContain(
      'In 7 cases a trust had a stage at the ends of two quarters in a row. In 2 of them it changed stage: 1 up, 1 down.',
    );
    expect(said).toMatch(/Below stage 1 4 3 1 0 0 0 At stage 1 3 1 2 0 0 0/);
    expect(said).toContain(
      'No chances or outlook can be given yet: they need at least 30 moves to another stage.',
    );
    expect(said).toContain('Showing 2 July 2026. ');
  });

  it('tell how long a stay lasted that was seen whole, and count those that were not', async () => {
    const said = await read('');
    expect(said).toContain('At stage 1: 1 complete stay, of 183 days (about 6 months).');
    expect(said).toMatch(/At stage 1 1 183 Not known 183 to 183 0 0/);
    expect(said).toMatch(/Below stage 1 0 Not known Not known Not known 1 1/);
    const { body } = await office.get('/api/v1/transitions?asOf=2026-07-02').expect(200);
    expect(body.stages[1].time).toEqual({ lengths: [183], median: 183, lasting: 0, partly: 0 });
  });

  it('say where nothing was seen whole yet, or nothing at all', async () => {
    expect(await read('?asOf=2025-12-31')).toContain(
      'By 31 December 2025 no trust had both reached and left a stage.',
    );
    expect(await read('?trustType=Ambulance')).toContain(
      'No trust had a stage at the ends of two quarters in a row.',
    );
    expect(await read('?trustType=x', 400)).toContain(
      'There is a problem Select one from the list under “Type of trust”',
    );
  });
});
