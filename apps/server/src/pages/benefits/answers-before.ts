import type { BenefitProfile, PeriodAmount } from '#facts';
import { commonBefore, words, type Stated } from '../entries/answers-before.js';
import type { Answers } from '../forms/form.js';
import { poundsOf } from '../forms/pounds-typed.js';
import { percentOf } from './benefit-steps.js';
import type { KnownBenefit } from './known-benefit.js';
import { periodsAnswer } from './periods-typed.js';

/** The answers that would have led to the value of a benefit, and so on: what a correction begins with. */
export const actualBefore = (data: Stated, known: KnownBenefit): Answers => {
  const { from, to } = data['period'] as Readonly<{ from: string; to: string }>;
  const { name } = data['source'] as Readonly<{ name: string }>;
  return {
    ...commonBefore(data),
    ...{ from, day: to, source: name },
    volume: words(data['volume']),
    amount: amountBefore(data['amount'], known),
    method: words(data['method']),
    use: words(data['useOfFreedTime']),
    notes: words(data['note']),
  };
};

export const baselineBefore = (data: Stated): Answers => {
  const { from, to } = data['period'] as Readonly<{ from: string; to: string }>;
  return {
    ...commonBefore(data),
    ...{ from, to },
    value: words(data['value']),
    method: words(data['method']),
    sample: words(data['sampleSize']),
    'agreed-by': words(data['agreedBy']),
  };
};

export const approvalBefore = (data: Stated, known: KnownBenefit): Answers => ({
  ...commonBefore(data),
  ...planBefore(data, known),
  approver: words(data['approver']),
  case: words(data['caseRef']),
  version: words(data['caseVersion']),
  costs: periodsAnswer((data['costs'] ?? []) as readonly PeriodAmount[], 'pence'),
  year: amountBefore(data['fullYearValue'], known),
  share: percentOf(data['attributionShare']),
  pool: words(data['pool']),
  rationale: words(data['rationale']),
  counterfactual: words(data['counterfactual']),
});

export const forecastBefore = (data: Stated, known: KnownBenefit): Answers => ({
  ...commonBefore(data),
  ...planBefore(data, known),
  approver: words(data['approver']),
});

const planBefore = (data: Stated, { answer }: KnownBenefit): Answers => ({
  trajectory: periodsAnswer(data['trajectory'] as readonly PeriodAmount[], answer.benefit.unit),
  'why-changed': words(data['why']),
});

const amountBefore = (amount: unknown, { answer }: KnownBenefit): string =>
  answer.benefit.unit === 'pence' ? poundsOf(amount) : words(amount);

export const profileBefore = (data: Stated): Answers => {
  const profile = data['profile'] as BenefitProfile;
  const { measure, unitValue, gate } = profile;
  return {
    ...commonBefore(data),
    reference: words(data['benefit']),
    title: profile.title,
    class: profile.class,
    valued: profile.valuedIn,
    beneficiary: profile.beneficiary,
    category: profile.category,
    objective: profile.objective,
    owner: profile.owner,
    measure: measure.name,
    unit: measure.unit,
    direction: measure.direction,
    cadence: measure.cadence,
    numbers: measure.source,
    target: words(profile.targetValue),
    pounds: poundsOf(unitValue?.pence),
    'worth-source': words(unitValue?.source),
    year: words(unitValue?.priceYear),
    capabilities: words(profile.capabilities),
    gate: words(gate?.capability),
    threshold: percentOf(gate?.threshold),
    measurer: words(profile.measurer),
    finance: words(profile.financeValidator),
    assumptions: words(profile.assumptions),
    risks: words(profile.risks),
  };
};

export const linkBefore = (data: Stated): Answers => {
  const link = data['link'] as Readonly<Record<string, unknown>>;
  return {
    ...commonBefore(data),
    kind: words(link['kind']),
    capability: words(link['node']),
    reference: words(link['node']),
    title: words(link['title']),
    weight: words(link['weight']),
    through: words(link['through'] ?? 'none'),
  };
};

export const unlinkingBefore = (data: Stated): Answers => ({
  ...commonBefore(data),
  link: `${words(data['kind'])} ${words(data['node'])}`,
  'why-ended': words(data['why']),
});

export const disbenefitBefore = (data: Stated): Answers => {
  const isMoney = data['unit'] === 'pence';
  return {
    ...commonBefore(data),
    reference: words(data['disbenefit']),
    title: words(data['title']),
    bearer: words(data['bearer']),
    measure: words(data['measure']),
    unit: isMoney ? 'pounds' : words(data['unit']),
    value: isMoney ? poundsOf(data['value']) : words(data['value']),
  };
};

export const ownershipBefore = (data: Stated): Answers => ({
  ...commonBefore(data),
  owner: words(data['owner']),
  acceptance: words(data['acceptance']),
});

export const poolClaimBefore = (data: Stated): Answers => ({
  ...commonBefore(data),
  pool: words(data['pool']),
  share: percentOf(data['share']),
});

export const poolReleaseBefore = (data: Stated): Answers => ({
  ...commonBefore(data),
  pool: words(data['pool']),
  'why-released': words(data['why']),
});

export const successorBefore = (data: Stated): Answers => ({
  ...commonBefore(data),
  successor: words(data['successor']),
});

export const writeOffBefore = (data: Stated, known: KnownBenefit): Answers => ({
  ...commonBefore(data),
  board: words(data['capacity']),
  approver: words(data['approver']),
  paper: words((data['source'] as Readonly<{ name?: string }> | undefined)?.name),
  'why-off': words(data['why']),
  remaining: amountBefore(data['remainingValue'], known),
});

export const validationBefore = (data: Stated): Answers => ({
  ...commonBefore(data),
  method: words(data['method']),
  finance: words(data['capacity'] ?? 'no'),
});

export const rejectionBefore = (data: Stated): Answers => ({
  ...commonBefore(data),
  'why-rejected': words(data['why']),
});
