export type {
  OrganisationEvent,
  OrganisationFact,
  OrganisationKind,
  Succession,
} from './domain/organisation.events.js';
export type { OrganisationCommand, OrganisationOrder } from './domain/organisation.decider.js';
export { organisationRefusals, type OrganisationRefusal } from './domain/organisation.refusals.js';
export {
  CloseOrganisationDto,
  CorrectClosingDto,
  CorrectMoveToIcbDto,
  CorrectReclassificationDto,
  CorrectRegistrationDto,
  CorrectRenamingDto,
  CorrectSuccessionDto,
  MoveOrganisationToIcbDto,
  ReclassifyOrganisationDto,
  RegisterOrganisationDto,
  RenameOrganisationDto,
  RetractOrganisationEntryDto,
  SucceedOrganisationDto,
} from './organisation.dto.js';
export {
  BackgroundDto,
  correctionOf,
  EntryDto,
  RetractionDto,
  SourceDto,
  SupportDto,
} from './entry.dto.js';
export {
  freeText,
  FROM_TEXT,
  given,
  IsCapability,
  IsDay,
  IsOdsCode,
  IsStatedDate,
  IsText,
  Listed,
  Must,
  Numeric,
  OptionalText,
  parses,
  text,
} from './fields.dto.js';
export { OrganisationRequest } from './organisation.handler.js';
export {
  organisationStream,
  readCircumstances,
  readOrganisationStanding,
  readStandings,
  readSuccessors,
} from './organisation.reader.js';
export { RequestOf, SeriesOf } from './request-of.js';
export { OrganisationsModule } from './organisations.module.js';
