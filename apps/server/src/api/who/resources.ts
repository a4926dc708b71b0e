import type { QueryBus } from '@nestjs/cqrs';
import type { Request } from 'express';
import type { EventStore } from '#event-sourcing';
import { readSuccessors } from '#organisations';
import { isDemonstrationProgramme } from '#programmes';
import { OrganisationProfile } from '#read-models';
import { londonDay, parseOdsCode, parseProgrammeId, type OdsCode } from '#vocabulary';
import type { Actor } from './actor.js';
import type { Action, Resource } from './policy.js';
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
      return { demonstration, demonstrationOpen: this.demonstrationOpen };
    }
    // Successions count at once; what board readers and visitors may read follows the read models.
    const successors = isOf(actor, code) ? [] : [...(await readSuccessors(this.store, code))];
    const looksAround =
      action.startsWith('read-') && (actor.kind === 'public' || actor.role === 'board-reader');
    const { demonstration, ...placed } = looksAround ? await this.placeOf(code) : {};
    return {
      organisation: { code, successors, ...placed },
      demonstration: demonstration ?? false,
      demonstrationOpen: this.demonstrationOpen,
    };
  }

  /** The programme of the address, or the one that a cohort is asked for; it matters to visitors alone. */
  private async isDemonstration({ params, query }: Request, actor: Actor): Promise<boolean> {
    const named = params['programme'];
    if (typeof named !== 'string') return query['programme'] === 'demonstration';
    const programme = parseProgrammeId(named);
    if (actor.kind !== 'public' || programme === undefined) return false;
    return isDemonstrationProgramme(this.store, programme);
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

const isOf = (actor: Actor, code: OdsCode): boolean =>
  actor.kind === 'known' && actor.organisation === code;
