import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { EVENT_STORE, handle, type Asker, type EventStore, type Handled } from '#event-sourcing';
import { readCapabilities } from '#maturity-models';
import {
  readCircumstances,
  readOrganisationStanding,
  readSuccessors,
  RequestOf,
} from '#organisations';
import { odsCode, type OdsCode, type SiteCode } from '#vocabulary';
import { optimisationDecider } from './domain/optimisation.decider.js';
import type {
  OptimisationCircumstances,
  OptimisationCommand,
} from './domain/optimisation.orders.js';
import type { OptimisationRefusal } from './domain/optimisation.refusals.js';
import { ownersNamedBy } from './domain/sites.js';

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
      circumstances: () => this.circumstances(command, organisation, asker),
    });
  }

  private async circumstances(
    command: OptimisationCommand,
    organisation: OdsCode,
    asker: Asker,
  ): Promise<OptimisationCircumstances> {
    const [common, capabilities, siteOwners] = await Promise.all([
      readCircumstances(this.store, organisation, asker),
      readCapabilities(this.store),
      this.siteOwners(organisation, sitesIn(command)),
    ]);
    return { ...common, capabilities: [...capabilities.keys()], siteOwners };
  }

  /** Of the other organisations whose codes the sites begin with, those that are registered. */
  private async siteOwners(
    trust: OdsCode,
    sites: readonly SiteCode[],
  ): Promise<OptimisationCircumstances['siteOwners']> {
    const codes = ownersNamedBy(sites, trust).map((code) => odsCode(code));
    const owners = await Promise.all(
      codes.map(async (code) => {
        const standing = await readOrganisationStanding(this.store, code);
        if (standing === undefined) return [];
        const successors = await readSuccessors(this.store, code);
        return [[code, { name: standing.name, succeededByTrust: successors.has(trust) }]] as const;
      }),
    );
    return Object.fromEntries(owners.flat());
  }
}

/** The sites that a command names. */
function sitesIn(command: OptimisationCommand): readonly SiteCode[] {
  if (command.type === 'RetractFact') return [];
  const { type, data } = command.type === 'CorrectFact' ? command.data.order : command;
  if (type === 'SetCapabilityScope') return data.sites.map(({ site }) => site);
  return type === 'EnableCapability' || type === 'RecordGoLive' ? (data.sites ?? []) : [];
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
