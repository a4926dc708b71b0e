import type { FactKind } from '#facts';
import type { TimelineFact } from '#read-models';
import { parseOdsCode } from '#vocabulary';

const kinds: ReadonlySet<FactKind> = new Set([
  ...(['epr-status', 'go-live-plan', 'live', 'milestone', 'replaced', 'scope', 'enabled'] as const),
  ...(['partner-flow', 'stage-declared', 'stage-validated'] as const),
  ...(['benefit', 'benefit-home', 'benefit-owner', 'benefit-baseline'] as const),
  'benefit-approval',
  ...(['benefit-forecast', 'benefit-actual', 'benefit-validation'] as const),
  ...(['benefit-write-off', 'disbenefit', 'benefit-link'] as const),
  ...(['adoption', 'realisation', 'exchange', 'driver'] as const),
  ...(['assessment', 'survey'] as const),
]);

/** The page of an entry about a trust's EPR, its benefits or a measurement; other kinds have none. */
export const entryHref = (code: string, entry: number, of: readonly FactKind[]) =>
  of.some((kind) => kinds.has(kind))
    ? `/organisations/${code}/entries/${String(entry)}`
    : undefined;

/** The same of what a timeline says. */
export const pageOfFact = (code: string, { firstEntry, values }: TimelineFact) =>
  entryHref(
    code,
    firstEntry,
    values.map(({ kind }) => kind),
  );

/** The same of a fact whose owner is a trust, or a benefit of the trust that is given. */
export const entryHrefOf = (
  { owner, entry, kind }: Readonly<{ owner: string; entry: number; kind: FactKind }>,
  trust: string,
) => entryHref(parseOdsCode(owner) ?? trust, entry, [kind]);
