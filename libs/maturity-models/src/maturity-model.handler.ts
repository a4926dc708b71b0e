import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { EVENT_STORE, handle, type EventStore, type Handled } from '#event-sourcing';
import { RequestOf } from '#organisations';
import { londonDay, type ModelId, type Role } from '#vocabulary';
import {
  maturityModelDecider,
  type MaturityModelCircumstances,
  type MaturityModelCommand,
} from './domain/maturity-model.decider.js';
import type { MaturityModelRefusal } from './domain/maturity-model.refusals.js';
import { maturityModelStream } from './maturity-model.reader.js';
import { MODEL_ID } from './model-version-1.js';

/** Asks for a version to be published, corrected or taken back. */
export class MaturityModelRequest extends RequestOf<
  MaturityModelCommand,
  MaturityModelRefusal,
  ModelId
> {}

@CommandHandler(MaturityModelRequest)
export class MaturityModelHandler implements ICommandHandler<MaturityModelRequest> {
  constructor(@Inject(EVENT_STORE) private readonly store: EventStore) {}

  execute({
    command,
    asker,
    options,
  }: MaturityModelRequest): Promise<Handled<MaturityModelRefusal>> {
    return handle(this.store, maturityModelDecider, {
      stream: maturityModelStream(modelOf(command, options)),
      command,
      asker,
      ifRevision: options.ifRevision,
      circumstances: async (): Promise<MaturityModelCircumstances> => ({
        today: londonDay(await this.store.now()),
        asker: { ...asker, role: asker.role as Role },
      }),
    });
  }
}

function modelOf(
  command: MaturityModelCommand,
  { subject = MODEL_ID }: MaturityModelRequest['options'],
): ModelId {
  if (command.type === 'CorrectFact') return command.data.order.data.model;
  return command.type === 'RetractFact' ? subject : command.data.model;
}
