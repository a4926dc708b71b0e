/* eslint-disable @typescript-eslint/no-unsafe-assignment -- supertest gives every body as any; the assertions are its types */
import { ApplicationUnderTest, type Caller } from '../support/application.js';
import { registerTrusts } from '../support/registered-trusts.js';
import { recordWorkedBoundary } from '../support/worked-boundary.js';

/** One trust with the worked numbers of its boundary and its drivers, one that measured nothing. */
describe('Why a record is used as it is', () => {
  let application: ApplicationUnderTest;
  let recorder: Caller;
  let position = '';

  beforeAll(async () => {
    application = await ApplicationUnderTest.start({ clock: { now: '2025-07-10T09:00:00.000Z' } });
    const loader = await application.as('reference-loader-1');
    await registerTrusts(loader, ['RXX', 'RYY']);
    recorder = await application.as('trust-recorder-1', 'RXX');
    const trust = '/api/v1/organisations/RXX';
    await recorder
      .post(`${trust}/stage-declarations`, { stage: 2, effectiveOn: '2025-06-01' })
      .expect(201);
    position = await recordWorkedBoundary(recorder, 'RXX');
  });
  afterAll(() => application.stop());

  const ask = async (path: string) => {
    const joined = path.includes('?') ? '&' : '?';
    const { body } = await recorder
      .get(`/api/v1/${path}${joined}minPosition=${position}`)
      .expect(200);
    return body as Readonly<Record<string, unknown>>;
  };

  it('tells the boundary gap by partner and cause', async () => {
    const body = await ask('organisations/RXX/boundary-gap');
    expect(body).toMatchObject({ weighting: 'eligible-encounters', eligible: 10_000 });
    expect(body['boundary']).toMatchObject({
      gap: around(77.5),
      notAvailable: around(30.75),
      notUsed: around(46.75),
      evidenceCoverage: 1,
    });
    expect((body['boundary'] as Readonly<{ facts: unknown }>).facts).toHaveLength(5);
  });

  it('knows nothing of a boundary a year later, nor before it was measured', async () => {
    const { boundary } = await ask('organisations/RXX/boundary-gap?asOf=2025-05-31');
    expect(boundary).toMatchObject({ gap: { low: 0, high: 100 }, evidenceCoverage: 0 });
    const { boundary: unknown } = await ask('organisations/RYY/boundary-gap');
    expect(unknown).toMatchObject({ gap: { low: 0, high: 100 } });
  });

  it('weighs a system by encounters, and lets one that nobody counted weigh anything', async () => {
    const { total } = await ask('boundary-gaps');
    expect(total).toMatchObject({ numerator: 1, denominator: 2, boundary: { withoutWeight: 1 } });
    expect(total).toMatchObject({ boundary: { gap: { low: 0, high: 100 }, eligible: 10_000 } });
    const { counted, flows } = await ask('boundary-gaps/flows');
    expect(counted).toMatchObject({ trusts: 1, gap: around(77.5) });
    expect(flows).toMatchObject([
      { partner: 'gp', notAvailable: around(1.75), notUsed: around(19.95), used: around(13.3) },
      { partner: 'other-acute' },
      { partner: 'community' },
      { partner: 'mental-health' },
      { partner: 'adult-social-care', notAvailable: around(8), notUsed: around(1.8) },
    ]);
  });

  it('tells the four drivers, and which of them is the lever', async () => {
    const { drivers: figure, facts } = await ask('organisations/RXX/drivers');
    expect(figure).toMatchObject({ known: 4, gap: around(47.5, 0) });
    expect(facts).toHaveLength(4);
    const { trusts, ...counts } = await ask('drivers');
    expect(counts).toMatchObject({ numerator: 1, denominator: 2, levers: { interoperability: 1 } });
    expect(trusts).toMatchObject([
      {
        ...{ code: 'RXX', lever: 'interoperability', value: around(0.525, 3) },
        shares: { 'first-time-right': around(0.127, 3), interoperability: around(0.467, 3) },
      },
      { code: 'RYY', lever: null, known: 0, value: { high: 1 } },
    ]);
  });

  it('counts the stages to the one expected, and the word beyond the evidence', async () => {
    const body = await ask('stage-gaps?stage=2');
    expect(body).toMatchObject({
      ...{ expected: 2, numerator: 0, denominator: 2, mayHaveReached: 2, notReported: 2 },
      toTarget: [{ stages: 2, trusts: 2 }],
      selfMarking: [{ stages: 2, trusts: 1 }],
    });
    await recorder.get('/api/v1/stage-gaps?stage=5').expect(400);
  });

  it('expects no stage while no target does, and then that of the target, of its cohort', async () => {
    expect(await ask('stage-gaps')).toMatchObject({
      expected: null,
      expectedBy: null,
      toTarget: [],
    });
    position = await setTarget(await application.as('programme-office-1'));
    expect(await ask('stage-gaps')).toMatchObject({
      ...{ expected: 3, numerator: 0, denominator: 1, toTarget: [{ stages: 3, trusts: 1 }] },
      expectedBy: { programme: 'national-epr', target: 'shaping', cohortVersion: 1 },
      trusts: [{ code: 'RXX', toTarget: { low: -1, high: 3 } }, { code: 'RYY' }],
    });
    expect(await ask('stage-gaps?asOf=2025-06-30')).toMatchObject({ expected: null });
    expect(await ask('stage-gaps?target=national-epr/shaping')).toMatchObject({ expected: 3 });
    await recorder.get('/api/v1/stage-gaps?target=national-epr/another').expect(404);
    await recorder.get('/api/v1/stage-gaps?target=shaping').expect(400);
    await recorder.get('/api/v1/stage-gaps?target=national-epr/shaping&stage=2').expect(400);
  });

  it.each([
    ['organisations/RXX/boundary-gap/explain', 'SharedRecordUseMeasured', 5],
    ['organisations/RXX/drivers/explain', 'DriverMeasured', 4],
  ])('explains a trust by the events that state it: %s', async (path, type, events) => {
    const body = await ask(path);
    expect(body).toMatchObject({ organisation: 'RXX', model: null });
    const stated = body['events'] as readonly Readonly<{ type: string; eventId: string }>[];
    expect(stated.map((event) => event.type)).toEqual(Array.from({ length: events }, () => type));
    const other = await application.as('trust-recorder-1', 'RYY');
    await other.get(`/api/v1/${path}`).expect(404);
  });

  it.each([
    ['boundary-gaps', 'SharedRecordUseMeasured'],
    ['drivers', 'DriverMeasured'],
    ['stage-gaps', 'StageDeclared'],
    ['transitions', 'StageDeclared'],
  ])('explains a cohort trust by trust, to each what they may read: %s', async (figure, type) => {
    const body = await ask(`${figure}/explain`);
    expect(body).toMatchObject({ figure, numerator: 2, denominator: 2, next: null });
    const [own, other] = body['trusts'] as readonly Part[];
    expect(own).toMatchObject({ code: 'RXX', counts: true, withheld: 'nothing' });
    expect(own?.events.map((event) => event.type)).toContain(type);
    expect(other).toMatchObject({ code: 'RYY', counts: true, withheld: 'events', events: [] });
  });

  it('counts moves between stages, and hides chances while there were too few', async () => {
    const { stages, ...counts } = await ask('transitions');
    expect(counts).toMatchObject({ numerator: 0, denominator: 0, fewestMoves: 30 });
    expect(stages).toHaveLength(5);
    expect(stages).toContainEqual({
      stage: 1,
      observed: 0,
      counts: [0, 0, 0, 0, 0],
      chances: null,
      time: { lengths: [], lasting: 0, partly: 0 },
    });
  });
});

