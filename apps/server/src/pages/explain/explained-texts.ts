import type { CohortFigure, ExplainedFigure } from '#read-models';

/** How a figure is worked out: what it tells, its formula, and where that comes from. */
export type FigureText = Readonly<{
  title: string;
  tells: string;
  formula: readonly string[];
  source: string;
}>;

const OWN = 'The formula is the tracker’s own, published with its code.';
const MODEL = 'Capabilities, thresholds and weights are those of the maturity model named below.';

const stage: FigureText = {
  title: 'Stage',
  tells:
    'How far the use of the record has come: what the trust declares, what evidence shows, and what another organisation has validated.',
  formula: [
    'A criterion is a mandatory capability that applies to the trust. It is met where installation and use both reach what is needed.',
    'A stage is shown where every criterion of it and of all stages below is met.',
    'What is out of date or missing counts as not met for the lowest stage it can be, and as met for the highest.',
    'On the way to the next stage = the mean over its criteria of the smaller of use ÷ needed and installation ÷ needed, at most 1 each.',
  ],
  source: `A stage needs all criteria of its own and of the stages below, as the established maturity models of hospital records have it. ${MODEL}`,
};

const gap: FigureText = {
  title: 'Optimisation gap',
  tells:
    'Of every 100 points of intended value: what is lost because a capability is not installed, not used, or its benefit is not shown.',
  formula: [
    'Value of a capability = installed × used × benefit shown, each from 0 to 1.',
    'Not installed = 1 − installed. Not used = installed × (1 − used). Benefit not shown = installed × used × (1 − benefit shown).',
    'Use gap = 1 − installed × used. Optimisation gap = 1 − installed × used × benefit shown.',
    'Of a trust: the mean over its capabilities by their weights, times 100. What is not known is taken as 0 and as 1, which gives the two bounds.',
  ],
  source: `${OWN} ${MODEL}`,
};

const progression: FigureText = {
  title: 'Stages over time',
  tells: 'The stage of the trust on every day, and what was missing for the next.',
  formula: [
    'The stage is worked out for every day on which something changed or went out of date, by the formula of the stage.',
  ],
  source: stage.source,
};

const boundary: FigureText = {
  title: 'Boundary gap',
  tells: 'What is lost where the record of another organisation begins, by partner.',
  formula: [
    'Of a partner: not available = 1 − available; not used = available × (1 − used), as shares of its encounters.',
    'Of a trust: the sum over its partners by their weights, times 100. What is not known is taken as 0 and as 1.',
  ],
  source: `${OWN} It stands beside the optimisation gap and is never mixed into it.`,
};

const drivers: FigureText = {
  title: 'Drivers of use',
  tells: 'Why the record is not used better: four shares, and what each of them costs.',
  formula: [
    'V = the product of the four shares, each to the power of its weight. Gap = 1 − V.',
    'Share of a driver x = weight × ln(1 ÷ x) ÷ the sum of the same over all four. A share below 0.01 counts as 0.01.',
    'V with a driver mended = V ÷ x to the power of its weight.',
  ],
  source: OWN,
};

const money: FigureText = {
  title: 'Money gap',
  tells: 'What was approved to date, and what of it is validated, by class of benefit.',
  formula: [
    'Gap to the newest approval = approved to date − validated to date, in whole pence.',
    'To date are the periods that ended by the day asked about. Cash-releasing and other value are never one sum without the split.',
  ],
  source: `${OWN} The classes are those of the Green Book and of NHS business cases.`,
};

export const trustTexts: Readonly<Record<ExplainedFigure, FigureText>> = {
  stage,
  gap,
  progression,
  boundary,
  drivers,
  money,
};

const together = (of: FigureText, title: string, ...formula: readonly string[]): FigureText => ({
  ...of,
  title,
  formula: [...of.formula, ...formula],
});

const counted =
  'Of many trusts: how many are at each stage. Stages are counted and never averaged. Those of whom nothing is known stand apart.';

