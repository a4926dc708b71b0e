import type { Caller } from './application.js';

/** Registers acute trusts that were open before our records began. */
export async function registerTrusts(loader: Caller, codes: readonly string[]): Promise<void> {
  for (const code of codes) {
    await loader
      .post(`/api/v1/organisations/${code}/registrations`, {
        kind: 'trust',
        name: `Trust ${code}`,
        trustType: 'Acute',
        sinceBeforeRecords: true,
        source: { name: 'Organisation Data Service' },
      })
      .expect(201);
  }
}
