import { maturityModelV1 } from '#maturity-models';
import type { Caller } from './application.js';

type Options = Readonly<{
  ods?: string;
  /** Why all of it is told late, where the clock is the real one and not the one given. */
  reason?: string;
  /** Done on 20 July 2025, when June has been measured and nothing corrected yet. */
  beforeTheCorrection?: () => Promise<void>;
}>;

/**
 * One trust and one capability that decides, corrected after it had been believed: C105 was used
 * for 72 % in March 2025, 84 % in June, corrected to 76.4 % in August, 83 % in September; 80 % decides.
 */
export async function recordCorrectedTrust(
  application: Readonly<{ as: (person: string, organisation?: string) => Promise<Caller> }>,
  clock: { now: string },
  { ods = 'RXX', beforeTheCorrection, ...late }: Options = {},
): Promise<Readonly<{ recorder: Caller; position: string }>> {
  const trust = `/api/v1/organisations/${ods}`;
  const recorder = await application.as('trust-recorder-1', ods);
  const measure = async (body: object): Promise<Readonly<Record<string, unknown>>> =>
    (await recorder.post(`${trust}/adoption-measurements`, { ...body, ...late }).expect(201))
      .headers;
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
  await recorder
    .post(`${trust}/go-lives`, { instance: 'example-epr', effectiveOn: '2024-09-10', ...late })
    .expect(201);
  for (const capability of stageOne) {
    const given = { capability, effectiveOn: '2024-09-10', ...late };
    await recorder
      .post(`${trust}/capability-scopes`, { ...given, sites: [{ site: `${ods}01` }] })
      .expect(201);
    await recorder
      .post(`${trust}/capability-enablements`, { ...given, sites: [`${ods}01`] })
      .expect(201);
  }

  clock.now = '2025-04-08T09:00:00.000Z';
  for (const capability of stageOne.filter((code) => code !== 'C105')) {
    await measure(measured(capability, '2025-03', 31, 9_500, 10_000));
  }
  await measure(measured('C105', '2025-03', 31, 7_200, 10_000));
  clock.now = '2025-07-05T09:00:00.000Z';
  const june = await measure(measured('C105', '2025-06', 30, 8_400, 10_000));
  clock.now = '2025-07-20T09:00:00.000Z';
  await beforeTheCorrection?.();
  clock.now = '2025-08-20T09:00:00.000Z';
  await recorder
    .post(`${String(june['location'])}/corrections`, {
      reason: 'A site was left out of the denominator.',
      entry: { ...measured('C105', '2025-06', 30, 8_400, 11_000), ...late },
    })
    .set('If-Match', String(june['etag']))
    .expect(201);
  clock.now = '2025-10-04T09:00:00.000Z';
  const position = String(
    (await measure(measured('C105', '2025-09', 30, 9_130, 11_000)))['log-position'],
  );
  clock.now = '2025-11-01T09:00:00.000Z';
  return { recorder, position };
}

/** The stage that the evidence shows on a day, as it is known once all of it is recorded. */
export const knownInTheEnd: readonly (readonly [asOf: string, low: number | 'not-reported'])[] = [
  ['2024-09-09', 'not-reported'],
  ['2024-12-31', 0],
  ['2025-03-31', 0],
  ['2025-06-30', 0],
  ['2025-09-30', 1],
  ['2026-03-31', 1],
  ['2026-04-01', 0],
];

/** What an acute trust needs for stage 1. */
const stageOne: readonly string[] = maturityModelV1.capabilities
  .filter(
    ({ stage, mandatory, settings }) => stage === 1 && mandatory && settings.includes('acute'),
  )
  .map(({ code }) => code);

function measured(
  capability: string,
  month: string,
  lastDay: number,
  numerator: number,
  denominator: number,
) {
  return {
    capability,
    numerator,
    denominator,
    from: `${month}-01`,
    to: `${month}-${String(lastDay)}`,
    method: 'Report of the EPR',
    source: { name: 'EPR report' },
  };
}
