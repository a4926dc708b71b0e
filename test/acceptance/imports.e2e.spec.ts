import type { Test } from 'supertest';
import { EVENT_STORE, type EventStore } from '#event-sourcing';
import { registers } from '#imports';
import { ApplicationUnderTest, type Caller } from '../support/application.js';
import { inWords } from '../support/page.js';
import { recordCorrectedTrust } from '../support/corrected-trust.js';

const clock = { now: '2025-03-01T09:00:00.000Z' };
const HEADER = 'capability,period_from,period_to,numerator,denominator,method,source\n';
const IMPORTS = '/api/v1/organisations/RXX/imports';

let application: ApplicationUnderTest;
let recorder: Caller;
beforeAll(async () => {
  application = await ApplicationUnderTest.start({ clock });
  ({ recorder } = await recordCorrectedTrust(application, clock));
  clock.now = '2026-06-01T09:00:00.000Z';
});
afterAll(() => application.stop());

describe('The imports of a trust', () => {
  it('offer a file to those who may record it, and to others what was imported', async () => {
    const approver = await application.as('trust-approver-1', 'RXX', 'trust-approver');
    const list = (caller: Caller) => caller.get('/organisations/RXX/imports').expect(200);
    expect((await list(recorder)).text).toContain('/organisations/RXX/imports/new');
    expect((await list(approver)).text).not.toContain('/organisations/RXX/imports/new');
  });
});

