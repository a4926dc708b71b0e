import type { MaturityModel } from '#facts';
import type { PublishedVersion } from '#maturity-models';
import type { ReceiptBody } from '../../http/answer.js';
import type { RecordedFact } from '../../records/recorded-fact.js';
import { schemaOf, type Field, type FieldsOf } from '../fields.js';

const receiptFields: FieldsOf<ReceiptBody> = {
  events: ['array', 'What was recorded: id, type, and revision in its record'],
  revision: ['integer', 'Revision of the record afterwards; left out while it is empty'],
  position: ['string', 'For minPosition: a read with it includes what was recorded'],
  entry: ['integer', 'Place of the last event in the order of knowledge'],
  repeated: ['boolean', 'The same command was obeyed before, and this is its first receipt'],
  warnings: ['array', 'What was recorded all the same, but should be known: code and message'],
  dryRun: ['boolean', 'Nothing was recorded: the rules were asked, and said yes'],
};
const factFields: FieldsOf<RecordedFact> = {
  factId: ['string', 'Its reference; it keeps it through every correction'],
  type: ['string', 'The type of event'],
  data: ['object', 'What it states now'],
  recordedAt: ['string', 'When it was first recorded'],
  corrections: ['integer', 'How often it was corrected'],
  retracted: ['boolean', 'Whether it was withdrawn'],
  'retraction.reason': ['string', 'Why it was withdrawn'],
  'retraction.recordedAt': ['string', 'When it was withdrawn'],
  revision: ['integer', 'Revision of the whole record, as in the ETag'],
};
/** The versions of a model, each with the reference by which it is corrected or taken back. */
export type VersionsListed = Readonly<{
  data: readonly VersionListed[];
  revision: number;
  usedByFigures: boolean;
}>;
type VersionListed = MaturityModel & Omit<PublishedVersion, 'content'>;
const versionFields: FieldsOf<Omit<VersionListed, 'settingsOf'>> & Readonly<{ settingsOf: Field }> =
  {
    factId: ['string', 'Its reference; it keeps it through every correction'],
    'effective.earliest': ['string', 'In force from this day on'],
    'effective.latest': ['string', 'The same day'],
    'effective.precision': ['string', 'day, or before-records: it holds for all our records'],
    model: ['string', 'The model'],
    version: ['integer', 'Its version'],
    title: ['string', 'Its title'],
    illustrative: ['boolean', 'Not signed off by clinicians'],
    settingsOf: ['object', 'Care settings by type of trust'],
    capabilities: ['array', 'The capabilities, with their stages and thresholds'],
  };

export const receipt = schemaOf(receiptFields);
export const recordedFact = schemaOf(factFields);
export const modelVersions = schemaOf(
  {
    data: ['array', 'All versions, the oldest first'],
    revision: ['integer', 'Revision of the whole record, as in the ETag'],
    usedByFigures: ['boolean', 'Figures use this model; versions of others are only kept'],
  } satisfies FieldsOf<VersionsListed>,
  { data: versionFields },
);
