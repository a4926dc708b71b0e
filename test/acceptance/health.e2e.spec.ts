/* eslint-disable @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-member-access -- supertest gives every body as any; the assertions are its types */
import { DiscoveryService } from '@nestjs/core';
import { Projector } from '#read-models';
import { Routes } from '../../apps/server/src/api/http/routes.js';
import { Readiness } from '../../apps/server/src/health/readiness.js';
import { ApplicationUnderTest } from '../support/application.js';

describe('The server itself', () => {
  let application: ApplicationUnderTest;

  beforeAll(async () => {
    application = await ApplicationUnderTest.start();
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

  it('sends the headers that keep browsers from harm', async () => {
    const { headers } = await application.visitor().get('/api/v1/me').expect(200);
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['content-security-policy']).toMatch(/frame-ancestors 'none'/);
    expect(headers['x-powered-by']).toBeUndefined();
  });
});
