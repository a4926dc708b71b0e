import { factDecider } from '#facts';
import { actualRules } from './actual.decider.js';
import type { BenefitFact } from './benefit.events.js';
import type { BenefitCircumstances, BenefitOrder } from './benefit.orders.js';
import { whyNotTheirs } from './benefit.recording.js';
import type { BenefitRefusal } from './benefit.refusals.js';
import { planRules } from './plan.decider.js';
import { profileRules } from './profile.decider.js';

/** The rules of a benefit: what may be recorded, approved, corrected and taken back. */
export const benefitDecider = factDecider<
  BenefitOrder,
  BenefitFact,
  BenefitRefusal,
  BenefitCircumstances
>(
  { ...profileRules, ...planRules, ...actualRules },
  [
    'BenefitProfiled',
    'BenefitLinked',
    'BenefitUnlinked',
    'DisbenefitRecorded',
    'BenefitBaselineAgreed',
    'BenefitApproved',
    'BenefitForecastRevised',
    'BenefitRebaselined',
    'BenefitActualRecorded',
    'BenefitActualValidated',
    'BenefitActualRejected',
    'BenefitOwnershipTransferred',
    'BenefitTransferred',
    'BenefitWrittenOff',
  ],
  whyNotTheirs,
);
