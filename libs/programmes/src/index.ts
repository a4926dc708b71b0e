export type { ProgrammeEvent, ProgrammeFact } from './domain/programme.events.js';
export {
  programmeStream,
  type ProgrammeCommand,
  type ProgrammeOrder,
} from './domain/programme.orders.js';
export { programmeRefusals } from './domain/programme.refusals.js';
export {
  CorrectProgrammeStatementDto,
  CorrectRegistrationOfProgrammeDto,
  MakeProgrammeStatementDto,
  RegisterProgrammeDto,
  RetractProgrammeEntryDto,
} from './programme.dto.js';
export {
  LAST_ENTRY,
  PACK_MANIFEST,
  ProgrammeRequest,
  type LastEntry,
  type PackManifest,
} from './programme.handler.js';
export {
  CorrectPackSignOffDto,
  CorrectPackSignOffWithdrawalDto,
  SignOffBoardPackDto,
  WithdrawPackSignOffDto,
} from './pack.dto.js';
export { readProgramme } from './programme.reader.js';
export { ProgrammesModule } from './programmes.module.js';
export {
  CloseReportingPeriodDto,
  CorrectForecastDto,
  CorrectForecastJudgementDto,
  CorrectReportDto,
  CorrectReportingPeriodDto,
  PublishForecastDto,
  PublishReportDto,
  RecordForecastJudgementDto,
} from './publication.dto.js';
export {
  ChangeTargetDefinitionDto,
  CorrectCohortRevisionDto,
  CorrectProgrammeTargetDto,
  CorrectRebaseliningDto,
  CorrectTargetDefinitionDto,
  RebaselineProgrammeTargetDto,
  ReviseCohortDto,
  SetProgrammeTargetDto,
} from './target.dto.js';
