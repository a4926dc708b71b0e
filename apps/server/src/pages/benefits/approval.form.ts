import { benefitRefusals } from '#benefits';
import type { PeriodAmount } from '#facts';
import { benefitRecords } from '../../api/benefits.controller.js';
import { Problem } from '../../api/http/problem.js';
import { evidence, whyLate, whenStep } from '../forms/common-questions.js';
import { anyEntry, collectionAt, filled } from '../forms/form-entry.js';
import type { About, Asking, Beside, Entry, Form, Step } from '../forms/form.js';
import { penceOf } from '../forms/pounds-typed.js';
import { textStep, wordsStep } from '../forms/simple-steps.js';
import { officeStep, officeTyped, shareTyped } from './benefit-steps.js';
import { baselineInWords, targetInWords } from './basis-in-words.js';
import { classInWords, officeInWords } from './benefit-words.js';
import {
  authorsOf,
  benefitHome,
  benefitTitle,
  knownBenefit,
  type KnownBenefit,
} from './known-benefit.js';
import { periodsBody } from './periods-typed.js';
import { spanInWords, totalInWords } from './profile-view.js';
import { costsStep, moneyOrUnit, trajectoryStep } from './plan-steps.js';

/** The benefit; throws the problem that tells whoever wrote its profile that another has to approve it. */
async function knownToApprove(asking: Asking): Promise<KnownBenefit> {
  const known = await knownBenefit(asking);
  const { actor, params } = asking;
  const isNew = params['entry'] === undefined;
  if (isNew && actor.kind === 'known' && authorsOf(known).includes(actor.id)) {
    const sentence = `${benefitRefusals['approver-recorded-it']} Another approver of the trust can.`;
    throw new Problem(403, 'approver-recorded-it', sentence);
  }
  return known;
}

/** The benefit as it stands, for whoever approves its plan. */
function whatIsApproved({ answer }: KnownBenefit): Beside {
  const { benefit, profile, trajectories, organisation } = answer;
  const { unit } = benefit;
  return {
    caption: 'The benefit to approve',
    head: [],
    rows: [
      ['Benefit', profile.title],
      ['Class', classInWords(profile.class)],
      ['Owner', officeInWords(benefit.owner)],
      ['Measure', profile.measure.name],
      ['Baseline', baselineInWords(benefit, 'Not agreed yet')],
      ['Target', targetInWords(benefit)],
      ['Approved so far', planInWords(trajectories.current ?? [], unit)],
    ],
    origin: {
      href: `/organisations/${organisation.code}/benefits/${benefit.benefit}/explain`,
      text: 'How this benefit stands, and the entries behind it',
    },
  };
}

/** What a plan comes to, over which days. */
function planInWords(plan: readonly PeriodAmount[], unit: string): string {
  if (plan.length === 0) return 'Nothing';
  return `${totalInWords(plan, unit)} in all, for ${spanInWords(plan)}`;
}

const steps: readonly Step<KnownBenefit>[] = [
  {
    ...officeStep('approver', 'Who approves it?', {
      at: '/approver',
      missing: 'Enter who approved it, like finance committee',
    }),
    beside: ({ known }) => whatIsApproved(known),
  },
  textStep('case', 'In which business case does it stand?', {
    at: '/caseRef',
    hint: 'For example, EPR full business case.',
    missing: 'Enter the business case it stands in',
  }),
  textStep('version', 'Which version of the business case?', {
    at: '/caseVersion',
    hint: 'For example, 2.1.',
    missing: 'Enter the version of the business case',
  }),
  trajectoryStep('What is expected in each period?'),
  costsStep,
  {
    name: 'year',
    question: ({ known }) => `What is a year in full effect worth, in ${moneyOrUnit(known)}?`,
    fields: [
      {
        ...{ kind: 'text', name: 'year', at: '/fullYearValue', width: 10, isNumber: true },
        hint: 'For example, 150,000.',
        missing: 'Enter what a year in full effect is worth',
      },
    ],
  },
  {
    name: 'share',
    question: 'Which share of the change is this benefit’s own, in percent?',
    fields: [
      {
        ...{ kind: 'text', name: 'share', at: '/attributionShare', width: 5 },
        hint: 'More than 0 and up to 100. The amounts above have it taken off already.',
        missing: 'Enter the share, like 40 or 100',
      },
    ],
  },
  textStep('pool', 'Which pool does it share with other benefits?', {
    at: '/pool',
    hint: 'A resource that can be saved only once, like pharmacy-time. Leave this empty if it shares none.',
  }),
  wordsStep('rationale', 'Why that share?', {
    at: '/rationale',
    hint: 'You may leave this empty. Do not include patient or staff details.',
  }),
  wordsStep('counterfactual', 'What would have come without the change?', {
    at: '/counterfactual',
    hint: 'You may leave this empty. Do not include patient or staff details.',
  }),
  whenStep('When was it approved?', 'Enter the day it was approved'),
  { ...evidence, question: 'What shows it?' },
  whyLate,
];

const common = {
  knows: knownToApprove,
  changes: anyEntry,
  home: benefitHome,
  names: benefitTitle,
  isOnce: true,
} as const;

export const approvalForm: Form<KnownBenefit> = {
  ...common,
  title: 'Approve a benefit',
  done: 'Benefit approved',
  afterwards:
    'Its values can now be recorded, and are held against this plan. A later plan stands beside it.',
  steps,
  entry: (about) => handedIn('benefit-approvals', about, {}),
};

/** A later approval; the first one is kept and shown in every view. */
export const rebaseliningForm: Form<KnownBenefit> = {
  ...common,
  title: 'Rebaseline a benefit',
  done: 'Benefit rebaselined',
  afterwards:
    'Its values are held against this plan from now on. The first approval stays beside it.',
  steps: [
    wordsStep('why-changed', 'Why are you rebaselining this benefit?', {
      at: '/why',
      hint: 'Up to 500 characters. The first approval is kept. Do not include patient or staff details.',
      missing: 'Enter why you are rebaselining it',
    }),
    ...steps,
  ],
  entry: (about) => handedIn('benefit-rebaselinings', about, { why: about.answers['why-changed'] }),
};

function handedIn(path: string, { answers, known }: About<KnownBenefit>, more: object): Entry {
  const { approver, version, trajectory, costs, year, share, pool, rationale } = answers;
  const { counterfactual, day, evidence, reason } = answers;
  const { benefit, unit } = known.answer.benefit;
  return {
    ...collectionAt(benefitRecords, path),
    act: 'record',
    subject: benefit,
    body: {
      ...{ benefit, approver: officeTyped(approver), caseRef: answers['case'] },
      caseVersion: version,
      trajectory: periodsBody(trajectory, unit),
      fullYearValue: unit === 'pence' ? penceOf(year) : year,
      attributionShare: shareTyped(share),
      ...(costs !== undefined && costs !== '' && { costs: periodsBody(costs, 'pence') }),
      ...more,
      ...filled({ pool, rationale, counterfactual, effectiveOn: day, evidence, reason }),
    },
  };
}
