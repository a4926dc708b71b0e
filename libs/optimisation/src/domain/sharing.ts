import { refuseAt, type Refused } from '#event-sourcing';
import type { OdsCode } from '#vocabulary';
import type { OptimisationCircumstances } from './optimisation.orders.js';

export type SharingRefusal =
  'shared-with-itself' | 'shared-with-unknown' | 'shared-with-no-trust' | 'shared-twice';

type Shared = Readonly<{ organisation: OdsCode; sharedWith?: readonly OdsCode[] }>;

/** An EPR is shared with other trusts that are there, each named once. */
export function whyNotShared(
  { organisation, sharedWith = [] }: Shared,
  { sharers }: Pick<OptimisationCircumstances, 'sharers'>,
): Refused<SharingRefusal> | undefined {
  for (const [index, code] of sharedWith.entries()) {
    const at = `sharedWith/${String(index)}`;
    const sharer = sharers[code];
    if (code === organisation) return refuseAt(at, 'shared-with-itself', { code });
    if (sharer === undefined) return refuseAt(at, 'shared-with-unknown', { code });
    if (!sharer.isTrust) return refuseAt(at, 'shared-with-no-trust', { name: sharer.name, code });
    if (sharedWith.indexOf(code) < index) return refuseAt(at, 'shared-twice', { code });
  }
  return undefined;
}
