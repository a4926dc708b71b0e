import type { LedgerValues } from '#facts';
import type { ProgrammeFact } from '#programmes';
import { packName } from '#vocabulary';
import { given, row, type Stated } from './stated.js';

type ProgrammeRows = {
  readonly [Name in ProgrammeFact['type']]: (
    data: Extract<ProgrammeFact, { type: Name }>['data'],
  ) => Stated | readonly Stated[];
};

/** What each fact about a programme says of which series. */
export const programmeRows: ProgrammeRows = {
  ProgrammeRegistered: ({ programme, name, scopeAreas, demonstration = false }) =>
    row(programme, 'programme', '', { name, scopeAreas, demonstration }),
  TargetDefinitionChanged: ({ programme, definition, version, title, predicate }) =>
    row(programme, 'definition', definition, { version, title, predicate }),
  CohortRevised({ programme, cohort, version, cause, added, removed, ...data }) {
    const moved = (member: boolean) => (code: string) =>
      row(programme, 'cohort-member', `${cohort}@${code}`, { member, version, cause });
    return [
      row(programme, 'cohort', cohort, { version, cause, ...given(data, 'counted') }),
      ...added.map(moved(true)),
      ...removed.map(moved(false)),
    ];
  },
  ProgrammeTargetSet: (data) =>
    row(data.programme, 'target', data.target, { ...targetIn(data), rebaselined: false }),
  ProgrammeTargetRebaselined: (data) =>
    row(data.programme, 'target', data.target, { ...targetIn(data), rebaselined: true }),
  ProgrammeStatementMade: ({ programme, statement, kind, words, ...data }) =>
    row(programme, 'programme-statement', statement, {
      kind,
      words,
      ...given(data, 'about', 'forDate', 'unit', 'value', 'numerator', 'denominator'),
    }),
  ReportingPeriodClosed: ({ programme, period, from, to, lastEntry }) =>
    row(programme, 'reporting-period', period, { from, to, lastEntry }),
  ReportPublished: ({ programme, report, ...data }) =>
    row(
      programme,
      'report',
      report,
      given(data, 'period', 'entry', 'asOf', 'figures', 'models', 'definitions', 'cohorts'),
    ),
  ForecastPublished: ({ programme, forecast, target, terms, distribution, ...data }) =>
    row(programme, 'forecast', forecast, {
      target,
      terms,
      distribution,
      ...given(data, 'algorithm', 'asOf', 'entry', 'insideView', 'trusts'),
    }),
  ForecastJudgementRecorded: ({ programme, forecast, trust, missing, why, authorRole }) =>
    row(programme, 'judgement', `${forecast}@${trust}`, { missing, why, authorRole }),
  BoardPackSignedOff: ({ programme, pack, statement: words, ...data }) =>
    row(programme, 'pack-sign-off', packName(pack), {
      ...{ pack, signed: true, words },
      ...given(data, 'authorRole', 'manifest'),
    }),
  PackSignOffWithdrawn: ({ programme, pack, why: words, authorRole }) =>
    row(programme, 'pack-sign-off', packName(pack), { pack, signed: false, words, authorRole }),
};

const targetIn = (data: Omit<LedgerValues['target'], 'rebaselined'>) =>
  given(
    data,
    ...(['metric', 'unit', 'value', 'deadline', 'definition', 'definitionVersion'] as const),
    ...(['cohort', 'cohortVersion'] as const),
  );
