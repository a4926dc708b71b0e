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
      'A trust was reported at the end of a quarter and of the next 7 times. Twice it was at another stage then, once at a lower one.',
    );
    expect(said).toMatch(/Below stage 1 4 3 1 0 0 0 At stage 1 3 1 2 0 0 0/);
    expect(said).toContain('Chances are not given: they take at least 30 moves to another stage.');
    expect(said).toContain('It cannot be told: it takes at least 30 moves to another stage');
    expect(said).toContain('Showing 2 July 2026. ');
  });

  it('tell how long a stay lasted that was seen whole, and count those that were not', async () => {
    const said = await read('');
    expect(said).toContain(
      'At stage 1, of 1 stay seen whole, the median is 183 days (about 6 months), from 183 days (about 6 months) to 183 days (about 6 months).',
    );
    expect(said).toMatch(/At stage 1 1 183 No data 183 to 183 0 0/);
    expect(said).toMatch(/Below stage 1 0 No data No data No data 1 1/);
    const { body } = await office.get('/api/v1/transitions?asOf=2026-07-02').expect(200);
    expect(body.stages[1].time).toEqual({ lengths: [183], median: 183, lasting: 0, partly: 0 });
  });

  it('say where nothing was seen whole yet, or nothing at all', async () => {
    expect(await read('?asOf=2025-12-31')).toContain(
      'No stay at a stage was seen from its first day to its last by 31 December 2025.',
    );
    expect(await read('?trustType=Ambulance')).toContain(
      'No trust was reported at the ends of two quarters in a row.',
    );
    expect(await read('?trustType=x', 400)).toContain('Choose one of the list');
  });
});
