/* eslint-disable @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-member-access -- supertest gives every body as any; the assertions are its types */
import { createHash } from 'node:crypto';
import { unzipSync } from 'fflate';
import type { Response } from 'supertest';
import { ApplicationUnderTest, type Caller } from '../support/application.js';
import { recordBoardBenefits } from '../support/board-benefits.js';
import { PROGRAMME, recordBoardProgramme } from '../support/board-programme.js';

const programme = `/api/v1/programmes/${PROGRAMME}`;

describe('The sign-off of a board pack', () => {
  let application: ApplicationUnderTest;
  let office: Caller;
  /** The pack of the end of October, and the digest of its manifest. */
  let pack = '';
  let manifest = '';
  const clock = { now: '2025-11-05T09:00:00.000Z' };
  const sections = ['stages', 'benefits'];

  const asked = (changed: object = {}) => ({
    ...{ pack, sections, manifest, statement: 'Read at the meeting.', effectiveOn: '2025-11-04' },
    ...changed,
  });
  const refusal = async (body: object) => {
    const answer = await office.post(`${programme}/pack-sign-offs`, body).expect(422);
    const { code, errors } = answer.body as Problem;
    return [code, errors[0]?.pointer];
  };
  const signOffs = async (query = '') => {
    const { body } = await office.get(`${programme}/sign-offs${query}`).expect(200);
    return (body as Readonly<{ signOffs: readonly Readonly<{ factId: string }>[] }>).signOffs;
  };
  const settled = async (position: unknown) =>
    office.get(`${programme}/sign-offs?minPosition=${String(position)}`).expect(200);

  beforeAll(async () => {
    application = await ApplicationUnderTest.start({ clock });
    office = await application.as('programme-office-1');
    await recordBoardBenefits(application);
    const position = await recordBoardProgramme(application);
    const { body } = await office.get(`/api/v1/programmes?minPosition=${position}`).expect(200);
    pack = `2025-10-31.${String(body.entry)}.4`;
    manifest = digestOf(
      await office
        .get(`${programme}/board-packs/${pack}/files?sections=stages,benefits`)
        .buffer(true)
        .parse(bytesOf)
        .expect(200),
    );
  });
  afterAll(() => application.stop());

  it('is refused of no pack, of other files, of a day that is not over, and by others', async () => {
    expect(await refusal(asked({ pack: '2025-10-31.9999.4' }))).toEqual(['pack-unknown', '/pack']);
    expect(await refusal(asked({ pack: pack.replace(/4$/, '1') }))).toEqual([
      'pack-unknown',
      '/pack',
    ]);
    expect(await refusal(asked({ sections: ['stages'] }))).toEqual([
      'pack-manifest-differs',
      '/manifest',
    ]);
    const today = { pack: pack.replace('2025-10-31', '2025-11-05'), effectiveOn: '2025-11-05' };
    expect(await refusal(asked(today))).toEqual(['pack-day-not-over', '/pack']);
    expect(await refusal(asked({ effectiveOn: '2025-10-31' }))).toEqual([
      'signed-off-before-day-over',
      '/effectiveOn',
    ]);
    const shape = asked({ pack: '2025-02-30.1.4', sections: [], manifest: 'x', statement: '' });
    const { body } = await office.post(`${programme}/pack-sign-offs`, shape).expect(400);
    expect((body as Problem).errors.map(({ pointer }) => pointer).sort()).toEqual([
      ...['/manifest', '/pack', '/sections', '/statement'],
    ]);
    await office.post('/api/v1/programmes/another/pack-sign-offs', asked()).expect(422);
    for (const [person, of] of [
      ['auditor-1'],
      ['model-steward-1'],
      ['trust-approver-1', 'RBA'],
    ] as const) {
      const other = await application.as(person, of);
      await other.post(`${programme}/pack-sign-offs`, asked()).expect(403);
    }
    expect(await signOffs()).toEqual([]);
  });

  it('says in which role, of which files and in which words, and is given once', async () => {
    const { headers } = await office.post(`${programme}/pack-sign-offs`, asked()).expect(201);
    await settled(headers['log-position']);
    expect(await signOffs()).toMatchObject([
      {
        ...{ pack, sections, manifest, day: '2025-10-31', formulas: 4, stands: true },
        ...{ statement: 'Read at the meeting.', authorRole: 'programme-office', on: '2025-11-04' },
      },
    ]);
    expect(await refusal(asked({ statement: 'Once more.' }))).toEqual(['pack-signed-off', '/pack']);
    const one = await office.get(String(headers['location'])).expect(200);
    for (const [mending, body] of [
      ['corrections', { reason: 'It said too little.', entry: asked({ statement: 'More.' }) }],
      ['retractions', { reason: 'It was a slip of the hand.' }],
    ] as const) {
      const answer = await office
        .post(`${String(headers['location'])}/${mending}`, body)
        .set('If-Match', String(one.headers['etag']))
        .expect(422);
      expect(answer.body.code).toBe('sign-off-stands');
    }
  });

  it('is withdrawn by an entry beside it, and may then be given again', async () => {
    const withdrawal = { pack, sections, why: 'A trust was left out.', effectiveOn: '2025-11-05' };
    await office.post(`${programme}/pack-sign-off-withdrawals`, withdrawal).expect(428);
    const [signed] = await signOffs();
    const one = `${programme}/pack-sign-offs/${signed?.factId ?? ''}`;
    const { headers } = await office.get(one).expect(200);
    const withdrawn = await office
      .post(`${programme}/pack-sign-off-withdrawals`, withdrawal)
      .set('If-Match', String(headers['etag']))
      .expect(201);
    await settled(withdrawn.headers['log-position']);
    expect(await signOffs()).toMatchObject([
      { stands: false, withdrawn: { on: '2025-11-05', why: 'A trust was left out.' } },
    ]);
    expect(await signOffs('?asOf=2025-11-04')).toMatchObject([{ stands: true }]);
    const again = asked({ statement: 'With that trust known.', effectiveOn: '2025-11-05' });
    const second = await office.post(`${programme}/pack-sign-offs`, again).expect(201);
    await settled(second.headers['log-position']);
    expect(await signOffs()).toMatchObject([{ stands: false }, { stands: true }]);
  });
});

type Problem = Readonly<{ code: string; errors: readonly Readonly<{ pointer: string }>[] }>;

const bytesOf = (response: Response, done: (error: Error | null, body: Buffer) => void) => {
  const parts: Buffer[] = [];
  const stream = response as unknown as NodeJS.ReadableStream;
  stream.on('data', (part: Buffer) => parts.push(part));
  stream.on('end', () => {
    done(null, Buffer.concat(parts));
  });
};

const digestOf = ({ body }: Response): string =>
  createHash('sha256')
    .update(unzipSync(body as Buffer)['manifest.json'] ?? new Uint8Array())
    .digest('hex');
