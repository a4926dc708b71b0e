import type {
  ForecastListed,
  TargetForecastAnswer,
  TargetOutcomeAnswer,
  TargetTrustsAnswer,
} from '#read-models';
import { dayInWords, type IsoDate } from '#vocabulary';
import { trustsInWords } from '../../stages-in-words.js';
import { cell, number, numbers, unknown, words, type Table } from '../../table-view.js';
import { roleInWords } from '../../who-in-words.js';
import { outcomeInWords } from './outcome-words.js';
import {
  chanceInWords,
  chancesInWords,
  rangeInWords,
  standingInWords,
  whyInWords,
} from './target-words.js';

type Links = Readonly<{ trustHref: (code: string) => string }>;

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
  | 'unknown'
>;

/** Will it be missed, and by how many: in sentences. */
export function outlookInWords(forecast: Outlook): readonly string[] {
  const { count, fallsShort, needed, deadlineOn, numerator, insideView, asOf } = forecast;
  const standing = standingInWords(forecast);
  if (numerator === 0) return [standing];
  if (deadlineOn <= asOf) {
    return [
      standing,
      deadlineOn === asOf
        ? `The deadline is today: ${trustsInWords(numerator)} ${numerator === 1 ? 'is' : 'are'} known not to have reached it.`
        : stillNotInWords(numerator, deadlineOn),
    ];
  }
  const own = `By the dates that trusts state themselves, ${rangeInWords(insideView)} of the ${String(numerator)} that ${numerator === 1 ? 'has' : 'have'} not reached it will miss it.`;
  if (count === null) return [standing, own];
  return [
    standing,
    ...(fallsShort === null || needed === null
      ? []
      : [
          `The chance that fewer than ${trustsInWords(needed)} reach it by ${dayInWords(deadlineOn)} is ${chancesInWords(fallsShort)}${fallsShort.low === fallsShort.high ? '' : '; it is a range because some trusts are not known'}.`,
        ]),
    `Of the ${String(numerator)} trusts that have not reached it, ${count.expected.toFixed(1)} are expected to miss the deadline: with 8 in 10 chances ${rangeInWords({ low: count.p10, high: count.p90 })}, with an even chance at most ${String(count.p50)}. The chance that none does is ${chanceInWords(count.none)}.`,
    `${own} The chance that more than ${String(insideView.low)} do is ${chanceInWords(count.moreThanPlanned)}.`,
  ];
}

/** Was it reached by its deadline, and where does it stand since: in sentences. */
export function pastInWords(outcome: Past): readonly string[] {
  const { denominator, now, deadlineOn } = outcome;
  const came = `${outcomeInWords(outcome)}.`;
  if (denominator === 0) return [came];
  const without = denominator - now.numerator - now.unknown;
  return [
    came,
    standingInWords({ reached: now.numerator, denominator, unknown: now.unknown }),
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

/** The exact chance of each count that is not next to none. */
export const distributionTable = (forecast: TargetForecastAnswer): Table | undefined =>
  forecast.count === null || forecast.numerator === 0
    ? undefined
    : {
        caption: 'How many of them miss the deadline, and the chance of that',
        columns: [words('Trusts that miss it'), numbers('Chance')],
        rows: forecast.count.distribution
          .map((chance, missing) => ({ chance, missing }))
          .filter(({ chance }) => chance >= LEAST_SHOWN)
          .map(({ chance, missing }) => [number(missing), cell(chanceInWords(chance))]),
      };

const LEAST_SHOWN = 0.005;

/** Who has not reached it, the likeliest to miss it first, with the reasons. */
export function trustsTable(
  { trusts }: TargetForecastAnswer,
  judgements: ForecastListed['judgements'],
  { trustHref }: Links,
): Table {
  const ranked = trusts.toSorted((one, other) => (other.probability ?? 2) - (one.probability ?? 2));
  return {
    caption: 'Who is likely to miss it, and why',
    columns: [
      words('Trust'),
      numbers('Chance of missing it'),
      words('Why it has not reached it'),
      words('Why that chance'),
      words('What people judge'),
    ],
    rows: ranked.map((trust) => {
      const { code, name, probability, reason } = trust;
      const judged = judgements.filter(({ organisation }) => organisation === code);
      return [
        { text: `${name} (${code})`, href: trustHref(code) },
        probability === null ? unknown() : cell(chanceInWords(probability)),
        cell(sentence(reason)),
        cell(whyInWords(trust)),
        judged.length === 0
          ? unknown('Not judged')
          : cell(
              judged
                .map(
                  ({ missing, authorRole, why }) =>
                    `${chanceInWords(missing)}, ${roleInWords(authorRole)}: ${why}.`,
                )
                .join(' '),
            ),
      ];
    }),
  };
}

const sentence = (text: string): string =>
  `${text.charAt(0).toUpperCase()}${text.slice(1)}${text.endsWith('.') ? '' : '.'}`;

type Untold = Readonly<{
  trusts: readonly Pick<
    TargetTrustsAnswer['trusts'][number],
    'code' | 'name' | 'verdict' | 'reason'
  >[];
}>;
/** Trusts whose next go-live a forecast awaits: they stand in the list of those likely to miss it. */
type AwaitedTrusts = Readonly<{ trusts: readonly Readonly<{ code: string }>[] }>;

/** Of which trusts nothing tells whether they have reached it, nor whether they are on the way. */
export function untoldTable(
  { trusts }: Untold,
  awaited: AwaitedTrusts,
  { trustHref }: Links,
): Table | undefined {
  const onTheWay = codesOf(awaited);
  return reasonsTable(
    trusts.filter(({ code, verdict }) => verdict === 'unknown' && !onTheWay.has(code)),
    { caption: 'Trusts not known to have reached it', why: 'What is missing', trustHref },
  );
}

/** Which trusts have not reached a target whose deadline is over, and why: no chance is left to be told. */
export const stillNotTable = ({ trusts }: Untold, { trustHref }: Links): Table | undefined =>
  reasonsTable(
    trusts.filter(({ verdict }) => verdict === 'does-not'),
    { caption: 'Trusts that have still not reached it', why: 'Why', trustHref },
  );

const reasonsTable = (
  trusts: Untold['trusts'],
  { caption, why, trustHref }: Links & Readonly<{ caption: string; why: string }>,
): Table | undefined =>
  trusts.length === 0
    ? undefined
    : {
        caption: `${caption} (${String(trusts.length)})`,
        columns: [words('Trust'), words(why)],
        rows: trusts.map(({ code, name, reason }) => [
          { text: `${name} (${code})`, href: trustHref(code) },
          cell(sentence(reason)),
        ]),
      };

/** Why the table by quarter counts more as not known than the sentences do; undefined where it does not. */
export function onTheWayInWords({ trusts }: Untold, awaited: AwaitedTrusts): string | undefined {
  const codes = codesOf(awaited);
  const many = trusts.filter(
    ({ code, verdict }) => verdict === 'unknown' && codes.has(code),
  ).length;
  if (many === 0) return undefined;
  return many === 1
    ? '1 more is not known to have reached it, but its next go-live is stated: here it is one of those that have not reached it, in the table by quarter one of those not known.'
    : `${String(many)} more are not known to have reached it, but their next go-lives are stated: here they are among those that have not reached it, in the table by quarter among those not known.`;
}

const codesOf = ({ trusts }: AwaitedTrusts): ReadonlySet<string> =>
  new Set(trusts.map(({ code }) => code));
