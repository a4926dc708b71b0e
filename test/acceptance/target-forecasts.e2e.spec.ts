/* eslint-disable @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-argument -- supertest gives every body as any; the assertions are its types */
import { ApplicationUnderTest, type Caller } from '../support/application.js';
import { recordAwaitedGoLives } from '../support/awaited-go-lives.js';

/** Sixteen trusts went live as far from their plans as they did; three more are on their way. */
describe('The forecast of a target', () => {
  let application: ApplicationUnderTest;
  let office: Caller;
  let position = '';
  const clock = { now: '2024-01-02T09:00:00.000Z' };
  const programme = '/api/v1/programmes/national-epr';
  const forecast = `${programme}/targets/coverage/forecast`;

  beforeAll(async () => {
    application = await ApplicationUnderTest.start({ clock });
    office = await application.as('programme-office-1');
    position = await recordAwaitedGoLives(application, clock);
  });
  afterAll(() => application.stop());

  const ask = async (query: string) =>
    (await office.get(`${forecast}?${query}&minPosition=${position}`).expect(200)).body as Readonly<
      Record<string, unknown>
    >;

  it('is no distribution while fewer than fifteen slips were seen to their end', async () => {
    const body = await ask('asOf=2024-06-30');
    expect(body).toMatchObject({
      kind: 'too-few-observations',
      ...{ numerator: 15, denominator: 19, unknown: 0, completed: 8, count: null, judged: null },
    });
    expect(body['trusts']).toContainEqual(
      expect.objectContaining({ code: 'RG1', probability: null, insideView: 'meets' }),
    );
  });

  it('is a distribution from then on, with the chance and the reasons of each trust', async () => {
    const { count, trusts, ...body } = await ask('asOf=2024-12-15');
    expect(body).toMatchObject({
      kind: 'distribution',
      ...{ numerator: 3, denominator: 19, unknown: 0, completed: 32, rho: 0.2 },
      ...{ deadlineOn: '2025-03-31', insideView: { low: 0, high: 0 } },
    });
    const { distribution } = count as Readonly<{ distribution: readonly number[] }>;
    expect(distribution).toHaveLength(4);
    expect(distribution.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12);
    const [first] = trusts as readonly Readonly<Record<string, unknown>>[];
    expect(first).toMatchObject({ code: 'RG1', expected: '2025-02-28', slack: 1, judgedBy: '0-3' });
    // Of nineteen that were due within three months, eleven slipped by more than one month.
    expect(first?.['probability']).toBeCloseTo(11 / 19, 12);
    expect(first?.['facts']).toMatchObject([
      { kind: 'go-live-plan', statedBy: '2024-01-01' },
      { kind: 'go-live-plan', statedBy: '2024-12-10' },
    ]);
  });

  it('goes by what had been stated by the day', async () => {
    const { trusts } = await ask('asOf=2024-12-09');
    expect(trusts).toContainEqual(
      expect.objectContaining({
        code: 'RG1',
        expected: '2024-06-30',
        flags: ['overdue', 'beyond-data'],
      }),
    );
  });

  it('scores what was published once its deadline is over, beside two baselines', async () => {
    const { scores, losses, outcomes, calibration } = await ask('asOf=2024-12-15');
    expect(scores).toMatchObject([
      {
        ...{ forecast: 'early', deadline: '2024-09-30', unknown: 0, numerator: 1, denominator: 2 },
        method: { brier: expect.closeTo((0.2 ** 2 + 0.1 ** 2) / 2, 12) },
        insideView: { brier: expect.closeTo(0.5, 5) },
        pace: { brier: expect.closeTo(0.5, 5) },
      },
    ]);
    expect(scores).toMatchObject([{ method: { logScore: expect.closeTo(-Math.log(0.6), 12) } }]);
    expect(losses).toEqual([]);
    expect([outcomes, calibration]).toEqual([2, null]);
    expect((await ask('asOf=2024-09-29'))['scores']).toEqual([]);
  });

  it('stands beside how the target came on, and narrows over the quarters ahead', async () => {
    const course = forecast.replace('/forecast', '/course');
    const { body } = await office
      .get(`${course}?asOf=2024-12-15&minPosition=${position}`)
      .expect(200);
    expect(body).toMatchObject({ deadlineOn: '2025-03-31', target: 'coverage' });
    expect(body.reached).toMatchObject([
      { on: '2024-03-31', numerator: 0, unknown: 0, denominator: 19 },
      { on: '2024-06-30', numerator: 4 },
      { on: '2024-09-30', numerator: 16 },
      { on: '2024-12-15', numerator: 16 },
    ]);
    const ahead = body.ahead as readonly Readonly<{ by: string }>[];
    expect(ahead.map(({ by }) => by)).toEqual([
      ...['2024-12-31', '2025-03-31', '2025-06-30', '2025-09-30', '2025-12-31'],
    ]);
    const { count } = await ask('asOf=2024-12-15');
    const { p10, p50, p90 } = count as Readonly<Record<'p10' | 'p50' | 'p90', number>>;
    expect(ahead[1]).toMatchObject({ p10, p50, p90 });
    const { body: early } = await office.get(`${course}?asOf=2024-06-30`).expect(200);
    expect(early.ahead).toEqual([]);
    await office.get(`${course}?asOf=2023-12-31`).expect(404);
  });

  it('is explained by its terms, and by the plans and go-lives of every trust', async () => {
    const { body } = await office
      .get(`${forecast}/explain?asOf=2024-12-15&organisation=RG1&minPosition=${position}`)
      .expect(200);
    expect(body).toMatchObject({
      ...{ figure: 'forecast', numerator: 1, denominator: 1 },
      answer: { kind: 'distribution', completed: 32 },
    });
    expect(typesIn(body.events)).toEqual(
      expect.arrayContaining([
        ...['ProgrammeRegistered', 'TargetDefinitionChanged', 'CohortRevised'],
        ...['ProgrammeTargetSet', 'ProgrammeTargetRebaselined', 'ForecastPublished'],
      ]),
    );
    expect(body.trusts).toMatchObject([
      { code: 'RG1', counts: true, inputs: { slack: 1, judgedBy: '0-3' }, withheld: 'nothing' },
    ]);
    expect(typesIn(body.trusts[0].events)).toEqual([
      ...['OrganisationRegistered', 'EprStatusReported'],
      ...['DeploymentPlanned', 'GoLiveForecastRevised'],
    ]);
    const whole = await office.get(`${forecast}/explain?asOf=2024-12-15`).expect(200);
    expect(whole.body).toMatchObject({ numerator: 10, denominator: 19, next: 'RC2' });
  });

  it('is explained quarter by quarter too, by what decided it on any of their days', async () => {
    const explained = forecast.replace('/forecast', '/course/explain');
    const { body } = await office
      .get(`${explained}?asOf=2024-12-15&organisation=RA1&minPosition=${position}`)
      .expect(200);
    expect(body).toMatchObject({
      ...{ figure: 'course', formula: { name: 'target-course', version: '1' } },
      answer: { deadlineOn: '2025-03-31' },
      trusts: [{ code: 'RA1', counts: true, inputs: { verdict: 'counts' } }],
    });
    expect(typesIn(body.trusts[0].events)).toContain('EprStatusReported');
    await office.get(explained.replace('coverage', 'another')).expect(404);
  });

  it('is told by whom it is reached, with the events of each', async () => {
    const { body } = await office
      .get(`${programme}/targets/coverage/trusts/explain?limit=1&asOf=2024-12-15`)
      .expect(200);
    expect(body).toMatchObject({
      figure: 'coverage',
      answer: {
        ...{ numerator: 16, denominator: 19 },
        gap: { needed: 19, trustsShort: { low: 3, high: 3 }, reached: false },
      },
    });
    expect(body.trusts).toMatchObject([
      { code: 'RA1', counts: true, inputs: { verdict: 'counts' }, withheld: 'nothing' },
    ]);
    expect(typesIn(body.trusts[0].events)).toContain('EprStatusReported');
    expect(body.next).toBe('RA1');
    await office.get(`${programme}/targets/another/trusts/explain`).expect(404);
  });

  it('is given as rows, and not found for a target that is none', async () => {
    const { text } = await office.get(`${forecast}?asOf=2024-12-15&format=csv`).expect(200);
    expect(text.trim().split('\r\n')).toHaveLength(4);
    await office.get(`${programme}/targets/another/forecast`).expect(404);
    await office.get(`${forecast}?asOf=2023-12-31`).expect(404);
  });
});

const typesIn = (events: readonly Readonly<{ type: string }>[]) => events.map(({ type }) => type);
