/* eslint-disable @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-member-access -- supertest gives every body as any; the assertions are its types */
import { ApplicationUnderTest, type Caller } from '../support/application.js';
import { recordCorrectedTrust } from '../support/corrected-trust.js';

/** One trust and one capability that decides, corrected after it had been believed. */
describe('Replaying what was known', () => {
  let application: ApplicationUnderTest;
  let recorder: Caller;
  const clock = { now: '2024-09-12T09:00:00.000Z' };
  const trust = '/api/v1/organisations/RXX';

  beforeAll(async () => {
    application = await ApplicationUnderTest.start({ clock });
    ({ recorder, position } = await recordCorrectedTrust(application, clock));
  });
  afterAll(() => application.stop());

  let position = '';
  it.each([
    ['2025-07-31', '2025-07-31', 1, 'believed then'],
    ['2025-07-31', '2025-09-01', 0, 'corrected since'],
    ['2025-09-30', '2025-10-01', 0, 'not yet recorded'],
    ['2025-09-30', '2025-10-31', 1, 'recorded late, effective at the end of the quarter'],
  ])('as of %s, known on %s: stage %i (%s)', async (asOf, knownAt, low) => {
    const clocks = `asOf=${asOf}&knownAt=${knownAt}&minPosition=${position}`;
    const { body } = await recorder.get(`${trust}/stage?${clocks}`).expect(200);
    expect(body.asOf).toBe(asOf);
    expect(body.stage.evidenced.low).toBe(low);
  });

  it('explains a stage by what was first said of a capability and what stands instead', async () => {
    const clocks = `asOf=2025-07-31&knownAt=2025-09-01&minPosition=${position}`;
    const { body } = await recorder
      .get(`${trust}/stage/explain?${clocks}&capability=C105`)
      .expect(200);
    expect(body).toMatchObject({ figure: 'stage', organisation: 'RXX', capability: 'C105' });
    expect(body.inputs.criteria).toHaveLength(1);
    expect(body.inputs.criteria[0]).toMatchObject({ capability: 'C105', state: 'short' });
    const events = body.events as Listed[];
    expect(
      events.filter(({ kind }) => kind === 'adoption').map(({ part, value }) => [part, value]),
    ).toEqual([
      ['first-stated', { numerator: 8_400, denominator: 10_000, from: '2025-06-01' }],
      ['states', { numerator: 8_400, denominator: 11_000, from: '2025-06-01' }],
      ['took-back', { numerator: 8_400, denominator: 10_000, from: '2025-06-01' }],
    ]);
    expect(new Set(events.map(({ capability }) => capability))).toEqual(new Set(['C105', null]));
    expect(events.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['model', 'classification', 'scope', 'enabled']),
    );
  });

  it('explains the stages over time by everything said up to the day', async () => {
    const { body } = await recorder
      .get(`${trust}/progression/explain?capability=C105&minPosition=${position}`)
      .expect(200);
    expect(body.inputs.intervals.length).toBeGreaterThan(2);
    const measured = (body.events as Listed[]).filter(
      ({ kind, part }) => kind === 'adoption' && part === 'states',
    );
    expect(measured.map(({ effective }) => effective.latest)).toEqual([
      '2025-03-31',
      '2025-06-30',
      '2025-09-30',
    ]);
  });

  it.each(['gaps', 'stages', 'progression'])(
    'explains the %s of a cohort trust by trust, each as far as one may read of it',
    async (figure) => {
      const path = `/api/v1/${figure}/explain?organisation=RXX&minPosition=${position}`;
      const { body } = await recorder.get(path).expect(200);
      expect(body).toMatchObject({ figure, numerator: 1, denominator: 1, next: null });
      expect(body.answer.cohort).toMatchObject({ name: 'open-trusts', trusts: 1 });
      expect(body.trusts[0]).toMatchObject({ code: 'RXX', counts: true, withheld: 'nothing' });
      const kinds = (body.trusts[0].events as Listed[]).map(({ kind }) => kind);
      expect(kinds).toEqual(expect.arrayContaining(['status', 'adoption', 'enabled']));

      const neighbour = await application.as('trust-recorder-1', 'RYY');
      const { body: seen } = await neighbour.get(path).expect(200);
      expect(seen.trusts[0]).toMatchObject({ withheld: 'events', events: [] });
      expect(seen.trusts[0].inputs).toEqual(body.trusts[0].inputs);
      const elsewhere = await application.as('board-reader-1', 'QZ9');
      const { body: counted } = await elsewhere.get(path).expect(200);
      expect(counted.trusts[0]).toMatchObject({ inputs: null, events: [] });
      await application.visitor().get(path).expect(401);
    },
  );

  it('gives explanations as rows too, an event each', async () => {
    const { text } = await recorder
      .get(`/api/v1/gaps/explain?capability=C105&minPosition=${position}`)
      .set('Accept', 'text/csv')
      .expect(200);
    expect(text.split('\r\n')[0]).toMatch(/^trust,counts,entry,eventId,type/);
    expect(text).toContain('9130');
  });

  it('explains the coverage of EPRs to everybody', async () => {
    const { body } = await application
      .visitor()
      .get(`/api/v1/coverage/epr/explain?minPosition=${position}`)
      .expect(200);
    expect(body).toMatchObject({ figure: 'epr-coverage', answer: [] });
    expect(body.trusts[0]).toMatchObject({ code: 'RXX', statements: [] });
  });

  it('weighs trusts as the question says', async () => {
    const { body } = await recorder.get('/api/v1/gaps?weights=RXX:2.5').expect(200);
    expect(body.cohort.weights).toEqual({ RXX: 2.5 });
    expect(body.total.gap.weight).toBe(2.5);
    for (const wrong of ['RXX', 'RXX:-1', 'RXX:1,RXX:2', 'RXX:1e9', '']) {
      const { body: problem } = await recorder.get(`/api/v1/gaps?weights=${wrong}`).expect(400);
      expect(problem.errors[0]).toMatchObject({ pointer: '?weights', code: 'not-weights' });
    }
  });

  it('keeps the first statement beside its correction in the timeline', async () => {
    const { body } = await recorder.get(`${trust}/timeline?minPosition=${position}`).expect(200);
    const corrected = (
      body.facts as { status: string; history: { reason: string | null }[] }[]
    ).filter(({ status }) => status === 'corrected');
    expect(corrected).toHaveLength(1);
    expect(corrected[0]?.history.map(({ reason }) => reason)).toEqual([
      null,
      'A site was left out of the denominator.',
    ]);
  });

  it('gives explanations in pages of trusts, pinned to the entry of the first', async () => {
    const loader = await application.as('reference-loader-1');
    const { headers } = await loader
      .post('/api/v1/organisations/RYY/registrations', {
        kind: 'trust',
        name: 'Neighbouring NHS Trust',
        sinceBeforeRecords: true,
        source: { name: 'Organisation Data Service' },
      })
      .expect(201);
    const path = `/api/v1/gaps/explain?limit=1&minPosition=${String(headers['log-position'])}`;
    const first = await recorder.get(path).expect(200);
    expect(first.body).toMatchObject({ numerator: 1, denominator: 2, trusts: [{ code: 'RXX' }] });
    const next = /<([^>]+)>; rel="next"/.exec(String(first.headers['link']))?.[1] ?? '';
    const second = await recorder.get(next).expect(200);
    expect(second.body).toMatchObject({ entry: first.body.entry, next: null });
    // Nothing but its registration is known of it, and that is not for its neighbour to see.
    expect(second.body.trusts).toMatchObject([{ code: 'RYY', counts: true, withheld: 'events' }]);
    expect(second.headers['link']).toBeUndefined();
  });
});

