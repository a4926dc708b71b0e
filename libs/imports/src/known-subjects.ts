import { readBenefitsOf } from '#benefits';
import type { EventStore } from '#event-sourcing';
import { readCapabilities } from '#maturity-models';
import type { OdsCode } from '#vocabulary';
import type { KnownSubjects, Register } from './registers/register.js';

/** What entries of a trust in a register can be about, by the store. */
export async function readKnownSubjects(
  store: EventStore,
  organisation: OdsCode,
  { asksForBenefits }: Register,
): Promise<KnownSubjects> {
  const [capabilities, benefits] = await Promise.all([
    readCapabilities(store),
    asksForBenefits === true ? readBenefitsOf(store, organisation) : [],
  ]);
  return { capabilities: [...capabilities.keys()], benefits };
}
