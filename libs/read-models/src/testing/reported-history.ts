import type { AnyMessage } from '#event-sourcing';
import { isoDate, londonDay, onDay, type PartId, type ProgrammeId } from '#vocabulary';
import type { Published } from '../reports/figures-again.js';
import type { ReportFound } from '../reports/report-standing.js';
import { eventId, type Recording } from './recorded-world.js';

/** Published without a number, so that whatever number it has by now makes it another. */
const figure = (name: string, unit: string, of?: string): Published => ({
  ...{ figure: name, unit, formulaVersion: '1' },
  ...(of !== undefined && { of }),
});

/** One of every name that a report can publish. */
export const FIGURES: readonly Published[] = [
  figure('use-gap', 'points'),
  figure('optimisation-gap', 'points'),
  figure('boundary-gap', 'points'),
  figure('stage', 'stage', 'ZZA'),
  ...['0', '1', '2', 'not-reported'].map((of) => figure('stage-distribution', 'trusts', of)),
  figure('money-validated', 'pence', 'CRB'),
  figure('money-gap', 'pence', 'CRB'),
  figure('money-gap-to-original', 'pence', 'CRB'),
  figure('money-slid-right', 'pence', 'CRB'),
  figure('coverage', 'percent', 'target'),
  figure('epr-coverage', 'percent'),
];

export const PROGRAMME = 'programme' as ProgrammeId;
/** After the day of every report. */
const LATER = onDay(isoDate('2031-03-31'));

const definition = (predicate: object): AnyMessage => ({
  type: 'TargetDefinitionChanged',
  data: {
    ...{ programme: PROGRAMME, effective: LATER, definition: 'definition', version: 1 },
    ...{ title: 'Who counts', predicate },
  },
});

const cohort = (added: readonly string[]): AnyMessage => ({
  type: 'CohortRevised',
  data: {
    ...{ programme: PROGRAMME, effective: LATER, cohort: 'cohort', version: 1 },
    ...{ cause: 'correction', added, removed: [] },
  },
});

const AT_STAGE = { stageAtLeast: 1, by: 'evidenced' };
const EFFECTIVE = onDay(isoDate('2020-04-01'));
const TERMS = {
  ...{ metric: 'coverage', unit: 'trusts', value: 1, deadline: LATER },
  ...{ definition: 'definition', definitionVersion: 1, cohort: 'cohort', cohortVersion: 1 },
};
const STATED: readonly AnyMessage[] = [
  {
    type: 'ProgrammeRegistered',
    data: {
      ...{ programme: PROGRAMME, effective: EFFECTIVE, name: 'Programme', scopeAreas: [] },
      demonstration: true,
    },
  },
  definition(AT_STAGE),
  cohort(['ZZA']),
  {
    type: 'ProgrammeTargetSet',
    data: { programme: PROGRAMME, effective: EFFECTIVE, target: 'target', ...TERMS },
  },
];

/** The ids that what it states has, beside those of a history. */
const idOf = (nth: number) => eventId(900 + nth);
const corrected = (nth: number, fact: AnyMessage): AnyMessage => ({
  type: 'FactCorrected',
  data: { factId: idOf(nth), reason: 'a slip', fact },
});

/** Of the rest of a history, after which part the programme mends what it cites of later days. */
const MENDED: readonly (readonly [part: number, event: AnyMessage])[] = [
  [0.5, corrected(2, cohort(['ZZA', 'ZZB', 'ZZC']))],
  [0.7, corrected(1, definition({ not: AT_STAGE }))],
  [0.9, { type: 'FactRetracted', data: { factId: idOf(1), reason: 'not so' } }],
];

/** A history with a programme beside it, whose target cites versions that come into force later. */
export function besideProgramme(history: readonly Recording[]): readonly Recording[] {
  const said = (event: AnyMessage, nth: number, at: number): Recording => ({
    ...{ stream: `programme-${PROGRAMME}`, event, id: idOf(nth) },
    recordedAt: history[at]?.recordedAt ?? '',
  });
  const mended = MENDED.map(([part, event], nth) => {
    const at = Math.floor(part * history.length);
    return { at, recording: said(event, STATED.length + nth, at) };
  });
  return [
    ...STATED.map((event, nth) => said(event, nth, 0)),
    ...history.flatMap((recording, at) => [
      recording,
      ...mended.filter((each) => each.at === at).map((each) => each.recording),
    ]),
  ];
}

/** A report on the day after which a third of a history was recorded, of the fictional trusts. */
export function reportAt(all: readonly Recording[]): ReportFound {
  const entry = Math.ceil(all.length / 3);
  const asOf = londonDay(all[Math.ceil(all.length / 2)]?.recordedAt ?? '');
  const versions = { models: [], definitions: [], cohorts: [] };
  return {
    fact: {
      ...{ kind: 'report', subject: 'report', effective: onDay(asOf), order: 0, basis: null },
      ...{ entry, firstEntry: entry, factId: '', eventId: '' },
      value: { period: 'period' as PartId, entry, asOf, ...versions, figures: FIGURES },
    } as unknown as ReportFound['fact'],
    grounds: { programme: PROGRAMME, demonstration: true, asOf, versions },
  };
}
