import type { StoredEvent } from '#event-sourcing';

/** An event as any build may read it: its type, its fields, and its place in its stream. */
export const read = ({ id, type, data, revision }: StoredEvent) => ({
  id,
  type,
  data: JSON.parse(data) as object,
  revision,
});
