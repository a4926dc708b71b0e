import { formulaUsed } from '#figures';
import { ApplicationUnderTest, type Caller } from '../support/application.js';
import { recordBoardBenefits } from '../support/board-benefits.js';
import { PROGRAMME, recordBoardProgramme } from '../support/board-programme.js';
import { inWords } from '../support/page.js';

/** RBB has an EPR. Of RBA nothing tells whether it has one, and it is on the way to a go-live. */
describe('The number of trusts not known to have reached a target', () => {
  let application: ApplicationUnderTest;
  let office: Caller;
  const day = '?asOf=2025-09-15';
  const address = `/programmes/${PROGRAMME}`;
  const target = `${address}/targets/coverage`;

  beforeAll(async () => {
    application = await ApplicationUnderTest.start({ clock: { now: '2025-11-01T09:00:00.000Z' } });
    office = await application.as('programme-office-1');
    await recordBoardBenefits(application);
    await recordBoardProgramme(application);
    const loader = await application.as('reference-loader-1');
    await loader
      .post('/api/v1/organisations/RBB/epr-status', { hasEpr: true, effectiveOn: '2025-06-01' })
      .expect(201);
    const recorder = await application.as('trust-recorder-1', 'RBA');
    const { headers } = await recorder
      .post('/api/v1/organisations/RBA/deployments', {
        ...{ instance: 'rba-epr', product: 'Example EPR', supplier: 'Example supplier' },
        ...{ modules: ['epr'], plannedGoLive: '2026-06', method: 'big-bang' },
        effectiveOn: '2025-06-01',
      })
      .expect(201);
    const position = String(headers['log-position']);
    await office.get(`/api/v1/programmes?minPosition=${position}`).expect(200);
  });
  afterAll(() => application.stop());

  const page = async (path: string) =>
    inWords((await office.get(path).set('Accept', 'text/html').expect(200)).text);
  const data = async (path: string): Promise<unknown> =>
    (await office.get(`/api/v1${path}${day}`).expect(200)).body;

  it('is the same on its page, in the list, in a pack, where it is explained, and as data', async () => {
    const standing = '1 of 2 trusts is known to have reached it; for 1 it is not known.';
    const listed = 'September 2025 1 of 2 trusts; not known for 1';
    const { entry } = (await data('/programmes')) as Readonly<{ entry: number }>;
    const { version } = formulaUsed('board-pack');
    const pack = await page(`${address}/board-packs/2025-09-15.${String(entry)}.${version}`);
    expect(await page(`${target}${day}`)).toContain(standing);
    expect(await page(`${address}/targets${day}`)).toContain(listed);
    expect(pack).toContain(listed);
    expect(pack).toContain(standing);
    for (const figure of ['trusts', 'forecast', 'course']) {
      expect(await page(`${target}/${figure}/explain${day}`)).toContain(standing);
    }
    const counted = { denominator: 2, unknown: 1 };
    expect(await data(`${target}/trusts`)).toMatchObject({ numerator: 1, ...counted });
    const course = (await data(`${target}/course`)) as Readonly<{ reached: readonly object[] }>;
    expect(course.reached.at(-1)).toMatchObject({ on: '2025-09-15', numerator: 1, ...counted });
    // RBA has a chance of its own, so that nobody is left without one.
    expect(await data(`${target}/forecast`)).toMatchObject({ untold: 1, unknown: 0, numerator: 1 });
  });
});
