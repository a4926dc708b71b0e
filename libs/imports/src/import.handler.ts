import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  EVENT_STORE,
  handle,
  read,
  replay,
  type Asker,
  type EventStore,
  type Handled,
} from '#event-sourcing';
import { importDecider, type ImportCommand } from './domain/import.decider.js';
import type { FileOutcome, ImportEvent } from './domain/import.events.js';
import type { ImportRefusal } from './domain/import.refusals.js';

export const importStream = (importId: string): string => `import-${importId}`;

/** Asks for an import to be started or completed. */
export class ImportRequest extends Command<Handled<ImportRefusal>> {
  constructor(
    readonly command: ImportCommand,
    readonly asker: Asker,
  ) {
    super();
  }
}

@CommandHandler(ImportRequest)
export class ImportHandler implements ICommandHandler<ImportRequest> {
  constructor(@Inject(EVENT_STORE) private readonly store: EventStore) {}

  execute({ command, asker }: ImportRequest): Promise<Handled<ImportRefusal>> {
    const stream = importStream(command.data.importId);
    return handle(this.store, importDecider, { stream, command, asker, circumstances: () => ({}) });
  }
}

/** What became of the files of an import that was completed; undefined while it was not. */
export async function readImportOutcome(
  store: EventStore,
  importId: string,
): Promise<readonly FileOutcome[] | undefined> {
  const history = await store.readStream(importStream(importId));
  const found = replay(
    importDecider,
    history.map((stored) => read<ImportEvent>(stored)),
  );
  return found.stage === 'completed' ? found.files : undefined;
}
