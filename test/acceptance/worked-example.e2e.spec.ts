/* eslint-disable @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-member-access -- supertest gives every body as any; the assertions are its types */
import { publishVersion1 } from '#maturity-models';
import type { GapAnswer } from '#read-models';
import { ApplicationUnderTest, type Caller } from '../support/application.js';

/** Scope, enablement, adoption and realisation of five capabilities, recorded; then the gap is asked for. */
describe('The worked example of the optimisation gap, recorded and read', () => {
  let application: ApplicationUnderTest;
  let recorder: Caller;
  let [beforeTheLast, atTheLast] = ['', ''];
  const clock = { now: '2025-10-01T09:00:00.000Z' };
  const trust = '/api/v1/organisations/RXX';

  beforeAll(async () => {
    application = await ApplicationUnderTest.start({ clock });
    recorder = await application.as('trust-recorder-1', 'RXX');
    const steward = await application.as('model-steward-1');
    await steward.post('/api/v1/maturity-models/nhs-epr/versions', weighted).expect(201);
    const loader = await application.as('reference-loader-1');
    await loader
      .post(`${trust}/registrations`, {
        kind: 'trust',
        name: 'Example NHS Trust',
        trustType: 'Acute',
        sinceBeforeRecords: true,
        source: { name: 'Organisation Data Service' },
      })
      .expect(201);
    const effectiveOn = '2025-04-01';
    await record('go-lives', { instance: 'example-epr', effectiveOn });
    for (const { capability, d, a, r } of example) {
      const sites = [
        { site: 'RXX01', weight: d },
        { site: 'RXX02', weight: 100 - d },
      ].filter(({ weight }) => weight > 0);
      await record('capability-scopes', { capability, sites, effectiveOn });
      await record('capability-enablements', { capability, sites: ['RXX01'], effectiveOn });
      const window = { from: '2025-07-01', to: '2025-09-30' };
      const measured = { capability, ...window, method: 'Full count', source: { name: 'EPR' } };
      const adoption = { ...measured, numerator: a * 10, denominator: 1000 };
      beforeTheLast = await record('adoption-measurements', adoption);
      const realised = { ...measured, validated: r * 100, expected: 10_000, unit: 'pence' };
      atTheLast = await record('realisation-measurements', realised);
    }
  });
  afterAll(() => application.stop());

  /** Gives the place of what was recorded in the log. */
  const record = async (what: string, entry: object): Promise<string> => {
    const { body } = await recorder.post(`${trust}/${what}`, entry).expect(201);
    return `knownAt=${String(body.entry)}&minPosition=${String(body.position)}`;
  };

  const gapAt = async (known: string): Promise<NonNullable<GapAnswer['gap']>> => {
    const { body } = await recorder.get(`${trust}/gap?asOf=2025-10-01&${known}`).expect(200);
    return body.gap as NonNullable<GapAnswer['gap']>;
  };

  it('keeps 33.385 of 100 points, and loses 21.00, 20.90 and 24.715: a gap of 66.615', async () => {
    const gap = await gapAt(atTheLast);
    for (const [part, points] of [
      [gap.value, 33.385],
      [gap.notDeployed, 21],
      [gap.notAdopted, 20.9],
      [gap.notRealised, 24.715],
      [gap.optimisationGap, 66.615],
      [gap.useGap, 41.9],
    ] as const) {
      expect(part.low).toBeCloseTo(points, 9);
      expect(part.high).toBeCloseTo(points, 9);
    }
    const { weight, evidenceCoverage, headline } = gap;
    expect([weight, evidenceCoverage, headline]).toEqual([10, 1, 'optimisation']);
  });

  it.each([
    ['C105', 43.2, 10, 18, 28.8],
    ['C201', 69, 0, 8, 23],
    ['C204', 20.4, 15, 34, 30.6],
    ['C302', 6.6, 60, 18, 15.4],
    ['C303', 12.25, 30, 35, 22.75],
  ])('splits %s exactly', async (code, ...points) => {
    const { capabilities } = await gapAt(atTheLast);
    const own = capabilities.find(({ capability }) => capability === code);
    const parts = [own?.value, own?.notDeployed, own?.notAdopted, own?.notRealised];
    parts.forEach((part, index) => expect(part?.low).toBeCloseTo(points[index] ?? NaN, 9));
  });

  it('lies between 64.34 and 67.84 at a coverage of 90 % while the last r is unknown', async () => {
    const { optimisationGap, evidenceCoverage, realisationCoverage } = await gapAt(beforeTheLast);
    expect(optimisationGap.low).toBeCloseTo(64.34, 9);
    expect(optimisationGap.high).toBeCloseTo(67.84, 9);
    expect([evidenceCoverage, realisationCoverage]).toEqual([0.9, 0.9]);
  });
});

/** Deployment, adoption and realisation in per cent. */
const example = [
  { capability: 'C105', weight: 3, d: 90, a: 80, r: 60 },
  { capability: 'C201', weight: 2, d: 100, a: 92, r: 75 },
  { capability: 'C204', weight: 2, d: 85, a: 60, r: 40 },
  { capability: 'C302', weight: 2, d: 40, a: 55, r: 30 },
  { capability: 'C303', weight: 1, d: 70, a: 50, r: 35 },
];

const { model: _, ...version1 } = publishVersion1.data.content;

/** The five at their weights. A model needs a criterion in each stage: the last asks nothing of acute trusts. */
const weighted = {
  ...version1,
  version: 2,
  title: 'Five capabilities of the worked example',
  effectiveOn: '2025-01-01',
  capabilities: version1.capabilities.flatMap((capability) => {
    if (capability.code === 'C405') return [{ ...capability, settings: ['ambulance'] }];
    const named = example.find((each) => each.capability === capability.code);
    return named === undefined ? [] : [{ ...capability, weight: named.weight }];
  }),
};