/** The same for the trusts of a programme, a region or an ICB together. */
export const cohortTexts: Readonly<Record<CohortFigure, FigureText>> = {
  gaps: together(
    gap,
    'Optimisation gap of many trusts',
    'Of many trusts: the mean of their gaps by their weights, part by part and bound by bound. A trust that reports nothing is in it with the bounds 0 to 100.',
  ),
  stages: together(stage, 'Stages of many trusts', counted),
  progression: together(progression, 'Stages of many trusts over time', counted),
  'stage-gaps': together(
    stage,
    'Stages still to go',
    'Stages to go = the stage expected − the stage shown by evidence, counted over the trusts.',
  ),
  transitions: together(
    progression,
    'Moves between stages',
    'A move is another stage at the end of a quarter than at the end of the one before.',
  ),
  'boundary-gaps': together(
    boundary,
    'Boundary gap of many trusts',
    'Of many trusts: the mean by their eligible encounters. Where nobody counted those, the bounds reach as far as the gap of that trust.',
  ),
  drivers: together(
    drivers,
    'Drivers of use of many trusts',
    'Of many trusts: each stands for itself, beside the middle one.',
  ),
  'money-gaps': together(
    money,
    'Money gap of many trusts',
    'Of many trusts: the sum over their benefits, class by class. A benefit counts with the trust whose it is on the day.',
  ),
  'money-over-time': together(
    money,
    'Money of many trusts by quarter',
    'By the end of a quarter: the sum of what was approved, and of what is validated, of all periods that ended by then. Quarters ahead tell only what was approved and what is expected.',
    'Benefits count with the trust whose they are on the day asked about, in every quarter.',
  ),
};

export const coverageText: FigureText = {
  title: 'Trusts with an electronic patient record',
  tells: 'How many trusts have an electronic patient record, by what each public source says.',
  formula: [
    'Share = trusts that the source says have one ÷ trusts that the source lists; and ÷ trusts open that day.',
    'Each source counts for itself, on its own day. What a source does not say of a trust is not known, and never a no.',
  ],
  source: 'The sources are named in the table below, each with its day.',
};

export const benefitText: FigureText = {
  title: 'How a benefit stands',
  tells: 'What was validated to date of what was promised to date, and what the plan is worth.',
  formula: [
    'Validated ÷ due = validated to date ÷ approved for the periods that ended by the day. It may be more than 100%.',
    'Green from 95%, amber from 80%, red below. Grey where nothing was due, or nothing was validated within one and a half times as long as there is between two measurements.',
    'The first approval stands beside the newest, so that no new approval hides the first promise.',
    'What the plan is worth = the sum over its years of what is approved, each divided by 1 + the discount rate for every year that has passed; less the same of its costs, where the approval states them.',
    'Benefit-cost ratio = the benefits so discounted ÷ the costs so discounted. Without stated costs there is none.',
    'The limits of its chart = the mean, and 2.66 times the mean distance between neighbours to each side of it.',
  ],
  source:
    'Discounting follows the Green Book of HM Treasury; the chart follows Making Data Count. The thresholds of the colours are the tracker’s own.',
};

export const benefitsText: FigureText = {
  ...benefitText,
  title: 'Benefits on track',
  tells: 'How many of the approved benefits of the trust are green.',
  formula: [
    ...benefitText.formula.slice(0, 2),
    'On track = green by the newest approval ÷ all that are approved and not written off.',
  ],
  source: 'The thresholds of the colours are the tracker’s own.',
};

export const dueText: FigureText = {
  title: 'What is due',
  tells: 'What somebody at the trust has to do by now, or within three months.',
  formula: [
    'Overdue = all that was due on or before the day asked about.',
    'A benefit is to be measured again one and a half times as long after its last value as there is between two of them.',
    'The use of a capability is to be measured again once its last measurement no longer counts, by the maturity model.',
    'A value waits for validation from the last day of its period on, by somebody who did not record it. Values from before enough use of the record do not wait.',
    'An approved benefit must say who measures it; a cash-releasing one also who in finance validates it.',
    'Validations of stages and pieces of evidence are listed three months before they expire.',
  ],
  source: OWN,
};
