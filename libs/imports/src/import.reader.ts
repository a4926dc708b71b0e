import { read, type EventStore, type Named } from '#event-sourcing';
import type { FileOutcome, ImportEvent } from './domain/import.events.js';

export const importStream = (importId: string): string => `import-${importId}`;

type Told<Type extends ImportEvent['type']> = Named<ImportEvent, Type>['data'] &
  Readonly<{ recordedAt: string; position: bigint; actor: string; role: string }>;

/** What the log says of an import: each step it has taken, with when and where that was recorded. */
export type ImportSeen = Readonly<{
  started?: Told<'ImportStarted'>;
  completed?: Told<'ImportCompleted'>;
  withdrawn?: Told<'ImportWithdrawn'>;
}>;

const steps = {
  ImportStarted: 'started',
  ImportCompleted: 'completed',
  ImportWithdrawn: 'withdrawn',
} as const satisfies Record<ImportEvent['type'], keyof ImportSeen>;

export async function readImport(store: EventStore, importId: string): Promise<ImportSeen> {
  const history = await store.readStream(importStream(importId));
  return Object.fromEntries(
    history.map((stored) => {
      const { type, data, recordedAt, position, metadata } = read<ImportEvent>(stored);
      const { actor, role } = metadata;
      return [steps[type], { ...data, recordedAt, position, actor, role }];
    }),
  );
}

/** What became of the files of an import that was completed; undefined while it was not. */
export const readImportOutcome = async (
  store: EventStore,
  importId: string,
): Promise<readonly FileOutcome[] | undefined> =>
  (await readImport(store, importId)).completed?.files;
