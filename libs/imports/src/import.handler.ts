import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { EVENT_STORE, handle, type Asker, type EventStore, type Handled } from '#event-sourcing';
import { importDecider, type ImportCommand } from './domain/import.decider.js';
import type { ImportRefusal } from './domain/import.refusals.js';
import { importStream } from './import.reader.js';

/** Asks for an import to be started, completed or withdrawn. */
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
