import type { AnyMessage } from '#event-sourcing';
import {
  AgreeBaselineDto,
  ApproveBenefitDto,
  benefitRefusals,
  BenefitRequest,
  benefitStream,
  CorrectActualDto,
  CorrectApprovalDto,
  CorrectBaselineDto,
  CorrectBenefitForecastDto,
  CorrectDisbenefitDto,
  CorrectLinkDto,
  CorrectOwnershipTransferDto,
  CorrectProfileDto,
  CorrectRebaseliningDto,
  CorrectRejectionDto,
  CorrectSuccessorTransferDto,
  CorrectUnlinkingDto,
  CorrectValidationDto,
  CorrectWriteOffDto,
  LinkBenefitDto,
  ProfileBenefitDto,
  RebaselineBenefitDto,
  RecordActualDto,
  RecordDisbenefitDto,
  RejectActualDto,
  RetractBenefitEntryDto,
  ReviseBenefitForecastDto,
  TransferOwnershipDto,
  TransferToSuccessorDto,
  UnlinkBenefitDto,
  ValidateActualDto,
  WriteOffBenefitDto,
  type BenefitCommand,
  type BenefitFact,
  type BenefitSubject,
} from '#benefits';
import { parseBenefitId } from '#vocabulary';
import { notFound } from './http/problem.js';
import { organisation as organisations } from './records/owners.js';
import {
  recordsOf,
  type Collection,
  type Context,
  type Place,
} from './records/records.controller.js';

type Kept = Readonly<{ fact: BenefitFact['type']; entry: Collection['entry'] }> &
  Omit<Collection, 'fact' | 'entry' | 'subject'>;

const recorded = { action: 'record-own-facts' } as const;
/** Who approves says what they have seen, so that of two at once one is told. */
const approved = { action: 'approve-own-facts', changes: true } as const;

const collections: readonly Kept[] = [
  {
    path: 'benefits',
    summary: 'Profile a benefit',
    fact: 'BenefitProfiled',
    ...recorded,
    entry: ProfileBenefitDto,
    correction: CorrectProfileDto,
  },
  {
    path: 'benefit-links',
    summary: 'Link a benefit to a capability, an outcome or an objective',
    fact: 'BenefitLinked',
    ...recorded,
    entry: LinkBenefitDto,
    correction: CorrectLinkDto,
  },
  {
    path: 'benefit-unlinkings',
    summary: 'End a link of a benefit',
    fact: 'BenefitUnlinked',
    ...recorded,
    entry: UnlinkBenefitDto,
    correction: CorrectUnlinkingDto,
  },
  {
    path: 'disbenefits',
    summary: 'Record a disbenefit',
    fact: 'DisbenefitRecorded',
    ...recorded,
    entry: RecordDisbenefitDto,
    correction: CorrectDisbenefitDto,
  },
  {
    path: 'benefit-baselines',
    summary: 'Agree the baseline of a benefit',
    fact: 'BenefitBaselineAgreed',
    ...recorded,
    entry: AgreeBaselineDto,
    correction: CorrectBaselineDto,
  },
  {
    path: 'benefit-approvals',
    summary: 'Approve a benefit',
    fact: 'BenefitApproved',
    ...approved,
    entry: ApproveBenefitDto,
    correction: CorrectApprovalDto,
  },
  {
    path: 'benefit-forecasts',
    summary: 'Revise the forecast of a benefit',
    fact: 'BenefitForecastRevised',
    action: 'forecast-own-benefits',
    changes: true,
    entry: ReviseBenefitForecastDto,
    correction: CorrectBenefitForecastDto,
  },
  {
    path: 'benefit-rebaselinings',
    summary: 'Rebaseline a benefit',
    fact: 'BenefitRebaselined',
    ...approved,
    entry: RebaselineBenefitDto,
    correction: CorrectRebaseliningDto,
  },
  {
    path: 'benefit-actuals',
    summary: 'Record what a benefit came to',
    fact: 'BenefitActualRecorded',
    ...recorded,
    entry: RecordActualDto,
    correction: CorrectActualDto,
  },
  {
    path: 'benefit-validations',
    summary: 'Validate what a benefit came to',
    fact: 'BenefitActualValidated',
    ...approved,
    entry: ValidateActualDto,
    correction: CorrectValidationDto,
  },
  {
    path: 'benefit-rejections',
    summary: 'Reject what a benefit is said to have come to',
    fact: 'BenefitActualRejected',
    ...approved,
    entry: RejectActualDto,
    correction: CorrectRejectionDto,
  },
  {
    path: 'benefit-ownership-transfers',
    summary: 'Hand a benefit to another owner',
    fact: 'BenefitOwnershipTransferred',
    ...recorded,
    entry: TransferOwnershipDto,
    correction: CorrectOwnershipTransferDto,
  },
  {
    path: 'benefit-transfers',
    summary: 'Transfer a benefit to the successor of its trust',
    fact: 'BenefitTransferred',
    ...recorded,
    entry: TransferToSuccessorDto,
    correction: CorrectSuccessorTransferDto,
  },
  {
    path: 'benefit-write-offs',
    summary: 'Write off a benefit',
    fact: 'BenefitWrittenOff',
    ...approved,
    entry: WriteOffBenefitDto,
    correction: CorrectWriteOffDto,
  },
];

export const benefitRecords: Context = {
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
  collections: collections.map((each) => ({ ...each, subject: 'benefit' })),
};

/** What a trust promised of its record, what came of it, and who says so. */
export const BenefitsController = recordsOf(benefitRecords);

/** Which benefit, from the words of the address; no such thing is a 404. */
function subjectOf({ owner, subject: named = '' }: Place): BenefitSubject {
  const benefit = parseBenefitId(named);
  if (benefit === undefined) throw notFound();
  return { organisation: owner, benefit };
}
