import {
  Body,
  Controller,
  Get,
  HttpStatus,
  Inject,
  Next,
  Post,
  Query,
  Req,
  Res,
} from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiExcludeController } from '@nestjs/swagger';
import type { NextFunction, Request, Response } from 'express';
import { EVENT_STORE, type EventStore } from '#event-sourcing';
import { OrganisationProfile } from '#read-models';
import { londonDay, parseOdsCode } from '#vocabulary';
import { isForAPerson } from '../../api/http/problem.filter.js';
import { NATION } from '../../api/who/actor.js';
import { developmentPeople, type Person } from '../../api/who/people.js';
import { Requires } from '../../api/who/requires.decorator.js';
import { Sessions } from '../../api/who/sessions.js';
import { cameFromElsewhere, fromElsewhere } from '../../api/who/who.guard.js';
import { Views } from '../views.js';
import { FormTokens } from './form-tokens.js';
import { organisationIn, returnAddress } from './return-address.js';
import { personInWords, rolesInWords } from './roles-in-words.js';

type Typed = Readonly<Record<string, unknown>>;
type FieldError = Readonly<{ text: string; href: string }>;
type Chosen = Readonly<{ person: Person; organisation: string }> | readonly FieldError[];

type Acting = Readonly<{ code: string; name: string; kind: string }>;

const notATrust = ({ code, name }: Acting): string =>
  `Enter the ODS code of a trust, like RCF. ${name} (${code}) is not a trust`;

const OUT_OF_DATE = 'This page had been open for too long. Choose again who to sign in as';

/** The development sign-in for browsers; what is no browser is passed on to the API at the same address. */
@ApiExcludeController()
@Controller()
export class SignInPage {
  constructor(
    private readonly views: Views,
    private readonly queries: QueryBus,
    private readonly sessions: Sessions,
    private readonly tokens: FormTokens,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  @Get('sign-in')
  @Requires('use-the-front-door')
  async show(
    @Req() request: Request,
    @Res() response: Response,
    @Next() next: NextFunction,
    @Query('return') back: unknown,
  ): Promise<void> {
    if (!this.views.offerSignIn || !isForAPerson(request)) {
      next();
      return;
    }
    const address = returnAddress(back);
    this.answer(request, response, {
      address,
      typed: { organisation: (await this.organisationOf(organisationIn(address)))?.code ?? '' },
      errors: [],
    });
  }

  @Post('sign-in')
  @Requires('use-the-front-door')
  async signIn(
    @Req() request: Request,
    @Res() response: Response,
    @Next() next: NextFunction,
    @Body() typed: Typed,
  ): Promise<void> {
    if (!this.views.offerSignIn || !isForm(request)) {
      next();
      return;
    }
    if (cameFromElsewhere(request)) throw fromElsewhere();
    const address = returnAddress(typed['return']);
    if (!this.tokens.holds(request, typed['token'])) {
      const errors = [{ text: OUT_OF_DATE, href: '#person' }];
      this.answer(request, response.status(HttpStatus.FORBIDDEN), { address, typed, errors });
      return;
    }
    const chosen = await this.chosen(typed);
    if (!('person' in chosen)) {
      const errors = chosen;
      this.answer(request, response.status(HttpStatus.BAD_REQUEST), { address, typed, errors });
      return;
    }
    const { person, organisation } = chosen;
    response.append('Set-Cookie', this.sessions.open(person.id, person.role, organisation));
    response.redirect(HttpStatus.SEE_OTHER, address);
  }

  @Post('sign-out')
  @Requires('use-the-front-door')
  signOut(
    @Req() request: Request,
    @Res() response: Response,
    @Next() next: NextFunction,
    @Body() typed: Typed,
  ): void {
    if (!this.views.offerSignIn || !isForm(request)) {
      next();
      return;
    }
    if (cameFromElsewhere(request) || !this.tokens.holds(request, typed['token'])) {
      throw fromElsewhere();
    }
    response.append('Set-Cookie', this.sessions.close(request.get('cookie')));
    response.redirect(HttpStatus.SEE_OTHER, '/');
  }

  /** Whom and for which organisation, or what is wrong with the form. */
  private async chosen(typed: Typed): Promise<Chosen> {
    const person = developmentPeople(NATION).find(({ id }) => id === typed['person']);
    const text = textOf(typed['organisation']);
    const organisation = text === '' ? undefined : await this.organisationOf(text);
    const noSuchCode = text !== '' && organisation === undefined;
    const isOfATrust = person?.role.startsWith('trust-') === true;
    const errors = [
      ...(person === undefined ? [{ text: 'Select somebody to sign in as', href: '#person' }] : []),
      ...(noSuchCode
        ? [{ text: 'Enter an ODS code that exists, like RXX', href: '#organisation' }]
        : []),
      ...(isOfATrust && organisation !== undefined && organisation.kind !== 'trust'
        ? [{ text: notATrust(organisation), href: '#organisation' }]
        : []),
      ...(text === '' && isOfATrust
        ? [{ text: 'Enter the ODS code of the trust to act for, like RCF', href: '#organisation' }]
        : []),
    ];
    if (person === undefined || errors.length > 0) return errors;
    return { person, organisation: organisation?.code ?? person.organisation };
  }

  private async organisationOf(text: string): Promise<Acting | undefined> {
    if (text.toUpperCase() === NATION) return { code: NATION, name: 'England', kind: 'nation' };
    const code = parseOdsCode(text);
    if (code === undefined) return undefined;
    const asOf = londonDay(await this.store.now());
    const profile = await this.queries.execute(new OrganisationProfile(code, { asOf }));
    return profile?.organisation;
  }

  private answer(
    request: Request,
    response: Response,
    {
      address,
      typed,
      errors,
    }: Readonly<{ address: string; typed: Typed; errors: readonly FieldError[] }>,
  ): void {
    const errorAt = (href: string) => errors.find((error) => error.href === href)?.text;
    this.views.send(response, 'sign-in/sign-in.njk', {
      title: 'Sign in for development',
      errors,
      address,
      token: this.tokens.issue(request, response),
      people: developmentPeople(NATION).map(({ id, role, organisation }) => ({
        value: id,
        text: personInWords(id, role),
        hint: { text: `${rolesInWords[role].does}; ${actsFor(role, organisation)}` },
        checked: typed['person'] === id,
      })),
      personError: errorAt('#person'),
      organisation: textOf(typed['organisation']),
      organisationError: errorAt('#organisation'),
    });
  }
}

function actsFor(role: Person['role'], organisation: string): string {
  if (role.startsWith('trust-')) return 'for the trust you name below';
  return `for ${organisation === NATION ? 'England' : 'NHS England (X26)'}, unless you name another organisation below`;
}

const isForm = (request: Request): boolean =>
  request.is('application/x-www-form-urlencoded') !== false;

const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');
