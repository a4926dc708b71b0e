import { ofType, type Facts, type MaturityModel } from '#facts';
import type { MaturityModelFact } from './maturity-model.events.js';

/** A maturity model as its stream states it now. */
export type PublishedModel = Facts<MaturityModelFact>;

/** Its versions, the oldest first. */
export const versionsOf = (published: PublishedModel): readonly MaturityModel[] =>
  ofType(published, 'MaturityModelPublished')
    .map(({ data }) => data.content)
    .toSorted((a, b) => a.version - b.version);
