import type { LedgerValues } from '#facts';
import type { EventUsed } from '#read-models';

/** How an entry was used in a figure, from all that the figure takes from it; `rejected`: as `rejectedIn` finds them. */
export function partInWords(of: readonly EventUsed[], rejected: ReadonlySet<string>): string {
  const states = of.filter(({ part }) => part === 'states');
  const isCorrection = of.some(({ part }) => part === 'took-back');
  if (states.length === 0)
    return isCorrection
      ? 'Corrects or withdraws an earlier entry'
      : 'Left out (corrected or withdrawn since)';
  const used = inNoSum(states, rejected) ?? 'Used';
  return isCorrection ? `${used} (it corrects an earlier entry)` : used;
}

/** The ids of the events whose values somebody rejected. */
export const rejectedIn = (events: readonly EventUsed[]): ReadonlySet<string> =>
  new Set(
    events.flatMap(({ part, kind, value }) => {
      if (part !== 'states' || kind !== 'benefit-validation') return [];
      const { state, names } = value as LedgerValues['benefit-validation'];
      return state === 'rejected' ? [names] : [];
    }),
  );

/** Why values are in no sum; what is measured before the threshold stays so, whatever is decided on it. */
function inNoSum(states: readonly EventUsed[], rejected: ReadonlySet<string>): string | undefined {
  if (states.every(isBelowThreshold))
    return 'Measured before enough use, so it counts in no sum of values';
  return states.every(({ eventId }) => rejected.has(eventId))
    ? 'Rejected, so it counts in no sum of values'
    : undefined;
}

const isBelowThreshold = ({ kind, value }: EventUsed): boolean =>
  kind === 'benefit-actual' && (value as LedgerValues['benefit-actual']).gate === 'below';
