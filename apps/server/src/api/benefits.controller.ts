import type { AnyMessage } from '#event-sourcing';
import {
  benefitRefusals,
  BenefitRequest,
  benefitStream,
  CorrectProfileDto,
  ProfileBenefitDto,
  RetractBenefitEntryDto,
  type BenefitCommand,
  type BenefitFact,
  type BenefitSubject,
} from '#benefits';
import { parseBenefitId } from '#vocabulary';
import { notFound } from './http/problem.js';
import { organisation as organisations } from './records/owners.js';
import { recordsOf, type Collection, type Place } from './records/records.controller.js';

type Kept = Collection & Readonly<{ fact: BenefitFact['type']; subject: 'benefit' }>;

const subject = 'benefit';
const action = 'record-own-facts';

const profiles: Kept = {
  path: 'benefits',
  summary: 'Profile a benefit',
  fact: 'BenefitProfiled',
  action,
  entry: ProfileBenefitDto,
  correction: CorrectProfileDto,
  subject,
};

/** What a trust promised of its record, what came of it, and who says so. */
export const BenefitsController = recordsOf({
  tag: 'Benefits: recording',
  owner: organisations,
  record: 'this benefit’s record',
  refusals: benefitRefusals,
  retraction: RetractBenefitEntryDto,
  stream: (place) => benefitStream(subjectOf(place).benefit),
  request: (command: AnyMessage, asker, { place, ifRevision }) =>
    new BenefitRequest(command as BenefitCommand, asker, {
      subject: subjectOf(place),
      ...(ifRevision === undefined ? {} : { ifRevision }),
    }),
  collections: [profiles],
});

/** Which benefit, from the words of the address; no such thing is a 404. */
function subjectOf({ owner, subject: named = '' }: Place): BenefitSubject {
  const benefit = parseBenefitId(named);
  if (benefit === undefined) throw notFound();
  return { organisation: owner, benefit };
}
