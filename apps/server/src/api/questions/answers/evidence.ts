import type { KeptFile } from '#evidence';
import type {
  EvidenceListed,
  EvidenceRegisterAnswer,
  EvidenceUse,
  EvidenceUsesAnswer,
} from '#read-models';
import { schemaOf, under, type FieldsOf } from '../fields.js';
import { counted, organisation, stamp, usedFacts, type Answer } from './shared.js';

const keptFile: FieldsOf<KeptFile> = {
  sha256: ['string', 'By which it is attached; lower-case hex'],
  mediaType: ['string', 'What its bytes are'],
  bytes: ['integer', 'Its size'],
};

export const keptFiles = schemaOf(
  { files: ['array', 'The files in the order in which they came'] },
  { files: keptFile },
);

const listed: FieldsOf<EvidenceListed> = {
  evidenceId: ['string', 'Its reference, to name in an entry that rests on it'],
  documentOn: ['string', 'The day of the document'],
  'attached.organisation': ['string', 'ODS code of whom it is of'],
  'attached.title': ['string', 'What it is called'],
  'attached.sha256': ['string', 'Of a file'],
  'attached.mediaType': ['string', 'What the bytes of the file are'],
  'attached.bytes': ['integer', 'Its size'],
  'attached.url': ['string', 'Of a link'],
  'attached.period.from': ['string', 'First day that it speaks of'],
  'attached.period.to': ['string', 'Last day that it speaks of'],
  'attached.validUntil': ['string', 'The last day on which it counts'],
  grade: ['integer', '0 assertion, 1 self-declared, 2 report of a system, 3 validated'],
  state: ['string', 'counts, expired or withdrawn'],
  'withdrawn.on': ['string', 'From this day on'],
  'withdrawn.why': ['string', 'The reason'],
  uses: ['integer', 'How many entries rest on it'],
  facts: usedFacts,
};

export const register: Answer = {
  fields: {
    ...stamp,
    ...under('organisation', organisation),
    ...counted,
    evidence: ['array', 'The newest document first'],
  } satisfies FieldsOf<EvidenceRegisterAnswer>,
  rows: { at: 'evidence', fields: listed },
};

const use: FieldsOf<EvidenceUse> = {
  evidenceId: ['string', 'The evidence'],
  owner: ['string', 'The organisation, benefit or programme the entry is about'],
  kind: ['string', 'What kind of thing is stated'],
  subject: ['string', 'Of what'],
  on: ['string', 'The day it counts from'],
  factId: ['string', 'The entry'],
  eventId: ['string', 'The event that states it now'],
  entry: ['integer', 'Its entry'],
};

export const uses: Answer = {
  fields: {
    ...stamp,
    ...under('organisation', organisation),
    uses: ['array', 'The newest day first'],
  } satisfies FieldsOf<EvidenceUsesAnswer>,
  rows: { at: 'uses', fields: use },
};
