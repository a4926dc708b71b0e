import type { TimelineFact } from '#read-models';

/** What people gave as a reason is for those who may see entries. */
export const withoutReasons = (fact: TimelineFact): TimelineFact => ({
  ...fact,
  history: fact.history.map((each) => ({ ...each, reason: null })),
});