describe('Importing by the API', () => {
  it('checks a file, and leaves nothing in the log', async () => {
    const before = await logLength();
    const { body } = (await send(row(5), '&dryRun=true').expect(200)) as Answer;
    expect(body).toMatchObject({ stage: 'checked', totals: { rows: 1, new: 1 } });
    expect(await logLength()).toBe(before);
    expect(before).toBeDefined();
  });

  it('records it, shows the first result when it comes again, and withdraws it', async () => {
    const { body, headers } = (await send(row(6)).expect(201)) as Answer;
    expect(body).toMatchObject({ stage: 'completed', repeated: false, totals: { new: 1 } });
    const address = headers['location'] ?? '';
    expect(headers['log-position']).toBe((body as { position: string }).position);
    const again = await send(row(6)).expect(200);
    expect(again.headers['location']).toBe(address);
    expect(again.body).toMatchObject({ repeated: true, totals: { new: 1 } });
    expect((await recorder.get(address).expect(200)).body).toMatchObject({ stage: 'completed' });

    await recorder.post(`${address}/withdrawals`, { reason: 'short' }).expect(400);
    const reason = 'It was the file of another trust';
    const taken = await recorder.post(`${address}/withdrawals`, { reason }).expect(201);
    expect(taken.body).toMatchObject({ withdrawn: 1, restored: 0, left: 0 });
    expect((await recorder.get(address)).body).toMatchObject({ stage: 'withdrawn' });
  });

  it('records nothing of a file with a row that is wrong, and says where', async () => {
    const { body } = (await send(`${row(7)}C105,x,2026-04-08,1,2,Report,Return\n`).expect(
      422,
    )) as Answer;
    expect(body).toMatchObject({
      code: 'rows-refused',
      errors: [{ pointer: '/3/period_from', code: 'day' }],
    });
  });

  it('says of a rule which cells it is about, and what stands there', async () => {
    const { body } = (await send('C105,2026-04-09,2026-04-09,3,2,Report,Return\n').expect(
      422,
    )) as Answer;
    expect(body).toMatchObject({
      errors: [
        {
          ...{ pointer: '/2/numerator', value: '3', code: 'part-above-whole' },
          others: [{ pointer: '/2/denominator', value: '2' }],
        },
      ],
    });
  });

  it('says of a cell nothing that the description of the API does not name', async () => {
    const { body } = (await send('C105,2026-04-09,2026-04-09,3,2,Report,Return\n').expect(
      422,
    )) as Readonly<{ body: { errors: { others?: object[] }[] } }>;
    const { body: api } = (await recorder.get('/api/openapi.json').expect(200)) as Described;
    const { properties } = api.components.schemas.Problem.properties.errors.items;
    const namedIn = (given: object = {}): unknown => expect.arrayContaining(Object.keys(given));
    expect(Object.keys(properties)).toEqual(namedIn(body.errors[0]));
    const others = properties['others']?.items?.properties ?? {};
    expect(Object.keys(others)).toEqual(namedIn(body.errors[0]?.others?.[0]));
  });

  it('in part records what is right, and keeps the rest in the template', async () => {
    const file = `${row(8)}C105,2026-04-09,2026-04-09,3,2,Report,Return\n`;
    const { body, headers } = (await send(file, '&partial=true').expect(201)) as Answer;
    expect(body).toMatchObject({ totals: { new: 1, invalid: 1 } });
    const address = headers['location'] ?? '';
    const rejected = await recorder.get(`${address}/rejected`).expect(200);
    expect(rejected.text).toContain('C105,2026-04-09,2026-04-09,3,2,Report,Return');
    expect(rejected.headers['content-disposition']).toContain('attachment');
    const problems = await recorder.get(`${address}?format=csv`).expect(200);
    expect(problems.text).toContain(
      '"numerator, denominator",numerator: 3; denominator: 2,part-above-whole',
    );
  });

  it('is asked for what it takes', async () => {
    await recorder.plain('post', IMPORTS).query({ register: 'beds' }).expect(400);
    await recorder
      .plain('post', `${IMPORTS}?register=go-lives`)
      .type('application/pdf')
      .send('%PDF')
      .expect(415);
    const { body } = (await recorder
      .plain('post', `${IMPORTS}?register=go-lives`)
      .type('text/csv')
      .expect(422)) as Answer;
    expect(body).toMatchObject({ detail: 'The selected file is empty' });
    await recorder.get(`${IMPORTS}/abcdefghijklmnopabcdefgh`).expect(404);
  });

  it('is for recorders of the trust, and its reports for those who read its entries', async () => {
    const others = await application.as('trust-recorder-1', 'RYY');
    await send(row(10), '', others).expect(403);
    const address = (await send(row(10))).headers['location'] ?? '';
    await others.get(address).expect(404);
    await application.visitor().get(address).expect(401);
    await (await application.as('auditor-1')).get(address).expect(200);
  });

  it('answers 202 to a long file, and its report where it said', async () => {
    const lines = Array.from({ length: 3_000 }, (_, n) => {
      const day = new Date(Date.parse('2017-01-01') + n * 86_400_000).toISOString().slice(0, 10);
      return `C201,${day},${day},1,2,Report,Return,Found in the archive of the trust\n`;
    });
    const bytes = Buffer.from(HEADER.replace('source', 'source,reason') + lines.join(''));
    const { headers, body } = (await sendBytes(bytes, '', recorder).expect(202)) as Answer;
    expect(body).toMatchObject({ stage: 'running' });
    const page = (headers['location'] ?? '').replace('/api/v1', '');
    const seen = async (query: string) => {
      const answer = await recorder.get(`${page}${query}`).set('Accept', 'text/html').expect(200);
      return { again: answer.headers['refresh'] as unknown, text: inWords(answer.text) };
    };
    const running = await seen('');
    expect(running.again).toBe('5');
    expect(running.text).toContain('This page loads itself again every 5 seconds');
    const still = await seen('?reload=off');
    expect(still.again).toBeUndefined();
    expect(still.text).toContain('Load again');
    let report: unknown;
    do ({ body: report } = (await recorder.get(headers['location'] ?? '').expect(200)) as Answer);
    while ((report as { stage: string }).stage === 'running');
    expect(report).toMatchObject({ stage: 'completed', totals: { rows: 3_000, new: 3_000 } });
    await application.settled();
    const ended = await seen('');
    expect(ended.again).toBeUndefined();
    expect(ended.text).toContain('Entries it recorded The last 20 of 3,000 are shown.');
  });

  it('gives each register as its template and as what the trust has said, which reads back', async () => {
    for (const { name } of registers) {
      const own = `/api/v1/organisations/RXX/registers/${name}`;
      await application.visitor().get(`${own}/template`).expect(200);
      await application.visitor().get(`${own}/template?format=xlsx`).expect(200);
      const { text } = await recorder.get(`${own}/export`).expect(200);
      const { body } = (await recorder
        .plain('post', `${IMPORTS}?register=${name}&dryRun=true`)
        .type('text/csv')
        .send(text)) as Answer;
      const { totals, file } = body as {
        totals: { rows: number; identical: number };
        file: { code: string }[];
      };
      expect(totals.identical).toBe(totals.rows);
      expect(totals.rows > 0 ? 'rows' : file[0]?.code).toBe(totals.rows > 0 ? 'rows' : 'no-rows');
    }
  });
});

type Answer = Readonly<{ body: unknown; headers: Record<string, string> }>;

type Schema = Readonly<{ properties: Record<string, Readonly<{ items?: Schema }>> }>;
type Described = Readonly<{
  body: {
    components: { schemas: { Problem: { properties: { errors: { items: Schema } } } } };
  };
}>;

const row = (day: number): string => {
  const date = `2026-04-${String(day).padStart(2, '0')}`;
  return `C105,${date},${date},1,2,Report,Return\n`;
};

const send = (rows: string, query = '', caller = recorder) =>
  sendBytes(Buffer.from(HEADER + rows), query, caller);

const sendBytes = (bytes: Buffer, query: string, caller: Caller): Test =>
  caller
    .plain('post', `${IMPORTS}?register=adoption-measurements${query}`)
    .type('text/csv')
    .send(bytes.toString());

const logLength = async (): Promise<unknown> =>
  (await application.app.get<EventStore>(EVENT_STORE, { strict: false }).head())?.position;

