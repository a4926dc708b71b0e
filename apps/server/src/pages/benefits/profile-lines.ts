import type { BenefitProfileAnswer } from '#read-models';
import { dayInWords } from '#vocabulary';
import type { Names } from '../names.js';
import { percent } from '../numbers-in-words.js';
import { capital } from '../stages-in-words.js';
import {
  baselineInWords,
  comparedInWords,
  latestInWords,
  plannedInWords,
  targetInWords,
} from './basis-in-words.js';
import { amountInWords, classInWords, officeInWords } from './benefit-words.js';

/** A line of a summary list. */
export type Line = Readonly<{ key: string; value: string }>;

/** What was promised, by whom, and how it is measured. */
export function profileLines(answer: BenefitProfileAnswer, names: Names): readonly Line[] {
  const { benefit, profile } = answer;
  const { measure, unitValue, confidence, fundingRef, emergent } = profile;
  return [
    { key: 'Class', value: classInWords(benefit.class) },
    { key: 'Owner', value: officeInWords(benefit.owner) },
    { key: 'Accountable executive', value: officeInWords(profile.accountable) },
    { key: 'Who measures it', value: officeInWords(profile.measurer) },
    { key: 'Who benefits', value: profile.beneficiary },
    { key: 'Objective', value: profile.objective },
    {
      key: 'Measure',
      value: `${measure.name}, in ${measure.unit}; ${measure.direction} is better; ${measure.cadence}, from ${measure.source}`,
    },
    { key: 'Baseline', value: baselineInWords(benefit, 'Not agreed') },
    { key: 'Target', value: targetInWords(benefit) },
    { key: 'Latest value', value: joined([latestInWords(benefit), plannedInWords(benefit)]) },
    ...given('Comparing them', comparedInWords(benefit) || undefined),
    ...(unitValue === undefined
      ? []
      : [
          {
            key: `Value of one unit (${measure.unit})`,
            value: `${amountInWords(unitValue.pence, 'pence')}, prices of ${unitValue.priceYear}; source: ${unitValue.source}`,
          },
        ]),
    { key: 'Counts from', value: gateInWords(answer, names) },
    ...given('Conditions', profile.conditions),
    ...given('Assumptions', profile.assumptions),
    ...given('Risks', profile.risks),
    { key: 'Confidence', value: confidence === undefined ? 'Not stated' : capital(confidence) },
    ...given('Funding', fundingRef),
    ...(emergent === true
      ? [{ key: 'Found', value: 'After the go-live, not planned before it' }]
      : []),
  ];
}

const joined = (parts: readonly string[]): string => parts.filter((part) => part !== '').join('. ');

const given = (key: string, value: string | undefined): readonly Line[] =>
  value === undefined ? [] : [{ key, value }];

/** Whether use of the record has come as far as it must before anything counts. */
function gateInWords({ gate }: BenefitProfileAnswer, names: Names): string {
  if (gate === null) return 'The first value: no threshold of use is set';
  const needs = `Once the use of ${names.capability(gate.capability)} is ${percent(gate.threshold)} or more`;
  if (gate.use === null) return `${needs}. Not known: its use was not measured`;
  const { numerator, denominator, to } = gate.use;
  return `${needs}. ${gate.reached === true ? 'Reached' : 'Not reached'}: ${percent(numerator / denominator)}, measured up to ${dayInWords(to)}`;
}