describe('The auditor’s list of late entries', () => {
  let application: ApplicationUnderTest;
  afterEach(() => application.stop());

  it('has what was recorded more than 12 months late, with its correction', async () => {
    application = await ApplicationUnderTest.start({ clock: { now: '2025-11-01T09:00:00.000Z' } });
    const loader = await application.as('reference-loader-1');
    const registration = {
      kind: 'trust',
      name: 'Example NHS Trust',
      sinceBeforeRecords: true,
      source: { name: 'Organisation Data Service' },
    };
    await loader.post('/api/v1/organisations/RXX/registrations', registration).expect(201);
    const recorder = await application.as('trust-recorder-1', 'RXX');
    const declarations = '/api/v1/organisations/RXX/stage-declarations';
    await recorder.post(declarations, { stage: 1, effectiveOn: '2025-10-01' }).expect(201);
    const late = { stage: 1, effectiveOn: '2024-09-15', reason: 'Found in old board papers.' };
    const { headers } = await recorder.post(declarations, late).expect(201);
    const corrected = await recorder
      .post(`${String(headers['location'])}/corrections`, {
        reason: 'The papers say stage 2.',
        entry: { ...late, stage: 2 },
      })
      .set('If-Match', String(headers['etag']))
      .expect(201);

    const auditor = await application.as('auditor-1');
    const position = String(corrected.headers['log-position']);
    const listed = (mark: string) =>
      auditor.get(`/api/v1/events?mark=${mark}&minPosition=${position}`);
    const { body } = await listed('late-entry').expect(200);
    expect(body.entries).toMatchObject([
      { type: 'FactCorrected', marks: expect.arrayContaining(['late-entry']) },
      { type: 'StageDeclared', marks: expect.arrayContaining(['late-entry']) },
      // Its source is named, but nobody could look it up.
      { type: 'OrganisationRegistered', marks: ['late-entry'] },
    ]);
    expect((await listed('after-closure').expect(200)).body.entries).toEqual([]);
    const { body: problem } = await listed('late').expect(400);
    expect(problem.errors[0]).toMatchObject({ pointer: '?mark', code: 'not-a-choice' });
  });
});

type Listed = Readonly<{
  kind: string;
  part: string;
  capability: string | null;
  effective: Readonly<{ latest: string }>;
  value: object;
}>;
