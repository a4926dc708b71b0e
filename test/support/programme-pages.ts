import type { ApplicationUnderTest } from './application.js';

const OFFICE = { person: 'programme-office-1' } as const;
const source = { name: 'Board paper 7', publishedOn: '2025-01' };
const address = '/programmes/national-epr';
const seen = (path: string, status = 200) => ({ path: `${address}${path}`, ...OFFICE, status });

/** The pages of programmes, as they stand after `recordProgramme`. */
export const programmePages = [
  { path: '/programmes' },
  { path: '/programmes?asOf=x', status: 400 },
  { path: address, status: 401 },
  { path: address, person: 'reference-loader-1', status: 403 },
  { path: '/programmes/nobody', ...OFFICE, status: 404 },
  seen(''),
  seen('?asOf=30+September+2025&with=30+June+2025'),
  seen('?with=1+November+2025', 400),
  seen('?asOf=1+January+2020', 404),
  seen('/stages'),
  seen('/stages?asOf=31+October+2025&stage=1&highlight=RXX'),
  seen('/stages?highlight=x', 400),
  seen('/transitions'),
  seen('/transitions?trustType=x', 400),
  seen('/gap'),
  seen('/gap?trustType=Acute&asOf=31+October+2025'),
];

/** A programme with one target, one cohort of one trust, and one quarter that was closed. */
export async function recordProgramme(application: ApplicationUnderTest): Promise<string> {
  const office = await application.as(OFFICE.person);
  const on = { effectiveOn: '2025-01-15', source };
  const record = async (what: string, entry: object): Promise<string> => {
    const { headers } = await office
      .post(`/api/v1${address}/${what}`, { ...entry, ...on })
      .expect(201);
    return String(headers['log-position']);
  };
  await record('registrations', { name: 'National EPR', scopeAreas: ['Coverage'] });
  const epr = { definition: 'epr', version: 1, title: 'In place', predicate: { live: 'epr' } };
  await record('definitions', epr);
  const cohort = { cohort: 'trusts', version: 1, cause: 'established' };
  await record('cohort-revisions', { ...cohort, added: ['RXX'], removed: [] });
  await record('target-settings', {
    ...{ target: 'coverage', value: 95, deadline: '2026-03' },
    ...{ definition: 'epr', definitionVersion: 1, cohort: 'trusts', cohortVersion: 1 },
    ...{ metric: 'Trusts with an EPR', unit: 'percent' },
  });
  const words = 'Nine in ten trusts have one';
  const position = await record('statements', { statement: 'spring', kind: 'actual', words });
  // Where the projector counts entries, a period closes with the last that it has read.
  await office.get(`/api/v1/programmes?minPosition=${position}`).expect(200);
  const { headers } = await office
    .post(`/api/v1${address}/period-closings`, {
      ...{ period: '2025-q2', from: '2025-04-01', to: '2025-06-30' },
    })
    .expect(201);
  return String(headers['log-position']);
}
