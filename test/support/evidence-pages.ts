import { evidenceIdOf } from '#evidence';
import { odsCode } from '#vocabulary';
import { clientOf } from '../../apps/server/src/api/who/actor.js';
import { answersOf } from '../../apps/server/src/pages/evidence/attach.form.js';
import { Drafts } from '../../apps/server/src/pages/forms/drafts.js';
import type { ApplicationUnderTest } from './application.js';
import { attachGraded } from './graded-evidence.js';

const recorder = { person: 'trust-recorder-1', organisation: 'RXX' };
const evidence = '/organisations/RXX/evidence';
const draft = '?draft=00000000-0000-4000-8000-000000000070';

/** Named after its address, as `attachGraded` makes it. */
const url = 'https://www.example.org/2025-10-02-2.pdf';
const PIECE = `${evidence}/${evidenceIdOf(odsCode('RXX'), { url })}`;

/** The pages of evidence, as they stand after `recordEvidence`. */
export const evidencePages = [
  { path: evidence, ...recorder },
  { path: `${evidence}?asOf=x`, ...recorder, status: 400 },
  { path: evidence, status: 401 },
  { path: PIECE, ...recorder },
  { path: PIECE, person: 'auditor-1' },
  { path: `${evidence}/EV-RXX-000000000000`, ...recorder, status: 404 },
  { path: `${evidence}/new`, ...recorder },
  { path: `${evidence}/new/document-1${draft}`, ...recorder },
  { path: `${PIECE}/grade`, status: 401 },
  { path: `${PIECE}/grade/grade${draft}`, person: 'trust-approver-1', organisation: 'RXX' },
  { path: `${PIECE}/withdraw/why${draft}`, ...recorder },
];

/** A link that is graded, and that a stage rests on. */
export async function recordEvidence(application: ApplicationUnderTest): Promise<void> {
  const trust = '/api/v1/organisations/RXX';
  const teller = await application.as('trust-recorder-1', 'RXX');
  const approver = await application.as('trust-approver-1', 'RXX');
  const reference = await attachGraded(
    trust,
    { recorder: teller, approver },
    { title: 'Medicines report', effectiveOn: '2025-10-02', gradedOn: '2025-10-20', grade: 2 },
  );
  await teller
    .post(`${trust}/stage-declarations`, {
      stage: 1,
      effectiveOn: '2025-10-10',
      evidence: reference,
    })
    .expect(201);
  // What an upload leads to, under an id that is known beforehand.
  const owner = { kind: 'known', id: 'trust-recorder-1', role: 'trust-recorder' } as const;
  await application.app.get(Drafts, { strict: false }).save(
    {
      id: draft.split('=')[1] ?? '',
      form: `${evidence}/new`,
      owner: clientOf({ ...owner, organisation: 'RXX' }),
    },
    answersOf([{ url: 'https://www.example.org/to-be-described.pdf' }]),
    'Attach evidence',
  );
}

/** A day as the three fields of a form. */
export const day = (name: string, date: string, month: string, year: string) => ({
  [`${name}-day`]: date,
  [`${name}-month`]: month,
  [`${name}-year`]: year,
});
