import type { AnyMessage } from '#event-sourcing';
import {
  ChangeTargetDefinitionDto,
  CloseReportingPeriodDto,
  CorrectCohortRevisionDto,
  CorrectForecastDto,
  CorrectForecastJudgementDto,
  CorrectPackSignOffDto,
  CorrectPackSignOffWithdrawalDto,
  CorrectProgrammeStatementDto,
  CorrectProgrammeTargetDto,
  CorrectRebaseliningDto,
  CorrectRegistrationOfProgrammeDto,
  CorrectReportDto,
  CorrectReportingPeriodDto,
  CorrectTargetDefinitionDto,
  MakeProgrammeStatementDto,
  programmeRefusals,
  ProgrammeRequest,
  programmeStream,
  PublishForecastDto,
  PublishReportDto,
  RebaselineProgrammeTargetDto,
  RecordForecastJudgementDto,
  RegisterProgrammeDto,
  RetractProgrammeEntryDto,
  ReviseCohortDto,
  SetProgrammeTargetDto,
  SignOffBoardPackDto,
  WithdrawPackSignOffDto,
  type ProgrammeCommand,
  type ProgrammeFact,
} from '#programmes';
import type { ProgrammeId } from '#vocabulary';
import { programme } from './records/owners.js';
import { recordsOf, type Collection, type Context } from './records/records.controller.js';

type Recorded = Omit<Collection<ProgrammeId>, 'action'> & Readonly<{ fact: ProgrammeFact['type'] }>;

const ofTheOffice: readonly Recorded[] = [
  {
    path: 'registrations',
    summary: 'Register a programme',
    fact: 'ProgrammeRegistered',
    entry: RegisterProgrammeDto,
    correction: CorrectRegistrationOfProgrammeDto,
  },
  {
    path: 'definitions',
    summary: 'Define who counts towards a target, or change it by a next version',
    fact: 'TargetDefinitionChanged',
    entry: ChangeTargetDefinitionDto,
    correction: CorrectTargetDefinitionDto,
  },
  {
    path: 'cohort-revisions',
    summary: 'Say who is counted, or who joins and leaves, and why',
    fact: 'CohortRevised',
    entry: ReviseCohortDto,
    correction: CorrectCohortRevisionDto,
  },
  {
    path: 'target-settings',
    summary: 'Set a target',
    fact: 'ProgrammeTargetSet',
    entry: SetProgrammeTargetDto,
    correction: CorrectProgrammeTargetDto,
  },
  {
    path: 'target-rebaselinings',
    summary: 'Rebaseline a target; its earlier terms are kept',
    fact: 'ProgrammeTargetRebaselined',
    entry: RebaselineProgrammeTargetDto,
    correction: CorrectRebaseliningDto,
  },
  {
    path: 'period-closings',
    summary: 'Close a reporting period at the last entry of the log',
    fact: 'ReportingPeriodClosed',
    entry: CloseReportingPeriodDto,
    correction: CorrectReportingPeriodDto,
  },
  {
    path: 'report-publications',
    summary: 'Publish a report; it stands as it was published',
    fact: 'ReportPublished',
    entry: PublishReportDto,
    correction: CorrectReportDto,
  },
  {
    path: 'forecast-publications',
    summary: 'Publish a forecast; it stands as it was published',
    fact: 'ForecastPublished',
    entry: PublishForecastDto,
    correction: CorrectForecastDto,
  },
  {
    path: 'forecast-judgements',
    summary: 'Judge a trust’s chance beside a forecast',
    fact: 'ForecastJudgementRecorded',
    entry: RecordForecastJudgementDto,
    correction: CorrectForecastJudgementDto,
  },
  {
    path: 'pack-sign-offs',
    summary: 'Sign a board pack off; a sign-off stays as it was given',
    fact: 'BoardPackSignedOff',
    entry: SignOffBoardPackDto,
    correction: CorrectPackSignOffDto,
  },
  {
    path: 'pack-sign-off-withdrawals',
    summary: 'Withdraw the sign-off of a board pack',
    fact: 'PackSignOffWithdrawn',
    entry: WithdrawPackSignOffDto,
    correction: CorrectPackSignOffWithdrawalDto,
    changes: true,
  },
];

const statements: Recorded = {
  path: 'statements',
  summary: 'Record what a public source said of a programme',
  fact: 'ProgrammeStatementMade',
  entry: MakeProgrammeStatementDto,
  correction: CorrectProgrammeStatementDto,
};

/** What programmes promise, to whom and by when; what they report, forecast and are said to reach. */
export const programmeRecords: Context<ProgrammeId> = {
  tag: 'Programmes: recording',
  owner: programme,
  record: 'this programme’s record',
  refusals: programmeRefusals,
  retraction: RetractProgrammeEntryDto,
  stream: ({ owner }) => programmeStream(owner),
  request: (command: AnyMessage, asker, { place, ifRevision }) =>
    new ProgrammeRequest(command as ProgrammeCommand, asker, {
      subject: place.owner,
      ...(ifRevision === undefined ? {} : { ifRevision }),
    }),
  collections: [
    ...ofTheOffice.map((each) => ({ ...each, action: 'record-programme' }) as const),
    { ...statements, action: 'record-programme-statement' },
  ],
};

export const ProgrammesController = recordsOf(programmeRecords);
