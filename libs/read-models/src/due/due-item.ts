import { addMonths, type IsoDate, type OdsCode } from '#vocabulary';

/** Something that somebody at a trust has to do, and by which day. */
export type DueItem = Readonly<{
  kind:
    | 'measurement-overdue'
    | 'actual-unvalidated'
    | 'owner-missing'
    | 'validation-expiring'
    | 'evidence-expiring';
  /** A benefit, a capability, a stage or a piece of evidence. */
  subject: string;
  /** From this day on it is overdue; of an expiry, the last day that counts. */
  on: IsoDate;
  /** What is to be validated, put right or looked at again; null of what was not measured, and of evidence, which has a page of its own. */
  entry: number | null;
  /** Under which that entry stands: of a benefit that was handed over, the organisation that had it then. */
  recordedUnder: OdsCode | null;
  says: string;
}>;

export const NO_ENTRY = { entry: null, recordedUnder: null } as const;

/** Months ahead in which what will be due, or expires, is listed. */
const AHEAD = 3;

/** The last day that is listed. */
export const lastDayAhead = (asOf: IsoDate): IsoDate => addMonths(asOf, AHEAD);
