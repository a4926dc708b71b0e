import type { Asker, EventStore } from '#event-sourcing';
import { readAllCited } from '#evidence';
import { readCapabilities } from '#maturity-models';
import { readCircumstances, readOrganisationStanding, readSuccessors } from '#organisations';
import { odsCode, type OdsCode, type SiteCode } from '#vocabulary';
import type {
  OptimisationCircumstances,
  OptimisationCommand,
  OptimisationOrder,
} from './domain/optimisation.orders.js';
import { ownersNamedBy } from './domain/sites.js';

/** What the rules need from outside the trust's stream to judge these commands. */
export async function readOptimisationCircumstances(
  store: EventStore,
  commands: readonly OptimisationCommand[],
  { organisation, asker }: Readonly<{ organisation: OdsCode; asker: Asker }>,
): Promise<(command: OptimisationCommand) => OptimisationCircumstances> {
  const [common, capabilities, siteOwners, sharers, citedBy] = await Promise.all([
    readCircumstances(store, organisation, asker),
    readCapabilities(store),
    readSiteOwners(store, organisation, [...new Set(commands.flatMap(sitesIn))]),
    readSharers(store, [...new Set(commands.flatMap(sharersIn))]),
    readAllCited(store, commands, organisation),
  ]);
  const all = { ...common, capabilities: [...capabilities.keys()], siteOwners, sharers };
  return (command) => ({ ...all, evidence: citedBy(command) });
}

/** Of the other organisations whose codes the sites begin with, those that are registered. */
async function readSiteOwners(
  store: EventStore,
  trust: OdsCode,
  sites: readonly SiteCode[],
): Promise<OptimisationCircumstances['siteOwners']> {
  const codes = ownersNamedBy(sites, trust).map((code) => odsCode(code));
  const owners = await Promise.all(
    codes.map(async (code) => {
      const standing = await readOrganisationStanding(store, code);
      if (standing === undefined) return [];
      const successors = await readSuccessors(store, code);
      return [[code, { name: standing.name, succeededByTrust: successors.has(trust) }]] as const;
    }),
  );
  return Object.fromEntries(owners.flat());
}

async function readSharers(
  store: EventStore,
  codes: readonly OdsCode[],
): Promise<OptimisationCircumstances['sharers']> {
  const sharers = await Promise.all(
    codes.map(async (code) => {
      const standing = await readOrganisationStanding(store, code);
      if (standing === undefined) return [];
      return [[code, { name: standing.name, isTrust: standing.kind === 'trust' }]] as const;
    }),
  );
  return Object.fromEntries(sharers.flat());
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
