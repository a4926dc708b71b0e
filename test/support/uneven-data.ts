import type { ApplicationUnderTest } from './application.js';
import { closeTheQuarter } from './closed-quarter.js';
import { recordCorrectedTrust } from './corrected-trust.js';
import { attachGraded } from './graded-evidence.js';

export const UNEVEN_PROGRAMME = 'national-epr';

/**
 * Three trusts of one programme: RXX tells within days on its own word, and corrected a value of a quarter
 * that was closed and reported on; RYY, of unknown type, measured once and late, with a report of its
 * system; RZZ is silent.
 */
export async function recordUnevenData(
  application: ApplicationUnderTest,
  clock: { now: string },
): Promise<void> {
  const loader = await application.as('reference-loader-1');
  const source = { name: 'Organisation Data Service' };
  const register = (code: string, entry: object) =>
    loader
      .post(`/api/v1/organisations/${code}/registrations`, {
        ...{ sinceBeforeRecords: true, source, name: `Trust ${code}` },
        ...entry,
      })
      .expect(201);
  await register('QYY', { kind: 'icb', name: 'Care board QYY' });
  await register('RYY', { kind: 'trust', icb: 'QYY' });
  await register('RZZ', { kind: 'trust', trustType: 'Acute' });
  const office = await application.as('programme-office-1');
  const programme = `/api/v1/programmes/${UNEVEN_PROGRAMME}`;
  await recordCorrectedTrust(application, clock, {
    beforeTheCorrection: () => closeTheQuarter(application, office, programme),
  });
  const trust = '/api/v1/organisations/RYY';
  const recorder = await application.as('trust-recorder-1', 'RYY');
  const approver = await application.as('trust-approver-1', 'RYY');
  const evidence = await attachGraded(
    trust,
    { recorder, approver },
    { title: 'Report of the EPR', effectiveOn: '2025-07-02', gradedOn: '2025-07-08', grade: 2 },
  );
  await recorder
    .post(`${trust}/adoption-measurements`, {
      ...{ capability: 'C105', from: '2025-06-01', to: '2025-06-30', method: 'EPR report' },
      ...{ numerator: 70, denominator: 100, evidence, source: { name: 'EPR report' } },
    })
    .expect(201);
  await application.settled();
}
