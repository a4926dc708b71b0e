import { Body, Controller, Get, HttpStatus, Next, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { NextFunction, Request, Response } from 'express';
import { isForAPerson } from '../../api/http/problem.filter.js';
import { NATION } from '../../api/who/actor.js';
import { Casting } from '../../api/who/casting.js';
import { developmentPeople, isOfATrust, type Person } from '../../api/who/people.js';
import { Requires } from '../../api/who/requires.decorator.js';
import { Sessions } from '../../api/who/sessions.js';
import { cameFromElsewhere, fromElsewhere } from '../../api/who/who.guard.js';
import { textOf } from '../typed-text.js';
import { capital } from '../stages-in-words.js';
import { Views } from '../views.js';
import { FormTokens } from './form-tokens.js';
import { organisationIn, returnAddress } from './return-address.js';
import { personInWords, rolesInWords } from './roles-in-words.js';

type Typed = Readonly<Record<string, unknown>>;
type FieldError = Readonly<{ text: string; href: string }>;

const OUT_OF_DATE = 'This page had been open for too long. Choose again who to sign in as';

/** The development sign-in for browsers; what is no browser is passed on to the API at the same address. */
@ApiExcludeController()
@Controller()
export class SignInPage {
  constructor(
    private readonly views: Views,
    private readonly casting: Casting,
    private readonly sessions: Sessions,
    private readonly tokens: FormTokens,
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
      typed: {
        organisation: (await this.casting.organisationOf(organisationIn(address)))?.code ?? '',
      },
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
    const cast = await this.casting.cast(typed['person'], textOf(typed['organisation']));
    if (!('id' in cast)) {
      const errors = cast.map(({ field, message }) => ({ text: message, href: `#${field}` }));
      this.answer(request, response.status(HttpStatus.BAD_REQUEST), { address, typed, errors });
      return;
    }
    response.append('Set-Cookie', this.sessions.open(cast));
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
      people: developmentPeople.map((person) => ({
        value: person.id,
        text: personInWords(person.id, person.role),
        hint: { text: `${capital(rolesInWords[person.role].does)}. ${actsFor(person)}` },
        checked: typed['person'] === person.id,
      })),
      personError: errorAt('#person'),
      organisation: textOf(typed['organisation']),
      organisationError: errorAt('#organisation'),
    });
  }
}

function actsFor(person: Person): string {
  if (isOfATrust(person)) return 'Acts for the trust you name below.';
  return `Acts for ${person.organisation === NATION ? 'England' : 'NHS England (X26)'}, unless you name another organisation below.`;
}

const isForm = (request: Request): boolean =>
  request.is('application/x-www-form-urlencoded') !== false;
