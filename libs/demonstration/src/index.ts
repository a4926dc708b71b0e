export { boards, MERGER, region, REPLACEMENT, trusts, type TrustStory } from './cast.js';
export {
  DemonstrationLoader,
  type LoadOptions,
  type LoadProgress,
  type LoadReport,
} from './demonstration.loader.js';
export { DemonstrationModule } from './demonstration.module.js';
export { demonstrationProgramme } from './programme.js';
export { SimulatedClock } from './simulated-clock.js';
export type { DemonstrationRequest, DemonstrationStep } from './step.js';
