import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { EVENT_STORE, handle, type Asker, type EventStore, type Handled } from '#event-sourcing';
import { readCited } from '#evidence';
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
  OptimisationOrder,
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
    const [common, capabilities, siteOwners, sharers, evidence] = await Promise.all([
      readCircumstances(this.store, organisation, asker),
      readCapabilities(this.store),
      this.siteOwners(organisation, sitesIn(command)),
      this.sharers(sharersIn(command)),
      readCited(this.store, command, organisation),
    ]);
    return {
      ...common,
      evidence,
      capabilities: [...capabilities.keys()],
      siteOwners,
      sharers,
    };
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

  private async sharers(codes: readonly OdsCode[]): Promise<OptimisationCircumstances['sharers']> {
    const sharers = await Promise.all(
      codes.map(async (code) => {
        const standing = await readOrganisationStanding(this.store, code);
        if (standing === undefined) return [];
        return [[code, { name: standing.name, isTrust: standing.kind === 'trust' }]] as const;
      }),
    );
    return Object.fromEntries(sharers.flat());
  }
}

/** What a command says was so, itself or as a correction. */
function orderIn(command: OptimisationCommand): OptimisationOrder | undefined {
  if (command.type === 'RetractFact') return undefined;
  return command.type === 'CorrectFact' ? command.data.order : command;
}

/** The trusts that a command says share the EPR. */
function sharersIn(command: OptimisationCommand): readonly OdsCode[] {
  const { data } = orderIn(command) ?? {};
  return data !== undefined && 'sharedWith' in data ? (data.sharedWith ?? []) : [];
}

/** The sites that a command names. */
function sitesIn(command: OptimisationCommand): readonly SiteCode[] {
  const order = orderIn(command);
  if (order === undefined) return [];
  const { type, data } = order;
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
