import { everyFact, type Facts, type MaturityModel } from '#facts';
import type { MaturityModelFact } from './maturity-model.events.js';

/** A maturity model as its stream states it now. */
export type PublishedModel = Facts<MaturityModelFact>;

/** Its versions, the oldest first. */
export const versionsOf = (published: PublishedModel): readonly MaturityModel[] =>
  everyFact(published)
    .map(({ data }) => data.content)
    .toSorted((a, b) => a.version - b.version);
