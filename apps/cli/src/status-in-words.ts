import type { EngineStatus } from '#read-models';

/** The status for machines: positions as texts, as they can be larger than a number of JSON. */
export function fieldsOf(status: EngineStatus): object {
  const { checkpoint, head, lag, leader, alarm, ...rest } = status;
  const { position, eventId, entry, recordedAt } = checkpoint;
  return {
    position: position === undefined ? null : String(position),
    entry,
    eventId: eventId ?? null,
    recordedAt: recordedAt ?? null,
    head: head === undefined ? null : { ...head, position: String(head.position) },
    lagSeconds: lag.seconds ?? null,
    lagEntries: lag.entries ?? null,
    leader: leader ?? null,
    alarm: alarm === undefined ? null : { kind: alarm.kind, message: alarm.message },
    ...rest,
    versions: rest.versions.map(({ name, live = null, own = null }) => ({ name, live, own })),
  };
}

export function linesOf(status: EngineStatus): readonly string[] {
  const { checkpoint, epoch, versions, alarm } = status;
  const { entry, position, recordedAt } = checkpoint;
  const read =
    position === undefined
      ? 'nothing yet'
      : `${String(entry)}, at position ${String(position)}, recorded ${recordedAt ?? ''}`;
  return [
    `Last entry:  ${read}`,
    `Behind:      ${behind(status)}`,
    `Leader:      ${leading(status)}`,
    `Epoch:       ${String(epoch)}`,
    ...versions.map(
      ({ name, live, own }) =>
        `Version:     ${name} ${versionOf(live)} in use, ${versionOf(own)} in this build`,
    ),
    ...(status.isLive
      ? []
      : ['Tables:      not those of this build; a projector that starts makes them anew']),
    ...(status.isBuilding ? ['Under way:   a rebuild or a comparison'] : []),
    ...(alarm === undefined ? [] : [`Alarm:       ${alarm.message}`]),
  ];
}

function behind({ lag, isSettled }: EngineStatus): string {
  if (lag.entries === 0) return isSettled ? 'nothing' : 'nothing but derived tables';
  const entries =
    lag.entries === undefined
      ? 'some entries (this store does not count them)'
      : `${lag.entries.toLocaleString('en-GB')} entries`;
  return lag.seconds === undefined
    ? entries
    : `${entries}, the oldest for ${lag.seconds.toFixed(0)} s`;
}

function leading({ leader }: EngineStatus): string {
  if (leader === undefined) return 'nobody projects';
  const { id, heartbeatAge, isAlive } = leader;
  const heartbeat = `last heartbeat ${heartbeatAge.toFixed(1)} s ago`;
  return isAlive ? `${id}, ${heartbeat}` : `none: the lease of ${id} has run out, ${heartbeat}`;
}

const versionOf = (version: number | undefined): string =>
  version === undefined ? 'none' : String(version);
