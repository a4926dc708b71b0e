export {
  CorrectActualDto,
  CorrectRejectionDto,
  CorrectValidationDto,
  RecordActualDto,
  RejectActualDto,
  ValidateActualDto,
} from './actual.dto.js';
export { AgreeBaselineDto, CorrectBaselineDto } from './baseline.dto.js';
export { BenefitSeries, type FiledBenefitCommand } from './benefit-series.handler.js';
export { readBenefitsOf } from './benefits-of.js';
export { BenefitRequest } from './benefit.handler.js';
export { BenefitsModule } from './benefits.module.js';
export { claimedFor } from './domain/actual.decider.js';
export type { BenefitEvent, BenefitFact } from './domain/benefit.events.js';
export {
  benefitStream,
  type BenefitCommand,
  type BenefitSubject,
} from './domain/benefit.orders.js';
export { benefitRefusals } from './domain/benefit.refusals.js';
export type { PoolEvent, PoolFact } from './domain/pool.events.js';
export { whyNoCosts, whyNoTrajectory } from './domain/trajectory.js';
export { poolStream, type PoolCommand, type PoolSubject } from './domain/pool.orders.js';
export { poolRefusals } from './domain/pool.refusals.js';
export {
  CorrectDisbenefitDto,
  CorrectLinkDto,
  CorrectUnlinkingDto,
  LinkBenefitDto,
  RecordDisbenefitDto,
  UnlinkBenefitDto,
} from './map.dto.js';
export {
  ApproveBenefitDto,
  CorrectApprovalDto,
  CorrectBenefitForecastDto,
  CorrectRebaseliningDto,
  CorrectWriteOffDto,
  RebaselineBenefitDto,
  ReviseBenefitForecastDto,
  WriteOffBenefitDto,
} from './plan.dto.js';
export {
  ClaimPoolShareDto,
  CorrectPoolClaimDto,
  CorrectPoolReleaseDto,
  ReleasePoolShareDto,
  RetractPoolEntryDto,
} from './pool.dto.js';
export { PoolRequest } from './pool.handler.js';
export { CorrectProfileDto, ProfileBenefitDto, RetractBenefitEntryDto } from './profile.dto.js';
export {
  CorrectOwnershipTransferDto,
  CorrectSuccessorTransferDto,
  TransferOwnershipDto,
  TransferToSuccessorDto,
} from './transfer.dto.js';
