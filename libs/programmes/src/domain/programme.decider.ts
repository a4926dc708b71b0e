import { refuse, refuseAt, type Decide } from '#event-sourcing';
import { factDecider, ofType, type CurrentFact } from '#facts';
import { versionRules } from './cohort.decider.js';
import { forecastRules } from './forecast.decider.js';
import { packRules, signOffStands } from './pack.decider.js';
import type { ProgrammeFact } from './programme.events.js';
import type { ProgrammeCircumstances, ProgrammeOrder } from './programme.orders.js';
import { firstOf, recorded, unlessKnown, type No } from './programme.recording.js';
import type { ProgrammeRefusal } from './programme.refusals.js';
import { settingOf, type Programme } from './programme.state.js';
import { publicationRules } from './publication.decider.js';
import { sourceMissing, targetRules } from './target.decider.js';

type Own = Extract<ProgrammeOrder, { type: 'RegisterProgramme' | 'MakeProgrammeStatement' }>;

const ownRules: Decide<Own, Programme, ProgrammeFact, ProgrammeRefusal, ProgrammeCircumstances> = {
  RegisterProgramme: (programme, order, circumstances) =>
    recorded(programme, circumstances, {
      type: 'ProgrammeRegistered',
      order,
      rival: ({ type }) => type === 'ProgrammeRegistered',
      taken: refuse('already-registered'),
      whyNot: () => undefined,
    }),

  MakeProgrammeStatement: (programme, order, circumstances) =>
    recorded(programme, circumstances, {
      type: 'ProgrammeStatementMade',
      order,
      rival: ({ type, data }) =>
        type === 'ProgrammeStatementMade' && data.statement === order.statement,
      taken: refuseAt('statement', 'statement-exists'),
      whyNot: () =>
        firstOf(
          () => sourceMissing(order),
          () => {
            const { about } = order;
            const known = about === undefined || settingOf(programme, about) !== undefined;
            return unlessKnown(known, ['about', 'target-unknown'], about ?? '');
          },
          () => whyNoNumbers(order),
        ),
    }),
};

const numbers = ['value', 'numerator', 'denominator'] as const;

function whyNoNumbers(order: Readonly<Partial<Record<(typeof numbers)[number], number>>>) {
  const field = numbers.find((name) => order[name] !== undefined && !Number.isFinite(order[name]));
  return field === undefined ? undefined : refuseAt(field, 'number-not-valid', { field });
}

/** What was published or closed is not mended: who read it would have read something else. */
const standing: Partial<Record<ProgrammeFact['type'], No>> = {
  ReportingPeriodClosed: refuse('period-stays-closed'),
  ReportPublished: refuse('report-stands'),
  ForecastPublished: refuse('forecast-stands'),
  BoardPackSignedOff: signOffStands,
  PackSignOffWithdrawn: signOffStands,
};

/** The rules of programmes: what may be recorded, corrected and taken back. */
export const programmeDecider = factDecider<
  ProgrammeOrder,
  ProgrammeFact,
  ProgrammeRefusal,
  ProgrammeCircumstances
>(
  {
    ...ownRules,
    ...versionRules,
    ...targetRules,
    ...publicationRules,
    ...forecastRules,
    ...packRules,
  },
  [
    'ProgrammeRegistered',
    'TargetDefinitionChanged',
    'CohortRevised',
    'ProgrammeTargetSet',
    'ProgrammeTargetRebaselined',
    'ProgrammeStatementMade',
    'ReportingPeriodClosed',
    'ReportPublished',
    'ForecastPublished',
    'ForecastJudgementRecorded',
    'BoardPackSignedOff',
    'PackSignOffWithdrawn',
  ],
  (fact: CurrentFact<ProgrammeFact>) => standing[fact.type],
);

/** What a programme is registered as; undefined while it is not. */
export const registrationOf = (programme: Programme) =>
  ofType(programme, 'ProgrammeRegistered')[0]?.data;
