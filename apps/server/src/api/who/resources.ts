import type { QueryBus } from '@nestjs/cqrs';
import type { Request } from 'express';
import type { EventStore } from '#event-sourcing';
import { readSuccessors } from '#organisations';
import { readProgramme } from '#programmes';
import { OrganisationProfile, OrganisationsOn } from '#read-models';
import { londonDay, parseOdsCode, parseProgrammeId, type OdsCode } from '#vocabulary';
import { NATION, type Actor } from './actor.js';
import { can, type Action, type Resource } from './policy.js';
import type { ResourceReader } from './who.guard.js';

/** Tells the policy about the organisation, or the programme, that an address names. */
export class Resources implements ResourceReader {
  constructor(
    private readonly store: EventStore,
    private readonly queries: QueryBus,
    private readonly demonstrationOpen: boolean,
  ) {}

  async resourceOf(request: Request, actor: Actor, action: Action): Promise<Resource> {
    const named = request.params['ods'];
    const code = typeof named === 'string' ? parseOdsCode(named) : undefined;
    if (code === undefined) {
      const demonstration = await this.isDemonstration(request, actor);
      const place = action === 'read-entries' ? placeAskedIn(request) : undefined;
      return {
        demonstration,
        demonstrationOpen: this.demonstrationOpen,
        ...(place && { organisation: { code: place, ...(await this.regionOf(place)) } }),
      };
    }
    // Successions count at once; what others may read follows the read models.
    const isOwn = isOf(actor, code);
    const successors = isOwn ? [] : [...(await readSuccessors(this.store, code))];
    const looksAround = action.startsWith('read-') && !isOwn;
    const { demonstration, ...placed } = looksAround ? await this.placeOf(code) : {};
    return {
      organisation: { code, successors, ...placed },
      demonstration: demonstration ?? false,
      demonstrationOpen: this.demonstrationOpen,
    };
  }

  /**
   * The organisations a board reader of a part of the nation may read the entries of: those that are in
   * it today, whatever day is asked about. Undefined for everybody else, whom the policy judges alone.
   */
  async remitOf(actor: Actor): Promise<readonly OdsCode[] | undefined> {
    if (actor.kind === 'public' || actor.role !== 'board-reader') return undefined;
    const place = parseOdsCode(actor.organisation);
    if (actor.organisation === NATION || place === undefined) return undefined;
    const asOf = londonDay(await this.store.now());
    const found = await Promise.all(
      [{ icb: place }, { region: place }].map((filter) =>
        this.queries.execute(new OrganisationsOn({ asOf }, filter)),
      ),
    );
    const codes = found.flatMap(({ organisations }) => organisations.map(({ code }) => code));
    return [place, ...codes];
  }

  private async regionOf(place: OdsCode): Promise<{ region?: string }> {
    const { region } = await this.placeOf(place);
    return region === undefined ? {} : { region };
  }

  /** The programme of the address, or the one that a cohort is asked for; who may read all is asked nothing. */
  private async isDemonstration({ params, query }: Request, actor: Actor): Promise<boolean> {
    const named = params['programme'];
    if (typeof named !== 'string') return query['programme'] === 'demonstration';
    const programme = parseProgrammeId(named);
    if (programme === undefined || can(actor, 'read-entries') === 'allowed') return false;
    return (await readProgramme(this.store, programme))?.demonstration ?? false;
  }

  private async placeOf(
    code: OdsCode,
  ): Promise<{ icb?: string; region?: string; demonstration?: boolean }> {
    const asOf = londonDay(await this.store.now());
    const profile = await this.queries.execute(new OrganisationProfile(code, { asOf }));
    if (profile === undefined) return {};
    const { icb, region, demonstration } = profile.organisation;
    return {
      demonstration,
      ...(icb === null ? {} : { icb }),
      ...(region === null ? {} : { region }),
    };
  }
}

/**
 * The ICB or the region whose trusts a list of the API is asked for. Pages do not narrow what they show
 * by these parameters, and so they open none.
 */
function placeAskedIn({ path, query }: Request): OdsCode | undefined {
  if (!path.startsWith('/api/')) return undefined;
  const named = query['icb'] ?? query['region'];
  return typeof named === 'string' ? parseOdsCode(named) : undefined;
}

const isOf = (actor: Actor, code: OdsCode): boolean =>
  actor.kind === 'known' && actor.organisation === code;
