import { read, replay, type EventStore } from '#event-sourcing';
import type { Capability, MaturityModel } from '#facts';
import type { CapabilityCode, ModelId } from '#vocabulary';
import { maturityModelDecider } from './domain/maturity-model.decider.js';
import type { MaturityModelEvent } from './domain/maturity-model.events.js';
import { versionsOf } from './domain/maturity-model.state.js';
import { MODEL_ID } from './model-version-1.js';

export const maturityModelStream = (model: ModelId): string => `model-${model}`;

/** All versions as published (and corrected) so far, the oldest first. */
export async function readMaturityModels(
  store: EventStore,
  model: ModelId = MODEL_ID,
): Promise<readonly MaturityModel[]> {
  const history = await store.readStream(maturityModelStream(model));
  return versionsOf(
    replay(
      maturityModelDecider,
      history.map((stored) => read<MaturityModelEvent>(stored)),
    ),
  );
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
