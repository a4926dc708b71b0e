import { VALIDATION_DUE_RULE } from '#figures';
import type { CohortFigure, ExplainedFigure } from '#read-models';
import { LISTED_AHEAD, LISTED_ONCE_LATE } from '../trust/due-in-words.js';

/** How a figure is worked out: what it tells, its formula, and where that comes from. */
export type FigureText = Readonly<{
  title: string;
  tells: string;
  formula: readonly string[];
  source: string;
}>;

const OWN = 'The formula is the tracker’s own, published with its code.';
const MODEL = 'Capabilities, thresholds and weights are those of the maturity model.';

const stage: FigureText = {
  title: 'Stage',
  tells:
    'How far the use of the record has come: what the trust declares, what evidence shows, and what another organisation has validated.',
  formula: [
    'A trust is at a stage when it meets every criterion of it and of all stages below.',
    'A criterion is a mandatory capability that applies to the trust. It is met where installation and use both reach what is needed.',
    'Where a measurement is out of date or missing, two stages are given: the lowest counts the criterion as not met, the highest as met.',
    'Progress to the next stage is the average over its criteria. For each criterion we take the smaller of use ÷ use needed and installation ÷ installation needed, up to 100%. A criterion with 40% used of 80% needed, and all installed, is half met.',
  ],
  source: `Established maturity models of hospital records also need all criteria of a stage and of those below. ${MODEL}`,
};

const gap: FigureText = {
  title: 'Optimisation gap',
  tells:
    'How much of 100 points of intended value is lost because a capability is not installed, is not used, or its benefit is not shown.',
  formula: [
    'The gap is 100 points minus the value reached. 100 points means that every capability is installed everywhere, is used every time and has shown its benefit.',
    'Value of a capability = installed × used × benefit shown, each from 0 to 1. Installed at half of the sites and used in half of the cases there, it has 0.5 × 0.5 = 0.25 of its value at the most.',
    'Not installed = 1 − installed. Not used = installed × (1 − used). Benefit not shown = installed × used × (1 − benefit shown).',
    'Use gap = 1 − installed × used. Optimisation gap = 1 − installed × used × benefit shown.',
    'For a trust, the gap is the weighted average over its capabilities, times 100. Where something is not known, we work it out with 0 and with 1. That gives the range.',
    'A loss may be known where its part is not. A capability that is used in 40% of cases has lost at least 0.6 of its value, though we cannot say how much because it is not installed, and how much because it is not used, until its installation is known. So the lower ends of the parts can come to less than the lower end of the gap.',
  ],
  source: `${OWN} ${MODEL}`,
};

const progression: FigureText = {
  title: 'Stages over time',
  tells: 'The stage on every day, and what was missing for the next stage.',
  formula: [
    'The stage is worked out again for every day on which something changed or went out of date. The rules are those of a single day.',
    ...stage.formula,
  ],
  source: stage.source,
};

const boundary: FigureText = {
  title: 'Boundary gap',
  tells: 'How often the record of a partner organisation was not available or not used.',
  formula: [
    'The gap counts how often the record of a partner was not there, or was there and was not used.',
    'For a partner, not available = 1 − available, and not used = available × (1 − used). Both are shares of its encounters.',
    'For a trust, the gap is the sum over its partners by their weights, times 100. Where something is not known, we work it out with 0 and with 1. That gives the range.',
  ],
  source: `${OWN} It is shown beside the optimisation gap and is never added to it.`,
};

const drivers: FigureText = {
  title: 'Drivers of use',
  tells:
    'Why the record is not used more: 4 drivers of use, and how much of the gap is due to each.',
  formula: [
    'The 4 drivers are multiplied, so one weak driver lowers the use even if the others are strong. If all 4 weigh the same and are at 80%, the use is 80% and the gap is 20 points.',
    'Use V = the product of the 4 shares, from 0 to 1, each to the power of its weight. Gap in points = (1 − V) × 100.',
    'Share of the gap due to a driver x = weight × ln(1 ÷ x) ÷ the sum of the same over all 4. A driver below 0.01 counts as 0.01.',
    'Use if a driver were at 100% = V ÷ x to the power of its weight.',
  ],
  source: OWN,
};

