import type { CanActivate, ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import { notFound, Problem } from '../http/problem.js';
import { PUBLIC, type Actor } from './actor.js';
import { can, type Action, type Resource } from './policy.js';
import { refusalOf, signInFirst } from './refusals.js';
import { REQUIRED_ACTION } from './requires.decorator.js';
import type { Sessions } from './sessions.js';
import type { Tokens } from './tokens.js';

/** What the policy must know about what a request is about. */
export interface ResourceReader {
  resourceOf(request: Request, actor: Actor, action: Action): Promise<Resource>;
}

const actors = new WeakMap<object, Actor>();

/** Who asks, once the guard let them pass. */
export const actorOf = (request: object): Actor => actors.get(request) ?? PUBLIC;

/** Whom a request shows by its token, or else by its session; undefined where neither is known. */
export function actorShown(
  request: Request,
  { sessions, tokens }: Readonly<{ sessions: Sessions; tokens: Tokens }>,
): Actor | undefined {
  const authorization = request.get('authorization');
  if (authorization === undefined) return sessions.actorOf(request.get('cookie'));
  const token = /^Bearer ([\w.~+/=-]{16,512})$/i.exec(authorization)?.[1];
  return token === undefined ? undefined : tokens.actorOf(token);
}

/** Asks the policy on every route: who is this, what does the route do, about which organisation? */
export class WhoGuard implements CanActivate {
  constructor(
    readonly sessions: Sessions,
    readonly tokens: Tokens,
    private readonly resources: ResourceReader,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<Request>();
    const actor = this.identify(request);
    actors.set(request, actor);
    const action = Reflect.getMetadata(REQUIRED_ACTION, context.getHandler()) as Action | undefined;
    // The start refuses routes without an action; here one would be shut to everybody.
    if (action === undefined) throw notFound();
    const verdict = can(actor, action, await this.resources.resourceOf(request, actor, action));
    if (verdict !== 'allowed') throw refusalOf(verdict, actor, action);
    return true;
  }

  private identify(request: Request): Actor {
    const actor = actorShown(request, this);
    if (request.get('authorization') !== undefined) {
      if (actor === undefined) throw signInFirst('This token is not known or has expired.');
      return actor;
    }
    if (actor !== undefined && cameFromElsewhere(request)) throw fromElsewhere();
    return actor ?? PUBLIC;
  }
}

/** A browser says where a form came from; what is no browser says neither, and holds no cookies. */
export function cameFromElsewhere(request: Request): boolean {
  if (['GET', 'HEAD', 'OPTIONS'].includes(request.method)) return false;
  const site = request.get('sec-fetch-site');
  if (site !== undefined) return !['same-origin', 'none'].includes(site);
  const origin = request.get('origin');
  if (origin === undefined) return false;
  return !URL.canParse(origin) || new URL(origin).host !== request.get('host');
}

export const fromElsewhere = (): Problem =>
  new Problem(
    403,
    'sent-from-another-site',
    'This was sent from another site, so it was not done.',
  );
