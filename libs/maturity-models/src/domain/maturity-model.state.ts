import { everyFact, type CurrentFact, type Facts } from '#facts';
import type { MaturityModelFact } from './maturity-model.events.js';

/** A maturity model as its stream states it now. */
export type PublishedModel = Facts<MaturityModelFact>;

/** Its versions, the oldest first. */
export const publishedIn = (published: PublishedModel): readonly CurrentFact<MaturityModelFact>[] =>
  [...everyFact(published)].sort((a, b) => a.data.content.version - b.data.content.version);