const money: FigureText = {
  title: 'Money gap',
  tells: 'How much of what was approved to date is validated, by class of benefit.',
  formula: [
    'Gap to the newest approval = approved to date − validated to date.',
    '“To date” means all periods that had ended by the day. Cash-releasing and other value are always shown apart.',
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
  'Stages are counted and never averaged: for many trusts, we show how many are at each stage. Trusts about which nothing is known are counted separately.';

/** The same for the trusts of a programme, a region or an ICB together. */
export const cohortTexts: Readonly<Record<CohortFigure, FigureText>> = {
  gaps: together(
    gap,
    'Optimisation gap',
    'For many trusts, the gap is the weighted average of their gaps, for each part and for both ends of the range. A trust that reports nothing counts with the range 0 to 100.',
  ),
  stages: together(stage, 'Stages of trusts', counted),
  progression: together(progression, 'Stages of trusts over time', counted),
  'stage-gaps': together(
    stage,
    'Stages still to go',
    'Stages to go = the stage expected − the stage shown by evidence, counted over the trusts.',
  ),
  transitions: together(
    progression,
    'Moves between stages',
    'A move is another stage at the end of a quarter than at the end of the one before.',
    'Chance of the next quarter = (the count + ½) ÷ (all counts of its row + 2½), given once there are 30 moves.',
  ),
  'boundary-gaps': together(
    boundary,
    'Boundary gap',
    'For many trusts, the gap is the average weighted by their eligible encounters. If nobody counted those of a trust, the range includes its gap.',
  ),
  drivers: together(
    drivers,
    'Drivers of use',
    'For many trusts, each is shown by itself, beside the median.',
  ),
  'money-gaps': together(
    money,
    'Money gap',
    'For many trusts, we add up their benefits, class by class. A benefit counts for the trust that it belongs to on the day.',
  ),
  'money-over-time': together(
    money,
    'Money by quarter',
    'For each quarter, we add up what was approved and what is validated for all periods that had ended by then. Future quarters have only what was approved and what is expected. The figures below are those up to the day of this page.',
    'A benefit counts in every quarter for the trust that it belongs to on the day.',
  ),
};

export const coverageText: FigureText = {
  title: 'Trusts with an electronic patient record',
  tells: 'How many trusts have an electronic patient record, by what each public source says.',
  formula: [
    'There are 2 shares: of the trusts that a source lists, and of all trusts open that day.',
    'The first share = trusts that have one by the source ÷ trusts that the source lists. The second share = the same trusts ÷ all trusts open that day.',
    'Each source counts for itself, on its own day. A trust of which a source says nothing counts as not known, not as a no.',
  ],
  source: 'The sources are named in the table below, each with its day.',
};

export const benefitText: FigureText = {
  title: 'How a benefit stands',
  tells: 'How much of the promised benefit is validated so far, and what the plan is worth.',
  formula: [
    'What is validated is compared with what was approved for the same time.',
    'Validated ÷ due = validated to date ÷ approved for the periods that had ended by the day. It may be more than 100%.',
    'Green is 95% or more, amber is 80% or more, and red is below 80%. A benefit is not rated if nothing was due, or if nothing was validated within 1.5 times the time between 2 measurements. For a benefit measured monthly, that is 6 weeks.',
    'The first approval is shown beside the newest, so that no new approval hides the first promise.',
    'What the plan is worth = what is approved for each of its years, divided by 1 + the discount rate for every year that has passed, added up. Its costs are taken off in the same way, if the approval states them.',
    'Benefit-cost ratio = the discounted benefits ÷ the discounted costs. If no costs are stated, there is no ratio.',
  ],
  source:
    'Discounting follows the Green Book of HM Treasury. The thresholds of the colours are the tracker’s own.',
};

export const benefitsText: FigureText = {
  ...benefitText,
  title: 'Benefits on track',
  tells: 'How many of the approved benefits of the trust are on track (green).',
  formula: [
    'A benefit is on track when at least 95% of what was due is validated.',
    ...benefitText.formula.slice(1, 3),
    'On track = green by the newest approval ÷ all that are approved and not written off.',
  ],
  source: 'The thresholds of the colours are the tracker’s own.',
};

export const dueText: FigureText = {
  title: 'What is due',
  tells: 'Tasks of the trust that are overdue, and those that are due within 3 months.',
  formula: [
    'Each task has a day from which it is overdue. It is counted as overdue on that day too.',
    'A benefit is due again 1.5 times the time between 2 measurements after its last value. For a benefit measured monthly, that is 6 weeks.',
    'The use of a capability is due again once its last measurement no longer counts, by the maturity model.',
    LISTED_ONCE_LATE,
    `${VALIDATION_DUE_RULE} Somebody who did not record it validates it. Values measured before the record was used enough are not due.`,
    'An approved benefit must say who measures it. A cash-releasing one must also say who in finance validates it.',
    LISTED_AHEAD,
  ],
  source: OWN,
};

export const approvalsText: FigureText = {
  title: 'What is waiting for a decision',
  tells: 'What one person at the trust recorded, and another has to decide on.',
  formula: [
    'What waits = what was recorded and has not been decided on.',
    'A value waits until somebody who did not record it validates or rejects it. Values measured before the record was used enough do not wait.',
    'A benefit waits for its approval once it has a baseline.',
    'A piece of evidence waits for its grade, as long as it counts.',
    'A declared stage waits until another organisation has validated it, or a higher one, and that validation is in force.',
    'People of the trust decide on all of it but a declared stage. Nobody validates or approves what they stated or corrected themselves.',
  ],
  source: OWN,
};

const ASSESSED =
  'Scores are those of the organisation that assessed the trust, as they were recorded. The tracker changes none of them.';

export const scoresText: FigureText = {
  title: 'Scores of an assessment',
  tells: 'What an instrument scored the trust, edition by edition, on its own scale.',
  formula: [
    'A score is shown as it was recorded. Nothing is added up, and nothing is worked out from it.',
    'What was not scored is not known, and is never 0.',
    'The newest assessment stands beside the one before. An edition may ask other questions than the one before.',
  ],
  source: ASSESSED,
};

export const surveyText: FigureText = {
  title: 'Score of a survey',
  tells: 'What the people who use the record answered, edition by edition.',
  formula: [
    'Score = the share of positive answers − the share of negative ones, from −100 to 100. With 60% positive and 25% negative it is 35.',
    'The rest of the answers is neutral, and counts for nothing.',
    'What nobody answered is not known, and is never 0.',
  ],
  source: `${ASSESSED} Shares and the number of answers are recorded; the score follows from them.`,
};

export const attentionText: FigureText = {
  title: 'What needs attention',
  tells: 'What a board should ask its trusts about: overdue, delayed, silent or not validated.',
  formula: [
    'A go-live is listed if its latest planned date has passed and no go-live was reported.',
    'A benefit is listed as no longer measured if a value was due and none was recorded.',
    'A benefit is listed as slid to later periods if value approved first for one period is now expected in a later one.',
    'A benefit is listed as not validated if a value waits for somebody who did not record it. Benefits that were written off are left out.',
    'A trust is listed as silent if nobody recorded anything on its behalf in the 30 days up to the day of this page. Entries that others made about it from public sources do not count.',
  ],
  source: OWN,
};

export const qualityText: FigureText = {
  title: 'Data quality',
  tells: 'How far what trusts recorded can be relied on.',
  formula: [
    'Every share is one count divided by another; the table has both. Shares are cut, never rounded up. They cover the trusts open on the day of this page and what is recorded about days up to it.',
    'Data for stages: for each criterion that applies, whether it is known where it is installed and how much it is used (2 items each).',
    'Data for the optimisation gap: for each capability that applies, optional ones too, the same and what benefit it brought (3 items each). A measurement too old to count is not known.',
    'Data for benefits: for each benefit not written off, a baseline, an approved plan and who measures it; for cash-releasing ones also who in finance validates it; and a value once its plan has begun.',
    'How quickly trusts record: the days from the latest day an entry is about to the day on which it was first recorded. Only entries that trusts made count. Entries about a time before our records have no day and are left out.',
    'Claims are statements of what is so: go-lives, capabilities, declared stages, measurements, baselines and values.',
    'A claim rests on the trust’s own word unless evidence of grade 2 (a report of a system) or grade 3 (validated from outside) that counts on the day shows it, or others state it from a public source. For a value of a benefit, evidence of its validation counts too. A declared stage also rests on it until a validation of that stage, or of a higher one, is valid on the day.',
    'Claims corrected are claims that count and are not as first stated; claims withdrawn were taken back. Both are out of all claims recorded.',
    'Claims corrected or withdrawn after a period was closed are those about a day in a period that was closed by then.',
    'A published figure is restated if the same formula and versions give another one by what is known now than by what had been recorded when it was published. Published figures are of the whole programme, so they are left out where only a part of it is shown.',
    'A trust has no recent entry if nobody recorded anything on its behalf in the 30 days up to this day.',
    'A benefit is overdue if its last value is older than 1.5 times the time between 2 measurements; the use of a capability if its last measurement no longer counts by the maturity model.',
  ],
  source: OWN,
};
