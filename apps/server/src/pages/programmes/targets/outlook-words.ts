import type { TargetForecastAnswer, TargetOutcomeAnswer } from '#read-models';
import { dayInWords, type IsoDate } from '#vocabulary';
import { trustsInWords } from '../../stages-in-words.js';
import { outcomeInWords } from './outcome-words.js';
import { chanceInWords, chancesInWords, rangeInWords, standingInWords } from './target-words.js';

type Outlook = Pick<
  TargetForecastAnswer,
  | 'asOf'
  | 'deadlineOn'
  | 'count'
  | 'fallsShort'
  | 'needed'
  | 'insideView'
  | 'reached'
  | 'numerator'
  | 'denominator'
  | 'untold'
>;

/** Will it be missed, and by how many: in sentences. */
export function outlookInWords(forecast: Outlook): readonly string[] {
  const { deadlineOn, numerator, asOf } = forecast;
  const standing = standingInWords(forecast);
  if (numerator === 0) return [standing];
  if (deadlineOn <= asOf) {
    return [
      standing,
      deadlineOn === asOf
        ? `The deadline is ${dayInWords(deadlineOn)}, the day shown: ${trustsInWords(numerator)} ${numerator === 1 ? 'has' : 'have'} not reached it.`
        : stillNotInWords(numerator, deadlineOn),
    ];
  }
  return [standing, ...shortInWords(forecast), ...(numerator === 1 ? ofOne : ofMany)(forecast)];
}

/** The chance that too few reach it, where one is known. */
const shortInWords = ({ count, fallsShort, needed, deadlineOn }: Outlook): readonly string[] =>
  count === null || fallsShort === null || needed === null
    ? []
    : [
        `The chance that fewer than ${trustsInWords(needed)} reach it by ${dayInWords(deadlineOn)} is ${chancesInWords(fallsShort)}${fallsShort.low === fallsShort.high ? '' : '; it is a range because some trusts are not known'}.`,
      ];

/** How many of those that have not reached it will miss it, by the chances and by their own dates. */
function ofMany({ numerator, insideView, count }: Outlook): readonly string[] {
  const own = `By the dates that trusts state themselves, ${rangeInWords(insideView)} of the ${String(numerator)} that have not reached it will miss it.`;
  if (count === null) return [own];
  return [
    `Of the ${String(numerator)} trusts that have not reached it, ${count.expected.toFixed(1)} are expected to miss the deadline: with 8 in 10 chances ${rangeInWords({ low: count.p10, high: count.p90 })}, with an even chance at most ${String(count.p50)}. The chance that none does is ${chanceInWords(count.none)}.`,
    `${own} The chance that more than ${String(insideView.low)} do is ${chanceInWords(count.moreThanPlanned)}.`,
  ];
}

/** The same of one trust, of which there is nothing to count. */
function ofOne({ insideView: { low, high }, count }: Outlook): readonly string[] {
  const will = low === 1 ? 'will' : high === 0 ? 'will not' : 'may';
  if (count === null) return [`By its own dates ${THE_ONE} ${will} miss it.`];
  return [
    `The chance that ${THE_ONE} misses the deadline is ${chanceInWords(1 - count.none)}.`,
    `By its own dates it ${will} miss it.`,
  ];
}

const THE_ONE = 'the one trust that has not reached it';

/** Was it reached by its deadline, and where does it stand since: in sentences. */
export function pastInWords(outcome: Past): readonly string[] {
  const { denominator, now, deadlineOn } = outcome;
  const came = `${outcomeInWords(outcome)}.`;
  if (denominator === 0) return [came];
  if (outcome.unknown === denominator && now.unknown === denominator) {
    return [came, 'Nor does anything recorded say which have reached it since.'];
  }
  const without = denominator - now.numerator - now.unknown;
  return [
    came,
    standingInWords({ reached: now.numerator, denominator, untold: now.unknown }),
    ...(without === 0 ? [] : [stillNotInWords(without, deadlineOn)]),
  ];
}

type Past = Pick<
  TargetOutcomeAnswer,
  'numerator' | 'unknown' | 'denominator' | 'needed' | 'came' | 'now' | 'deadlineOn'
>;

/** Whether they missed the deadline is told apart: some had not reached it then and have since. */
const stillNotInWords = (count: number, deadlineOn: IsoDate): string =>
  `The deadline was ${dayInWords(deadlineOn)}: ${trustsInWords(count)} ${count === 1 ? 'has' : 'have'} still not reached it.`;
