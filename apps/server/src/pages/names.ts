import type { QueryBus } from '@nestjs/cqrs';
import type { EventStore } from '#event-sourcing';
import { readCapabilities } from '#maturity-models';
import { OrganisationsOn, type Moment } from '#read-models';
import { NATION } from '../api/who/actor.js';
import { NHS_ENGLAND } from '../api/who/people.js';

/** What codes are called, so that no code stands on a page without a name. */
export type Names = Readonly<{
  /** "Airedale NHS Foundation Trust (RCF)"; a code that nobody named stays what it is. */
  organisation: (code: string) => string;
  /** "Electronic observations (C103)". */
  capability: (code: string) => string;
  /** An amount of the one benefit that is told of; of several, none. */
  amount?: (value: number) => string;
  /** A value of its measure, such as its baseline. */
  measured?: (value: number) => string;
  /** What one of its values came to, by the event that states it; undefined for one that is not known. */
  actual?: (statedIn: string) => string | undefined;
}>;

/** The names of organisations on a day, as known then; of capabilities as the newest model has them. */
export async function readNames(
  queries: QueryBus,
  store: EventStore,
  moment: Moment,
): Promise<Names> {
  const [{ organisations }, capabilities] = await Promise.all([
    queries.execute(new OrganisationsOn(moment)),
    readCapabilities(store),
  ]);
  const called = new Map([...capabilities].map(([code, { name }]) => [code, name]));
  return {
    organisation: organisationsNamed(organisations),
    capability: (code) => named(called, code) ?? code,
  };
}

/** Those that people act for without their being in the record. */
const national: Readonly<Record<string, string>> = {
  [NATION]: 'England',
  [NHS_ENGLAND]: 'NHS England',
};

/** A code with its name; what nobody has registered may be a site, or a benefit. */
export function organisationsNamed(
  organisations: readonly Readonly<{ code: string; name: string }>[],
): Names['organisation'] {
  const names = new Map(organisations.map(({ code, name }) => [code, name]));
  return (code) => national[code] ?? named(names, code) ?? code;
}

function named(names: ReadonlyMap<string, string>, code: string): string | undefined {
  const name = names.get(code);
  return name === undefined ? undefined : `${name} (${code})`;
}
