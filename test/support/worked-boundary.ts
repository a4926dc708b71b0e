import type { Caller } from './application.js';

const june = {
  ...{ from: '2025-06-01', to: '2025-06-30', method: 'Report of the EPR' },
  source: { name: 'EPR report' },
};
const drivers = [
  ['first-time-right', 72],
  ['pathway-consistency', 64],
  ['clinical-ownership', 55],
  ['interoperability', 30],
] as const;
const flows = [
  ['gp', 3_500, 3_325, 1_330],
  ['other-acute', 2_500, 1_750, 525],
  ['community', 1_500, 900, 225],
  ['mental-health', 1_500, 750, 150],
  ['adult-social-care', 1_000, 200, 20],
] as const;

/** The worked numbers of domain.md 6.4 and 6.5: a boundary gap of 77.5 points, a driver gap of 47.5. */
export async function recordWorkedBoundary(
  recorder: Caller,
  ods: string,
  late: Readonly<{ reason?: string }> = {},
): Promise<string> {
  const trust = `/api/v1/organisations/${ods}`;
  let position = '';
  const record = async (what: string, measured: object): Promise<void> => {
    const { headers } = await recorder
      .post(`${trust}/${what}`, { ...measured, ...june, ...late })
      .expect(201);
    position = String(headers['log-position']);
  };
  for (const [driver, numerator] of drivers) {
    await record('driver-measurements', { driver, numerator, denominator: 100 });
  }
  for (const [partner, eligible, available, used] of flows) {
    await record('shared-record-measurements', { partner, eligible, available, used });
  }
  return position;
}
