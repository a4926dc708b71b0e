import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  EVENT_STORE,
  handle,
  type Asker,
  type EventStore,
  type ExpectedRevision,
  type Handled,
} from '#event-sourcing';
import { readCapabilities } from '#maturity-models';
import { readCircumstances } from '#organisations';
import type { OdsCode } from '#vocabulary';
import { measurementDecider } from './domain/measurement.decider.js';
import {
  measurementStream,
  measurementStreamOf,
  type MeasurementCircumstances,
  type MeasurementCommand,
  type MeasurementSubject,
} from './domain/measurement.orders.js';
import type { MeasurementRefusal } from './domain/measurement.refusals.js';

type Options = Readonly<{
  /** Of what the entry is that is retracted or corrected; other commands name theirs. */
  subject?: MeasurementSubject;
  ifRevision?: ExpectedRevision;
}>;

/** Asks for a measurement to be recorded, corrected or taken back. */
export class MeasurementRequest extends Command<Handled<MeasurementRefusal>> {
  constructor(
    readonly command: MeasurementCommand,
    readonly asker: Asker,
    readonly options: Options = {},
  ) {
    super();
  }
}

@CommandHandler(MeasurementRequest)
export class MeasurementHandler implements ICommandHandler<MeasurementRequest> {
  constructor(@Inject(EVENT_STORE) private readonly store: EventStore) {}

  execute({ command, asker, options }: MeasurementRequest): Promise<Handled<MeasurementRefusal>> {
    const { stream, organisation } = placeOf(command, options);
    return handle(this.store, measurementDecider, {
      stream,
      command,
      asker,
      ifRevision: options.ifRevision,
      circumstances: () => this.circumstances(stream, organisation, asker),
    });
  }

  private async circumstances(
    stream: string,
    organisation: OdsCode,
    asker: Asker,
  ): Promise<MeasurementCircumstances> {
    const [common, capabilities] = await Promise.all([
      readCircumstances(this.store, organisation, asker),
      readCapabilities(this.store),
    ]);
    return { ...common, stream, capabilities: [...capabilities.keys()] };
  }
}

function placeOf(
  command: MeasurementCommand,
  { subject }: Options,
): Readonly<{ stream: string; organisation: OdsCode }> {
  const corrects = command.type === 'CorrectFact' || command.type === 'RetractFact';
  if (corrects && subject !== undefined) {
    return { stream: measurementStream(subject), organisation: subject.organisation };
  }
  if (command.type === 'RetractFact') throw new Error('RetractFact does not say of which series.');
  const order = command.type === 'CorrectFact' ? command.data.order : command;
  return { stream: measurementStreamOf(order), organisation: order.data.organisation };
}
