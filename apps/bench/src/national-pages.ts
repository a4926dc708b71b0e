/** A page that people read at national size; each new one adds its line. */
type NationalPage = Readonly<{
  path: string;
  person: 'programme-office-1' | 'auditor-1';
}>;

const office = (path: string): NationalPage => ({ path, person: 'programme-office-1' });
const auditor = (path: string): NationalPage => ({ path, person: 'auditor-1' });

/** The programme that the bench puts beside its trusts. */
export const PROGRAMME = 'national';
const programme = `/programmes/${PROGRAMME}`;
const trust = '/organisations/R001';

export const nationalPages: readonly NationalPage[] = [
  office('/'),
  office('/organisations'),
  office(trust),
  office(`${trust}/milestones`),
  office(`${trust}/benefits`),
  office(`${trust}/gap/explain`),
  office('/changes'),
  office('/programmes'),
  office(programme),
  office(`${programme}/stages`),
  office(`${programme}/transitions`),
  office(`${programme}/gap`),
  office(`${programme}/benefits`),
  office(`${programme}/targets`),
  office(`${programme}/compare`),
  office(`${programme}/data-quality`),
  office(`${programme}${trust}`),
  office('/gaps/explain'),
  office('/stages/explain'),
  auditor('/audit'),
  auditor('/audit/events'),
  auditor('/audit/segregation'),
];
