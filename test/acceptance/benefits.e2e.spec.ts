/* eslint-disable @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-member-access -- supertest gives every body as any; the assertions are its types */
import { ApplicationUnderTest, type Caller } from '../support/application.js';

/** One benefit's life through HTTP: from its profile to a validated actual, a correction, a write-off. */
describe('The life of a benefit', () => {
  let application: ApplicationUnderTest;
  let recorder: Caller;
  let approver: Caller;
  const clock = { now: '2025-01-10T09:00:00.000Z' };
  const trust = '/api/v1/organisations/RXX';

  beforeAll(async () => {
    application = await ApplicationUnderTest.start({ clock });
    const loader = await application.as('reference-loader-1');
    for (const code of ['RXX', 'RYY']) {
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
    recorder = await application.as('trust-recorder-1', 'RXX');
    approver = await application.as('trust-approver-1', 'RXX');
  });
  afterAll(() => application.stop());

  it('begins with a profile, which its own trust alone can read', async () => {
    const { body, headers } = await recorder.post(`${trust}/benefits`, profile).expect(201);
    expect(body.events).toMatchObject([{ type: 'BenefitProfiled', revision: 0 }]);
    const address = String(headers['location']);
    expect(address).toMatch(`${trust}/benefits/RXX-EPMA-TIME/`);
    const { body: entry } = await recorder.get(address).expect(200);
    expect(entry.data).toMatchObject({ benefit: 'RXX-EPMA-TIME', profile: { class: 'NCRB' } });

    const others = await application.as('trust-recorder-1', 'RYY');
    await others.get(address.replace('RXX/', 'RYY/')).expect(404);
    const { body: no } = await others
      .post('/api/v1/organisations/RYY/benefits', { ...profile, effectiveOn: '2025-01-09' })
      .expect(422);
    expect(no.errors).toMatchObject([{ code: 'benefit-elsewhere' }]);
    await approver.post(`${trust}/benefits`, profile).expect(403);
  });
});

const profile = {
  benefit: 'RXX-EPMA-TIME',
  effectiveOn: '2024-02-01',
  title: 'Nursing time freed by electronic drug charts',
  class: 'NCRB',
  valuedIn: 'money',
  beneficiary: 'Ward nurses',
  category: 'Workforce productivity',
  objective: 'Release time to care',
  owner: 'chief-nurse',
  capabilities: ['C105'],
  measure: {
    name: 'Time for a drug round',
    unit: 'minutes',
    direction: 'lower',
    source: 'ePMA audit log',
    cadence: 'monthly',
  },
  targetValue: 50,
  unitValue: { pence: 45, source: 'Unit Costs of Health and Social Care', priceYear: '2025/26' },
  gate: { capability: 'C105', threshold: 0.6 },
};
