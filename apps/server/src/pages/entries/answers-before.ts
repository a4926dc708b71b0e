import { instruments } from '#assessments';
import type { ScopedSite } from '#optimisation';
import type { EffectiveDay } from '#vocabulary';
import { sitesBefore } from '../capabilities/sites-typed.js';
import type { Answers } from '../forms/form.js';
import { poundsOf } from '../forms/pounds-typed.js';

/** What an entry states, as much of it as its form asks for. */
export type Stated = Readonly<Record<string, unknown>>;

/** All that any instrument scores. */
const names = [...instruments.dma.names, ...instruments.emram.names];

/** The answers that would have led to a go-live, and so on: what a correction begins with. */
export const goLiveBefore = (data: Stated): Answers => ({
  ...commonBefore(data),
  what: 'go-live',
  epr: words(data['instance']),
  module: words(data['module']),
  sites: words(data['sites']),
  notes: words(data['detail']),
});

export const milestoneBefore = (data: Stated): Answers => ({
  ...commonBefore(data),
  what: words(data['milestone']),
  supplier: words(data['supplier']),
  amount: poundsOf(data['amountPence']),
  notes: words(data['detail']),
});

export const stageBefore = (data: Stated): Answers => ({
  ...commonBefore(data),
  stage: words(data['stage']),
  cause: words(data['cause'] ?? 'not-lower'),
  board: data['byBoard'] === true ? 'yes' : 'no',
  notes: words(data['statement']),
});

export const enablementBefore = (data: Stated): Answers => ({
  ...commonBefore(data),
  capability: words(data['capability']),
  sites: words(data['sites']),
  epr: words(data['instance'] ?? 'not-known'),
});

export const withdrawalBefore = (data: Stated): Answers => ({
  ...commonBefore(data),
  capability: words(data['capability']),
  sites: words(data['sites']),
  'why-off': words(data['why']),
});

export const scopeBefore = (data: Stated): Answers => ({
  ...commonBefore(data),
  capability: words(data['capability']),
  ...sitesBefore(data['sites'] as readonly ScopedSite[]),
});

export const assessmentBefore = (data: Stated): Answers => ({
  ...commonBefore(data),
  edition: words(data['edition']),
  self: data['selfAssessed'] === true ? 'yes' : 'no',
  ...Object.fromEntries(
    names.map((name) => [`score-${name}`, words((data['scores'] as Stated)[name])]),
  ),
});

export const surveyBefore = (data: Stated): Answers => ({
  ...commonBefore(data),
  edition: words(data['edition']),
  positive: words(data['positive']),
  negative: words(data['negative']),
  respondents: words(data['respondents']),
});

export const validationBefore = (data: Stated): Answers => ({
  ...commonBefore(data),
  stage: words(data['stage']),
  scope: words(data['scope']),
  expires: words(data['expires']),
});

export const validationWithdrawalBefore = (data: Stated): Answers => ({
  ...commonBefore(data),
  stage: words(data['stage']),
  'why-withdrawn': words(data['why']),
});

export const partnerFlowBefore = (data: Stated): Answers => ({
  ...commonBefore(data),
  partner: words(data['partner']),
  direction: words(data['direction']),
  content: words(data['content']),
  standard: words(data['standard']),
});

export const partnerFlowEndBefore = (data: Stated): Answers => ({
  ...commonBefore(data),
  partner: words(data['partner']),
  'why-off': words(data['why']),
});

/** A day that its source knows less precisely than a day is no day: it is asked for anew. */
export function commonBefore(data: Stated): Answers {
  const { latest, precision } = data['effective'] as EffectiveDay;
  return {
    day: precision === 'day' ? latest : '',
    evidence: words(data['evidence']),
    reason: words(data['reason']),
  };
}

export const words = (value: unknown): string => {
  if (Array.isArray(value)) return value.join(', ');
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
};
