import { HttpStatus, Injectable } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { Request, Response } from 'express';
import {
  ProgrammeProfile,
  type CohortFilter,
  type Moment,
  type ProgrammeProfileAnswer,
} from '#read-models';
import { parseProgrammeId, type ProgrammeId } from '#vocabulary';
import { can } from '../../../api/who/policy.js';
import { Resources } from '../../../api/who/resources.js';
import { actorOf } from '../../../api/who/who.guard.js';
import { Configuration } from '../../../configuration.js';
import { freshnessOf } from '../../freshness.js';
import type { MomentAsked } from '../../moment-typed.js';
import { Moments } from '../../moments.js';
import { Views } from '../../views.js';
import { daysAsked, whyComparedWith, type DaysAsked } from './days-asked.js';
import { linksOf, linkTo, programmeHref, type ProgrammePath } from './programme-pages.js';
import { noSuchProgramme } from '../../not-there.js';

/** A programme that somebody looks at: on two days, by what is known at one entry. */
export type ProgrammeOpened = Readonly<{
  request: Request;
  profile: ProgrammeProfileAnswer;
  /** Whose figures its pages show: the trusts open on the day, real or fictional as it is. */
  filter: CohortFilter;
  /** The day of the page and the one it is compared with, both pinned to the entry that it names. */
  now: Moment;
  before: Moment;
  /** "31 October 2026" and "30 June 2026". */
  asOf: string;
  since: string;
  /** As its address was asked: today, the last day anything was known of, what was typed. */
  asked: MomentAsked;
  /** Added to addresses: the moment for the API; and for pages, with the day compared with. */
  query: string;
  pageQuery: string;
  /** Whether this reader may see the entries of every trust, and of this one. */
  reader: Reader;
  /** Where a reader goes who follows the name of a trust: to its one page, where entries may be read. */
  trustHref: (code: string) => string;
  /** What the API calls its trusts. */
  cohort: Readonly<{ programme: 'demonstration' | 'england' }>;
}>;

type Reader = Readonly<{ readsAll: boolean; mayRead: (code: string) => boolean }>;

/**
 * A page of a programme: where it is in the row of links, and how it looks. Home has its name for a
 * title. `under`: what of that page it shows, as in "targets/coverage".
 */
type ProgrammePage = Readonly<{
  here: ProgrammePath;
  under?: string;
  title?: string;
  template: string;
  /** False where nothing on it is compared with another day. */
  compares?: false;
  /** It is about the days themselves, and asks for them openly. */
  isAboutDays?: true;
}>;

/**
 * What a page adds to the frame. `errors` in its own fields are answered 400.
 */
type Content = Readonly<Record<string, unknown>> &
  Readonly<{ fields?: never; errors?: MomentAsked['errors'] }>;

/** What all pages of a programme have in common: its name, the days compared, links, freshness. */
@Injectable()
export class ProgrammeFrame {
  constructor(
    private readonly queries: QueryBus,
    private readonly views: Views,
    private readonly moments: Moments,
    private readonly configuration: Configuration,
    private readonly resources: Resources,
  ) {}

  /** `contentOf` is asked only where programme and days are right. */
  async show(
    request: Request,
    response: Response,
    page: ProgrammePage,
    contentOf: (opened: ProgrammeOpened) => Promise<Content>,
  ): Promise<void> {
    const { asOf, knownAt, with: compared } = request.query;
    const asked = await this.moments.asked(asOf, knownAt);
    const programme = parseProgrammeId(String(request.params['programme']));
    if (programme === undefined) throw noSuchProgramme();
    const profile = await this.queries.execute(new ProgrammeProfile(programme, asked.moment));
    if (profile === undefined) {
      await this.notThere(response, programme, asked);
      return;
    }
    const days = daysAsked(asked, compared, profile.periods);
    const reader = await this.readerOf(request, profile);
    const content: Content =
      days.errors.length > 0
        ? {}
        : await contentOf(openedOf(request, { profile, asked, days, reader }));
    const errors = [...days.errors, ...(content.errors ?? [])];
    if (errors.length > 0) response.status(HttpStatus.BAD_REQUEST);
    this.views.send(response, page.template, {
      ...frameOf(page, { profile, asked, days }, reader.readsAll),
      ...content,
      errors,
    });
  }

