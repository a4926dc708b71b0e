/* eslint-disable @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-member-access -- supertest gives every body as any; the assertions are its types */
import { ApplicationUnderTest, type Caller } from '../support/application.js';
import { registerTrusts } from '../support/registered-trusts.js';

/** A programme office promises, revises, closes and publishes; everybody reads what was promised. */
describe('A programme', () => {
  let application: ApplicationUnderTest;
  let office: Caller;
  let visitor: Caller;
  const clock = { now: '2025-07-01T09:00:00.000Z' };
  const programme = '/api/v1/programmes/national-epr';
  const source = { name: 'Board paper', publishedOn: '2025-06' };

  beforeAll(async () => {
    application = await ApplicationUnderTest.start({ clock });
    office = await application.as('programme-office-1');
    visitor = application.visitor();
    const loader = await application.as('reference-loader-1');
    await registerTrusts(loader, ['RXX', 'RYY', 'RZZ']);
  });
  afterAll(() => application.stop());

  const record = async (what: string, entry: object): Promise<string> => {
    const { body, headers } = await office.post(`${programme}/${what}`, entry).expect(201);
    await visitor.get(`/api/v1/programmes?minPosition=${String(headers['log-position'])}`);
    return String(body.events[0].id);
  };
  const refusal = async (what: string, entry: object) => {
    const { body } = await office.post(`${programme}/${what}`, entry).expect(422);
    return body as { code: string; errors: { pointer: string }[] };
  };

  it('is registered once, and read by everybody from then on', async () => {
    await record('registrations', { name: 'National EPR', scopeAreas: ['Coverage'], ...june(1) });
    const { body } = await visitor.get('/api/v1/programmes').expect(200);
    expect(body.programmes).toMatchObject([
      { programme: 'national-epr', name: 'National EPR', scopeAreas: ['Coverage'], targets: 0 },
    ]);
    const again = { name: 'Another name', scopeAreas: [], ...june(1) };
    expect(await refusal('registrations', again)).toMatchObject({ code: 'already-registered' });
  });

  it('defines who counts, and says who is counted', async () => {
    await record('definitions', definition(1, 'In place', { has: 'epr-status' }));
    const unreadable = definition(2, 'Paperless', { paper: 0 });
    const { body } = await office.post(`${programme}/definitions`, unreadable).expect(400);
    expect(body.errors).toMatchObject([{ pointer: '/predicate' }]);
    await record('cohort-revisions', revision(1, ['RXX', 'RYY'], []));
    expect(await refusal('cohort-revisions', revision(2, ['RXX'], []))).toMatchObject({
      code: 'already-member',
      errors: [{ pointer: '/added/0' }],
    });
    await record('cohort-revisions', { ...revision(2, ['RZZ'], ['RYY']), cause: 'merger' });
    const members = `${programme}/cohorts/trusts/members`;
    const now = await visitor.get(members).expect(200);
    expect(now.body.members).toMatchObject([{ code: 'RXX' }, { code: 'RZZ' }]);
    const first = await visitor.get(`${members}?version=1`).expect(200);
    expect(first.body.members).toMatchObject([{ code: 'RXX' }, { code: 'RYY' }]);
    await visitor.get(`${members}?version=9`).expect(404);
    await visitor.get(`${members}?version=x`).expect(400);
  });

  it('sets a target, and keeps its terms when it is rebaselined', async () => {
    await record('target-settings', { ...terms, ...measure, ...june(2) });
    const set = await knownNow();
    await record('target-rebaselinings', { ...terms, deadline: '2026-03', ...june(20) });
    const unsourced = { ...terms, deadline: '2027-03', effectiveOn: '2025-06-25' };
    expect(await refusal('target-rebaselinings', unsourced)).toMatchObject({
      code: 'source-missing',
      errors: [{ pointer: '/source' }],
    });
    const { body } = await visitor.get(`${programme}/targets`).expect(200);
    expect(body.targets).toMatchObject([
      { target: 'coverage', deadline: '2025-12', rebaselined: false, inForce: false },
      { deadline: '2026-03', rebaselined: true, inForce: true, basis: { source } },
    ]);
    const earlier = await visitor.get(`${programme}/targets?asOf=2025-06-10`).expect(200);
    expect(earlier.body.targets).toMatchObject([{ deadline: '2025-12', inForce: true }]);
    const before = await visitor.get(`${programme}/targets?knownAt=${String(set)}`).expect(200);
    expect(before.body.targets).toHaveLength(1);
    const csv = await visitor.get(`${programme}/targets?format=csv`).expect(200);
    expect(csv.text.split('\r\n')).toHaveLength(4);
  });

  it('holds each trust against the terms of the day, and says why', async () => {
    const recorder = await application.as('reference-loader-1');
    const { headers } = await recorder
      .post('/api/v1/organisations/RXX/epr-status', { hasEpr: true, ...june(1) })
      .expect(201);
    const { body } = await office
      .get(`${programme}/targets/coverage/trusts?minPosition=${String(headers['log-position'])}`)
      .expect(200);
    expect(body).toMatchObject({ numerator: 1, denominator: 2, share: { low: 0.5, high: 1 } });
    expect(body.trusts).toMatchObject([
      { code: 'RXX', verdict: 'counts', reason: 'reported with an EPR on 1 June 2025' },
      { code: 'RYY', verdict: 'unknown', facts: [] },
    ]);
    await visitor.get(`${programme}/targets/coverage/trusts`).expect(401);
  });

  it('closes a period at the last entry, and what it publishes stands', async () => {
    const head = await knownNow();
    const closing = { period: 'q1', from: '2025-04-01', to: '2025-06-30' };
    const closed = await record('period-closings', closing);
    const published = await record('report-publications', report);
    const { body } = await office.get(`${programme}/reports`).expect(200);
    expect(body.reports).toMatchObject([
      { report: 'q1-report', includes: head, figures: [{ figure: 'coverage', value: 50 }] },
    ]);
    const reason = 'A trust was left out of it.';
    const changes = [
      ['period-closings', closed, closing, 'period-stays-closed'],
      ['report-publications', published, report, 'report-stands'],
    ] as const;
    for (const [what, id, entry, code] of changes) {
      const address = `${programme}/${what}/${id}`;
      const { headers } = await office.get(address).expect(200);
      for (const [mending, mended] of [
        ['corrections', { reason, entry }],
        ['retractions', { reason }],
      ] as const) {
        const answer = await office
          .post(`${address}/${mending}`, mended)
          .set('If-Match', String(headers['etag']))
          .expect(422);
        expect(answer.body.code).toBe(code);
      }
    }
    expect(await refusal('report-publications', { ...report, figures: [] })).toMatchObject({
      code: 'report-exists',
    });
  });

  it('publishes a forecast once, with judgements beside it', async () => {
    const forecast = {
      ...{ forecast: 'july', target: 'coverage', algorithm: 'slippage/1', asOf: '2025-07-01' },
      ...{ entry: await knownNow(), distribution: [0.5, 0.5], insideView: 0 },
      ...{ trusts: [{ organisation: 'RYY', missing: 0.5 }], effectiveOn: '2025-07-01' },
    };
    await record('forecast-publications', forecast);
    const second = await refusal('forecast-publications', { ...forecast, insideView: 1 });
    expect(second).toMatchObject({ code: 'forecast-exists', errors: [{ pointer: '/forecast' }] });
    const judgement = { forecast: 'july', trust: 'RYY', missing: 0.9, effectiveOn: '2025-07-01' };
    await record('forecast-judgements', { ...judgement, why: 'The supplier lost its team' });
    const { body } = await office.get(`${programme}/forecasts`).expect(200);
    expect(body.forecasts).toMatchObject([
      {
        forecast: 'july',
        terms: { deadline: '2026-03' },
        distribution: [0.5, 0.5],
        judgements: [{ organisation: 'RYY', missing: 0.9, authorRole: 'programme-office' }],
      },
    ]);
  });

  it('tells what public sources said, and is corrected where it was wrong', async () => {
    const said = {
      ...{ statement: 'feb', kind: 'actual', words: '91 percent have one', about: 'coverage' },
      ...{ value: 91, unit: 'percent', ...june(3) },
    };
    const id = await record('statements', said);
    const address = `${programme}/statements/${id}`;
    const { headers } = await office.get(address).expect(200);
    const corrected = await office
      .post(`${address}/corrections`, {
        reason: 'The source says 93 percent.',
        entry: { ...said, value: 93 },
      })
      .set('If-Match', String(headers['etag']))
      .expect(201);
    const position = String(corrected.headers['log-position']);
    const { body } = await visitor
      .get(`${programme}/statements?minPosition=${position}`)
      .expect(200);
    expect(body.statements).toMatchObject([{ statement: 'feb', value: 93, about: 'coverage' }]);
  });

  it('is recorded by the programme office alone, and not found where it is not', async () => {
    const auditor = await application.as('auditor-1');
    await auditor.post(`${programme}/target-settings`, terms).expect(403);
    await visitor.post(`${programme}/target-settings`, terms).expect(401);
    await visitor.get('/api/v1/programmes/another').expect(404);
    await visitor.get('/api/v1/programmes/Not%20a%20name').expect(404);
  });

  /** The last entry of the log, once it has been read. */
  const knownNow = async (): Promise<number> => {
    const { body } = await visitor.get('/api/v1/programmes').expect(200);
    return Number(body.entry);
  };

  const june = (day: number) => ({
    effectiveOn: `2025-06-${String(day).padStart(2, '0')}`,
    source,
  });
  const definition = (version: number, title: string, predicate: object) => ({
    ...{ definition: 'epr', version, title, predicate },
    ...june(1),
  });
  const revision = (version: number, added: readonly string[], removed: readonly string[]) => ({
    ...{ cohort: 'trusts', version, cause: 'established', added, removed },
    ...june(version),
  });
  const terms = {
    ...{ target: 'coverage', value: 100, deadline: '2025-12' },
    ...{ definition: 'epr', definitionVersion: 1, cohort: 'trusts', cohortVersion: 1 },
  };
  const measure = { metric: 'Trusts with an EPR', unit: 'percent' };
  const report = {
    ...{ report: 'q1-report', period: 'q1', asOf: '2025-06-30', effectiveOn: '2025-07-01' },
    figures: [
      {
        ...{ figure: 'coverage', unit: 'percent', formulaVersion: '1' },
        ...{ value: 50, numerator: 1, denominator: 2 },
      },
    ],
    definitions: [{ name: 'epr', version: 1 }],
    cohorts: [{ name: 'trusts', version: 1 }],
    models: [{ name: 'nhs-epr', version: 1 }],
  };
});
