import type { ProgrammeProfileAnswer, TargetStated } from '#read-models';
import { dayInWords } from '#vocabulary';
import { capital, trustsInWords } from '../../stages-in-words.js';
import { cell, words, type Table } from '../../table-view.js';
import { sourceOf } from '../frame/programme-words.js';
import { deadlineInWords, valueInWords } from './target-words.js';

/** What was asked, by which definition and of whom, one statement below the other. */
export const lineageTable = (
  statements: readonly TargetStated[],
  { definitions, cohorts }: Pick<ProgrammeProfileAnswer, 'definitions' | 'cohorts'>,
): Table => ({
  caption: 'History of this target',
  columns: ['Since', 'Target', 'By', 'A trust counts if', 'What happened', 'Source'].map(words),
  rows: statements.map((stated, index) => {
    const { definition, definitionVersion, cohort, cohortVersion, basis } = stated;
    const { source, href } = sourceOf(basis);
    return [
      cell(sinceOf(stated)),
      cell(askedInWords(stated, membersIn(cohorts, { cohort, version: cohortVersion }))),
      cell(deadlineInWords(stated)),
      cell(`“${titleIn(definitions, { definition, version: definitionVersion })}”`),
      cell(index === 0 ? 'First set' : movedInWords(statements[index - 1], stated)),
      href === undefined ? cell(capital(source)) : { text: capital(source), href },
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
): number {
  const own = cohorts.find((each) => each.cohort === cohort && each.version === version);
  return own?.members ?? 0;
}

/** "95% of 22 trusts", "40 sites, among 22 trusts". */
function askedInWords(stated: TargetStated, members: number): string {
  const value = valueInWords(stated);
  if (members === 0) return `${value}; no list of trusts was published`;
  return `${value}${stated.unit === 'percent' ? ' of' : ', among'} ${trustsInWords(members)}`;
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
