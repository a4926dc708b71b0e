import { ofType } from '#facts';
import type { EvidenceId, IsoDate, OdsCode } from '#vocabulary';
import type { EvidenceGrade } from './evidence.events.js';
import { attachedIn, withdrawnIn, type EvidenceFacts } from './evidence.state.js';

/** A piece of evidence as it stands on a day, for those who rest on it. */
export type EvidenceStanding = Readonly<{
  evidenceId: EvidenceId;
  organisation: OdsCode;
  title: string;
  /** Of a file. */
  sha256?: string;
  mediaType?: string;
  /** Of a link. */
  url?: string;
  /** The event that states it now, which a grade must name. */
  statedIn: string;
  /** Everyone who attached or corrected it. */
  statedBy: readonly string[];
  /** Undefined: not graded, or corrected since. */
  grade?: EvidenceGrade;
  /** Everyone who stated that grade. */
  gradedBy: readonly string[];
  /** The last day on which it counts; undefined where it does not expire. */
  validUntil?: IsoDate;
  /** Whether that lies before the day asked about. */
  expired: boolean;
  /** From which day on it is withdrawn, and why. */
  withdrawn?: Readonly<{ on: IsoDate; why: string }>;
}>;

/** How evidence stands on a day; undefined where nothing is attached, or nothing yet. */
export function standingOn(facts: EvidenceFacts, day: IsoDate): EvidenceStanding | undefined {
  const attached = attachedIn(facts);
  if (attached === undefined || attached.data.effective.latest > day) return undefined;
  const { statedIn, statedBy, data } = attached;
  const { evidenceId, organisation, title, sha256, mediaType, url, validUntil } = data;
  const grade = gradeOn(facts, statedIn, day);
  const withdrawn = withdrawnIn(facts)?.data;
  return {
    evidenceId,
    organisation,
    title,
    ...(sha256 === undefined ? {} : { sha256 }),
    ...(mediaType === undefined ? {} : { mediaType }),
    ...(url === undefined ? {} : { url }),
    statedIn,
    statedBy,
    ...(grade === undefined ? {} : { grade: grade.data.grade }),
    gradedBy: grade?.statedBy ?? [],
    ...(validUntil === undefined ? {} : { validUntil }),
    expired: validUntil !== undefined && validUntil < day,
    ...(withdrawn === undefined || withdrawn.effective.latest > day
      ? {}
      : { withdrawn: { on: withdrawn.effective.latest, why: withdrawn.why } }),
  };
}

/** The newest grade by that day that names the entry; of one day, the one recorded last. */
const gradeOn = (facts: EvidenceFacts, names: string, day: IsoDate) =>
  ofType(facts, 'EvidenceGraded')
    .filter(({ data }) => data.names === names && data.effective.latest <= day)
    .toSorted((one, other) => (one.data.effective.latest < other.data.effective.latest ? -1 : 1))
    .at(-1);
