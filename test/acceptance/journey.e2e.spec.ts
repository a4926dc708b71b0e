/* eslint-disable @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-member-access -- supertest gives every body as any; the assertions are its types */
import { CommandBus } from '@nestjs/cqrs';
import { OrganisationRequest } from '#organisations';
import { odsCode } from '#vocabulary';
import { ApplicationUnderTest, type Caller } from '../support/application.js';
import { strays, type Described } from '../support/strays.js';

/** A trust's record from its registration to a corrected measurement, through HTTP alone. */
describe('The journey of a trust', () => {
  let application: ApplicationUnderTest;
  let loader: Caller;
  let recorder: Caller;
  const clock = { now: '2025-01-10T09:00:00.000Z' };
  const trust = '/api/v1/organisations/RXX';

  beforeAll(async () => {
    application = await ApplicationUnderTest.start({ clock });
    loader = await application.as('reference-loader-1');
    recorder = await application.as('trust-recorder-1', 'RXX');
  });
  afterAll(() => application.stop());

  it('registers the trust', async () => {
    const { body, headers } = await loader
      .post(`${trust}/registrations`, {
        kind: 'trust',
        name: 'Example NHS Trust',
        trustType: 'Ambulance',
        sinceBeforeRecords: true,
        source: { name: 'Organisation Data Service', publishedOn: '2025-01-09' },
      })
      .expect(201);
    expect(body).toMatchObject({
      events: [{ type: 'OrganisationRegistered', revision: 0 }],
      revision: 0,
      repeated: false,
    });
    expect(headers['etag']).toBe('"0"');
    expect(headers['log-position']).toBe(String(body.position));
    expect(headers['location']).toBe(`${trust}/registrations/${String(body.events[0].id)}`);
  });

  it('records its go-live, its scope, what is enabled and how much it is used', async () => {
    await recorder
      .post(`${trust}/go-lives`, { instance: 'example-epr', effectiveOn: '2024-12-01' })
      .expect(201);
    for (const capability of ['C101', 'C102']) {
      const sites = [{ site: 'RXX01' }, { site: 'RXX02' }];
      await recorder
        .post(`${trust}/capability-scopes`, { capability, sites, effectiveOn: '2024-12-01' })
        .expect(201);
      await recorder
        .post(`${trust}/capability-enablements`, {
          capability,
          sites: ['RXX01', 'RXX02'],
          effectiveOn: '2024-12-01',
        })
        .expect(201);
    }
    clock.now = '2025-02-05T09:00:00.000Z';
    await recorder.post(`${trust}/adoption-measurements`, adoption('C101', 9_000)).expect(201);
    await recorder.post(`${trust}/adoption-measurements`, adoption('C102', 8_500)).expect(201);
  });

  it('shows the stage and the gap with what was just written', async () => {
    const { headers } = await recorder
      .post(`${trust}/stage-declarations`, { stage: 1, effectiveOn: '2025-02-05' })
      .expect(201);
    const position = String(headers['log-position']);
    const stage = await recorder.get(`${trust}/stage?minPosition=${position}`).expect(200);
    expect(stage.body).toMatchObject({
      asOf: '2025-02-05',
      model: { version: 1, illustrative: true },
      stage: { declared: { stage: 1, aboveEvidenced: false }, evidenced: { low: 1, high: 4 } },
    });
    const gap = await recorder.get(`${trust}/gap?minPosition=${position}`).expect(200);
    expect(gap.body.gap).toMatchObject({ headline: 'use', reported: true });
    expect(Number(gap.headers['log-entry'])).toBe(gap.body.entry);
  });

  it('corrects a measurement, and keeps what was known before', async () => {
    const before = clock.now;
    clock.now = '2025-03-01T09:00:00.000Z';
    const measured = await recorder.get(`${trust}/timeline`).expect(200);
    const fact = (measured.body.facts as TimelineFact[]).find(({ values }) =>
      values.some(({ kind, subject }) => kind === 'adoption' && subject === 'C102'),
    );
    const address = `${trust}/adoption-measurements/C102/${fact?.factId ?? ''}`;
    const { headers } = await recorder.get(address).expect(200);
    const correction = {
      reason: 'One site was left out of the denominator.',
      entry: { ...adoption('C102', 8_500), denominator: 12_000 },
    };
    const corrected = await recorder
      .post(`${address}/corrections`, correction)
      .set('If-Match', String(headers['etag']))
      .expect(201);
    expect(corrected.headers['location']).toBe(address);
    const position = String(corrected.headers['log-position']);

    const now = await recorder.get(`${trust}/stage?minPosition=${position}`).expect(200);
    expect(now.body.stage.evidenced).toEqual({ low: 0, high: 0 });
    const then = await recorder.get(`${trust}/stage?asOf=2025-02-28&knownAt=${before}`).expect(200);
    expect(then.body.stage.evidenced).toEqual({ low: 1, high: 4 });
    expect(then.body.final).toBe(true);
    const since = await recorder.get(`${trust}/stage?asOf=2025-02-28`).expect(200);
    expect(since.body.stage.evidenced).toEqual({ low: 0, high: 0 });
  });

  it('explains the stage by the events it was made from', async () => {
    const { body } = await recorder.get(`${trust}/stage/explain`).expect(200);
    const parts = (body.events as { type: string; part: string }[]).map(
      ({ type, part }) => `${type}: ${part}`,
    );
    expect(parts).toEqual(
      expect.arrayContaining([
        'MaturityModelPublished: states',
        'AdoptionMeasured: states',
        'FactCorrected: states',
        'AdoptionMeasured: first-stated',
      ]),
    );
  });

  it('warns of a stage above what the evidence shows, as a rehearsal does', async () => {
    const declaration = { stage: 3, effectiveOn: '2025-02-07' };
    const message =
      'Your evidence supports no stage. Declaring stage 3 will show as a difference until the criteria are met.';
    const warnings = [{ code: 'declared-above-evidenced', message }];
    const rehearsed = await recorder
      .post(`${trust}/stage-declarations?dryRun=true`, declaration)
      .expect(200);
    expect(rehearsed.body).toMatchObject({ dryRun: true, warnings });
    const declared = await recorder.post(`${trust}/stage-declarations`, declaration).expect(201);
    expect(declared.body).toMatchObject({ warnings });
    await recorder
      .post(`${String(declared.headers['location'])}/retractions`, { reason: 'Only an example.' })
      .set('If-Match', String(declared.headers['etag']))
      .expect(201);
  });

  it('retracts what was never so', async () => {
    const declared = await recorder
      .post(`${trust}/stage-declarations`, { stage: 2, effectiveOn: '2025-03-01' })
      .expect(201);
    const address = String(declared.headers['location']);
    const retracted = await recorder
      .post(`${address}/retractions`, { reason: 'The board had not decided.' })
      .set('If-Match', String(declared.headers['etag']))
      .expect(201);
    const { body } = await recorder.get(address).expect(200);
    expect(body).toMatchObject({ type: 'StageDeclared', retracted: true });
    const position = String(retracted.headers['log-position']);
    const stage = await recorder.get(`${trust}/stage?minPosition=${position}`).expect(200);
    expect(stage.body.stage.declared).toMatchObject({ stage: 1 });
  });

  it('shows the auditor every entry, page by page', async () => {
    const auditor = await application.as('auditor-1');
    const first = await auditor.get('/api/v1/events?limit=5').expect(200);
    expect(first.body.entries).toHaveLength(5);
    const next = /<(.+)>; rel="next"/.exec(String(first.headers['link']))?.[1] ?? '';
    await recorder
      .post(`${trust}/stage-declarations`, { stage: 1, effectiveOn: '2025-03-01' })
      .expect(201);
    const second = await auditor.get(next).expect(200);
    const entries = [...first.body.entries, ...second.body.entries] as { entry: number }[];
    const newest = first.body.entry as number;
    expect(entries.map(({ entry }) => entry)).toEqual(entries.map((_, index) => newest - index));
  });

  it('counts the organisations of the programme and kind that are asked for', async () => {
    const handled = await application.app.get(CommandBus).execute(
      new OrganisationRequest(
        {
          type: 'RegisterOrganisation',
          data: {
            organisation: odsCode('DEMO1'),
            kind: 'trust',
            name: 'Fictional Trust',
            demonstration: true,
            when: { since: 'before-records' },
            source: { name: 'The story' },
          },
        },
        {
          commandId: '6b0f7b1e-3c1c-4e0e-9f53-000000000002',
          actor: 'loader',
          role: 'reference-loader',
          organisation: 'X26',
          correlation: 'set-up',
        },
      ),
    );
    expect(handled.outcome).toBe('accepted');
    const { headers } = await loader
      .post('/api/v1/organisations/QHM/registrations', {
        kind: 'icb',
        name: 'An ICB',
        sinceBeforeRecords: true,
        source: { name: 'Organisation Data Service' },
      })
      .expect(201);
    const count = async (query: string) => {
      const position = String(headers['log-position']);
      const { body } = await loader
        .get(`/api/v1/organisations?${query}&minPosition=${position}`)
        .expect(200);
      return `${String(body.numerator)} of ${String(body.denominator)}`;
    };
    expect(await count('programme=demonstration')).toBe('1 of 1');
    expect(await count('programme=england')).toBe('2 of 2');
    expect(await count('kind=trust')).toBe('1 of 1');
    expect(await count('kind=trust&icb=QHM')).toBe('0 of 1');
  });

  it('gives the same rows as JSON, CSV and NDJSON', async () => {
    const path = '/api/v1/organisations?kind=trust';
    const json = await application.visitor().get(path).expect(200);
    const ndjson = await application
      .visitor()
      .get(path)
      .set('Accept', 'application/x-ndjson')
      .buffer(true)
      .parse((response, done) => {
        let text = '';
        response.on('data', (chunk: Buffer) => (text += chunk.toString()));
        response.on('end', () => done(null, text));
      })
      .expect(200);
    const rows = String(ndjson.body)
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
    expect(rows).toEqual(json.body.organisations);
    const csv = await application.visitor().get(path).set('Accept', 'text/csv').expect(200);
    expect(csv.headers['content-type']).toBe('text/csv; charset=utf-8; header=present');
    expect(csv.text.split('\r\n')[1]).toMatch(/^RXX,Example NHS Trust,trust/);
    await application.visitor().get(path).set('Accept', 'application/pdf').expect(406);
  });

  it.each(['/api/v1/me', '/sign-in', `${trust}/stage`, `${trust}/timeline`, '/api/v1/nowhere'])(
    'lets nobody keep what %s answers to whom',
    async (path) => {
      const { headers } = await recorder.get(path);
      expect(headers['cache-control']).toBe('private, no-store');
      expect(headers['vary']).toBe('Accept, Cookie, Authorization');
    },
  );

  it('lets nobody keep a receipt, nor an entry', async () => {
    const body = { stage: 1, effectiveOn: '2025-02-28' };
    const receipt = await recorder.post(`${trust}/stage-declarations`, body).expect(201);
    const entry = await recorder.get(String(receipt.headers['location'])).expect(200);
    for (const { headers } of [receipt, entry]) {
      expect(headers['cache-control']).toBe('private, no-store');
      expect(headers['vary']).toContain('Cookie, Authorization');
    }
    const position = String(receipt.headers['log-position']);
    await recorder.get(`${trust}/timeline?minPosition=${position}`).expect(200);
  });

  it('gives a whole list as a file, by a link that names its format', async () => {
    const path = `${trust}/timeline`;
    const { body, headers } = await recorder.get(`${path}?limit=2`).expect(200);
    expect(body.facts).toHaveLength(2);
    expect(headers['link']).toContain('rel="next"');
    const file = await recorder.get(`${path}?format=csv`).expect(200);
    expect(file.headers['content-disposition']).toBe(
      'attachment; filename="organisations-RXX-timeline.csv"',
    );
    expect(file.headers['content-type']).toBe('text/csv; charset=utf-8; header=present');
    expect(file.headers['link']).toBeUndefined();
    expect(file.text.trim().split('\r\n')).toHaveLength(1 + Number(body.denominator));
    const wrong = await recorder.get(`${path}?format=pdf`).expect(400);
    expect(wrong.body.detail).toBe('Enter one of: json, csv, ndjson');
    await recorder.get(`${trust}?format=csv`).expect(400);
  });

  describe('answers every question as OpenAPI says', () => {
    const questions = [
      ...['organisations', 'coverage/epr', 'coverage/epr/explain', 'events', 'imports'],
      ...['gaps', 'stages', 'progression', 'gaps/explain', 'stages/explain'],
      ...['progression/explain', 'organisations/{ods}', 'organisations/{ods}/timeline'],
      ...['organisations/{ods}/stage', 'organisations/{ods}/gap'],
      ...['organisations/{ods}/progression', 'organisations/{ods}/stage/explain'],
      ...['organisations/{ods}/gap/explain', 'organisations/{ods}/progression/explain'],
      ...['changes', 'organisations/{ods}/changes', 'events/sample', 'segregation'],
      ...['changes', 'organisations/{ods}/changes', 'events/sample'],
      ...['benefits', 'organisations/{ods}/benefits', 'money-gaps', 'money-gaps/trusts'],
      'money-gaps/over-time',
      ...['organisations/{ods}/due', 'organisations/{ods}/approvals', 'pools'],
      ...['boundary-gaps', 'drivers', 'stage-gaps', 'transitions', 'published-figures'],
      ...['organisations/{ods}/boundary-gap', 'organisations/{ods}/drivers'],
      ...['organisations/{ods}/boundary-gap/explain', 'organisations/{ods}/drivers/explain'],
      ...['organisations/{ods}/due/explain', 'organisations/{ods}/pools', 'pools/explain'],
      ...['organisations/{ods}/pools/explain', 'published-figures/explain'],
      ...['boundary-gaps/explain', 'drivers/explain', 'stage-gaps/explain'],
      ...['transitions/explain', 'money-gaps/explain', 'money-gaps/over-time/explain'],
      'transitions/ahead',
    ];
    let auditor: Caller;
    let described: Record<string, { get: { responses: Record<string, Described> } }>;

    beforeAll(async () => {
      auditor = await application.as('auditor-1');
      const { body } = await auditor.get('/api/openapi.json').expect(200);
      described = body.paths;
    });

    it.each(questions)('%s', async (question) => {
      const content = described[`/api/v1/${question}`]?.get.responses['200']?.content ?? {};
      const path = `/api/v1/${question.replace('{ods}', 'RXX')}`;
      const json = await auditor.get(path).expect(200);
      expect(strays(json.body, content['application/json']?.schema ?? {}, '')).toEqual([]);

      const columns = content['text/csv']?.schema.description?.split(': ')[1]?.split(', ');
      expect(columns === undefined).toBe(['imports', 'organisations/{ods}'].includes(question));
      if (columns === undefined) return;
      for (const asked of ['', '?knownAt=1']) {
        const csv = await auditor.get(`${path}${asked}`).set('Accept', 'text/csv');
        if (csv.status === 404) continue;
        expect(csv.text.split('\r\n')[0]).toBe(columns.join(','));
      }
    });
  });
});

type TimelineFact = Readonly<{
  factId: string;
  values: readonly Readonly<{ kind: string; subject: string }>[];
}>;

const adoption = (capability: string, numerator: number) => ({
  capability,
  numerator,
  denominator: 10_000,
  from: '2025-01-01',
  to: '2025-01-31',
  method: 'Report of the EPR',
  source: { name: 'EPR report, January 2025' },
});
