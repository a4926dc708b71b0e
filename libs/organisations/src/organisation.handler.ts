import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { EVENT_STORE, handle, type EventStore, type Handled } from '#event-sourcing';
import { londonDay, type OdsCode, type Role } from '#vocabulary';
import {
  organisationDecider,
  type OrganisationCircumstances,
  type OrganisationCommand,
  type OrganisationOrder,
} from './domain/organisation.decider.js';
import type { OrganisationRefusal } from './domain/organisation.refusals.js';
import { organisationStream, readStandings } from './organisation.reader.js';
import { RequestOf } from './request-of.js';

/** Asks for a change of an organisation's record. */
export class OrganisationRequest extends RequestOf<
  OrganisationCommand,
  OrganisationRefusal,
  OdsCode
> {}

@CommandHandler(OrganisationRequest)
export class OrganisationHandler implements ICommandHandler<OrganisationRequest> {
  constructor(@Inject(EVENT_STORE) private readonly store: EventStore) {}

  execute({ command, asker, options }: OrganisationRequest): Promise<Handled<OrganisationRefusal>> {
    return handle(this.store, organisationDecider, {
      stream: organisationStream(subjectOf(command, options)),
      command,
      asker,
      ifRevision: options.ifRevision,
      circumstances: async (): Promise<OrganisationCircumstances> => ({
        today: londonDay(await this.store.now()),
        asker: { ...asker, role: asker.role as Role },
        named: await readStandings(this.store, namedIn(command)),
      }),
    });
  }
}

function subjectOf(
  command: OrganisationCommand,
  { subject }: OrganisationRequest['options'],
): OdsCode {
  if (command.type === 'CorrectFact') return command.data.order.data.organisation;
  if (command.type !== 'RetractFact') return command.data.organisation;
  if (subject === undefined) throw new Error('RetractFact does not say of which organisation.');
  return subject;
}

/** The other organisations that a command names. */
function namedIn(command: OrganisationCommand): readonly OdsCode[] {
  if (command.type === 'RetractFact') return [];
  const order: OrganisationOrder = command.type === 'CorrectFact' ? command.data.order : command;
  const { icb, region, successor } = order.data as {
    icb?: OdsCode;
    region?: OdsCode;
    successor?: OdsCode;
  };
  return [icb, region, successor].filter((code): code is OdsCode => code !== undefined);
}
