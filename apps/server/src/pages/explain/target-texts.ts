import type { TargetFigure } from '#read-models';
import type { FigureText } from './explained-texts.js';

const ENOUGH =
  'With fewer than 15 earlier go-lives that had a planned date and have an outcome, no chance is given.';
const OUTSIDE =
  'Reference-class forecasting (Kahneman and Tversky; Flyvbjerg for projects), with the Kaplan-Meier estimate.';

/** How each figure of a target is worked out; `metric` is what the target is called. */
export const targetText = (figure: TargetFigure, metric: string): FigureText => ({
  ...texts[figure],
  // A function, as “$&” in a name would be read as a pattern.
  title: texts[figure].title.replace('…', () => `“${metric}”`),
});

const texts: Readonly<Record<TargetFigure, FigureText>> = {
  coverage: {
    title: 'Who has reached the target …',
    tells: 'Which of the trusts that the target counts have reached it, and why.',
    formula: [
      'A target says what a trust has to meet, by when, and which trusts it counts. Every change of that is kept.',
      'Each of these trusts is held against it on the day of this page: it has reached the target, has not, or is not known to have.',
      'Share = trusts that have reached it ÷ trusts that it counts. Trusts not known to have reached it stay among those counted; the upper end of a range has them as if they had.',
    ],
    source: 'The formula is the tracker’s own, published with its code.',
  },
  forecast: {
    title: 'The chance of missing the target …',
    tells: 'How likely it is that too few trusts reach the target by its deadline.',
    formula: [
      'Earlier go-lives with a planned date are compared with what happened: by how many months each slipped. One that is still open has slipped by at least the months so far.',
      'S(x) is the share of them that slipped by more than x months. Chance of missing the deadline = S(months from the planned date to the deadline) ÷ S(months from the planned date to today).',
      'A trust that states no date is judged by how long others took.',
      'Nobody states when a trust will reach a stage. Of a target that asks for one, the next go-live stands in for it.',
      'The chances of all trusts that have not reached it are put together, as a chance for each number of trusts. Trusts of one supplier are taken to slip together.',
      'Chance of missing the target = the chance that fewer trusts reach it than it asks for. It is a range where trusts are not known.',
      `${ENOUGH} What people judge is shown beside the chances and does not change them.`,
    ],
    source: OUTSIDE,
  },
  course: {
    title: 'The target … by quarter',
    tells: 'How many trusts had reached the target at the end of each quarter, and are likely to.',
    formula: [
      'For the end of each quarter that is over, the trusts that the target counts today are held against what it asks today, on that day.',
      'For the end of each quarter ahead, the chance of not having reached it is worked out for each trust as for the deadline, and these chances are put together.',
      'Low, middle and high are the numbers of trusts that have reached it by then with 9 in 10 chances, an even chance and 1 in 10 chances.',
      ENOUGH,
    ],
    source: OUTSIDE,
  },
};