  /** A board of a part of the nation reads the entries of the trusts in its remit, a trust its own. */
  private async readerOf(
    request: Request,
    { demonstration }: ProgrammeProfileAnswer,
  ): Promise<Reader> {
    const actor = actorOf(request);
    // Of the programme as a whole, also where the page is about one trust of it.
    const { opensDemonstration: demonstrationOpen } = this.configuration;
    const readsAll = can(actor, 'read-entries', { demonstration, demonstrationOpen }) === 'allowed';
    const remit = new Set<string>(readsAll ? [] : await this.resources.remitOf(actor));
    const mayRead = (code: string) =>
      readsAll ||
      remit.has(code) ||
      can(actor, 'read-entries', { organisation: { code } }) === 'allowed';
    return { readsAll, mayRead };
  }

  /** A programme nobody knows, or one that was not there yet at the moment asked about. */
  private async notThere(
    response: Response,
    programme: ProgrammeId,
    { today, asOf }: MomentAsked,
  ): Promise<void> {
    const now = await this.queries.execute(new ProgrammeProfile(programme, { asOf: today }));
    if (now === undefined) throw noSuchProgramme();
    this.views.send(response.status(HttpStatus.NOT_FOUND), 'problem/problem.njk', {
      title: 'Nothing is known for that day',
      sentence: `There is no record of ${now.name} on ${asOf}.`,
      wayOut: { href: programmeHref(programme, ''), text: 'See today' },
    });
  }
}

type Found = Readonly<{ profile: ProgrammeProfileAnswer; asked: MomentAsked; days: DaysAsked }>;

function openedOf(
  request: Request,
  { profile, asked, days, reader }: Found & Readonly<{ reader: Reader }>,
): ProgrammeOpened {
  const { demonstration, entry } = profile;
  const knownAt = { entry };
  return {
    request,
    profile,
    filter: { demonstration },
    now: { asOf: asked.moment.asOf, knownAt },
    before: { asOf: days.before, knownAt },
    asOf: asked.asOf,
    since: days.since,
    asked,
    query: asked.query,
    pageQuery: days.query,
    reader,
    trustHref: (code) =>
      reader.mayRead(code)
        ? programmeHref(profile.programme, `organisations/${code}`) + days.query
        : `/organisations/${code}${asked.query}`,
    cohort: { programme: demonstration ? 'demonstration' : 'england' },
  };
}

/** What `frame/programme.njk` shows. */
const frameOf = (
  { here, under, title, compares, isAboutDays }: ProgrammePage,
  { profile, asked, days }: Found,
  readsEntries: boolean,
) => ({
  title: title ?? profile.name,
  pageInTitle: title === undefined ? '' : ` – ${profile.name}`,
  name: profile.name,
  demonstration: profile.demonstration,
  address: programmeHref(profile.programme, under === undefined ? here : `${here}/${under}`),
  home: programmeHref(profile.programme, ''),
  isHome: here === '',
  above: under === undefined ? undefined : linkTo(profile.programme, here, days.query),
  links: linksOf(profile.programme, { here, query: days.query, readsEntries }),
  asOf: asked.asOf,
  since: days.since,
  whySince: whyComparedWith(days.before, { ...profile, asOf: asked.moment.asOf }),
  lookingBack: asked.lookingBack,
  freshness: freshnessOf(profile),
  fields: compares === false ? asked.fields : days.fields,
  /** Carried on for the other pages by those that compare nothing. */
  carried: compares === false ? days.typed : '',
  compares: compares ?? true,
  isAboutDays: isAboutDays ?? false,
  query: asked.query,
  pageQuery: days.query,
});
