import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { EVENT_STORE, handle, type Asker, type EventStore, type Handled } from '#event-sourcing';
import { readCited } from '#evidence';
import { readCapabilities } from '#maturity-models';
import { readCircumstances, RequestOf } from '#organisations';
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

/** Asks for a measurement to be recorded, corrected or taken back. */
export class MeasurementRequest extends RequestOf<
  MeasurementCommand,
  MeasurementRefusal,
  MeasurementSubject
> {}

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
      circumstances: () => this.circumstances({ command, stream, organisation }, asker),
    });
  }

  private async circumstances(
    {
      command,
      stream,
      organisation,
    }: Readonly<{ command: MeasurementCommand; stream: string; organisation: OdsCode }>,
    asker: Asker,
  ): Promise<MeasurementCircumstances> {
    const [common, capabilities, evidence] = await Promise.all([
      readCircumstances(this.store, organisation, asker),
      readCapabilities(this.store),
      readCited(this.store, command, organisation),
    ]);
    return { ...common, evidence, stream, capabilities: [...capabilities.keys()] };
  }
}

function placeOf(
  command: MeasurementCommand,
  { subject }: MeasurementRequest['options'],
): Readonly<{ stream: string; organisation: OdsCode }> {
  const corrects = command.type === 'CorrectFact' || command.type === 'RetractFact';
  if (corrects && subject !== undefined) {
    return { stream: measurementStream(subject), organisation: subject.organisation };
  }
  if (command.type === 'RetractFact') throw new Error('RetractFact does not say of which series.');
  const order = command.type === 'CorrectFact' ? command.data.order : command;
  return { stream: measurementStreamOf(order), organisation: order.data.organisation };
}