describe('Importing by the pages, without scripts', () => {
  const form = async (path: string) => {
    const { text, headers } = (await recorder.get(path).set('Accept', 'text/html')) as Page;
    const token = /name="token" value="([^"]+)"[^]*<\/main>/.exec(text)?.[1] ?? '';
    return { text, token, cookie: headers['set-cookie']?.[0]?.split(';')[0] ?? '' };
  };

  it('checks a file, shows what is not right, and records it when it is confirmed', async () => {
    const upload = (rows: string, cookie: string, token: string) => {
      const sent = recorder.plain('post', '/organisations/RXX/imports/new');
      return sent
        .set('Cookie', `${cookieOf(sent)}; ${cookie}`)
        .field({ token, register: 'adoption-measurements' })
        .attach('file', Buffer.from(HEADER + rows), 'return.csv');
    };
    const { token, cookie } = await form('/organisations/RXX/imports/new?register=go-lives');
    const wrong = (await upload('C105,x,2026-05-03,1,2,=A1,Return\n', cookie, token).expect(
      303,
    )) as Page;
    const { text } = await form(wrong.headers['location'] ?? '');
    expect(inWords(text)).toContain('2 method: =A1 A formula stands here');

    const right = (await upload(row(20), cookie, token).expect(303)) as Page;
    const address = right.headers['location'] ?? '';
    expect(inWords((await form(address)).text)).toContain('Nothing is recorded yet');
    const confirm = recorder.plain('post', `${address}/run`).type('form');
    await confirm
      .set('Cookie', `${cookieOf(confirm)}; ${cookie}`)
      .send({ token })
      .expect(303);
    let page: string;
    do page = inWords((await form(address)).text);
    while (page.includes('import under way'));
    expect(page).toContain('1 entry recorded.');
    await application.settled();
    const { text: own } = await form(address);
    const [, entry = ''] = /href="([^"]+)">Entry [\d,]+: use measured/.exec(own) ?? [];
    expect(inWords((await form(entry)).text)).toContain('Use of ');
    const auditor = await application.as('auditor-1');
    const seen = await auditor.get(address).set('Accept', 'text/html').expect(200);
    expect(inWords(seen.text)).toContain('1 entry recorded.');
    expect(seen.text).not.toContain(`href="${address}/withdraw"`);
    expect((await form(address)).text).toContain(`href="${address}/withdraw"`);

    const unsaid = recorder.plain('post', `${address}/withdraw`).type('form');
    void unsaid.set('Cookie', `${cookieOf(unsaid)}; ${cookie}`).set('Accept', 'text/html');
    const { text: why } = await unsaid.send({ token, reason: '' }).expect(400);
    expect(inWords(why)).toContain('There is a problem Enter why you are withdrawing this import');

    const withdraw = recorder.plain('post', `${address}/withdraw`).type('form');
    await withdraw
      .set('Cookie', `${cookieOf(withdraw)}; ${cookie}`)
      .send({ token, reason: 'The file was of another month' })
      .expect(303);
    const withdrawn = inWords((await form(address)).text);
    expect(withdrawn).toContain('import withdrawn');
    expect(withdrawn).toContain('Withdrawn 10:00am on 1 June 2026, by a trust recorder');
    expect(withdrawn).toContain('Why it was withdrawn The file was of another month');
    const audited = await auditor.get(address).set('Accept', 'text/html').expect(200);
    const [, entries = ''] = /href="([^"]+)">See the entries it recorded/.exec(audited.text) ?? [];
    await application.settled();
    const listed = await auditor.get(entries).set('Accept', 'text/html').expect(200);
    expect(inWords(listed.text)).toContain('Import withdrawn');
  });

  it.each([
    [undefined, '', 'Select a file'],
    ['empty.csv', '', 'The selected file is empty'],
    ['photo.png', 'PNG', 'The selected file must be a CSV or XLSX'],
    ['beds.csv', 'beds\n3\n', 'The selected file must use the template'],
  ])(
    'says what is wrong with %s in the summary and beside the field',
    async (name, content, message) => {
      const { token, cookie } = await form('/organisations/RXX/imports/new?register=go-lives');
      const sent = recorder.plain('post', '/organisations/RXX/imports/new');
      void sent.set('Cookie', `${cookieOf(sent)}; ${cookie}`).set('Accept', 'text/html');
      void sent.field({ token, register: 'go-lives' });
      if (name !== undefined) void sent.attach('file', Buffer.from(content), name);
      const { text, status } = (await sent) as Page;
      expect(status).toBeGreaterThanOrEqual(400);
      expect(inWords(text).split(message)).toHaveLength(3);
      expect(text).toContain('name="register" value="go-lives"');
    },
  );

  it('refuses a form that is not ours', async () => {
    await recorder
      .plain('post', '/organisations/RXX/imports/new')
      .field({ token: 'x', register: 'go-lives' })
      .expect(403);
  });
});

type Page = Readonly<{
  text: string;
  status: number;
  headers: Record<string, string> & { 'set-cookie'?: string[] };
}>;

const cookieOf = (test: Test): string => test.get('Cookie');
