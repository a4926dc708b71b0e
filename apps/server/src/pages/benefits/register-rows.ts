import type { BenefitListed } from '#read-models';
import { periodInWords } from '#vocabulary';
import { sparkline } from '../charts/sparkline.js';
import {
  amountInWords,
  classInWords,
  measuredInWords,
  officeInWords,
  statusTag,
  targetInWords,
} from './benefit-words.js';

/** A line of the register, every value in words. */
export const registerRow = (listed: BenefitListed, address: string) => ({
  href: `${address}/${listed.benefit}`,
  benefit: listed.benefit,
  title: listed.title,
  class: classInWords(listed.class),
  owner: officeInWords(listed.owner),
  baseline: measuredInWords(listed, 'Not agreed'),
  target: targetInWords(listed),
  measure: `${listed.measure}, ${listed.cadence}`,
  latest: latestInWords(listed),
  planned: plannedInWords(listed),
  sparkline: sparkline(listed.recent.map(({ amount }) => amount)),
  trend: trendInWords(listed),
  status: statusTag(listed),
  says: listed.says,
});

function latestInWords({ latest, unit }: BenefitListed): string {
  if (latest === null) return 'Nothing measured';
  const state = {
    validated: 'validated',
    recorded: 'awaiting validation',
    'below-gate': 'too little use',
  };
  return `${amountInWords(latest.amount, unit)} for ${periodInWords(latest)}, ${state[latest.state]}`;
}

/** What stands beside the latest value, of the same period and in the same unit. */
function plannedInWords({ latest, plannedForLatest, current, unit }: BenefitListed): string {
  if (latest === null || current === null) return '';
  return plannedForLatest === null
    ? 'Its plan has no amount for just this period'
    : `Planned for it: ${amountInWords(plannedForLatest, unit)}`;
}

/** What the line beside it shows: how many values, and between which bounds. */
function trendInWords({ recent, unit }: BenefitListed): string {
  const [first] = recent;
  if (first === undefined) return 'Nothing measured';
  if (recent.length === 1) return 'One value so far';
  const amounts = recent.map(({ amount }) => amount);
  const [least, most] = [Math.min(...amounts), Math.max(...amounts)];
  const span = `Last ${String(recent.length)}`;
  return least === most
    ? `${span}: always ${amountInWords(least, unit)}`
    : `${span}: between ${amountInWords(least, unit)} and ${amountInWords(most, unit)}`;
}
