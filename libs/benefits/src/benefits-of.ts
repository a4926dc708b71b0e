import { read, type EventStore } from '#event-sourcing';
import type { BenefitId, OdsCode } from '#vocabulary';
import type { BenefitEvent } from './domain/benefit.events.js';
import { benefitStream } from './domain/benefit.orders.js';

const AT_ONCE = 5_000;

/** What a log said of whose benefits there are, up to a position. */
type Found = { after: bigint | undefined; readonly byTrust: Map<OdsCode, Set<BenefitId>> };

/** What was read of a log stays so: each asking goes on where the one before it ended. */
const foundIn = new WeakMap<EventStore, Found>();

/**
 * Every benefit of which a trust has said anything, in the order of the log. No stream lists them, and
 * what a file is held against is never a read model, which may lag: the log is read from end to end the
 * first time, and then only what came since.
 */
export async function readBenefitsOf(
  store: EventStore,
  organisation: OdsCode,
): Promise<readonly BenefitId[]> {
  const found: Found = foundIn.get(store) ?? { after: undefined, byTrust: new Map() };
  foundIn.set(store, found);
  let { after } = found;
  for (;;) {
    const page = await store.readAll(after, AT_ONCE);
    for (const stored of page) note(found, stored);
    after = page.at(-1)?.position ?? after;
    // Another may have read on in the meantime.
    if (after !== undefined && after > (found.after ?? -1n)) found.after = after;
    if (page.length < AT_ONCE) return [...(found.byTrust.get(organisation) ?? [])];
  }
}

const PREFIX = benefitStream('' as BenefitId);

function note({ byTrust }: Found, stored: Parameters<typeof read>[0]): void {
  if (!stored.stream.startsWith(PREFIX)) return;
  const { data } = read<BenefitEvent>(stored);
  const said = 'fact' in data ? data.fact.data : data;
  if (!('benefit' in said)) return;
  const own = byTrust.get(said.organisation) ?? new Set<BenefitId>();
  byTrust.set(said.organisation, own.add(said.benefit));
}
