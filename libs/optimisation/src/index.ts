export {
  milestones,
  type Milestone,
  type OptimisationEvent,
  type OptimisationFact,
  type ScopedSite,
} from './domain/optimisation.events.js';
export type { OptimisationCommand, OptimisationOrder } from './domain/optimisation.orders.js';
export { optimisationRefusals, type OptimisationRefusal } from './domain/optimisation.refusals.js';
export { OptimisationRequest, optimisationStream } from './optimisation.handler.js';
export { OptimisationModule } from './optimisation.module.js';
