import { NestFactory } from '@nestjs/core';
import { DiscoveryService } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import helmet from 'helmet';
import type { NextFunction, Request, Response } from 'express';
import { noteAccess } from './access/note-access.js';
import { BODY_LIMIT, CSV, FILE_LIMIT, onlyJson, refuseStrange, XLSX } from './api/http/body.js';
import { endEndless } from './api/http/endless.js';
import { Problem } from './api/http/problem.js';
import { ProblemFilter } from './api/http/problem.filter.js';
import { limitRate } from './api/http/rate-limit.js';
import { nameRequests } from './api/http/request-context.js';
import { Routes } from './api/http/routes.js';
import { validation } from './api/http/validation.js';
import { Sessions } from './api/who/sessions.js';
import { REQUIRED_ACTION } from './api/who/requires.decorator.js';
import { describeApi } from './openapi.js';
import type { Readiness } from './health/readiness.js';
import { Views } from './pages/views.js';
import { ServerModule, type Foundations } from './server.module.js';

/** The whole application, put together and not yet listening. */
export async function createApplication(foundations: Foundations): Promise<NestExpressApplication> {
  const { configuration, log, readiness } = foundations;
  const app = await NestFactory.create<NestExpressApplication>(ServerModule.on(foundations), {
    logger: log,
    bodyParser: false,
    abortOnError: false,
  });
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.set('etag', false);
  app.use(nameRequests(log), headers(configuration), keepPrivate);
  app.use(onlyWhileOpen(readiness));
  const { accessLog, tokens } = foundations;
  app.use(noteAccess(accessLog, { sessions: app.get(Sessions, { strict: false }), tokens }));
  app.use(limitRate(configuration.rateLimit));
  app.use(endEndless);
  app.use('/api', onlyJson);
  app.useBodyParser('json', { limit: BODY_LIMIT, strict: false });
  app.useBodyParser('urlencoded', {
    ...{ limit: BODY_LIMIT, extended: false, parameterLimit: MOST_INPUTS },
  });
  app.useBodyParser('raw', { limit: FILE_LIMIT, type: [CSV, XLSX] });
  app.use(refuseStrange);
  app.useGlobalPipes(validation());
  const routes = new Routes(app.get(DiscoveryService, { strict: false }));
  refuseUndeclared(routes);
  describeApi(app);
  app.useGlobalFilters(new ProblemFilter(routes, log, app.get(Views, { strict: false })));
  return app;
}

/** A plan of forty years of months has a first day, a last day and an amount for each. */
const MOST_INPUTS = 2_000;

/** Without a certificate of its own, a server on this machine must not ask browsers for HTTPS. */
const headers = ({ isPrivate }: Foundations['configuration']) =>
  helmet({
    strictTransportSecurity: !isPrivate,
    xFrameOptions: { action: 'deny' },
    contentSecurityPolicy: {
      directives: {
        frameAncestors: ["'none'"],
        upgradeInsecureRequests: isPrivate ? null : [],
      },
    },
  });

/** What is answered depends on who asks, and how: nobody keeps it for another, unless a route says so. */
const keepPrivate = (_: Request, response: Response, next: NextFunction): void => {
  response.setHeader('Cache-Control', 'private, no-store');
  response.setHeader('Vary', 'Accept, Cookie, Authorization');
  next();
};

/** A route that does not say what it does would be shut to everybody: better not to start. */
export function refuseUndeclared(routes: Routes): void {
  const undeclared = routes.all.filter(
    ({ handler }) => Reflect.getMetadata(REQUIRED_ACTION, handler) === undefined,
  );
  if (undeclared.length === 0) return;
  const names = undeclared.map(({ method, path }) => `${method} ${path}`).join(', ');
  throw new Error(`These routes do not declare what they do (@Requires): ${names}`);
}

/** While data is loaded, and while the server ends, only its health can be asked. */
const onlyWhileOpen =
  (readiness: Readiness) =>
  ({ path }: Request, response: Response, next: NextFunction): void => {
    if (readiness.isOpen || path.startsWith('/health/')) {
      next();
      return;
    }
    response.setHeader('Connection', 'close');
    next(
      new Problem(
        503,
        'not-open-yet',
        `The tracker is ${readiness.doing}. Try again in a moment.`,
        {
          headers: { 'Retry-After': '2' },
        },
      ),
    );
  };
