import type { BenefitProfileAnswer, PoolListed } from '#read-models';
import { dayInWords, periodInWords } from '#vocabulary';
import type { Names } from '../names.js';
import { percent } from '../numbers-in-words.js';
import { capital } from '../stages-in-words.js';
import {
  amountInWords,
  baselineCaution,
  classInWords,
  dotInWords,
  measuredInWords,
  officeInWords,
  targetInWords,
} from './benefit-words.js';

/** The page of an entry. */
type HrefOf = (entry: number) => string;

/** A line of a summary list. */
type Line = Readonly<{ key: string; value: string }>;

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
    { key: 'Baseline', value: measuredInWords(benefit, 'Not agreed') },
    { key: 'Target', value: targetInWords(benefit) },
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

/** What came of it to date, held against the newest promise and the first. */
export function realisedView({ benefit }: BenefitProfileAnswer, names: Names) {
  const { actuals, ratio, unit, current, original } = benefit;
  const amount = (value: number) => amountInWords(value, unit);
  const rebaselined = current !== null && original !== null && current.on !== original.on;
  return {
    dots: [
      dotInWords(
        ratio.againstCurrent,
        unit,
        rebaselined ? 'by the newest approval' : 'by the approval',
      ),
      ...(rebaselined
        ? [
            dotInWords(
              ratio.againstOriginal,
              unit,
              'by the first approval, before it was rebaselined',
            ),
          ]
        : []),
    ],
    caution: baselineCaution(benefit, names.capability),
    parts: [
      { name: 'Validated', count: actuals.counts.validated, amount: amount(actuals.validated) },
      {
        name: 'Awaiting validation',
        count: actuals.counts.awaiting,
        amount: amount(actuals.awaiting),
      },
      { name: 'Rejected', count: actuals.counts.rejected, amount: amount(actuals.rejected) },
      {
        name: 'Measured before use reached its threshold',
        count: actuals.counts.belowGate,
        amount: amount(actuals.belowGate),
      },
    ],
  };
}

/** Every approval, the first one kept, and every forecast between them; the newest first. */
export function planRows({ approvals, forecasts, benefit }: BenefitProfileAnswer, hrefOf: HrefOf) {
  const { unit } = benefit;
  const said = [
    ...approvals.map(({ on, entry, value }) => ({
      on,
      entry,
      what: value.rebaselined ? 'Rebaselined' : 'First approved',
      by: `${officeInWords(value.approver)}, ${value.caseRef} version ${value.caseVersion}`,
      span: spanInWords(value.trajectory),
      total: totalInWords(value.trajectory, unit),
      costs: value.costs === undefined ? 'Not stated' : totalInWords(value.costs, 'pence'),
      year: amountInWords(value.fullYearValue, unit),
      why: value.reason ?? '',
    })),
    ...forecasts.map(({ on, entry, value }) => ({
      on,
      entry,
      what: 'Forecast revised',
      by: 'Not an approval',
      span: spanInWords(value.trajectory),
      total: totalInWords(value.trajectory, unit),
      costs: 'Not applicable',
      year: 'Not applicable',
      why: value.reason,
    })),
  ];
  return said
    .sort((one, other) => other.entry - one.entry)
    .map(({ on, ...row }) => ({ ...row, on: dayInWords(on), href: hrefOf(row.entry) }));
}

type Trajectory = NonNullable<BenefitProfileAnswer['trajectories']['current']>;

export const spanInWords = (trajectory: Trajectory): string => {
  const [first, last] = [trajectory[0], trajectory.at(-1)];
  return first === undefined || last === undefined
    ? 'Not known'
    : periodInWords({ from: first.from, to: last.to });
};

export const totalInWords = (trajectory: Trajectory, unit: string): string =>
  amountInWords(
    trajectory.reduce((sum, { amount }) => sum + amount, 0),
    unit,
  );

/** What part of the change is its own, and who else draws on the same resource. */
export function shareLines(
  { approvals, benefit }: BenefitProfileAnswer,
  pools: readonly PoolListed[],
): readonly Line[] {
  const own = pools.filter(({ shares }) => shares.some((each) => each.benefit === benefit.benefit));
  return [
    ...approvals.slice(0, 1).map(({ value: { attributionShare, pool } }) => ({
      key: 'Share of the change credited to it',
      value: `${percent(attributionShare)}${pool === undefined ? '' : `, of the pool ${pool}`}`,
    })),
    ...own.map(({ pool: name, shares, free, overdrawn }) => ({
      key: `Pool ${name}`,
      value: [
        ...shares.map(({ benefit: holder, share }) => `${holder} holds ${percent(share)}`),
        `${percent(free)} is free`,
        ...(overdrawn.length === 0
          ? []
          : [`approved with more than they hold: ${overdrawn.join(', ')}`]),
      ].join('; '),
    })),
  ];
}

/** Who lives with what it costs. */
export const disbenefitRows = ({ disbenefits }: BenefitProfileAnswer, hrefOf: HrefOf) =>
  disbenefits.map(({ on, entry, value: { title, bearer, measure, unit, value } }) => ({
    title,
    bearer,
    value: `${measure}: ${amountInWords(value, unit)}`,
    on: dayInWords(on),
    href: hrefOf(entry),
  }));

/** What the plan is worth today, and what a year of delay would cost; undefined where it has no value in money. */
export function worthInWords({ presentValue }: BenefitProfileAnswer): string | undefined {
  if (presentValue === null) return undefined;
  const { value, benefits, costs, benefitCostRatio, ofOneYearLater, base } = presentValue;
  const delay = [
    delayInWords(ofOneYearLater, benefits),
    // The first year is not discounted.
    ...(presentValue.years.length > 1 ? [ratesInWords(presentValue)] : []),
  ].join(' ');
  const by = `on ${dayInWords(base)}`;
  if (costs === null) {
    return `The plan approved is worth ${amountInWords(value, 'pence')} ${by}. Its approval states no costs, so none are set against it. ${delay}`;
  }
  const ratio =
    benefitCostRatio === null
      ? ''
      : ` The benefit-cost ratio is ${benefitCostRatio.toFixed(2)}: pounds of benefit for each pound of cost.`;
  return `The plan approved is worth ${amountInWords(value, 'pence')} net ${by}: benefits of ${amountInWords(benefits, 'pence')} less costs of ${amountInWords(costs, 'pence')}.${ratio} ${delay}`;
}

/** A delay moves benefits and not the end of the plan: what would come after it is lost. */
function delayInWords(change: number, benefits: number): string {
  if (change >= 0) return 'If the benefit came a year later, the plan would be worth no less.';
  return -change >= benefits
    ? 'If the benefit came a year later, all of it would fall after the end of the plan.'
    : `If the benefit came a year later and the plan ended on the same day, the plan would be worth ${amountInWords(-change, 'pence')} less.`;
}

/** By which rates; and where they only stand in for those of the day, or no source bears them out, that too. */
function ratesInWords({
  rates: { title, statedOn, sourced },
  stated,
}: NonNullable<BenefitProfileAnswer['presentValue']>): string {
  const by = `Later years are discounted by the “${title}”, as its source states it on ${dayInWords(statedOn)}.`;
  return [
    by,
    ...(stated
      ? []
      : [
          'That is after the day of this page: no earlier statement is known here, so it stands in.',
        ]),
    ...(sourced ? [] : ['The source itself was not found.']),
  ].join(' ');
}
