import type {
  ForecastListed,
  ForecastScored,
  ProgrammeProfileAnswer,
  TargetForecastAnswer,
  TargetStated,
  TargetTrustsAnswer,
} from '#read-models';
import { dayInWords } from '#vocabulary';
import { trustsInWords } from '../../stages-in-words.js';
import { cell, number, numbers, unknown, words, type Cell, type Table } from '../../table-view.js';
import { roleInWords } from '../../who-in-words.js';
import { sourceOf } from '../frame/programme-words.js';
import {
  chanceInWords,
  chancesInWords,
  deadlineInWords,
  rangeInWords,
  standingInWords,
  valueInWords,
  whyInWords,
} from './target-words.js';

type Links = Readonly<{ trustHref: (code: string) => string }>;

/** What was asked, by which definition and of whom, one statement below the other. */
export const lineageTable = (
  statements: readonly TargetStated[],
  { definitions, cohorts }: Pick<ProgrammeProfileAnswer, 'definitions' | 'cohorts'>,
): Table => ({
  caption: 'History of this target',
  columns: ['Since', 'Target', 'By', 'A trust counts if', 'Out of', 'What happened', 'Source'].map(
    words,
  ),
  rows: statements.map((stated, index) => {
    const { definition, definitionVersion, cohort, cohortVersion, basis } = stated;
    const { source, href } = sourceOf(basis);
    return [
      cell(sinceOf(stated)),
      cell(valueInWords(stated)),
      cell(deadlineInWords(stated)),
      cell(`“${titleIn(definitions, { definition, version: definitionVersion })}”`),
      cell(membersIn(cohorts, { cohort, version: cohortVersion })),
      cell(index === 0 ? 'First set' : movedInWords(statements[index - 1], stated)),
      href === undefined ? cell(source) : { text: source, href },
    ];
  }),
});

const titleIn = (
  definitions: ProgrammeProfileAnswer['definitions'],
  { definition, version }: Readonly<{ definition: string; version: number }>,
): string =>
  definitions.find((each) => each.definition === definition && each.version === version)?.title ??
  definition;

/** How many its list has; the version of the list is in the data. */
function membersIn(
  cohorts: ProgrammeProfileAnswer['cohorts'],
  { cohort, version }: Readonly<{ cohort: string; version: number }>,
): string {
  const { members = 0 } =
    cohorts.find((each) => each.cohort === cohort && each.version === version) ?? {};
  return members === 0 ? 'No list was published' : trustsInWords(members);
}

const sinceOf = ({ on, precision }: TargetStated): string =>
  precision === 'day' ? dayInWords(on) : `By ${dayInWords(on)}`;

/** Which of its terms are others than before. */
function movedInWords(before: TargetStated | undefined, now: TargetStated): string {
  if (before === undefined) return 'First set';
  const parts = [
    ...(before.value === now.value ? [] : ['value']),
    ...(before.deadline === now.deadline ? [] : ['deadline']),
    ...(before.definition === now.definition && before.definitionVersion === now.definitionVersion
      ? []
      : ['who counts']),
    ...(before.cohort === now.cohort && before.cohortVersion === now.cohortVersion
      ? []
      : ['the list of trusts']),
  ];
  return parts.length === 0 ? 'Stated again' : `Changed: ${parts.join(', ')}`;
}

/** Will it be missed, and by how many: in sentences. */
export function outlookInWords(forecast: TargetForecastAnswer): readonly string[] {
  const { count, fallsShort, needed, deadlineOn, numerator, insideView, asOf } = forecast;
  const standing = standingInWords(forecast);
  if (numerator === 0) return [standing];
  if (deadlineOn <= asOf) {
    return [
      standing,
      deadlineOn === asOf
        ? `The deadline is today: ${trustsInWords(numerator)} ${numerator === 1 ? 'is' : 'are'} known not to have reached it.`
        : `The deadline was ${dayInWords(deadlineOn)}: ${trustsInWords(numerator)} ${numerator === 1 ? 'is' : 'are'} known to have missed it.`,
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
    `${own} The chance that more do is ${chanceInWords(count.moreThanPlanned)}.`,
  ];
}

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

/** Of which trusts nothing tells whether they have reached it. */
export function untoldTable(
  { trusts }: TargetTrustsAnswer,
  { trustHref }: Links,
): Table | undefined {
  const untold = trusts.filter(({ verdict }) => verdict === 'unknown');
  return untold.length === 0
    ? undefined
    : {
        caption: `Trusts not known to have reached it (${String(untold.length)})`,
        columns: [words('Trust'), words('What is missing')],
        rows: untold.map(({ code, name, reason }) => [
          { text: `${name} (${code})`, href: trustHref(code) },
          cell(sentence(reason)),
        ]),
      };
}

/** What was published of it, and how each did once its deadline was over. */
export function pastTable(
  forecasts: readonly ForecastListed[],
  scores: readonly ForecastScored[],
): Table {
  const score = (value: number | null | undefined): Cell =>
    value === undefined ? unknown('Not yet') : value === null ? unknown() : cell(value.toFixed(2));
  return {
    caption: 'Past forecasts, scored once their deadline was over',
    columns: [
      words('Forecast'),
      words('Made on'),
      words('For'),
      words('Chance that so many miss it'),
      words('Missed in the end'),
      numbers('Brier score'),
      numbers('Of trusts’ own dates'),
      numbers('Of the pace'),
      numbers('Log score'),
      numbers('Of trusts’ own dates'),
      numbers('Of the pace'),
    ],
    rows: forecasts.map(({ forecast, asOf, terms, distribution }) => {
      const scored = scores.find((each) => each.forecast === forecast);
      return [
        cell(forecast),
        cell(dayInWords(asOf)),
        cell(deadlineInWords(terms)),
        cell(distributionInWords(distribution)),
        scored === undefined ? unknown('Not yet') : cell(missedInWords(scored)),
        score(scored?.method.brier),
        score(scored?.insideView.brier),
        score(scored?.pace.brier),
        score(scored?.method.logScore),
        score(scored?.insideView.logScore),
        score(scored?.pace.logScore),
      ];
    }),
  };
}

const distributionInWords = (distribution: readonly number[]): string =>
  distribution
    .map((chance, missing) => ({ chance, missing }))
    .filter(({ chance }) => chance >= 0.05)
    .map(({ chance, missing }) => `${String(missing)}: ${chanceInWords(chance)}`)
    .join(', ');

const missedInWords = ({ numerator, denominator, unknown: dark }: ForecastScored): string =>
  `${String(numerator)} of ${String(denominator)}${dark === 0 ? '' : `; not known of ${String(dark)}`}`;

/** What has to be said of the method itself. */
export const lossesInWords = ({ losses }: TargetForecastAnswer): readonly string[] =>
  losses.map(
    ({ to, by, quarters }) =>
      `${to === 'pace' ? 'The pace of the twelve months before' : 'What trusts’ own dates say'} did better than the published forecasts for ${String(quarters)} quarters in a row, by the ${by === 'brier' ? 'Brier' : 'log'} score.`,
  );
