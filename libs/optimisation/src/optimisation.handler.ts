import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { EVENT_STORE, handle, handleSeries, type EventStore, type Handled } from '#event-sourcing';
import { RequestOf, SeriesOf } from '#organisations';
import type { OdsCode } from '#vocabulary';
import { optimisationDecider } from './domain/optimisation.decider.js';
import type { OptimisationCommand } from './domain/optimisation.orders.js';
import type { OptimisationRefusal } from './domain/optimisation.refusals.js';
import { readOptimisationCircumstances } from './optimisation.circumstances.js';

export const optimisationStream = (organisation: OdsCode): string => `optimisation-${organisation}`;

/** Asks for something to be recorded of a trust's EPR. */
export class OptimisationRequest extends RequestOf<
  OptimisationCommand,
  OptimisationRefusal,
  OdsCode
> {}

@CommandHandler(OptimisationRequest)
export class OptimisationHandler implements ICommandHandler<OptimisationRequest> {
  constructor(@Inject(EVENT_STORE) private readonly store: EventStore) {}

  execute({ command, asker, options }: OptimisationRequest): Promise<Handled<OptimisationRefusal>> {
    const organisation = subjectOf(command, options);
    return handle(this.store, optimisationDecider, {
      stream: optimisationStream(organisation),
      command,
      asker,
      ifRevision: options.ifRevision,
      circumstances: async () => {
        const of = { organisation, asker };
        return (await readOptimisationCircumstances(this.store, [command], of))(command);
      },
    });
  }
}

/** Asks for many things to be recorded of one trust's EPR: those of a file. */
export class OptimisationSeries extends SeriesOf<
  OptimisationCommand,
  OptimisationRefusal,
  OdsCode
> {}

@CommandHandler(OptimisationSeries)
export class OptimisationSeriesHandler implements ICommandHandler<OptimisationSeries> {
  constructor(@Inject(EVENT_STORE) private readonly store: EventStore) {}

  async execute({
    subject: organisation,
    orders,
    options,
  }: OptimisationSeries): Promise<readonly Handled<OptimisationRefusal>[]> {
    const [first] = orders;
    if (first === undefined) return [];
    const commands = orders.map(({ command }) => command);
    const { asker } = first;
    return handleSeries(this.store, optimisationDecider, {
      ...options,
      stream: optimisationStream(organisation),
      orders,
      circumstances: () =>
        readOptimisationCircumstances(this.store, commands, { organisation, asker }),
    });
  }
}

function subjectOf(
  command: OptimisationCommand,
  { subject }: OptimisationRequest['options'],
): OdsCode {
  if (command.type === 'CorrectFact') return subject ?? command.data.order.data.organisation;
  if (command.type !== 'RetractFact') return command.data.organisation;
  if (subject === undefined) throw new Error('RetractFact does not say of which trust.');
  return subject;
}
