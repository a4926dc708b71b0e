import type { ApplicationUnderTest } from './application.js';
import { recordBenefit } from './recorded-benefit.js';

const RECORDER = { person: 'trust-recorder-1', organisation: 'RXX' } as const;
const register = '/organisations/RXX/benefits';

/** The pages of benefits, as they stand after `recordForBenefitPages`. */
export const benefitPages = [
  { path: register, ...RECORDER },
  { path: register, status: 401 },
  { path: `${register}?class=CRB&asOf=31+July+2025`, ...RECORDER },
  { path: `${register}?asOf=x`, ...RECORDER, status: 400 },
  { path: `${register}/RXX-EPMA-TIME`, ...RECORDER },
  { path: `${register}/RXX-EPMA-TIME?asOf=1+February+2025`, ...RECORDER },
  { path: `${register}/RXX-EPMA-TIME?asOf=x`, ...RECORDER, status: 400 },
  { path: `${register}/RXX-NONE`, ...RECORDER, status: 404 },
];

/** Records a benefit, and waits until it is shown. */
export async function recordForBenefitPages(application: ApplicationUnderTest): Promise<void> {
  const { position } = await recordBenefit(application);
  const reader = await application.as(RECORDER.person, RECORDER.organisation);
  await reader.get(`/api/v1${register}?minPosition=${position}`).expect(200);
}
