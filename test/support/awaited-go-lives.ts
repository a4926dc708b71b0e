import type { ApplicationUnderTest, Caller } from './application.js';

const programme = '/api/v1/programmes/national-epr';

/**
 * Sixteen trusts went live as far from their plans as they did; three more are on their way, of which
 * one has put it off. A forecast was published in May 2024, and the target moved to March 2025.
 */
export async function recordAwaitedGoLives(
  application: Pick<ApplicationUnderTest, 'as'>,
  clock: { now: string },
): Promise<string> {
  const office = await application.as('programme-office-1');
  const loader = await application.as('reference-loader-1');
  const recorder = (ods: string) => application.as('trust-recorder-1', ods);
  await setUp(office, loader);
  for (const ods of [...gone, ...awaited]) {
    const plan = { instance: 'new-epr', supplier: 'Supplier', plannedGoLive: '2024-06' };
    const trust = await recorder(ods);
    await trust
      .post(`/api/v1/organisations/${ods}/deployments`, { ...plan, effectiveOn: '2024-01-01' })
      .expect(201);
  }
  clock.now = '2024-05-02T09:00:00.000Z';
  await office.post(`${programme}/forecast-publications`, early).expect(201);
  clock.now = '2024-12-20T09:00:00.000Z';
  const later = { ...terms, deadline: '2025-03', effectiveOn: '2024-10-01', source: lateSource };
  await office.post(`${programme}/target-rebaselinings`, later).expect(201);
  for (const [index, ods] of gone.entries()) {
    const on = `2024-${String(6 + (index % 4)).padStart(2, '0')}-15`;
    const trust = await recorder(ods);
    await trust
      .post(`/api/v1/organisations/${ods}/go-lives`, { instance: 'new-epr', effectiveOn: on })
      .expect(201);
    const status = {
      hasEpr: true,
      effectiveOn: on,
      source: lateSource,
    };
    await loader.post(`/api/v1/organisations/${ods}/epr-status`, status).expect(201);
  }
  const moved = {
    instance: 'new-epr',
    plannedGoLive: '2025-02',
    effectiveOn: '2024-12-10',
    why: 'Data were not ready',
  };
  const { headers } = await (
    await recorder('RG1')
  )
    .post('/api/v1/organisations/RG1/forecasts', moved)
    .expect(201);
  return String(headers['log-position']);
}

const source = { name: 'Board paper', publishedOn: '2024-01' };
const lateSource = { ...source, publishedOn: '2024-12' };
const gone = ['RA', 'RB', 'RC', 'RD'].flatMap((two) => [1, 2, 3, 4].map((n) => two + String(n)));
const awaited = ['RG1', 'RG2', 'RG3'];

const early = {
  ...{ forecast: 'early', target: 'coverage', algorithm: 'by hand', asOf: '2024-05-01', entry: 5 },
  ...{ distribution: [0.2, 0.6, 0.2], insideView: 0, effectiveOn: '2024-05-01' },
  trusts: [
    { organisation: 'RG1', missing: 0.8 },
    { organisation: 'RA1', missing: 0.1 },
  ],
};

const terms = {
  ...{ target: 'coverage', value: 100, deadline: '2024-09' },
  ...{ definition: 'epr', definitionVersion: 1, cohort: 'trusts', cohortVersion: 1 },
};

async function setUp(office: Caller, loader: Caller): Promise<void> {
  const first = { effectiveOn: '2024-01-01', source };
  for (const code of [...gone, ...awaited]) {
    await loader
      .post(`/api/v1/organisations/${code}/registrations`, {
        ...{ kind: 'trust', name: `Trust ${code}`, sinceBeforeRecords: true },
        source: { name: 'Organisation Data Service' },
      })
      .expect(201);
    const status = { hasEpr: false, ...first };
    await loader.post(`/api/v1/organisations/${code}/epr-status`, status).expect(201);
  }
  const record = (what: string, entry: object) =>
    office.post(`${programme}/${what}`, { ...entry, ...first }).expect(201);
  await record('registrations', { name: 'National EPR', scopeAreas: [] });
  const definition = { definition: 'epr', version: 1, title: 'Has one' };
  await record('definitions', { ...definition, predicate: { has: 'epr-status' } });
  const cohort = { cohort: 'trusts', version: 1, cause: 'established', removed: [] };
  await record('cohort-revisions', { ...cohort, added: [...gone, ...awaited] });
  await record('target-settings', { ...terms, metric: 'Trusts with an EPR', unit: 'percent' });
}
