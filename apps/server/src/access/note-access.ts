import type { NextFunction, Request, Response } from 'express';
import { parseEvidenceId, parseOdsCode, parseProgrammeId } from '#vocabulary';
import { codeAnswered } from '../api/http/problem.js';
import { isFirstOfTooMany } from '../api/http/rate-limit.js';
import { contextOf } from '../api/http/request-context.js';
import { PUBLIC, type Actor } from '../api/who/actor.js';
import type { Sessions } from '../api/who/sessions.js';
import type { Tokens } from '../api/who/tokens.js';
import { actorOf, actorShown } from '../api/who/who.guard.js';
import type { Access, AccessKind, AccessLog } from './access-log.js';

type Known = Readonly<{ sessions: Sessions; tokens: Tokens }>;

/** Notes, once it is answered, what of a request belongs into the log of access. */
export const noteAccess =
  (log: AccessLog, known: Known) =>
  (request: Request, response: Response, next: NextFunction): void => {
    response.once('finish', () => {
      const kind = kindOf(request, response);
      if (kind === undefined) return;
      const actor = whoActed(kind, { request, response }, known);
      log.note({ kind, ...whoIn(actor), ...whatIn(request, response) });
    });
    next();
  };

/** Refused are those who may not; what is merely wrong is told to them and not kept. */
function kindOf(request: Request, response: Response): AccessKind | undefined {
  const { method, path } = request;
  const { statusCode: status } = response;
  const isPost = method === 'POST';
  if (status === 429) return isFirstOfTooMany(request) ? 'refusal' : undefined;
  if (isPost && path === '/sign-in') return status < 400 ? 'sign-in' : 'refusal';
  if (isPost && path === '/sign-out' && status < 400) return 'sign-out';
  if (status === 401 || status === 403) return 'refusal';
  if (codeAnswered(request) === 'not-in-your-remit') return 'refusal';
  return status === 200 && isTakenAway(request, response) ? 'export' : undefined;
}

const FILES = ['text/csv', 'application/x-ndjson'];

/** Rows in a file, and files of evidence. */
const isTakenAway = (request: Request, response: Response): boolean =>
  FILES.some((type) => String(response.getHeader('Content-Type')).startsWith(type)) ||
  routeOf(request).endsWith('/evidence-files/:evidenceId');

/** Who was turned away before the guard looked at them, is known by what they showed all the same. */
function whoActed(
  kind: AccessKind,
  { request, response }: Readonly<{ request: Request; response: Response }>,
  { sessions, tokens }: Known,
): Actor {
  if (kind === 'sign-in') return arrived(response, sessions);
  return response.statusCode === 429
    ? (actorShown(request, { sessions, tokens }) ?? PUBLIC)
    : actorOf(request);
}

/** Whose session the answer opened. */
function arrived(response: Response, sessions: Sessions): Actor {
  const set = response.getHeader('Set-Cookie');
  const cookies = (Array.isArray(set) ? set : [String(set)]).map((each) => each.split(';')[0]);
  return sessions.actorOf(cookies.join('; ')) ?? PUBLIC;
}

const whoIn = (actor: Actor): Pick<Access, 'actor' | 'role' | 'organisation'> =>
  actor.kind === 'known'
    ? { actor: actor.id, role: actor.role, organisation: actor.organisation }
    : { actor: null, role: null, organisation: null };

const whatIn = (request: Request, { statusCode: status }: Response) => ({
  method: request.method,
  route: routeOf(request),
  about: aboutIn(request),
  status,
  code: codeAnswered(request) ?? null,
  requestId: contextOf(request).requestId,
});

function routeOf(request: Request): string {
  const route: unknown = request.route;
  const isNamed = typeof route === 'object' && route !== null && 'path' in route;
  return isNamed ? String(route.path) : 'no route';
}

/** Only what is a code or a name of ours: anything may be typed into an address. */
const aboutIn = ({ params }: Request): string | null =>
  parseEvidenceId(String(params['evidenceId'])) ??
  parseOdsCode(String(params['ods'])) ??
  (params['programme'] === undefined
    ? null
    : (parseProgrammeId(String(params['programme'])) ?? null));
