/* eslint-disable @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-member-access -- supertest gives every body as any; the assertions are its types */
import { DiscoveryService } from '@nestjs/core';
import { Client } from 'pg';
import { EVENT_STORE, type EventStore } from '#event-sourcing';
import { InMemoryEventStore } from '#event-store';
import { Projector } from '#read-models';
import { Routes } from '../../apps/server/src/api/http/routes.js';
import { Readiness } from '../../apps/server/src/health/readiness.js';
import { ApplicationUnderTest } from '../support/application.js';

describe('The server itself', () => {
  let application: ApplicationUnderTest;

  beforeAll(async () => {
    application = await ApplicationUnderTest.start({ alone: true });
  });
  afterAll(() => application.stop());

  it('is live and ready', async () => {
    await application.visitor().get('/health/live').expect(200, { status: 'live' });
    const { body } = await application.visitor().get('/health/ready').expect(200);
    expect(body).toMatchObject({ ready: true, phase: 'serving' });
    expect((body.checks as { name: string }[]).map(({ name }) => name)).toEqual([
      'store',
      'database',
      'read-models',
    ]);
  });

  it('shuts its doors, but not its health, while it is not open', async () => {
    const readiness = application.app.get(Readiness);
    readiness.enter('loading the public facts');
    const { body } = await application.visitor().get('/api/v1/organisations').expect(503);
    expect(body).toMatchObject({
      code: 'not-open-yet',
      detail: 'The tracker is loading the public facts. Try again in a moment.',
    });
    await application.visitor().get('/health/live').expect(200);
    await application.visitor().get('/health/ready').expect(503);
    readiness.enter('serving', { open: true });
  });

  it('is not ready while nothing follows the log', async () => {
    const projector = application.app.get(Projector, { strict: false });
    await projector.stop();
    const { body } = await application.visitor().get('/health/ready').expect(503);
    expect(body.checks).toContainEqual({
      name: 'read-models',
      ok: false,
      because: 'The read models are not followed.',
    });
    projector.start();
  });

  it('tells only writers to repeat their key while the record cannot be reached', async () => {
    const away = await ApplicationUnderTest.start({ alone: true });
    const recorder = await away.as('trust-recorder-1', 'RXX');
    const loader = await away.as('reference-loader-1');
    await away.app.get<EventStore>(EVENT_STORE, { strict: false }).close();
    const detail = 'The record cannot be reached for now. Try again in a moment.';
    const reading = await recorder.get('/api/v1/maturity-models/nhs-epr/versions').expect(503);
    expect(reading.body).toMatchObject({ code: 'store-unavailable', detail });
    const writing = await loader
      .post('/api/v1/organisations/RXX/go-lives', {
        instance: 'rxx-epr',
        supplier: 'Oracle Health (Cerner)',
        effectiveOn: '2025-07-14',
        source: { name: 'example.co.uk', publishedOn: '2025' },
      })
      .expect(503);
    expect(writing.body.detail).toMatch(/^The record .* Repeat .* same Idempotency-Key/);
    await away.stop();
  });

  it('describes every route of the API in OpenAPI 3.1, and no other', async () => {
    const { body } = await application.visitor().get('/api/openapi.json').expect(200);
    expect(body.openapi).toBe('3.1.0');
    const described = Object.entries(body.paths as Record<string, object>)
      .flatMap(([path, item]) => Object.keys(item).map((method) => `${method} ${path}`))
      .filter((each) => each.includes(' /api/v1/'));
    const routes = new Routes(application.app.get(DiscoveryService, { strict: false })).all
      .filter(({ path }) => path.startsWith('/api/v1/'))
      .map(({ method, path }) => `${method.toLowerCase()} ${path.replace(/:(\w+)/g, '{$1}')}`);
    expect(described.sort()).toEqual(routes.sort());
    await application.visitor().get('/api').expect(200).expect('Content-Type', /html/);
  });

  it('describes what every request takes, and what it answers', async () => {
    const { body } = await application.visitor().get('/api/openapi.json').expect(200);
    const operations = Object.entries(body.paths as Record<string, Record<string, Operation>>)
      .filter(([path]) => path.startsWith('/api/v1/') && path !== '/api/v1/me')
      .flatMap(([path, item]) =>
        Object.entries(item).map(
          ([method, operation]) => [`${method} ${path}`, operation] as const,
        ),
      );
    const undescribed = operations.flatMap(([name, { parameters = [], responses }]) => [
      ...parameters
        .filter((each) => each.in !== 'path' && (each.description ?? '') === '')
        .map((each) => `${name}: ${each.name}`),
      ...(responses['200']?.content?.['application/json']?.schema?.properties === undefined &&
      // A file has no fields.
      !Object.keys(responses['200']?.content ?? {}).some((type) => FILES.has(type))
        ? [`${name}: its answer`]
        : []),
      // What is asked under a key may be under way already.
      ...(parameters.some((each) => each.name === 'Idempotency-Key') &&
      responses['409'] === undefined
        ? [`${name}: 409`]
        : []),
    ]);
    expect(undescribed).toEqual([]);
  });

  it('sends the headers that keep browsers from harm', async () => {
    const { headers } = await application.visitor().get('/api/v1/me').expect(200);
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['content-security-policy']).toMatch(/frame-ancestors 'none'/);
    expect(headers['x-powered-by']).toBeUndefined();
    // On this machine there is no certificate, and browsers must not ask for one.
    expect(headers['strict-transport-security']).toBeUndefined();
    expect(headers['content-security-policy']).not.toMatch(/upgrade-insecure-requests/);
  });
});

