/* eslint-disable @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-member-access -- supertest gives every body as any; the assertions are its types */
import { EVENT_STORE, type EventStore } from '#event-sourcing';
import { ApplicationUnderTest, type Caller } from '../support/application.js';

/** Whatever is sent: a status, a code and a sentence; nothing stored, nothing crashed. */
describe('Wrong input', () => {
  let application: ApplicationUnderTest;
  let loader: Caller;
  let recorder: Caller;
  let auditor: Caller;
  const clock = { now: '2025-06-02T09:00:00.000Z' };
  const trust = '/api/v1/organisations/RXX';

  beforeAll(async () => {
    application = await ApplicationUnderTest.start({ clock });
    loader = await application.as('reference-loader-1');
    recorder = await application.as('trust-recorder-1', 'RXX');
    auditor = await application.as('auditor-1');
    await register('RXX', { effectiveOn: '2020-04-01' });
    await register('RYY', { effectiveOn: '2020-04-01' });
    await loader
      .post('/api/v1/organisations/RYY/closures', { lastDay: '2025-03-31', source })
      .expect(201);
    await loader
      .post('/api/v1/organisations/RYY/successions', {
        successor: 'RXX',
        succession: 'merger',
        effectiveOn: '2025-04-01',
        source,
      })
      .expect(201);
    const { headers } = await recorder
      .post(`${trust}/adoption-measurements`, measured())
      .expect(201);
    const position = String(headers['log-position']);
    await auditor.get(`/api/v1/events?limit=1&minPosition=${position}`).expect(200);
  });
  afterAll(() => application.stop());

  const register = (code: string, when: object) =>
    loader
      .post(`/api/v1/organisations/${code}/registrations`, {
        kind: 'trust',
        name: `Trust ${code}`,
        trustType: 'Acute',
        source,
        ...when,
      })
      .expect(201);

  /** Where the log itself ends, whatever the read models say. */
  const newest = async (): Promise<bigint | undefined> =>
    (await application.app.get<EventStore>(EVENT_STORE, { strict: false }).head())?.position;

  it('and right input on trial record nothing', async () => {
    const before = await newest();
    const { headers } = await recorder
      .post(`${trust}/stage-declarations?dryRun=true`, { stage: 1, effectiveOn: '2025-06-02' })
      .expect(200);
    expect(headers['log-position']).toBeUndefined();
    expect(await newest()).toBe(before);
  });

  it.each<[string, string, object, number, string | RegExp]>([
    [
      'an unknown ODS code',
      'RZZ/go-lives',
      goLive('2025-01-01'),
      422,
      'Enter an ODS code that exists, like RXX.',
    ],
    [
      'an unknown ODS code among those that share an EPR',
      'RXX/deployments',
      { ...goLive('2025-05-01'), sharedWith: ['RYY', 'RZZ'] },
      422,
      'Enter ODS codes that exist, like RXX. There is no RZZ.',
    ],
    [
      'a future date',
      'RXX/go-lives',
      goLive('2025-06-03'),
      422,
      'The date must be today or in the past.',
    ],
    [
      'a date before the trust existed',
      'RXX/go-lives',
      { ...goLive('2019-12-31'), reason: 'From the archive.' },
      422,
      'The date must be the same as or after 1 April 2020, when the organisation opened.',
    ],
    [
      'a closed trust',
      'RYY/go-lives',
      goLive('2025-05-01'),
      422,
      'This organisation closed on 31 March 2025. Its successor is Trust RXX (RXX).',
    ],
    [
      'a numerator above its denominator',
      'RXX/adoption-measurements',
      measured({ from: '2025-05-01', to: '2025-05-31', numerator: 10_001 }),
      422,
      /must be the same as or less than/,
    ],
    [
      'an overlapping window',
      'RXX/adoption-measurements',
      measured({ from: '2025-04-15', to: '2025-05-14' }),
      422,
      /^You have already recorded a value for .+ Correct that value instead\.$/,
    ],
    [
      'a capability that is not in the model',
      'RXX/adoption-measurements',
      measured({ capability: 'C999' }),
      422,
      'Select a capability from the maturity model.',
    ],
    [
      'a stage above 4',
      'RXX/stage-declarations',
      { stage: 5, effectiveOn: '2025-06-01' },
      400,
      /stage/i,
    ],
    [
      'a stage below 1',
      'RXX/stage-declarations',
      { stage: 0, effectiveOn: '2025-06-01' },
      400,
      /stage/i,
    ],
    [
      'a date that does not exist',
      'RXX/go-lives',
      goLive('2025-02-29'),
      400,
      /must be a real date/,
    ],
    ['no date', 'RXX/go-lives', { instance: 'epr' }, 400, /^Enter the date it took effect/],
    [
      'a field that nobody knows',
      'RXX/go-lives',
      { ...goLive('2025-01-01'), recordedAt: '2020-01-01' },
      400,
      'Nothing is known of a field named "recordedAt".',
    ],
    [
      'an email address in the notes',
      'RXX/adoption-measurements',
      measured({ note: 'Ask jo@example.org' }),
      400,
      /^Remove personal details from the notes/,
    ],
    [
      'an NHS number in the notes',
      'RXX/adoption-measurements',
      measured({ note: 'Seen with 943 476 5919' }),
      400,
      /^Remove personal details from the notes/,
    ],
    [
      'a number in quotation marks',
      'RXX/adoption-measurements',
      measured({ denominator: '10000' }),
      400,
      'Denominator must be a whole number that is 0 or more, like 42',
    ],
    [
      'a stage in quotation marks',
      'RXX/stage-declarations',
      { stage: '2', effectiveOn: '2025-06-01' },
      400,
      'The stage must be 1, 2, 3 or 4',
    ],
    [
      'an empty reason',
      'RXX/go-lives',
      { ...goLive('2025-01-01'), reason: '' },
      400,
      'Enter the reason, or leave this out',
    ],
    [
      'a number that is none',
      'RXX/adoption-measurements',
      measured({ numerator: '1e3' }),
      400,
      'Numerator must be a whole number that is 0 or more, like 42',
    ],
  ])('refuses %s', async (_, path, body, status, sentence) => {
    const before = await newest();
    const answer = await recorderOf(path).post(`/api/v1/organisations/${path}`, body);
    expect(answer.body).toMatchObject({ status, errors: [{ pointer: expect.any(String) }] });
    expect(answer.status).toBe(status);
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    const { message } = answer.body.errors[0] as { message: string };
    if (typeof sentence === 'string') expect(message).toBe(sentence);
    else expect(message).toMatch(sentence);
    expect(await newest()).toBe(before);
  });

  // The loader may name any trust; the others are refused before their rules are asked.
  const recorderOf = (path: string): Caller => (path.startsWith('RZZ') ? loader : recorder);

  it('refuses malformed JSON', async () => {
    const before = await newest();
    const { body } = await recorder
      .plain('post', `${trust}/go-lives`)
      .set('Content-Type', 'application/json')
      .set('Idempotency-Key', 'malformed-0001')
      .send('{"instance": ')
      .expect(400);
    expect(body).toMatchObject({
      code: 'malformed-json',
      detail: 'The body must be JSON that can be read.',
    });
    expect(await newest()).toBe(before);
  });

  it('refuses a body of 2 MB', async () => {
    const before = await newest();
    const { body } = await recorder
      .post(`${trust}/go-lives`, { instance: 'x'.repeat(2_000_000) })
      .expect(413);
    expect(body).toMatchObject({ code: 'body-too-large' });
    expect(await newest()).toBe(before);
  });

  it.each(['__proto__', 'constructor', 'toString'])('refuses a field named %s', async (field) => {
    const before = await newest();
    const { body } = await recorder
      .plain('post', `${trust}/go-lives`)
      .set('Content-Type', 'application/json')
      .set('Idempotency-Key', `field-${field}`)
      .send(`{"${field}": {"instance": "other"}, ${JSON.stringify(goLive('2025-01-01')).slice(1)}`)
      .expect(400);
    const message = `Nothing is known of a field named "${field}".`;
    expect(body.errors).toEqual([{ pointer: `/${field}`, code: 'unknown-field', message }]);
    expect(await newest()).toBe(before);
  });

  it('refuses what is nested a hundred thousand levels deep', async () => {
    const { body } = await recorder
      .plain('post', `${trust}/go-lives`)
      .set('Content-Type', 'application/json')
      .set('Idempotency-Key', 'nested-00001')
      .send(`{"instance":${'['.repeat(100_000)}${']'.repeat(100_000)}}`)
      .expect(400);
    expect(body).toMatchObject({ code: 'nested-too-deeply' });
  });

  it.each(['text/xml', 'text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data'])(
    'refuses %s',
    async (type) => {
      for (const path of [`${trust}/go-lives`, '/api/v1/maturity-models/nhs-epr/versions']) {
        const { body } = await recorder
          .plain('post', path)
          .set('Content-Type', type)
          .set('Idempotency-Key', 'another-media-type')
          .send('{"instance":"epr"}')
          .expect(415)
          .expect('Content-Type', /^application\/problem\+json/);
        expect(body.code).toBe('media-type-not-read');
      }
    },
  );

  it.each(['null', '[]', '[{}]', '"text"', '12', 'true'])(
    'refuses the body %j, which is no object',
    async (text) => {
      const { body } = await recorder
        .plain('post', `${trust}/go-lives`)
        .set('Content-Type', 'application/json')
        .set('Idempotency-Key', 'no-object-at-all')
        .send(text)
        .expect(400);
      expect(body).toMatchObject({
        code: 'body-not-an-object',
        detail: 'Send one JSON object, with the fields of the entry.',
      });
    },
  );

  it('refuses a body that was left out', async () => {
    const { body } = await recorder
      .plain('post', `${trust}/go-lives`)
      .set('Idempotency-Key', 'no-body-at-all')
      .expect(400);
    expect(body).toMatchObject({ code: 'body-not-an-object' });
    const empty = await recorder
      .plain('post', `${trust}/go-lives`)
      .set('Content-Type', 'application/json')
      .set('Idempotency-Key', 'an-empty-body')
      .send('')
      .expect(400);
    expect(empty.body.errors).toContainEqual(expect.objectContaining({ pointer: '/instance' }));
  });

  it('refuses a key used again with another body, and elsewhere', async () => {
    const first = { stage: 1, effectiveOn: '2025-06-01' };
    await recorder.post(`${trust}/stage-declarations`, first, 'once-and-again').expect(201);
    const before = await newest();
    const other = await recorder
      .post(`${trust}/stage-declarations`, { ...first, stage: 2 }, 'once-and-again')
      .expect(422);
    expect(other.body).toMatchObject({ code: 'idempotency-key-reused' });
    await recorder.post(`${trust}/go-lives`, goLive('2025-01-01'), 'once-and-again').expect(422);
    expect(await newest()).toBe(before);
  });

  it('answers a repeat with the first receipt', async () => {
    const body = { stage: 2, effectiveOn: '2025-06-02' };
    const first = await recorder
      .post(`${trust}/stage-declarations`, body, 'asked-twice-01')
      .expect(201);
    clock.now = '2025-06-02T10:00:00.000Z';
    const again = await recorder
      .post(`${trust}/stage-declarations`, body, 'asked-twice-01')
      .expect(201);
    expect(again.body).toEqual({ ...first.body, repeated: true });
    expect(again.headers['etag']).toBe(first.headers['etag']);
  });

  it('records one fact when a request comes many times at once', async () => {
    const body = { stage: 3, effectiveOn: '2025-06-02', source: { name: 'Board', order: 2 } };
    const answers = await Promise.all(
      Array.from({ length: 8 }, () =>
        recorder.post(`${trust}/stage-declarations`, body, 'all-at-once-01'),
      ),
    );
    for (const { status } of answers) expect([201, 409]).toContain(status);
    const receipts = answers
      .filter(({ status }) => status === 201)
      .map(({ body: { events } }) => events as unknown);
    for (const events of receipts) expect(events).toEqual(receipts[0]);
  });

  it('needs an Idempotency-Key for every command', async () => {
    const { body } = await recorder
      .plain('post', `${trust}/stage-declarations`)
      .send({ stage: 1, effectiveOn: '2025-06-01' })
      .expect(400);
    expect(body).toMatchObject({ code: 'idempotency-key-missing' });
  });

  it('needs If-Match for a correction, and says what is current when it is stale', async () => {
    const declared = await recorder
      .post(`${trust}/stage-declarations`, { stage: 1, effectiveOn: '2025-05-01' })
      .expect(201);
    const correction = {
      reason: 'The board declared stage 2.',
      entry: { stage: 2, effectiveOn: '2025-05-01' },
    };
    const address = `${String(declared.headers['location'])}/corrections`;
    const before = await newest();
    const missing = await recorder.post(address, correction).expect(428);
    expect(missing.body).toMatchObject({ code: 'if-match-missing' });
    await recorder.post(address, correction).set('If-Match', 'W/"0"').expect(400);
    const stale = await recorder.post(address, correction).set('If-Match', '"0"').expect(412);
    expect(stale.headers['etag']).toBe(declared.headers['etag']);
    const current = String(stale.headers['etag']);
    expect(stale.body).toMatchObject({
      code: 'changed-in-the-meantime',
      detail: `Something else was recorded in this trust’s record of its electronic patient record since you read it. Read it again, check what changed, and send If-Match: ${current}.`,
    });
    expect(await newest()).toBe(before);
    await recorder.post(address, correction).set('If-Match', current).expect(201);
  });

  it('answers 404 for an entry that is not there, whatever If-Match says', async () => {
    const nowhere = '00000000-0000-4000-8000-000000000000';
    const { headers } = await recorder.post(`${trust}/go-lives`, goLive('2025-02-01')).expect(201);
    const goLiveId = String(headers['location']).split('/').at(-1) ?? '';
    const reason = 'It was never so at all.';
    const correction = { reason, entry: { stage: 2, effectiveOn: '2025-05-01' } };
    for (const id of [nowhere, goLiveId, 'no-reference']) {
      const address = `${trust}/stage-declarations/${id}`;
      for (const sent of [
        recorder.get(address),
        recorder.post(`${address}/corrections`, correction),
        recorder.post(`${address}/corrections`, correction).set('If-Match', '"0"'),
        recorder.post(`${address}/retractions`, { reason }).set('If-Match', 'W/"0"'),
        recorder.post(`${address}/retractions`, { reason }).set('If-Match', headers['etag'] ?? ''),
      ]) {
        const { body } = await sent.expect(404);
        expect(body).toMatchObject({
          code: 'entry-not-found',
          detail: 'There is no entry of this kind with this reference in this record.',
        });
      }
    }
    const model = `/api/v1/maturity-models/nhs-epr/versions/${nowhere}`;
    await auditor.get(model).expect(404);
    const { body } = await auditor.get('/api/v1/maturity-models/nope/versions').expect(404);
    expect(body.detail).toBe('There is no maturity model named "nope".');
  });

  it('says no to a second withdrawal, and why the entry was withdrawn at the first', async () => {
    const declared = await recorder
      .post(`${trust}/stage-declarations`, { stage: 1, effectiveOn: '2025-04-02' })
      .expect(201);
    const address = String(declared.headers['location']);
    const first = { reason: 'The board had not decided.' };
    const withdraw = (body: object, etag: string, key: string) =>
      recorder.post(`${address}/retractions`, body, key).set('If-Match', etag);
    const etag = String(declared.headers['etag']);
    const withdrawn = await withdraw(first, etag, 'withdrawn-once-1').expect(201);
    const again = await withdraw(first, etag, 'withdrawn-once-1').expect(201);
    expect(again.body).toEqual({ ...withdrawn.body, repeated: true });
    const current = String(withdrawn.headers['etag']);
    const second = await withdraw(
      { reason: 'A second thought.' },
      current,
      'withdrawn-twice',
    ).expect(422);
    expect(second.body).toMatchObject({
      code: 'already-retracted',
      detail:
        'This entry was withdrawn already. The reason given was “The board had not decided.”.',
    });
    const { body } = await recorder.get(address).expect(200);
    expect(body).toMatchObject({ retracted: true, retraction: first });
  });

  it.each<[string, string, string, object]>([
    ['/effectiveOn', 'a future date', 'go-lives', goLive('2025-06-03')],
    ['/reason', 'a late entry', 'go-lives', goLive('2021-06-03')],
    ['/numerator', 'a part above its whole', 'adoption-measurements', may({ numerator: 10_001 })],
    [
      '/denominator',
      'a whole of 0',
      'adoption-measurements',
      may({ numerator: 0, denominator: 0 }),
    ],
    ['/capability', 'a strange capability', 'adoption-measurements', may({ capability: 'C999' })],
    ['/sites/1', "another trust's site", 'capability-scopes', scope('RXX01', 'RZZ01')],
    ['/sites/0', 'a site of nobody', 'capability-enablements', enablement('RYZ01')],
    ['/instance', 'a strange EPR', 'capability-enablements', enablement('RXX01', 'unknown-epr')],
  ])('points at %s for %s', async (pointer, _, path, body) => {
    const answer = await recorder.post(`${trust}/${path}`, body).expect(422);
    const { detail: message, code } = answer.body as { detail: string; code: string };
    expect(answer.body.errors).toEqual([{ pointer, code, message }]);
  });

  it('points at the organisation in the address', async () => {
    await loader
      .post('/api/v1/organisations/QHM/registrations', {
        kind: 'icb',
        name: 'An ICB',
        sinceBeforeRecords: true,
        source,
      })
      .expect(201);
    for (const [code, because] of [
      ['RZZ', 'organisation-unknown'],
      ['QHM', 'not-a-trust'],
    ]) {
      const path = `/api/v1/organisations/${String(code)}/go-lives`;
      const { body } = await loader.post(path, goLive('2025-01-01')).expect(422);
      expect(body.errors).toMatchObject([{ pointer: '{ods}', code: because }]);
      expect(body.type).toBe(`urn:problem-type:${String(because)}`);
    }
  });

  it('points at the capability that a correction changes', async () => {
    const entry = measured({ from: '2025-03-01', to: '2025-03-31' });
    const measurement = await recorder.post(`${trust}/adoption-measurements`, entry).expect(201);
    const { body } = await recorder
      .post(`${String(measurement.headers['location'])}/corrections`, {
        reason: 'It was another capability.',
        entry: { ...entry, capability: 'C101' },
      })
      .set('If-Match', String(measurement.headers['etag']))
      .expect(422);
    expect(body.errors).toMatchObject([{ pointer: '/entry/capability', code: 'another-subject' }]);
  });

  it('lists errors where what was sent is to blame, and nowhere else', async () => {
    const path = `${trust}/stage-declarations`;
    const sent = { stage: 1, effectiveOn: '2025-06-01' };
    const blamed = await recorder.plain('post', path).send(sent).expect(400);
    const { code, detail: message } = blamed.body as { code: string; detail: string };
    expect(blamed.body.errors).toEqual([{ pointer: '', code, message }]);
    const missing = await recorder.get('/api/v1/nowhere').expect(404);
    expect(missing.body.errors).toBeUndefined();
  });

  it('says no to PUT, PATCH and DELETE, and what is allowed', async () => {
    for (const method of ['put', 'patch', 'delete'] as const) {
      const { headers, body } = await recorder.plain(method, `${trust}/go-lives`).expect(405);
      expect(headers['allow']).toBe('POST');
      expect(body).toMatchObject({ code: 'method-not-allowed' });
    }
    await recorder.plain('delete', '/api/v1/nowhere').expect(404);
  });

  it.each([
    ['?asOf=2025-06-03', 'Enter today’s date or an earlier one, like 31 July 2025'],
    ['?asOf=2025-02-30', 'Enter today’s date or an earlier one, like 31 July 2025'],
    ['?asOf=2025-01-01&asOf=2025-01-02', 'Enter asOf once'],
    ['?asof=2025-01-01', 'Nothing is known of a parameter named "asof".'],
    ['?knownAt=yesterday', /^Enter a day like/],
    ['?knownAt=2025-06-03', /^Enter today or an earlier day: nothing is known yet/],
    ['?knownAt=2026-01-01T00:00:00Z', /^Enter an instant that has passed: nothing is known yet/],
    ['?knownAt=999999', /^Enter an entry up to \d+, the last one: nothing is known yet/],
    ['?minPosition=999999999', /^The log has not come that far/],
    ['?minPosition=x', 'Enter a position as Log-Position gave it'],
    ['?limit=501', 'Enter a number from 1 to 500'],
    ['?cursor=e30.x', /^Take the cursor as it stands/],
    ['?kind=castle', 'Enter one of: trust, icb, region'],
  ])('refuses the parameters %s', async (query, sentence) => {
    const { body } = await auditor.get(`/api/v1/organisations${query}`).expect(400);
    if (typeof sentence === 'string') expect(body.detail).toBe(sentence);
    else expect(body.detail).toMatch(sentence);
  });

  it('names the request in every problem, as the caller named it', async () => {
    const { headers, body } = await auditor
      .get('/api/v1/nowhere')
      .set('X-Request-Id', 'my-request.1')
      .expect(404);
    expect(headers['x-request-id']).toBe('my-request.1');
    expect(body).toMatchObject({ status: 404, instance: 'urn:request:my-request.1' });
  });
});

const source = { name: 'Organisation Data Service', publishedOn: '2025-06-01' };
function goLive(effectiveOn: string) {
  return { instance: 'example-epr', effectiveOn };
}

function scope(...sites: string[]) {
  return { capability: 'C105', sites: sites.map((site) => ({ site })), effectiveOn: '2025-05-01' };
}

function enablement(site: string, instance = 'example-epr') {
  return { capability: 'C105', sites: [site], instance, effectiveOn: '2025-05-01' };
}

function may(changed: object) {
  return measured({ from: '2025-05-01', to: '2025-05-31', ...changed });
}

function measured(changed: object = {}) {
  return {
    capability: 'C105',
    numerator: 7_200,
    denominator: 10_000,
    from: '2025-04-01',
    to: '2025-04-30',
    method: 'Report of the EPR',
    source: { name: 'EPR report' },
    ...changed,
  };
}
