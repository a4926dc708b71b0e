import type { BenefitProfileAnswer } from '#read-models';
import { dayInWords } from '#vocabulary';
import { amountInWords } from './benefit-words.js';

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
