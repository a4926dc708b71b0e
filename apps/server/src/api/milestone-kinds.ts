import type { FactKind } from '#facts';

/** What stands on the way to an EPR: said of it, planned, gone live, replaced. Anybody may see it. */
export const milestoneKinds = [
  'milestone',
  'go-live-plan',
  'live',
  'replaced',
] as const satisfies readonly FactKind[];
