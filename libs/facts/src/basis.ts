import {
  addMonths,
  BEFORE_RECORDS,
  earlierOf,
  effectiveDay,
  odsCode,
  RECORDS_BEGIN,
  spanOf,
  type EffectiveDay,
  type EvidenceId,
  type FreeText,
  type IsoDate,
  type Occurrence,
  type OdsCode,
  type Role,
  type StatedDate,
  type TrustType,
} from '#vocabulary';
import { refuseAt, type Refused } from '#event-sourcing';
import { isFromSource, isStatedBySource } from './recording.js';

/** Where a statement was taken from. */
export type Source = Readonly<{
  name: string;
  url?: string;
  /** When it was said, and when that was published. */
  statedOn?: StatedDate;
  publishedOn?: StatedDate;
  /** When it was read, where the source does not say when it was published. */
  gatheredOn?: StatedDate;
  /** Place among undated statements that follow each other in the source: 1, 2, 3 … */
  order?: number;
  /** What the source leaves uncertain, for example "year inferred". */
  caution?: string;
}>;

/** What a reader should know of a fact beside its values. */
export type FactMark =
  /** Nothing was attached to show for it. */
  | 'no-evidence'
  /** Recorded more than twelve months after its day, and in no public source to be looked up. */
  | 'late-entry'
  /** The source speaks of a day on which the organisation was closed. */
  | 'after-closure'
  /** A deferral or cancellation of a plan that we do not hold. */
  | 'no-earlier-plan'
  /** A benefit of a period in which use had not reached its threshold … */
  | 'below-gate'
  /** … or in which nobody had measured whether it had. */
  | 'gate-unmeasured';

/** What every recorded fact carries beside its own fields. */
export type FactBasis = Readonly<{
  effective: EffectiveDay;
  source?: Source;
  /** Reference of a piece of evidence, like EV-RXX-3F2A9C01B7D4, or a document in words. */
  evidence?: string;
  /** Why it is recorded late, or why a stage went down. */
  reason?: FreeText;
  marks?: readonly FactMark[];
}>;

/** What every order to record a fact brings along. */
export type OrderBasis = Readonly<{
  when: Occurrence;
  source?: Source;
  evidence?: string;
  reason?: FreeText;
}>;

/** An organisation as the rules of other subjects see it. */
export type OrganisationStanding = Readonly<{
  code: OdsCode;
  name: string;
  kind: 'trust' | 'icb' | 'region';
  trustType?: TrustType;
  /** First day it was open. */
  opened: IsoDate;
  closed?: Readonly<{
    lastDay: IsoDate;
    successors: readonly OdsCode[];
    /** The names of those of them that were looked up. */
    names?: Readonly<Record<string, string>>;
  }>;
}>;

/** Whose the facts are that belong to no trust: models and programmes. It was there before our records. */
export const NATIONAL_BODY: OrganisationStanding = {
  code: odsCode('X26'),
  name: 'NHS England',
  kind: 'region',
  opened: BEFORE_RECORDS,
};

/** What the rules need from outside their stream. */
export type Circumstances = Readonly<{
  /** The store's day in London. */
  today: IsoDate;
  asker: Readonly<{ actor: string; role: Role; organisation: string }>;
  /** The organisation the fact is about; undefined where it is not registered. */
  organisation: OrganisationStanding | undefined;
  /** The evidence that the order names by its reference, where this organisation may rest on it. */
  evidence?: CitedEvidence | undefined;
}>;

/** A piece of evidence as far as a fact that rests on it is concerned. */
export type CitedEvidence = Readonly<{
  evidenceId: EvidenceId;
  /** The last day on which it counts. */
  validUntil?: IsoDate;
  withdrawn?: object;
}>;

export const basisRefusals = {
  'organisation-unknown': 'Enter an ODS code that exists, like RXX.',
  'organisation-closed': 'This organisation closed on {closedOn}. {successors}.',
  'date-in-future': 'The date must be today or in the past.',
  'date-after-publication':
    'The date must be the same as or before {publishedOn}, when its source was published.',
  'date-before-organisation':
    'The date must be the same as or after {openedOn}, when the organisation opened.',
  'date-before-records':
    'The date must be the same as or after {begin}: nothing is recorded of earlier days.',
  'published-in-future': 'The day of publication must be today or in the past.',
  'evidence-unknown':
    'There is no evidence {evidence} of this organisation. Attach it first, or name the document in words.',
  'evidence-withdrawn': 'Evidence {evidence} was withdrawn. Name other evidence, or none.',
  'evidence-expired':
    'Evidence {evidence} counted until {validUntil}. Name evidence that counts on the day of this entry.',
  'late-without-reason': 'Enter why this is recorded more than 12 months after it happened.',
} as const;
export type BasisRefusal = keyof typeof basisRefusals;

/** The day is too early for what is recorded of the use of records. */
export const beforeRecords = (field: string): Refused<'date-before-records'> =>
  refuseAt(field, 'date-before-records', { begin: RECORDS_BEGIN });

/** What has been so since before our records began is no day in them. */
export const isBeforeRecords = ({ latest, precision }: EffectiveDay): boolean =>
  latest < RECORDS_BEGIN && precision !== 'before-records';

const LATE_AFTER_MONTHS = 12;

type Settled = Readonly<{ outcome: 'settled'; basis: FactBasis }>;

/**
 * Settles when a fact counts from, or says why it may not be recorded. `ahead`: the kind may lie in
 * the future (organisation changes, planned ends). `needsEvidence` marks it where none is given.
 */