describe('A handler that fails', () => {
  let application: ApplicationUnderTest;
  let admin: Client;

  beforeAll(async () => {
    application = await ApplicationUnderTest.start();
    admin = new Client({ connectionString: application.databaseUrl });
    await admin.connect();
  });
  afterAll(async () => {
    await admin.end();
    await application.stop();
  });

  it('at a question answers 500, and the next question is answered', async () => {
    const asked = () => application.visitor().get('/api/v1/organisations');
    await asked().expect(200);
    await admin.query('alter view read_models.facts rename to facts_away');
    const { body } = await asked().expect(500);
    expect(body).toMatchObject({ title: 'Something went wrong' });
    await admin.query('alter view read_models.facts_away rename to facts');
    await asked().expect(200);
  });

  it('at a command answers 500, and the next command is obeyed', async () => {
    const loader = await application.as('reference-loader-1');
    const recorded = () =>
      loader.post('/api/v1/organisations/RXX/registrations', {
        kind: 'trust',
        name: 'Trust RXX',
        trustType: 'Acute',
        effectiveOn: '2020-04-01',
        source: { name: 'Organisation Data Service' },
      });
    const appending =
      'es.append_batch(text[],bigint[],int[],timestamptz[],uuid[],text[],text[],text[])';
    await admin.query(`alter function ${appending} rename to append_away`);
    await recorded().expect(500);
    await admin.query(
      `alter function ${appending.replace('append_batch', 'append_away')} rename to append_batch`,
    );
    await recorded().expect(201);
    await application.visitor().get('/health/ready').expect(200);
  });
});

describe('A store whose clock is not that of the server', () => {
  it.each([-7_000, 7_000])('by %i ms makes it not ready, and says so', async (apart) => {
    const clock = () => new Date(Date.now() + apart);
    const application = await ApplicationUnderTest.start({
      // Kept elsewhere than in PostgreSQL, whose own clock is looked after by another concern.
      environment: { EVENTSTORE_URL: 'esdb://127.0.0.1:2113' },
      open: () => new InMemoryEventStore({ clock, pollEvery: 20 }),
    });
    const { body } = await application.visitor().get('/health/ready').expect(503);
    expect(body).toMatchObject({ ready: false, phase: 'serving' });
    expect(body.checks).toContainEqual({
      name: 'store',
      ok: false,
      because: 'The clocks of this server and of the store are 7 seconds apart.',
    });
    await application.visitor().get('/health/live').expect(200);
    await application.stop();
  });
});

describe('The server in production', () => {
  let application: ApplicationUnderTest;

  beforeAll(async () => {
    application = await ApplicationUnderTest.start({ environment: { NODE_ENV: 'production' } });
  });
  afterAll(() => application.stop());

  it('asks browsers for HTTPS from then on', async () => {
    const { headers } = await application.visitor().get('/api/v1/me').expect(200);
    expect(headers['strict-transport-security']).toMatch(/^max-age=\d{8,}; includeSubDomains/);
    expect(headers['content-security-policy']).toMatch(/upgrade-insecure-requests/);
    expect(headers['x-frame-options']).toBe('DENY');
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['referrer-policy']).toBe('no-referrer');
  });

  it('signs nobody in without a token', async () => {
    const { body } = await application
      .visitor()
      .post('/sign-in', { person: 'auditor-1' })
      .expect(403);
    expect(body).toMatchObject({ code: 'sign-in-by-token' });
  });
});

describe('Too many requests', () => {
  let application: ApplicationUnderTest;

  beforeAll(async () => {
    application = await ApplicationUnderTest.start({
      alone: true,
      environment: { RATE_LIMIT: '3' },
    });
  });
  afterAll(() => application.stop());

  it('are told when to come back, while others and the health are answered', async () => {
    const visitor = application.visitor();
    for (let each = 0; each < 3; each++) await visitor.get('/api/v1/me').expect(200);
    const { body, headers } = await visitor
      .get('/api/v1/me')
      .expect(429)
      .expect('Content-Type', /^application\/problem\+json/);
    expect(body).toMatchObject({
      code: 'too-many-requests',
      detail: 'Too many requests in one minute. Wait, then go on.',
    });
    expect(Number(headers['retry-after'])).toBeGreaterThanOrEqual(1);
    expect(Number(headers['retry-after'])).toBeLessThanOrEqual(60);
    await visitor.get('/health/live').expect(200);
    const other = { Authorization: 'Bearer a-token-of-somebody-else' };
    await visitor.get('/api/v1/me').set(other).expect(401);
  });
});

/** What a file is given out as; where a question has rows, its JSON is described beside them. */
const FILES = new Set(['application/octet-stream', 'application/zip', 'text/csv']);

type Operation = Readonly<{
  parameters?: readonly Readonly<{ in: string; name: string; description?: string }>[];
  responses: Readonly<
    Record<
      string,
      Readonly<{
        content?: Readonly<
          Record<string, Readonly<{ schema?: Readonly<{ properties?: object }> }>>
        >;
      }>
    >
  >;
}>;
