/* eslint-disable @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-member-access -- supertest gives every body as any; the assertions are its types */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DiscoveryService } from '@nestjs/core';
import request from 'supertest';
import { roles } from '#vocabulary';
import { Routes, type Route } from '../../apps/server/src/api/http/routes.js';
import { can, type Action } from '../../apps/server/src/api/who/policy.js';
import { REQUIRED_ACTION } from '../../apps/server/src/api/who/requires.decorator.js';
import { refuseUndeclared } from '../../apps/server/src/application.js';
import { ApplicationUnderTest, type Caller } from '../support/application.js';

/** Every route against every role, for the own and for another trust: as the policy says. */
describe('Who may do what', () => {
  let application: ApplicationUnderTest;
  let routes: Routes;
  let people: ReadonlyMap<string, Caller>;
  const folder = mkdtempSync(path.join(tmpdir(), 'tracker-'));
  const token = 'token-of-a-feed-of-measurements-0001';

  beforeAll(async () => {
    const tokens = path.join(folder, 'tokens.json');
    const entry = {
      actor: 'feed-1',
      role: 'trust-recorder',
      organisation: 'RXX',
      expires: '2999-12-31',
    };
    const sha256 = createHash('sha256').update(token).digest('hex');
    writeFileSync(tokens, JSON.stringify([{ ...entry, sha256 }]));
    application = await ApplicationUnderTest.start({
      environment: { TOKENS_FILE: tokens },
      clock: { now: '2025-06-02T09:00:00.000Z' },
    });
    const loader = await application.as('reference-loader-1');
    for (const code of ['RXX', 'RYY']) {
      const { headers } = await loader
        .post(`/api/v1/organisations/${code}/registrations`, {
          kind: 'trust',
          name: `Trust ${code}`,
          trustType: 'Acute',
          sinceBeforeRecords: true,
          source: { name: 'Organisation Data Service' },
        })
        .expect(201);
      await loader
        .get(`/api/v1/organisations/${code}?minPosition=${String(headers['log-position'])}`)
        .expect(200);
    }
    const signedIn = roles.map(
      async (role) => [role, await application.as(`${role}-1`, 'RXX')] as const,
    );
    people = new Map([
      ['public', application.visitor()] as const,
      ...(await Promise.all(signedIn)),
    ]);
    routes = new Routes(application.app.get(DiscoveryService, { strict: false }));
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await application.stop();
  });

  it('is declared on every route', () => {
    expect(routes.all.length).toBeGreaterThan(100);
    expect(() => refuseUndeclared(routes)).not.toThrow();
  });

  it('stops the start where a route does not declare it', () => {
    const undeclared: Route = { method: 'POST', path: '/x', handler: () => 0, controller: 'X' };
    const one = Object.assign(Object.create(Routes.prototype) as Routes, { all: [undeclared] });
    expect(() => refuseUndeclared(one)).toThrow('POST /x');
  });

  it.each([...roles, 'public'])('is kept by every route for %s', async (role) => {
    const caller = people.get(role);
    if (caller === undefined) throw new Error(role);
    const wrong: string[] = [];
    for (const route of routes.all.filter(({ path: each }) => each.startsWith('/api/v1/'))) {
      for (const code of route.path.includes(':ods') ? ['RXX', 'RYY'] : ['']) {
        const address = route.path
          .replace(':ods', code)
          .replace(':model', 'nhs-epr')
          .replace(':benefit', 'RXX-EPMA-TIME')
          .replace(':pool', 'pharmacy-time')
          .replace(':programme', 'some-programme')
          .replace(':cohort', 'trusts')
          .replace(':target', 'coverage')
          .replace(':capability', 'C105')
          .replace(':partner', 'gp')
          .replace(':driver', 'interoperability')
          .replace(':edition', 'dma-2025')
          .replace(':instrument', 'dma')
          .replace(':evidenceId', `EV-${code}-0123456789AB`)
          .replace(':factId', '00000000-0000-4000-8000-000000000000');
        // An empty body: whoever is let in gets as far as being told what is wrong with it.
        const { status } = await (route.method === 'GET'
          ? caller.get(`${address}${comparesDays.test(route.path) ? '?with=2025-01-01' : ''}`)
          : caller.post(address));
        const expected = statusesFor(route, role, code);
        if (!expected.includes(status)) {
          wrong.push(`${route.method} ${address}: ${String(status)}, not ${expected.join(' or ')}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  it.each([
    ['trust-recorder-1', 'RXX', 'RXX'],
    ['validator-2', 'RYY', 'RYY'],
    ['auditor-1', undefined, 'X26'],
    ['auditor-1', 'X26', 'X26'],
    ['board-reader-1', undefined, 'ENGLAND'],
  ])('signs %s in for %s', async (person, organisation, acting) => {
    const { body, headers } = await request(application.server)
      .post('/sign-in')
      .send({ person, organisation })
      .expect(200);
    expect(body).toMatchObject({ id: person, organisation: acting });
    const me = await request(application.server)
      .get('/api/v1/me')
      .set('Cookie', (headers['set-cookie'] as unknown as string[])[0] ?? '')
      .expect(200);
    expect(me.body).toMatchObject({ id: person, organisation: acting });
  });

  it.each([
    ['trust-recorder-1', 'RQQ', 'organisation-unknown', 'Enter an ODS code that exists, like RXX'],
    ['validator-1', 'RQQ', 'organisation-unknown', 'Enter an ODS code that exists, like RXX'],
    ['trust-recorder-1', 'rx', 'matches', 'Enter an ODS code that exists, like RXX'],
    [
      'trust-approver-2',
      undefined,
      'organisation-missing',
      'Enter the ODS code of the trust to act for, like RCF',
    ],
    [
      'trust-recorder-1',
      'ENGLAND',
      'not-a-trust',
      'Enter the ODS code of a trust, like RCF. England (ENGLAND) is not a trust',
    ],
  ])(
    'signs %s in for %s no more than the page does',
    async (person, organisation, code, message) => {
      const { body, headers } = await request(application.server)
        .post('/sign-in')
        .send({ person, organisation })
        .expect(400);
      expect(body.errors).toEqual([{ pointer: '/organisation', code, message }]);
      expect(headers['set-cookie']).toBeUndefined();
    },
  );

  it('lets a machine in by its token, and nobody by another', async () => {
    const { body } = await application
      .visitor()
      .get('/api/v1/me')
      .set('Authorization', `Bearer ${token}`)
      .expect(200);
    expect(body).toMatchObject({ id: 'feed-1', role: 'trust-recorder', organisation: 'RXX' });
    for (const authorization of ['Bearer no-such-token-at-all', 'Basic YTpi', 'Bearer ', 'x']) {
      const answer = await application
        .visitor()
        .get('/api/v1/me')
        .set('Authorization', authorization);
      expect(answer.status).toBe(401);
      expect(answer.headers['www-authenticate']).toBe('Bearer');
    }
  });

  it('lets a recorder speak for a predecessor only once that has closed', async () => {
    const loader = await application.as('reference-loader-1');
    const source = { name: 'Organisation Data Service' };
    const say = (code: string, what: string, entry: object) =>
      loader.post(`/api/v1/organisations/${code}/${what}`, { ...entry, source }).expect(201);
    for (const [code, lastDay, effectiveOn] of [
      ['RZY', '2025-06-01', '2025-06-02'],
      ['RZZ', '2025-06-30', '2025-07-01'],
    ] as const) {
      const entry = { kind: 'trust', name: `Trust ${code}`, trustType: 'Acute' };
      await say(code, 'registrations', { ...entry, sinceBeforeRecords: true });
      await say(code, 'closures', { lastDay });
      await say(code, 'successions', { successor: 'RXX', succession: 'merger', effectiveOn });
    }
    const recorder = await application.as('trust-recorder-1', 'RXX');
    const declare = (code: string) =>
      recorder.post(`/api/v1/organisations/${code}/stage-declarations`, {
        stage: 1,
        effectiveOn: '2025-05-30',
      });
    const { headers } = await declare('RZY').expect(201);
    const position = String(headers['log-position']);
    await declare('RZZ').expect(403);

    const address = `/api/v1/organisations/RZY/gap?lens=as-is&minPosition=${position}`;
    const { body } = await recorder.get(address).expect(200);
    expect(body).toMatchObject({ organisation: { code: 'RXX' }, lens: 'as-is', parts: ['RXX'] });
    await recorder.get(`/api/v1/organisations/RZY/stage?lens=as-will-be`).expect(400);
  });

  it('takes no command that another site sent with a session', async () => {
    const recorder = await application.as('trust-recorder-1', 'RXX');
    const command = () =>
      recorder.post('/api/v1/organisations/RXX/stage-declarations', {
        stage: 1,
        effectiveOn: '2025-06-01',
      });
    await command().set('Sec-Fetch-Site', 'cross-site').expect(403);
    await command().set('Origin', 'https://evil.example').expect(403);
    await command().set('Sec-Fetch-Site', 'same-origin').expect(201);
    await request(application.server)
      .post('/sign-in')
      .set('Origin', 'https://evil.example')
      .send({ person: 'auditor-1' })
      .expect(403);
  });

  it('lets nobody withdraw through one collection what stands in another', async () => {
    const recorder = await application.as('trust-recorder-1', 'RXX');
    const { headers } = await recorder
      .post('/api/v1/organisations/RXX/stage-declarations', { stage: 1, effectiveOn: '2025-05-30' })
      .expect(201);
    const id = String(headers['location']).split('/').at(-1) ?? '';
    const withdrawal = { reason: 'Not for them to withdraw.' };
    for (const [person, path] of [
      ['reference-loader-1', 'go-lives'],
      ['validator-1', 'stage-validations'],
    ] as const) {
      const stranger = await application.as(person);
      await stranger
        .post(`/api/v1/organisations/RXX/${path}/${id}/retractions`, withdrawal)
        .set('If-Match', String(headers['etag']))
        .expect(404);
    }
  });

  it('says whose a question is that is outside the remit of who asks', async () => {
    const reader = await application.as('board-reader-1', 'X26');
    for (const code of ['RXX', 'RQQ']) {
      const { body } = await reader.get(`/api/v1/organisations/${code}/gap`).expect(404);
      expect(body).toMatchObject({
        code: 'not-in-your-remit',
        detail:
          'There is nothing here that a board reader of X26 sees. Ask for an organisation in your remit, or ask somebody whose remit it is in.',
      });
    }
  });

  it('does not take the word of a body or header for who is asking', async () => {
    const recorder = await application.as('trust-recorder-1', 'RXX');
    await recorder
      .post('/api/v1/organisations/RYY/stage-declarations', { stage: 1, effectiveOn: '2025-06-01' })
      .set('X-User-Id', 'auditor-1')
      .set('X-Organisation', 'RYY')
      .expect(403);
    const { body } = await recorder
      .post('/api/v1/organisations/RXX/stage-declarations', {
        stage: 1,
        effectiveOn: '2025-06-01',
        actor: 'somebody-else',
      })
      .expect(400);
    expect(body.errors).toMatchObject([{ pointer: '/actor', code: 'unknown-field' }]);
  });
});

/** These ask for an earlier day as well. */
const comparesDays = /\/:programme\/(comparison|organisations\/:ods)$/;

/** What a route may answer: to those let in, anything but the three ways of being kept out. */
function statusesFor(route: Route, role: string, code: string): readonly number[] {
  const action = Reflect.getMetadata(REQUIRED_ACTION, route.handler) as Action;
  const known = roles.find((each) => each === role);
  const verdict = can(
    known === undefined
      ? { kind: 'public' }
      : { kind: 'known', id: `${role}-1`, role: known, organisation: 'RXX' },
    action,
    code === '' ? {} : { organisation: { code } },
  );
  const letIn = route.method === 'GET' ? [200, 404] : [400, 428];
  return { allowed: letIn, 'sign-in': [401], role: [403], organisation: [403], hidden: [404] }[
    verdict
  ];
}
