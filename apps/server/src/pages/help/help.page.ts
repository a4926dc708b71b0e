import { Controller, Get, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Response } from 'express';
import { ACCESS_KEPT } from '../../access/access-log.js';
import { KEYS_KEPT } from '../../api/http/idempotency.js';
import { Requires } from '../../api/who/requires.decorator.js';
import { SESSION_COOKIE, SESSION_HOURS } from '../../api/who/sessions.js';
import { Configuration } from '../../configuration.js';
import { FILES_KEPT } from '../../imports/kept-imports.js';
import { KEPT_UNTIL } from '../forms/drafts.js';
import { FORM_COOKIE } from '../sign-in/form-tokens.js';
import { rolesInWords } from '../sign-in/roles-in-words.js';
import { Views } from '../views.js';
import { terms } from './terms.js';

/** What every page leads to in its foot: help, and what is said of the service itself. */
@ApiExcludeController()
@Controller()
export class HelpPage {
  constructor(
    private readonly views: Views,
    private readonly configuration: Configuration,
  ) {}

  @Get('help')
  @Requires('use-the-front-door')
  help(@Res() response: Response): void {
    this.send(response, 'help/help.njk', 'Help', { roles: Object.values(rolesInWords), terms });
  }

  @Get('accessibility-statement')
  @Requires('use-the-front-door')
  accessibility(@Res() response: Response): void {
    this.send(response, 'help/accessibility.njk', 'Accessibility statement');
  }

  @Get('cookies')
  @Requires('use-the-front-door')
  cookies(@Res() response: Response): void {
    const offersSignIn = this.views.offerSignIn;
    this.send(response, 'help/cookies.njk', 'Cookies', {
      offersSignIn,
      cookies: [
        {
          name: FORM_COOKIE,
          does: 'shows that what a form sends comes from a page of this service',
          lasts: 'until you close the browser',
        },
        ...(offersSignIn
          ? [
              {
                name: SESSION_COOKIE,
                does: 'says who you are signed in as, and for which organisation',
                lasts: `${String(SESSION_HOURS)} hours, or until you sign out`,
              },
            ]
          : []),
      ],
    });
  }

  @Get('privacy')
  @Requires('use-the-front-door')
  privacy(@Res() response: Response): void {
    this.send(response, 'help/privacy.njk', 'Privacy', {
      kept: {
        access: ACCESS_KEPT,
        files: FILES_KEPT,
        keys: KEYS_KEPT,
        drafts: KEPT_UNTIL,
        session: `${String(SESSION_HOURS)} hours`,
      },
    });
  }

  private send(
    response: Response,
    template: string,
    title: string,
    model: Readonly<Record<string, unknown>> = {},
  ): void {
    const { contact } = this.configuration;
    const contactHref = contact.startsWith('https://') ? contact : `mailto:${contact}`;
    this.views.send(response, template, { title, contact, contactHref, ...model });
  }
}
