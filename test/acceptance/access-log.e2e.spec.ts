import request from 'supertest';
import { ApplicationUnderTest, type Caller } from '../support/application.js';
import { inWords } from '../support/page.js';
import { registerTrusts } from '../support/registered-trusts.js';

type Line = Readonly<Record<string, string | number | null>>;

/** Who came, went, was refused and took data away, for auditors alone. */
describe('The log of access', () => {
  let application: ApplicationUnderTest;
  let auditor: Caller;

  beforeAll(async () => {
    application = await ApplicationUnderTest.start({ clock: { now: '2026-06-02T09:00:00.000Z' } });
    auditor = await application.as('auditor-1');
    await registerTrusts(await application.as('reference-loader-1'), ['RXX', 'RYY']);
  });
  afterAll(() => application.stop());

  const lines = async (query = ''): Promise<readonly Line[]> => {
    const answer = await auditor.get(`/api/v1/access-log${query}`).expect(200);
    return (answer.body as Readonly<{ lines: readonly Line[] }>).lines;
  };

  it('tells who signed in and out, and who was not let in', async () => {
    const answer = await request(application.server)
      .post('/sign-in')
      .send({ person: 'auditor-1' })
      .expect(200);
    const [cookie = ''] = answer.headers['set-cookie'] as unknown as string[];
    await request(application.server).post('/sign-out').set('Cookie', cookie).send({}).expect(204);
    await request(application.server).post('/sign-in').send({ person: 'nobody' }).expect(400);
    const [refused, left, came] = await lines();
    expect(came).toMatchObject({ kind: 'sign-in', actor: 'auditor-1', organisation: 'X26' });
    expect(left).toMatchObject({ kind: 'sign-out', actor: 'auditor-1', status: 204 });
    expect(refused).toMatchObject({ kind: 'refusal', actor: null, route: '/sign-in', status: 400 });
  });

  it('tells what was refused to whom, and of addresses only what is ours', async () => {
    const recorder = await application.as('trust-recorder-1', 'RXX');
    await recorder.get('/api/v1/organisations/RYY/evidence').expect(404);
    await recorder.get('/api/v1/events').expect(403);
    await application
      .visitor()
      .get('/api/v1/organisations/9434765919/evidence?q=secret')
      .expect(401);
    const [unknown, log, hidden] = await lines('?kind=refusal');
    expect(hidden).toMatchObject({
      ...{ actor: 'trust-recorder-1', role: 'trust-recorder', organisation: 'RXX' },
      ...{ route: '/api/v1/organisations/:ods/evidence', about: 'RYY' },
      ...{ status: 404, code: 'not-in-your-remit' },
    });
    expect(log).toMatchObject({ route: '/api/v1/events', about: null, code: 'not-this-role' });
    expect(unknown).toMatchObject({ actor: null, about: null, code: 'sign-in-first' });
    expect(JSON.stringify(await lines())).not.toMatch(/9434765919|secret/);
  });

  it('tells what was taken away in files, and not what was merely read', async () => {
    const before = (await lines()).length;
    await auditor.get('/api/v1/events').expect(200);
    expect(await lines()).toHaveLength(before);
    await auditor.get('/api/v1/events?format=csv').expect(200);
    expect((await lines())[0]).toMatchObject({
      kind: 'export',
      actor: 'auditor-1',
      route: '/api/v1/events',
    });
  });

  it('tells who asked too often, once a minute, and of what', async () => {
    const limited = await ApplicationUnderTest.start({
      alone: true,
      environment: { RATE_LIMIT: '2' },
    });
    try {
      const recorder = await limited.as('trust-recorder-1', 'RXX');
      for (const status of [200, 200, 429, 429, 429])
        await recorder.get('/api/v1/me').expect(status);
      for (const status of [200, 200, 429])
        await limited.visitor().get('/api/v1/me').expect(status);
      // Whoever tries to sign in too often is one of them, and no line of their own each time.
      for (const status of [429, 429]) {
        await limited.visitor().post('/sign-in', {}).expect(status);
      }
      const watcher = await limited.as('auditor-1');
      const answer = await watcher.get('/api/v1/access-log').expect(200);
      const common = { kind: 'refusal', status: 429, code: 'too-many-requests', route: 'no route' };
      expect((answer.body as Readonly<{ lines: readonly Line[] }>).lines).toMatchObject([
        { ...common, actor: null },
        { ...common, actor: 'trust-recorder-1', organisation: 'RXX' },
      ]);
    } finally {
      await limited.stop();
    }
  });

  it('is given in pages and as a file', async () => {
    const answer = await auditor.get('/api/v1/access-log?limit=2').expect(200);
    const { next, lines: first } = answer.body as Readonly<{
      next: number;
      lines: readonly Line[];
    }>;
    expect(next).toBe(first[1]?.['line']);
    const [older] = await lines(`?before=${String(next)}`);
    expect(older?.['line']).toBeLessThan(next);
    const { text } = await auditor.get('/api/v1/access-log?kind=sign-in&format=csv').expect(200);
    expect(text).toMatch(/^line,at,kind,actor/);
    await auditor.get('/api/v1/access-log?kind=x').expect(400);
    await auditor.get('/api/v1/access-log?before=x').expect(400);
    await auditor.get('/api/v1/access-log?asOf=2026-01-01').expect(400);
  });

  it('is read on a page, in words', async () => {
    const page = async (query = '') =>
      inWords((await auditor.get(`/audit/access-log${query}`).set('Accept', 'text/html')).text);
    expect(await page()).toMatch(
      /Signed in Auditor 1 of NHS England Not about one trust or programme Success \(200\) Sent: Sign in/,
    );
    expect(await page('?kind=refusal')).not.toContain('Signed in Auditor 1');
    expect(await page('?kind=sign-out&before=1')).toContain('Nothing of this kind has happened');
    const recorder = await application.as('trust-recorder-1', 'RXX');
    await recorder.get('/audit/access-log').set('Accept', 'text/html').expect(403);
    await recorder.get('/api/v1/access-log').expect(403);
  });
});
