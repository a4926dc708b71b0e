import type { FactKind } from '#facts';
import { programmesOf } from '../stage-gaps/expected-stage.js';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { lookEver } from './membership.js';
import { usesOfLooks, type Use } from './uses.js';

/** What says of whom a programme asks what: whatever its day, as a target may cite a later version. */
export const termKinds: readonly FactKind[] = [
  ...(['programme', 'target', 'definition'] as const),
  ...(['cohort', 'cohort-member'] as const),
];

/** The terms by which targets expect a stage; another programme could expect a higher one. */
export const expectationUses = (
  ledger: LedgerAt,
  demonstration: boolean,
): Promise<readonly Use[]> =>
  usesOfLooks(
    ledger,
    programmesOf(ledger, demonstration).map((programme) => lookEver(ledger, programme, termKinds)),
    termKinds,
  );
