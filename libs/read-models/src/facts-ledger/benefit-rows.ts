import type { BenefitFact, PoolFact } from '#benefits';
import { given, row, type Stated } from './stated.js';

type Kept = BenefitFact | PoolFact;
type BenefitRows = {
  readonly [Name in Kept['type']]: (
    data: Extract<Kept, { type: Name }>['data'],
  ) => Stated | readonly Stated[];
};

/** What each fact about a benefit or a pool says of which series. */
export const benefitRows: BenefitRows = {
  BenefitProfiled: ({ benefit, organisation, profile }) => [
    row(benefit, 'benefit', '', { organisation, ...profile }),
    row(benefit, 'benefit-home', '', { organisation }),
    row(benefit, 'benefit-owner', '', { owner: profile.owner }),
  ],
  BenefitLinked: ({ benefit, link }) =>
    row(benefit, 'benefit-link', link.node, {
      kind: link.kind,
      linked: true,
      ...(link.kind === 'capability'
        ? { weight: link.weight ?? 1, ...given(link, 'through') }
        : { title: link.title }),
    }),
  BenefitUnlinked: ({ benefit, kind, node }) =>
    row(benefit, 'benefit-link', node, { kind, linked: false }),
  DisbenefitRecorded: ({ benefit, disbenefit, title, bearer, measure, unit, value }) =>
    row(benefit, 'disbenefit', disbenefit, { title, bearer, measure, unit, value }),
  BenefitBaselineAgreed: ({ benefit, value, period, method, agreedBy, ...data }) =>
    row(benefit, 'benefit-baseline', '', {
      value,
      ...period,
      method,
      agreedBy,
      ...given(data, 'sampleSize'),
    }),
  BenefitApproved: (data) => approval(data, { rebaselined: false }),
  BenefitRebaselined: (data) => approval(data, { rebaselined: true, reason: data.why }),
  BenefitForecastRevised: ({ benefit, trajectory, why }) =>
    row(benefit, 'benefit-forecast', '', { trajectory, reason: why }),
  BenefitActualRecorded: ({ benefit, amount, period: { from }, marks = [] }) =>
    row(benefit, 'benefit-actual', '', {
      amount,
      from,
      ...(marks.includes('below-gate') ? { gate: 'below' } : {}),
      ...(marks.includes('gate-unmeasured') ? { gate: 'unmeasured' } : {}),
    }),
  BenefitActualValidated: ({ benefit, actual, names, period: { from } }) =>
    row(benefit, 'benefit-validation', actual, { state: 'validated', names, from }),
  BenefitActualRejected: ({ benefit, actual, names, period: { from } }) =>
    row(benefit, 'benefit-validation', actual, { state: 'rejected', names, from }),
  BenefitOwnershipTransferred: ({ benefit, owner }) => row(benefit, 'benefit-owner', '', { owner }),
  BenefitTransferred: ({ benefit, successor }) =>
    row(benefit, 'benefit-home', '', { organisation: successor }),
  BenefitWrittenOff: ({ benefit, remainingValue, approver }) =>
    row(benefit, 'benefit-write-off', '', { remainingValue, approver }),
  PoolShareClaimed: ({ pool, benefit, share }) => row(pool, 'pool-share', benefit, { share }),
  PoolShareReleased: ({ pool, benefit }) => row(pool, 'pool-share', benefit, { share: 0 }),
};

type Approved = Extract<BenefitFact, { type: 'BenefitApproved' | 'BenefitRebaselined' }>['data'];

const approval = (
  data: Approved,
  { rebaselined, ...why }: Readonly<{ rebaselined: boolean; reason?: BenefitReason }>,
): Stated =>
  row(data.benefit, 'benefit-approval', '', {
    rebaselined,
    ...given(
      data,
      'approver',
      'caseRef',
      'caseVersion',
      'trajectory',
      'fullYearValue',
      'attributionShare',
    ),
    ...given(data, 'costs', 'pool'),
    ...why,
  });

type BenefitReason = Extract<BenefitFact, { type: 'BenefitRebaselined' }>['data']['why'];
