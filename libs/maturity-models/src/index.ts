export type { MaturityModelEvent, MaturityModelFact } from './domain/maturity-model.events.js';
export type { MaturityModelCommand, MaturityModelOrder } from './domain/maturity-model.decider.js';
export {
  maturityModelRefusals,
  type MaturityModelRefusal,
} from './domain/maturity-model.refusals.js';
export {
  CorrectMaturityModelDto,
  PublishMaturityModelDto,
  RetractMaturityModelDto,
} from './maturity-model.dto.js';
export { MaturityModelRequest } from './maturity-model.handler.js';
export {
  maturityModelStream,
  readCapabilities,
  readMaturityModels,
  readVersions,
  type PublishedVersion,
} from './maturity-model.reader.js';
export { MaturityModelsModule } from './maturity-models.module.js';
export { maturityModelV1, MODEL_ID, publishVersion1 } from './model-version-1.js';
