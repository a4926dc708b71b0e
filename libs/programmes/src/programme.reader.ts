import { read, replay, type EventStore } from '#event-sourcing';
import type { ProgrammeId } from '#vocabulary';
import { programmeDecider, registrationOf } from './domain/programme.decider.js';
import type { ProgrammeEvent } from './domain/programme.events.js';
import { programmeStream } from './domain/programme.orders.js';

/** What a programme is registered as; undefined where there is none. Rejects as the store does. */
export async function readProgramme(store: EventStore, programme: ProgrammeId) {
  const history = await store.readStream(programmeStream(programme));
  return registrationOf(
    replay(
      programmeDecider,
      history.map((stored) => read<ProgrammeEvent>(stored)),
    ),
  );
}
