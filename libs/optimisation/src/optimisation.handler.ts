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
import { readOrganisationStanding } from '#organisations';
import { londonDay, type OdsCode, type Role } from '#vocabulary';
import { optimisationDecider } from './domain/optimisation.decider.js';
import type {
  OptimisationCircumstances,
  OptimisationCommand,
} from './domain/optimisation.orders.js';
import type { OptimisationRefusal } from './domain/optimisation.refusals.js';

export const optimisationStream = (organisation: OdsCode): string => `optimisation-${organisation}`;

type Options = Readonly<{
  /** The trust whose entry is retracted or corrected; other commands name theirs. */
  subject?: OdsCode;
  ifRevision?: ExpectedRevision;
}>;

/** Asks for something to be recorded of a trust's EPR. */
export class OptimisationRequest extends Command<Handled<OptimisationRefusal>> {
  constructor(
    readonly command: OptimisationCommand,
    readonly asker: Asker,
    readonly options: Options = {},
  ) {
    super();
  }
}

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
      circumstances: () => this.circumstances(organisation, asker),
    });
  }

  private async circumstances(
    organisation: OdsCode,
    asker: Asker,
  ): Promise<OptimisationCircumstances> {
    const [now, standing, capabilities] = await Promise.all([
      this.store.now(),
      readOrganisationStanding(this.store, organisation),
      readCapabilities(this.store),
    ]);
    return {
      today: londonDay(now),
      asker: { ...asker, role: asker.role as Role },
      organisation: standing,
      capabilities: [...capabilities.keys()],
    };
  }
}

function subjectOf(command: OptimisationCommand, { subject }: Options): OdsCode {
  if (command.type === 'CorrectFact') return subject ?? command.data.order.data.organisation;
  if (command.type !== 'RetractFact') return command.data.organisation;
  if (subject === undefined) throw new Error('RetractFact does not say of which trust.');
  return subject;
}
