import { ApplicationUnderTest, type Caller } from '../support/application.js';
import { recordBoardBenefits } from '../support/board-benefits.js';
import { PROGRAMME, recordBoardProgramme } from '../support/board-programme.js';
import { inWords } from '../support/page.js';

/** The one target of a programme was due by September 2025, and it is November. */
describe('A target whose deadline has passed', () => {
  let application: ApplicationUnderTest;
  let office: Caller;
  const address = `/programmes/${PROGRAMME}`;

  beforeAll(async () => {
    application = await ApplicationUnderTest.start({ clock: { now: '2025-11-01T09:00:00.000Z' } });
    office = await application.as('programme-office-1');
    await recordBoardBenefits(application);
    const position = await recordBoardProgramme(application);
    await office.get(`/api/v1/programmes?minPosition=${position}`).expect(200);
  });
  afterAll(() => application.stop());

  const read = async (path: string, caller = office) =>
    inWords((await caller.get(path).set('Accept', 'text/html').expect(200)).text);
  const OUTCOME =
    'Not known: nothing recorded says which of its 2 trusts had reached it by its deadline';

  it('is not among those in force, and says what came of it', async () => {
    const targets = await read(`${address}/targets`);
    expect(targets).not.toContain('Targets in force');
    expect(targets).not.toContain('The chance of missing a target');
    expect(targets).toContain(
      `Targets whose deadline has passed Target Value By What came of it Reached by now Terms changed Trusts with an EPR 95% September 2025 ${OUTCOME}`,
    );
  });

  it('says on its own page first what came of it', async () => {
    expect(await read(`${address}/targets/coverage`)).toContain(
      `Was it reached in time? ${OUTCOME}.`,
    );
  });

  it('says how each trust stood on its deadline, and has its data beside it', async () => {
    const { text: html } = await office
      .get(`${address}/targets/coverage`)
      .set('Accept', 'text/html')
      .expect(200);
    const explain = `${address}/targets/coverage/trusts/explain?asOf=2025-09-30`;
    expect(html).toContain(`<a href="${explain}">what came of it</a>`);
    await office.get(explain).set('Accept', 'text/html').expect(200);
    expect(html).toContain(`href="/api/v1${address}/outcomes"`);
    const told = await office.get(`/api/v1${address}/outcomes`).expect(200);
    expect(told.body).toMatchObject({
      ...{ programme: PROGRAMME, formula: { name: 'coverage', version: '1' } },
      outcomes: [
        {
          ...{ target: 'coverage', deadlineOn: '2025-09-30', came: 'unknown', needed: 2 },
          ...{ numerator: 0, unknown: 2, denominator: 2, now: { numerator: 0, unknown: 2 } },
        },
      ],
    });
    const before = await office.get(`/api/v1${address}/outcomes?asOf=2025-09-30`).expect(200);
    expect(before.body).toMatchObject({ outcomes: [] });
    await application.visitor().get(`/api/v1${address}/outcomes`).expect(401);
  });

  it('stands apart on the overview too, with the trusts that it counts', async () => {
    const overview = await read(address);
    expect(overview).not.toContain('Targets in force');
    expect(overview).toContain(
      `Targets whose deadline has passed Trusts with an EPR: 95% by September 2025. ${OUTCOME}. Counts 2 trusts.`,
    );
  });

  it('is in force on the last day of its deadline', async () => {
    const overview = await read(`${address}?asOf=2025-09-30`);
    expect(overview).toContain('Targets in force Trusts with an EPR: 95% by September 2025');
    expect(overview).not.toContain('deadline has passed');
    expect(await read(`${address}/targets?asOf=2025-09-30`)).toContain(
      'The chance of missing a target is the chance that too few trusts reach it by its deadline.',
    );
    expect(await read(`${address}/targets?asOf=2025-09-30`)).toContain(
      'Not given: its deadline is 30 September 2025, the day shown',
    );
  });

  it('is apart in the list of programmes, and leads to what came of it those who may read that', async () => {
    const list = await read('/programmes');
    expect(list).toContain('Targets in force The deadlines of all its targets have passed.');
    expect(list).toContain('What came of them');
    const visitor = await read('/programmes', application.visitor());
    expect(visitor).toContain('Targets whose deadline has passed Trusts with an EPR: 95%');
    expect(visitor).not.toContain('What came of them');
  });
});
