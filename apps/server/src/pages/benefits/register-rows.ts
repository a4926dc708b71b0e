import type { BenefitListed } from '#read-models';
import { sparkline } from '../charts/sparkline.js';
import {
  baselineInWords,
  comparedInWords,
  latestInWords,
  plannedInWords,
  targetInWords,
} from './basis-in-words.js';
import {
  amountInWords,
  besideTag,
  classInWords,
  officeInWords,
  statusTag,
} from './benefit-words.js';

/** A line of the register, every value in words. */
export const registerRow = (listed: BenefitListed, address: string) => ({
  href: `${address}/${listed.benefit}`,
  benefit: listed.benefit,
  title: listed.title,
  class: classInWords(listed.class),
  owner: officeInWords(listed.owner),
  baseline: baselineInWords(listed, 'Not agreed'),
  target: targetInWords(listed),
  measure: `${listed.measure}, ${listed.cadence}`,
  latest: latestInWords(listed),
  planned: plannedInWords(listed),
  compared: comparedInWords(listed),
  sparkline: sparkline(listed.recent.map(({ amount }) => amount)),
  trend: trendInWords(listed),
  status: statusTag(listed),
  says: besideTag(listed.says, statusTag(listed)),
});

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
