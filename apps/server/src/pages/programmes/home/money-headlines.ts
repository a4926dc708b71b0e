import type { MoneyGapAnswer } from '#read-models';
import { moneyInWords } from '../../money-in-words.js';
import { capital } from '../../stages-in-words.js';
import { againstPlan } from '../benefits/benefits-view.js';
import type { MoneyClassShown } from '../benefits/money-charts.js';
import { movement } from '../frame/movement.js';
import type { Headline } from './headlines.js';

type Asked = Readonly<{
  now: MoneyGapAnswer;
  before: MoneyGapAnswer;
  since: string;
  explained: string;
}>;

const kinds: readonly Readonly<{ label: string; of: readonly MoneyClassShown[] }>[] = [
  { label: 'Cash-releasing benefits', of: ['CRB'] },
  { label: 'All other benefits in money', of: ['NCRB', 'SB'] },
];

/** What was realised against plan, cash apart from the rest; a kind without benefits is left out. */
export const moneyHeadlines = ({ now, before, since, explained }: Asked): readonly Headline[] =>
  kinds
    .map(({ label, of }) => ({ label, today: sumOf(now, of), then: sumOf(before, of) }))
    .filter(({ today }) => today.benefits > 0)
    .map(({ label, today, then }) => ({
      label,
      value: moneyInWords(today.validated),
      of: ofPlan(today),
      movement: `${capital(moved(then.validated, today.validated))} since ${since}`,
      explained,
    }));

/** What nobody has approved, or is not due yet, is on no plan and cannot be as approved. */
function ofPlan({ validated, approved, approvedInAll, due }: ReturnType<typeof sumOf>): string {
  if (due > 0 || validated !== 0) {
    return `validated of ${moneyInWords(approved)} approved to date: ${againstPlan(approved - validated)}`;
  }
  return approvedInAll === 0
    ? 'validated, and none approved yet'
    : `validated, and none of ${moneyInWords(approvedInAll)} approved is due yet`;
}

const moved = (then: number, now: number): string =>
  movement(
    { then: { low: then, high: then }, now: { low: now, high: now } },
    { decimals: 0, inWords: moneyInWords },
  );

function sumOf({ total: { money } }: MoneyGapAnswer, of: readonly MoneyClassShown[]) {
  const sum = (what: 'benefits' | 'validated' | 'currentToDate' | 'currentTotal' | 'due') =>
    of.reduce((all, each) => all + money.byClass[each][what], 0);
  return {
    benefits: sum('benefits'),
    validated: sum('validated'),
    approved: sum('currentToDate'),
    approvedInAll: sum('currentTotal'),
    due: sum('due'),
  };
}
