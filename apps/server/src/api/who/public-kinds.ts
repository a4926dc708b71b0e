import type { FactKind } from '#facts';

/** What public sources state of a trust: anybody may see it, by page and by API. */
export const publicKinds: readonly FactKind[] = [
  ...(['status', 'name', 'classification', 'icb', 'region'] as const),
  ...(['succeeded-by', 'succession-of', 'epr-status', 'go-live-plan', 'live'] as const),
  ...(['milestone', 'replaced'] as const),
];
