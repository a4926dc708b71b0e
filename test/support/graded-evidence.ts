import type { Caller } from './application.js';

/** A link that a trust's recorder attaches and its approver grades; gives the reference. */
export async function attachGraded(
  trust: string,
  { recorder, approver }: Readonly<{ recorder: Caller; approver: Caller }>,
  {
    title,
    effectiveOn,
    gradedOn,
    grade,
  }: Readonly<{ title: string; effectiveOn: string; gradedOn: string; grade: number }>,
): Promise<string> {
  const entry = {
    title,
    effectiveOn,
    url: `https://www.example.org/${effectiveOn}-${String(grade)}.pdf`,
    source: { name: 'Ledger' },
  };
  const { headers } = await recorder.post(`${trust}/evidence`, entry).expect(201);
  const [evidenceId = ''] = /EV-[\w-]+/.exec(String(headers['location'])) ?? [];
  await approver
    .post(`${trust}/evidence-grades`, { evidenceId, grade, effectiveOn: gradedOn })
    .expect(201);
  return evidenceId;
}
