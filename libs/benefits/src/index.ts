export type { BenefitFact, BenefitEvent } from './domain/benefit.events.js';
export {
  benefitStream,
  type BenefitCommand,
  type BenefitSubject,
} from './domain/benefit.orders.js';
export { benefitRefusals } from './domain/benefit.refusals.js';
export { BenefitRequest } from './benefit.handler.js';
export { BenefitsModule } from './benefits.module.js';
export { CorrectProfileDto, ProfileBenefitDto, RetractBenefitEntryDto } from './profile.dto.js';
