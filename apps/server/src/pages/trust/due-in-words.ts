import type { DueItem } from '#read-models';
import { dayInWords, type IsoDate } from '#vocabulary';
import { inThousands } from '../numbers-in-words.js';

/** Why a list in which nothing is measured may be short: nobody is told of a measurement before it is late. */
export const LISTED_ONCE_LATE = 'What has to be measured again is listed only once it is overdue.';

/** What is told of before it is late. */
export const LISTED_AHEAD =
  'Values that await validation are listed 3 months before they are overdue; validations of stages and pieces of evidence, 3 months before they expire.';

/** How much of what is listed is late, and what else there is. */
export function overdueInWords(overdue: number, listed: number): string {
  const late = overdue === 0 ? 'Nothing is overdue.' : `${tasks(overdue)} overdue.`;
  const rest =
    listed === overdue
      ? `${overdue === 0 ? 'No' : 'No other'} value has to be validated within 3 months, and no validation of a stage or piece of evidence expires.`
      : `${tasks(listed - overdue)} due within 3 months.`;
  return `${late} ${rest} ${LISTED_ONCE_LATE}`;
}

/** "of 2 tasks listed": what has to be measured again within 3 months is not among them. */
export const ofListedInWords = (listed: number): string =>
  listed === 0 ? 'No task is listed' : `of ${counted(listed)} listed`;

type Dated = Pick<DueItem, 'on'>;

export const isOverdue = ({ on }: Dated, asOf: IsoDate): boolean => on <= asOf;

/** "Overdue since 1 December 2025" from that day on, and "Overdue from" it before. */
export const whenOverdue = (item: Dated, asOf: IsoDate): string =>
  `Overdue ${isOverdue(item, asOf) ? 'since' : 'from'} ${dayInWords(item.on)}`;

const counted = (count: number): string =>
  `${inThousands(count)} ${count === 1 ? 'task' : 'tasks'}`;
const tasks = (count: number): string => `${counted(count)} ${count === 1 ? 'is' : 'are'}`;
