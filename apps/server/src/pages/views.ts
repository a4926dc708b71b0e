import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import nunjucks from 'nunjucks';
import { NATION, PUBLIC } from '../api/who/actor.js';
import { NHS_ENGLAND } from '../api/who/people.js';
import { can } from '../api/who/policy.js';
import { Sessions } from '../api/who/sessions.js';
import { Configuration } from '../configuration.js';
import { FormTokens } from './sign-in/form-tokens.js';
import { returnAddress } from './sign-in/return-address.js';
import { personInWords } from './sign-in/roles-in-words.js';
import { withStackedTables } from './stacked-tables.js';
import { uncapital } from './stages-in-words.js';

const HERE = dirname(fileURLToPath(import.meta.url));
const FRONTEND = dirname(createRequire(import.meta.url).resolve('nhsuk-frontend/package.json'));

/** Pages of Nunjucks templates on nhsuk-frontend, escaped by default and complete without scripts. */
@Injectable()
export class Views {
  private readonly templates = new nunjucks.Environment(
    new nunjucks.FileSystemLoader([HERE, join(FRONTEND, 'dist')]),
    { autoescape: true, throwOnUndefined: false, trimBlocks: true, lstripBlocks: true },
  );

  constructor(
    private readonly configuration: Configuration,
    private readonly sessions: Sessions,
    private readonly tokens: FormTokens,
  ) {}

  /** Whether there is a sign-in for people at all. */
  get offerSignIn(): boolean {
    return this.configuration.signIn === 'development';
  }

  /**
   * The only script on a page is the frontend's own first line, let in by its nonce. `backTo`: where a
   * sign-in leads back to, where that is not the address that was asked for.
   */
  send(
    response: Response,
    template: string,
    { backTo, ...model }: Readonly<Record<string, unknown> & { title: string; backTo?: string }>,
  ): void {
    const cspNonce = randomBytes(16).toString('base64');
    const page = { ...model, visitor: this.visitorOf(response.req, response, backTo), cspNonce };
    response
      .type('html')
      .setHeader(
        'Content-Security-Policy',
        `default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; script-src 'nonce-${cspNonce}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
      )
      .send(withStackedTables(this.templates.render(template, page)));
  }

  /**
   * Who the head of every page says is signed in. By the cookie alone, as a page about an address
   * that is not there never passed the guard.
   */
  private visitorOf(request: Request, response: Response, backTo = hereOr(request)) {
    const actor = this.sessions.actorOf(request.get('cookie')) ?? PUBLIC;
    const reads = {
      publicFacts: can(actor, 'read-public-facts') === 'allowed',
      log: can(actor, 'read-the-log') === 'allowed',
      changes: can(actor, 'read-entries') === 'allowed',
    };
    const signInHref = this.offerSignIn
      ? `/sign-in?${new URLSearchParams({ return: backTo }).toString()}`
      : undefined;
    if (actor.kind === 'public') return { signInHref, reads };
    const { id, role, organisation } = actor;
    return {
      signInHref,
      reads,
      token: this.tokens.issue(request, response),
      signedIn: {
        person: uncapital(personInWords(id, role)),
        organisation: this.actingFor(request, organisation),
        ...(reads.publicFacts &&
          hasPage(organisation) && { href: `/organisations/${organisation}` }),
      },
    };
  }

  /** "Example NHS Trust (RXX)"; the nation has no code that anybody knows it by. */
  private actingFor(request: Request, organisation: string): string {
    const name = this.sessions.nameIn(request.get('cookie'));
    if (name === undefined || name === organisation) return organisation;
    return organisation === NATION ? name : `${name} (${organisation})`;
  }
}

/** The nation, and NHS England, have no page of their own. */
const hasPage = (organisation: string): boolean =>
  organisation !== NATION && organisation !== NHS_ENGLAND;

/** Back to this page; from the sign-in page, to where that would have led. */
const hereOr = ({ originalUrl, query }: Request): string =>
  originalUrl.startsWith('/sign-in') ? returnAddress(query['return']) : returnAddress(originalUrl);

/** The style sheets of every page, read once. */
export const styleSheets: ReadonlyMap<string, string> = new Map([
  ['nhsuk.css', frontendStyle()],
  ['app.css', readFileSync(join(HERE, 'assets', 'app.css'), 'utf8')],
]);

function frontendStyle(): string {
  const { version } = JSON.parse(readFileSync(join(FRONTEND, 'package.json'), 'utf8')) as {
    version: string;
  };
  const sheet = join(FRONTEND, 'dist', 'nhsuk', `nhsuk-frontend-${version}.min.css`);
  // Its font is licensed to others, and would be asked for from a server of theirs.
  return readFileSync(sheet, 'utf8').replace(/@font-face\s*\{[^}]*\}/g, '');
}
