import type { ApplicationUnderTest, Caller } from './application.js';
import { attachGraded } from './graded-evidence.js';

/**
 * Two trusts and the benefits a board asks about, recorded in November 2025. RBA promised £6,000 in cash
 * up to September and has £2,500 of it validated; RBB's staff time is measured and slid right.
 */
export async function recordBoardBenefits(
  application: Pick<ApplicationUnderTest, 'as'>,
): Promise<string> {
  const loader = await application.as('reference-loader-1');
  for (const [ods, name] of [
    ['RBA', 'Anchorage NHS Trust'],
    ['RBB', 'Beaconsfield NHS Trust'],
  ] as const) {
    await loader
      .post(`/api/v1/organisations/${ods}/registrations`, {
        ...{ kind: 'trust', name, trustType: 'Acute', sinceBeforeRecords: true },
        source: { name: 'Organisation Data Service' },
      })
      .expect(201);
  }
  const cash = await TrustWithBenefits.of(application, 'RBA');
  await cash.promise('RBA-AGENCY', 'CRB', [100_000, 200_000, 300_000, 400_000]);
  await cash.validate('RBA-AGENCY', await cash.measure('RBA-AGENCY', 250_000));
  const time = await TrustWithBenefits.of(application, 'RBB');
  await time.promise('RBB-TIME', 'NCRB', [100_000, 200_000, 300_000, 400_000]);
  await time.measure('RBB-TIME', 180_000);
  return time.revise('RBB-TIME', [0, 100_000, 200_000, 700_000]);
}

/** A trust's recorder and approver, who promise, measure, validate and revise. */
class TrustWithBenefits {
  private readonly addresses = new Map<string, string>();

  private constructor(
    private readonly trust: string,
    private readonly recorder: Caller,
    private readonly approver: Caller,
  ) {}

  static async of(
    application: Pick<ApplicationUnderTest, 'as'>,
    ods: string,
  ): Promise<TrustWithBenefits> {
    const recorder = await application.as('trust-recorder-1', ods);
    const approver = await application.as('trust-approver-1', ods);
    return new TrustWithBenefits(`/api/v1/organisations/${ods}`, recorder, approver);
  }

  /** Profiled, baselined and approved for the four quarters of 2025. */
  async promise(benefit: string, of: 'CRB' | 'NCRB', amounts: readonly number[]): Promise<void> {
    const { headers } = await this.recorder
      .post(`${this.trust}/benefits`, profileOf(benefit, of))
      .expect(201);
    this.addresses.set(benefit, String(headers['location']));
    await this.recorder
      .post(`${this.trust}/benefit-baselines`, {
        ...{ benefit, effectiveOn: '2024-12-15', value: 72, agreedBy: 'benefits-board' },
        ...{ from: '2024-12-01', to: '2024-12-14', method: 'Observed rounds on six wards' },
      })
      .expect(201);
    await this.approver
      .post(`${this.trust}/benefit-approvals`, {
        ...{ benefit, effectiveOn: '2024-12-20', approver: 'finance-committee' },
        ...{ caseRef: 'EPR full business case', caseVersion: '2.1', attributionShare: 1 },
        ...{ trajectory: quarters(amounts), fullYearValue: 1_600_000 },
      })
      .set('If-Match', await this.etagOf(benefit))
      .expect(201);
  }

  /** What came of September 2025; gives the id of the fact. */
  async measure(benefit: string, amount: number): Promise<string> {
    const { headers } = await this.recorder
      .post(`${this.trust}/benefit-actuals`, {
        ...{ benefit, from: '2025-09-01', to: '2025-09-30', amount, method: 'EPR report' },
        source: { name: 'Monthly return' },
      })
      .expect(201);
    return String(headers['location']).split('/').at(-1) ?? '';
  }

  async validate(benefit: string, actual: string): Promise<void> {
    const { recorder, approver } = this;
    const evidence = await attachGraded(
      this.trust,
      { recorder, approver },
      {
        ...{ title: 'Ledger extract', effectiveOn: '2025-09-30', gradedOn: '2025-10-08', grade: 2 },
      },
    );
    await this.approver
      .post(`${this.trust}/benefit-validations`, {
        ...{ benefit, actual, capacity: 'finance', method: 'Sample of 40 rounds', evidence },
      })
      .set('If-Match', await this.etagOf(benefit))
      .expect(201);
  }

  /** Gives the position. */
  async revise(benefit: string, amounts: readonly number[]): Promise<string> {
    const { headers } = await this.approver
      .post(`${this.trust}/benefit-forecasts`, {
        ...{ benefit, effectiveOn: '2025-10-10', why: 'Training was late' },
        ...{ approver: 'finance-committee', trajectory: quarters(amounts) },
      })
      .set('If-Match', await this.etagOf(benefit))
      .expect(201);
    return String(headers['log-position']);
  }

  private async etagOf(benefit: string): Promise<string> {
    const { headers } = await this.approver.get(this.addresses.get(benefit) ?? '').expect(200);
    return String(headers['etag']);
  }
}

const quarters = (amounts: readonly number[]) =>
  [
    ['2025-01-01', '2025-03-31'],
    ['2025-04-01', '2025-06-30'],
    ['2025-07-01', '2025-09-30'],
    ['2025-10-01', '2025-12-31'],
  ].map(([from, to], index) => ({ from, to, amount: amounts[index] ?? 0 }));

export const profileOf = (benefit: string, of: 'CRB' | 'NCRB') => ({
  ...{ benefit, effectiveOn: '2024-12-01', class: of, valuedIn: 'money', owner: 'chief-nurse' },
  ...{ title: 'Nursing time freed by electronic drug charts', beneficiary: 'Ward nurses' },
  ...{ category: 'Workforce productivity', objective: 'Release time to care' },
  capabilities: ['C105'],
  measure: {
    ...{ name: 'Time for a drug round', unit: 'minutes', direction: 'lower' },
    ...{ source: 'ePMA audit log', cadence: 'monthly' },
  },
  unitValue: { pence: 45, source: 'Unit Costs of Health and Social Care', priceYear: '2025/26' },
});
