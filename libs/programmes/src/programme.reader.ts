import { read, replay, type EventStore } from '#event-sourcing';
import type { ProgrammeId } from '#vocabulary';
import { programmeDecider, registrationOf } from './domain/programme.decider.js';
import type { ProgrammeEvent } from './domain/programme.events.js';
import { programmeStream } from './domain/programme.orders.js';

/** Whether a programme belongs to the demonstration; false where there is no such programme. */
export async function isDemonstrationProgramme(
  store: EventStore,
  programme: ProgrammeId,
): Promise<boolean> {
  const history = await store.readStream(programmeStream(programme));
  const registration = registrationOf(
    replay(
      programmeDecider,
      history.map((stored) => read<ProgrammeEvent>(stored)),
    ),
  );
  return registration?.demonstration ?? false;
}
