import { addDays, laterOf, type IsoDate } from '#vocabulary';

/**
 * Days that a second person has to validate a value: as long as a fact may take to be told, and time for the
 * finance team's next monthly close. Source: none; it is the tracker's own.
 */
const VALIDATED_WITHIN = 30;

/** The rule as its readers see it, wherever the list of what is due is explained. */
export const VALIDATION_DUE_RULE = `A value that awaits validation is overdue from the ${String(VALIDATED_WITHIN)}th day after the last day of its period, or after the day it was first recorded if that is later. A correction does not start the time again.`;

/**
 * From this day on a value that awaits validation is overdue. Nobody can validate what is not recorded, so a
 * value told late has the same time as one told at once.
 */
export const validationOverdueFrom = ({
  to,
  firstRecordedOn,
}: Readonly<{ to: IsoDate; firstRecordedOn: IsoDate }>): IsoDate =>
  addDays(laterOf(to, firstRecordedOn), VALIDATED_WITHIN);
