/** A page that people read at national size; each new one adds its line. */
type NationalPage = Readonly<{
  path: string;
  person: 'programme-office-1' | 'auditor-1';
}>;

const office = (path: string): NationalPage => ({ path, person: 'programme-office-1' });
const auditor = (path: string): NationalPage => ({ path, person: 'auditor-1' });

/** The programme that the bench puts beside its trusts, its closed period and the report on it. */
export const PROGRAMME = 'national';
export const PERIOD = '2025-h2';
export const REPORT = 'report-2025-h2';
export const TARGET = 'coverage';
const programme = `/programmes/${PROGRAMME}`;
const target = `${programme}/targets/${TARGET}`;
const trust = '/organisations/R001';

export const nationalPages: readonly NationalPage[] = [
  office('/'),
  office('/organisations'),
  office(trust),
  office(`${trust}/milestones`),
  office(`${trust}/capabilities`),
  office(`${trust}/benefits`),
  office(`${trust}/benefits/R001-B0`),
  office(`${trust}/assessments`),
  office(`${trust}/evidence`),
  office(`${trust}/approvals`),
  office(`${trust}/changes`),
  office(`${trust}/gap/explain`),
  office(`${trust}/due/explain`),
  office(`${trust}/benefits/explain`),
  office('/changes'),
  office('/programmes'),
  office(programme),
  office(`${programme}/stages`),
  office(`${programme}/transitions`),
  office(`${programme}/gap`),
  office(`${programme}/benefits`),
  office(`${programme}/targets`),
  office(target),
  office(`${target}/trusts/explain`),
  office(`${target}/forecast/explain`),
  office(`${target}/course/explain`),
  office(`${programme}/compare`),
  office(`${programme}/attention`),
  office(`${programme}/data-quality`),
  office(`${programme}${trust}`),
  office(`${programme}/board-packs`),
  office(`${programme}/reports`),
  office(`${programme}/reports/${REPORT}`),
  office('/gaps/explain'),
  office('/stages/explain'),
  office('/money-gaps/explain'),
  office('/money-gaps/over-time/explain'),
  auditor('/audit'),
  auditor('/audit/events'),
  auditor('/audit/events/100'),
  auditor('/audit/streams/optimisation-R001'),
  auditor('/audit/segregation'),
  auditor('/audit/shares'),
  auditor('/audit/sample'),
  auditor('/audit/corrections'),
  auditor(`/audit/corrections/${PROGRAMME}/${PERIOD}`),
  auditor('/audit/replay'),
  auditor(`/audit/replay/${PROGRAMME}/${REPORT}`),
];
