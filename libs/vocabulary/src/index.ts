export type { Brand } from './brand.js';
export {
  odsCode,
  parseCapabilityCode,
  parseFactId,
  parseInstanceId,
  parseModelId,
  parseOdsCode,
  parseSiteCode,
  type CapabilityCode,
  type FactId,
  type InstanceId,
  type ModelId,
  type OdsCode,
  type SiteCode,
} from './codes.js';
export {
  BEFORE_RECORDS,
  effectiveDay,
  onDay,
  type EffectiveDay,
  type Occurrence,
} from './effective-day.js';
export {
  addDays,
  addMonths,
  dayAfter,
  dayBefore,
  dayInWords,
  daysIn,
  earlierOf,
  isoDate,
  laterOf,
  londonDay,
  monthInWords,
  parseIsoDate,
  RECORDS_BEGIN,
  type IsoDate,
} from './iso-date.js';
export {
  parseStatedDate,
  spanOf,
  statedDate,
  type Span,
  type StatedDate,
  type StatedPrecision,
} from './stated-date.js';
export {
  careSettings,
  drivers,
  partners,
  roles,
  stageNames,
  stages,
  trustTypes,
  type CareSetting,
  type Driver,
  type Partner,
  type Role,
  type Stage,
  type StageOrNone,
  type TrustType,
} from './terms.js';
export {
  parseFreeText,
  personalDetailIn,
  type FreeText,
  type PersonalDetail,
} from './free-text.js';
