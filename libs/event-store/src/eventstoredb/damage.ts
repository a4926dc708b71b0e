import { BrokenLog, type StoredEvent } from '#event-sourcing';

const HIDING = ['$maxCount', '$maxAge', '$tb'] as const;

/** Stops at what the server notes when events are deleted or hidden: nothing of ours ever does that. */
export function refuseDamage({ type, stream, data, position }: StoredEvent, prefix: string): void {
  if (type === '$streamDeleted' && !stream.startsWith('$') && stream.startsWith(prefix)) {
    throw new BrokenLog(`The stream "${stream}" was deleted at position ${String(position)}.`);
  }
  const subject = stream.slice(2);
  if (type !== '$metadata' || !stream.startsWith('$$') || subject.startsWith('$')) return;
  if (!subject.startsWith(prefix)) return;
  const hiding = HIDING.find((setting) => data.includes(`"${setting}"`));
  if (hiding === undefined) return;
  throw new BrokenLog(
    `The stream "${subject}" was truncated: ${hiding} was set at position ${String(position)}.`,
  );
}

/** Events of a stream from a revision on, none missing in front or between. */
export function assertContiguous(
  stream: string,
  events: readonly StoredEvent[],
  fromRevision: number,
): void {
  events.forEach(({ revision }, n) => {
    if (revision !== fromRevision + n) {
      throw new BrokenLog(`A revision of "${stream}" is missing.`);
    }
  });
}
