import { read, replay, type EventStore } from '#event-sourcing';
import type { Capability, MaturityModel } from '#facts';
import type { CapabilityCode, EffectiveDay, FactId, ModelId } from '#vocabulary';
import { maturityModelDecider } from './domain/maturity-model.decider.js';
import type { MaturityModelEvent } from './domain/maturity-model.events.js';
import { publishedIn } from './domain/maturity-model.state.js';
import { MODEL_ID } from './model-version-1.js';

export const maturityModelStream = (model: ModelId): string => `model-${model}`;

/** A version as it is stated now; `factId` is what a correction or a retraction names. */
export type PublishedVersion = Readonly<{
  factId: FactId;
  effective: EffectiveDay;
  content: MaturityModel;
}>;

/** All versions as published (and corrected) so far, the oldest first, and the revision they are of. */
export async function readVersions(
  store: EventStore,
  model: ModelId,
): Promise<Readonly<{ revision: number | undefined; versions: readonly PublishedVersion[] }>> {
  const history = await store.readStream(maturityModelStream(model));
  const published = replay(
    maturityModelDecider,
    history.map((stored) => read<MaturityModelEvent>(stored)),
  );
  return {
    revision: history.at(-1)?.revision,
    versions: publishedIn(published).map(({ factId, data: { effective, content } }) => {
      return { factId, effective, content };
    }),
  };
}

/** The versions of the one model that figures use, the oldest first. */
export async function readMaturityModels(store: EventStore): Promise<readonly MaturityModel[]> {
  const { versions } = await readVersions(store, MODEL_ID);
  return versions.map(({ content }) => content);
}

/** Every capability that some version names; where several do, as the newest of them has it. */
export async function readCapabilities(
  store: EventStore,
): Promise<ReadonlyMap<CapabilityCode, Capability>> {
  const models = await readMaturityModels(store);
  return new Map(
    models.flatMap(({ capabilities }) => capabilities.map((each) => [each.code, each])),
  );
}
