import type { MessagesOf, Named } from '#event-sourcing';
import type {
  Circumstances,
  CorrectionOrders,
  OrderFor,
  OrganisationStanding,
  VersionUsed,
} from '#facts';
import type { ProgrammeId } from '#vocabulary';
import type { ProgrammeFact } from './programme.events.js';

type For<Type extends ProgrammeFact['type']> = OrderFor<Named<ProgrammeFact, Type>['data']>;

/** Everything that can be asked to be recorded of a programme. */
export type ProgrammeOrder = MessagesOf<{
  RegisterProgramme: For<'ProgrammeRegistered'>;
  ChangeTargetDefinition: For<'TargetDefinitionChanged'>;
  ReviseCohort: For<'CohortRevised'>;
  SetProgrammeTarget: For<'ProgrammeTargetSet'>;
  /** Metric and unit stay those of the target. */
  RebaselineProgrammeTarget: Omit<For<'ProgrammeTargetRebaselined'>, 'metric' | 'unit'>;
  MakeProgrammeStatement: For<'ProgrammeStatementMade'>;
  /** Effective on its last day; which entry is the last, the store says. */
  CloseReportingPeriod: Omit<For<'ReportingPeriodClosed'>, 'when' | 'lastEntry'>;
  /** The entry is the last of its period. */
  PublishReport: Omit<For<'ReportPublished'>, 'entry'>;
  /** The terms are those of the target on that day. */
  PublishForecast: Omit<For<'ForecastPublished'>, 'terms'>;
  /** In the role of who asks. */
  RecordForecastJudgement: Omit<For<'ForecastJudgementRecorded'>, 'authorRole'>;
  /** In the role of who asks, as withdrawals are. */
  SignOffBoardPack: Omit<For<'BoardPackSignedOff'>, 'authorRole'>;
  WithdrawPackSignOff: Omit<For<'PackSignOffWithdrawn'>, 'authorRole'>;
}>;

export type ProgrammeCommand = ProgrammeOrder | CorrectionOrders<ProgrammeOrder>;

/** What the rules need from outside the stream. */
export type ProgrammeCircumstances = Omit<Circumstances, 'organisation'> &
  Readonly<{
    /** The last entry of the log, in the order of knowledge. */
    lastEntry: number;
    /** The organisations that the order names, as far as they are registered. */
    named: Readonly<Record<string, OrganisationStanding>>;
    /** All published versions of the model of the figures. */
    models: readonly VersionUsed[];
    /** Of the pack that is signed off: the digest of its manifest; undefined where there is no such pack. */
    manifest: string | undefined;
  }>;

export const programmeStream = (programme: ProgrammeId): string => `programme-${programme}`;