export function settle(
  order: OrderBasis,
  { today, asker, organisation, evidence }: Circumstances,
  {
    ahead = false,
    needsEvidence = false,
  }: Readonly<{ ahead?: boolean; needsEvidence?: boolean }> = {},
): Settled | Refused<BasisRefusal> {
  if (organisation === undefined) return refuseAt('organisation', 'organisation-unknown');
  const unpublished = whyUnpublished(order, today);
  if (unpublished !== undefined) return unpublished;
  const effective = effectiveDay(order.when, ahead ? undefined : lastPossibleDay(order, today));
  if (effective === undefined) return refuseAt('when', ...whyTooLate(order, today));
  const unfit = whyNotThen(order, effective, { organisation, evidence });
  if (unfit !== undefined) return unfit;
  const closed = closingBefore(effective, organisation);
  const late = effective.latest < addMonths(today, -LATE_AFTER_MONTHS);
  if (!isStatedBySource({ data: order, recordedAs: asker.role })) {
    if (closed !== undefined) return refuseAt('when', 'organisation-closed', closed);
    if (late && order.reason === undefined) return refuseAt('reason', 'late-without-reason');
  }
  const vouchedFor = isFromSource(order, { asker });
  const marks = marksWhere({
    'no-evidence': needsEvidence && order.evidence === undefined && !vouchedFor,
    'late-entry': late && !vouchedFor,
    'after-closure': closed !== undefined,
  });
  return { outcome: 'settled', basis: basisOf(order, effective, marks) };
}

/** Nobody has read what is not yet published. */
function whyUnpublished({ source }: OrderBasis, today: IsoDate): Refused<BasisRefusal> | undefined {
  const ahead = (['publishedOn', 'gatheredOn'] as const).find((name) => {
    const date = source?.[name];
    return date !== undefined && spanOf(date).earliest > today;
  });
  return ahead === undefined ? undefined : refuseAt(`source/${ahead}`, 'published-in-future');
}

/** On its day there was the organisation, and the evidence counted. */
function whyNotThen(
  order: OrderBasis,
  effective: EffectiveDay,
  {
    organisation,
    evidence,
  }: Readonly<{ organisation: OrganisationStanding; evidence: CitedEvidence | undefined }>,
): Refused<BasisRefusal> | undefined {
  if (effective.latest < organisation.opened) {
    return refuseAt('when', 'date-before-organisation', { openedOn: organisation.opened });
  }
  return whyNotCited(order, effective, evidence);
}

/**
 * What begins like a reference of evidence must be one, of evidence that counts on the day; any other
 * words name a document that is kept elsewhere.
 */
function whyNotCited(
  { evidence: named }: OrderBasis,
  { latest }: EffectiveDay,
  cited: CitedEvidence | undefined,
): Refused<BasisRefusal> | undefined {
  if (named === undefined || !/^\s*EV-/i.test(named)) return undefined;
  if (cited?.evidenceId !== named)
    return refuseAt('evidence', 'evidence-unknown', { evidence: named });
  if (cited.withdrawn !== undefined)
    return refuseAt('evidence', 'evidence-withdrawn', { evidence: named });
  const { validUntil } = cited;
  return validUntil !== undefined && validUntil < latest
    ? refuseAt('evidence', 'evidence-expired', { evidence: named, validUntil })
    : undefined;
}

const marksWhere = (so: Partial<Record<FactMark, boolean>>): readonly FactMark[] =>
  (Object.keys(so) as FactMark[]).filter((mark) => so[mark] === true);

/** That the organisation had closed by then, in the words of the refusal. */
function closingBefore({ latest }: EffectiveDay, { closed }: OrganisationStanding) {
  if (closed === undefined || latest <= closed.lastDay) return undefined;
  return { closedOn: closed.lastDay, successors: successorsInWords(closed) };
}

function successorsInWords({
  successors,
  names = {},
}: NonNullable<OrganisationStanding['closed']>): string {
  const named = successors.map((code) => {
    const name = names[code];
    return name === undefined ? code : `${name} (${code})`;
  });
  const last = named.at(-1);
  if (last === undefined) return 'No successor is recorded';
  return named.length === 1
    ? `Its successor is ${last}`
    : `Its successors are ${named.slice(0, -1).join(', ')} and ${last}`;
}

/** Today or earlier, a day can still be later than the publication that speaks of it. */
function whyTooLate(
  { when, source }: OrderBasis,
  today: IsoDate,
): readonly [BasisRefusal, Readonly<Record<string, string>>?] {
  const { publishedOn } = source ?? {};
  const isPast = effectiveDay(when, today) !== undefined;
  return isPast && publishedOn !== undefined
    ? ['date-after-publication', { publishedOn }]
    : ['date-in-future'];
}

/** What cannot lie ahead is no later than today, nor than the day its source was published. */
function lastPossibleDay({ source }: OrderBasis, today: IsoDate): IsoDate {
  if (source?.publishedOn === undefined) return today;
  return earlierOf(today, spanOf(source.publishedOn).latest);
}

/** The basis of a fact; leaves out what the order leaves out, so that the bytes stay the same. */
export function basisOf(
  { source, evidence, reason }: OrderBasis,
  effective: EffectiveDay,
  marks: readonly FactMark[],
): FactBasis {
  return {
    effective,
    ...(source === undefined ? {} : { source }),
    ...(evidence === undefined ? {} : { evidence }),
    ...(reason === undefined ? {} : { reason }),
    ...(marks.length === 0 ? {} : { marks }),
  };
}
