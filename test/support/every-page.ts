import type { ApplicationUnderTest } from './application.js';
import { benefitPages, recordForBenefitPages } from './benefit-pages.js';
import { fillInForms, formPages } from './form-pages.js';
import { boardPages, recordBoard } from './board-pages.js';
import { assessmentPages, recordAssessments } from './assessment-pages.js';
import { auditPages, recordForAudit } from './audit-pages.js';
import { capabilityPages } from './capability-pages.js';
import { comparePages, onePages } from './compare-pages.js';
import { explainPages } from './explain-pages.js';
import { evidencePages, recordEvidence } from './evidence-pages.js';
import { recordCorrectedTrust } from './corrected-trust.js';
import { helpPages } from './help-pages.js';
import { fillInPlanForms, planFormPages } from './plan-form-pages.js';
import { programmePages, recordProgramme } from './programme-pages.js';

/** A page as somebody sees it; without a person, as a visitor does. */
export type PageSeen = Readonly<{
  path: string;
  person?: string;
  organisation?: string;
  /** What it answers with, where that is not 200. */
  status?: number;
}>;

const auditor = { person: 'auditor-1' };
const recorder = { person: 'trust-recorder-1', organisation: 'RXX' };

/** The bytes of a file say its import's id: these are of the two below. */
const IMPORTED = 'kgindiomahefjdceegcdabbj';
const CHECKED = 'fbmfdmhdckhlbhfidkobhlob';
const HEADINGS = 'has_epr,date\n';
const files = { imported: `${HEADINGS}yes,2025-03-31\n`, checked: `${HEADINGS}yes,2025-02-30\n` };

/** Every page there is, and those that say that something is wrong. */
export const everyPage: readonly PageSeen[] = [
  { path: '/' },
  { path: '/?asOf=31+July+2025&knownAt=1+September+2025' },
  { path: '/?asOf=x', status: 400 },
  { path: '/organisations' },
  { path: '/organisations/RXX' },
  { path: '/organisations/RXX', ...recorder },
  { path: '/organisations/RXX', ...auditor },
  { path: '/organisations/RXX?asOf=31+July+2025&knownAt=1+September+2025', ...recorder },
  { path: '/organisations/ZZZ99', status: 404 },
  { path: '/organisations/RXX/changes?since=31+July+2025', ...recorder },
  { path: '/changes?since=31+July+2025', person: 'programme-office-1' },
  { path: '/changes?since=x', person: 'programme-office-1', status: 400 },
  { path: '/organisations/RXX/imports', ...recorder },
  { path: '/organisations/RXX/imports/new', ...recorder },
  { path: '/organisations/RXX/imports/new?register=go-lives', ...recorder },
  { path: `/organisations/RXX/imports/${IMPORTED}`, ...recorder },
  { path: `/organisations/RXX/imports/${IMPORTED}`, ...auditor },
  { path: `/organisations/RXX/imports/${IMPORTED}/withdraw`, ...recorder },
  { path: `/organisations/RXX/imports/${CHECKED}`, ...recorder },
  { path: '/organisations/RXX/imports/abcdefghijklmnopabcdefgh', ...recorder, status: 404 },
  { path: '/organisations/RXX/imports/new', status: 401 },
  { path: '/sign-in' },
  { path: '/nowhere', status: 404 },
  { path: '/audit', status: 401 },
  { path: '/audit', ...recorder, status: 403 },
  { path: '/audit', ...auditor },
  { path: '/audit/events', ...auditor },
  { path: '/audit/events?until=x&organisation=x', ...auditor, status: 400 },
  { path: '/audit/events?type=FactCorrected&question=12', ...auditor },
  { path: '/audit/events/1', ...auditor },
  { path: '/audit/events/8', ...auditor },
  { path: '/audit/streams/adoption-RXX-C105', ...auditor },
  { path: '/audit/streams/adoption-RXX-C105?revision=2', ...auditor },
  { path: '/audit/segregation', ...auditor },
  { path: '/audit/integrity', ...auditor },
  { path: '/audit/sample?seed=Q1&size=3', ...auditor },
  { path: '/audit/sample?seed=Q1&size=x', ...auditor, status: 400 },
  ...helpPages,
  ...formPages,
  ...planFormPages,
  ...programmePages,
  ...benefitPages,
  ...boardPages,
  ...evidencePages,
  ...auditPages,
  ...explainPages,
  ...comparePages,
  ...onePages,
  ...assessmentPages,
  ...capabilityPages,
];

/** Records what the pages show. */
export async function recordForPages(
  application: ApplicationUnderTest,
  clock: { now: string },
): Promise<void> {
  const { recorder: teller, position } = await recordCorrectedTrust(application, clock);
  const imports = '/api/v1/organisations/RXX/imports?register=epr-statuses';
  const send = (file: string, query = '') =>
    teller.plain('post', `${imports}${query}`).type('text/csv').send(file);
  await send(files.imported).expect(201);
  await send(files.checked, '&dryRun=true').expect(200);
  await teller.get(`/api/v1/organisations/RXX/stage?minPosition=${position}`).expect(200);
  await fillInForms(application);
  await application
    .visitor()
    .get(`/api/v1/programmes?minPosition=${await recordProgramme(application)}`)
    .expect(200);
  await recordForBenefitPages(application);
  await recordBoard(application);
  await recordEvidence(application);
  await recordForAudit(application);
  await recordAssessments(application);
  await fillInPlanForms(application);
  await application.settled();
}

/** Whether a page tells that it was asked for, so that it never says the same twice. */
export const tellsOfVisits = ({ path }: PageSeen): boolean => path.startsWith('/audit/access-log');

export const nameOf = ({ path, person = 'a visitor', status = 200 }: PageSeen): string =>
  `${path} (${person}${status === 200 ? '' : `, ${String(status)}`})`;
