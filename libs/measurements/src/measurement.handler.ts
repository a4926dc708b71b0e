import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  EVENT_STORE,
  handle,
  handleSeries,
  type Asker,
  type EventStore,
  type Handled,
} from '#event-sourcing';
import { readAllCited } from '#evidence';
import { readCapabilities } from '#maturity-models';
import { readCircumstances, RequestOf, SeriesOf } from '#organisations';
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
      circumstances: async () =>
        (await circumstancesOf(this.store, [command], { stream, organisation, asker }))(command),
    });
  }
}

/** Asks for many measurements of one subject: those of a file. */
export class MeasurementSeries extends SeriesOf<
  MeasurementCommand,
  MeasurementRefusal,
  MeasurementSubject
> {}

@CommandHandler(MeasurementSeries)
export class MeasurementSeriesHandler implements ICommandHandler<MeasurementSeries> {
  constructor(@Inject(EVENT_STORE) private readonly store: EventStore) {}

  async execute({
    subject,
    orders,
    options,
  }: MeasurementSeries): Promise<readonly Handled<MeasurementRefusal>[]> {
    const [first] = orders;
    if (first === undefined) return [];
    const commands = orders.map(({ command }) => command);
    const stream = measurementStream(subject);
    const { organisation } = subject;
    return handleSeries(this.store, measurementDecider, {
      ...options,
      stream,
      orders,
      circumstances: () =>
        circumstancesOf(this.store, commands, { stream, organisation, asker: first.asker }),
    });
  }
}

async function circumstancesOf(
  store: EventStore,
  commands: readonly MeasurementCommand[],
  {
    stream,
    organisation,
    asker,
  }: Readonly<{ stream: string; organisation: OdsCode; asker: Asker }>,
): Promise<(command: MeasurementCommand) => MeasurementCircumstances> {
  const [common, models, citedBy] = await Promise.all([
    readCircumstances(store, organisation, asker),
    readCapabilities(store),
    readAllCited(store, commands, organisation),
  ]);
  const all = { ...common, stream, capabilities: [...models.keys()] };
  return (command) => ({ ...all, evidence: citedBy(command) });
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