type Part = Readonly<{ events: readonly Readonly<{ type: string }>[] }>;

/** Asks one trust of two for stage 3; answers the position to read from. */
async function setTarget(office: Caller): Promise<string> {
  const source = { name: 'Board paper', publishedOn: '2025-07' };
  const record = async (what: string, entry: object) => {
    const stated = { ...entry, effectiveOn: '2025-07-01', source };
    const address = `/api/v1/programmes/national-epr/${what}`;
    const { headers } = await office.post(address, stated).expect(201);
    return String(headers['log-position']);
  };
  await record('registrations', { name: 'National EPR', scopeAreas: [] });
  const definition = { definition: 'at-three', version: 1, title: 'Evidenced at stage 3' };
  await record('definitions', { ...definition, predicate: { stageAtLeast: 3, by: 'evidenced' } });
  const cohort = { cohort: 'first', version: 1, cause: 'established', removed: [] };
  await record('cohort-revisions', { ...cohort, added: ['RXX'] });
  return record('target-settings', {
    ...{ target: 'shaping', metric: 'Trusts at stage 3', unit: 'percent', value: 100 },
    ...{ deadline: '2026-12', definition: 'at-three', definitionVersion: 1 },
    ...{ cohort: 'first', cohortVersion: 1 },
  });
}

const around = (value: number, decimals = 9) => ({
  low: expect.closeTo(value, decimals) as number,
  high: expect.closeTo(value, decimals) as number,
});
