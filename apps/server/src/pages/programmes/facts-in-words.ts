import type { LedgerValues, ProgrammeKind } from '#facts';
import { dayInWords, periodInWords } from '#vocabulary';
import { statedInWords, withDaysInWords } from '../dates-in-words.js';
import type { Names } from '../names.js';
import { inThousands } from '../numbers-in-words.js';
import { trustsInWords } from '../stages-in-words.js';
import { roleInWords } from '../who-in-words.js';
import { chanceInWords, deadlineInWords, valueInWords } from './targets/target-words.js';

type InWords = {
  readonly [Kind in ProgrammeKind]: (
    value: LedgerValues[Kind],
    subject: string,
    names: Names,
  ) => string;
};

/** What is stated of a programme: its targets, who counts, what was reported and forecast. */
export const programmeFactsInWords: InWords = {
  programme: ({ name, scopeAreas }) =>
    `Programme set up: ${name}${scopeAreas.length === 0 ? '' : `, about ${scopeAreas.join(', ')}`}`,
  target: ({ metric, rebaselined, ...terms }) =>
    `Target ${rebaselined ? 'changed' : 'set'}: ${metric}, ${valueInWords(terms)} by ${deadlineInWords(terms)} (version ${String(terms.definitionVersion)} of what counts, version ${String(terms.cohortVersion)} of the list of trusts)`,
  definition: ({ version, title }) =>
    `Definition of what counts for a target, version ${String(version)}: ${title}`,
  cohort: ({ version, cause, counted }) =>
    `List of trusts that a target counts, version ${String(version)}: ${causes[cause]}${counted === undefined ? '' : `, its source counts ${trustsInWords(counted)}`}`,
  'cohort-member': ({ member, version, cause }, subject, { organisation }) => {
    const trust = subject.split('@')[1] ?? '';
    return `${organisation(trust)} ${member ? 'joined' : 'left'} the list of trusts that a target counts, in version ${String(version)}: ${causes[cause]}`;
  },
  'reporting-period': ({ from, to, lastEntry }) =>
    `Reporting period closed, ${periodInWords({ from, to })}: its reports include everything up to entry ${inThousands(lastEntry)}`,
  report: ({ figures, asOf, entry }, report) =>
    `Report “${report}” published with ${String(figures.length)} ${figures.length === 1 ? 'figure' : 'figures'}, as of ${dayInWords(asOf)} and entry ${inThousands(entry)}`,
  forecast: ({ target, asOf, insideView, trusts }, forecast) =>
    `Forecast “${forecast}” of the target “${target}” as of ${dayInWords(asOf)}: ${trustsInWords(insideView)} will miss it by their own dates, of ${String(trusts.length)} that were looked at`,
  judgement: ({ missing, why, authorRole }, subject, { organisation }) =>
    `${organisation(subject.split('@')[1] ?? '')} judged ${chanceInWords(missing)} likely to miss its target, by ${roleInWords(authorRole)}: ${withDaysInWords(why)}`,
  'pack-sign-off': ({ pack, signed, words, authorRole }) =>
    `Board pack for ${dayInWords(pack.day)}, up to entry ${inThousands(pack.entry)}, ${signed ? 'signed off' : 'no longer signed off'} by ${roleInWords(authorRole)}: ${withDaysInWords(words)}`,
  'programme-statement': ({ kind, words, forDate }) =>
    `${statements[kind]}${forDate === undefined ? '' : ` for ${statedInWords(forDate)}`}: ${withDaysInWords(words)}`,
};

const causes: Readonly<Record<LedgerValues['cohort']['cause'], string>> = {
  established: 'first set up',
  opened: 'as a trust opened',
  closed: 'as a trust closed',
  merger: 'by a merger',
  reclassification: 'by another classification',
  'scope-change': 'as its scope was changed',
  recount: 'by another count',
};

const statements: Readonly<Record<LedgerValues['programme-statement']['kind'], string>> = {
  actual: 'Statement of what was reached',
  forecast: 'Forecast stated',
  finding: 'Finding',
  money: 'Statement about money',
  journey: 'Statement about the way there',
};
