import { isoDate, odsCode, onDay, type BenefitId } from '#vocabulary';
import { RecordedWorld, type Recording } from '../testing/recorded-world.js';
import { BenefitProfile, BenefitProfileHandler } from './benefit-profile.query.js';

/** What of the record stands beside the values of a benefit. */
describe('The marks beside a benefit', () => {
  let world: RecordedWorld;
  beforeAll(async () => {
    world = await RecordedWorld.open();
    await world.record(registered, profiled, planned);
    await world.record(
      wentLive('2025-03-10', { module: 'epma', sites: ['ZZA01', 'ZZA02'] }),
      wentLive('2025-06-01', { module: 'epma', sites: ['ZZA03'] }),
      wentLive('2025-09-01', {}),
      replaced,
    );
  });
  afterAll(() => world.close());

  it('are the first go-lives of an EPR and of each module, and what replaced it, where, and whose product', async () => {
    const query = new BenefitProfile(TRUST, BENEFIT, { asOf: isoDate('2025-12-31') });
    const answer = await new BenefitProfileHandler(world.ledger).execute(query);
    const supplier = 'Larch Records (demonstration)';
    expect(answer?.marks).toEqual([
      {
        ...{ on: '2025-03-10', what: 'record-live', subject: 'zza-epr', supplier },
        ...{ module: 'epma', sites: ['ZZA01', 'ZZA02'] },
      },
      { on: '2025-09-01', what: 'record-live', subject: 'zza-epr', supplier },
      {
        ...{ on: '2025-11-01', what: 'record-replaced', subject: 'zza-new' },
        supplier: 'Rowan Records (demonstration)',
      },
    ]);
  });
});

const TRUST = odsCode('ZZA');
const BENEFIT = 'ZZA-ONE' as BenefitId;
const STREAM = `optimisation-${TRUST}`;

const on = (day: string) => ({ effective: onDay(isoDate(day)), organisation: TRUST });

const registered: Recording = {
  stream: `organisation-${TRUST}`,
  recordedAt: '2025-01-01T09:00:00.000Z',
  event: {
    type: 'OrganisationRegistered',
    data: { ...on('2020-04-01'), name: 'Demonstration Trust', kind: 'trust', trustType: 'Acute' },
  },
};

const profiled: Recording = {
  stream: `benefit-${BENEFIT}`,
  recordedAt: '2025-01-01T10:00:00.000Z',
  event: {
    type: 'BenefitProfiled',
    data: {
      ...on('2025-01-01'),
      benefit: BENEFIT,
      profile: {
        ...{ title: 'Time freed', owner: 'chief-nurse', class: 'NCRB', valuedIn: 'money' },
        measure: { name: 'Minutes', unit: 'minutes', direction: 'higher', cadence: 'monthly' },
      },
    },
  },
};

const planned: Recording = {
  stream: STREAM,
  recordedAt: '2025-01-02T09:00:00.000Z',
  event: {
    type: 'DeploymentPlanned',
    data: {
      ...on('2025-01-02'),
      ...{ instance: 'zza-epr', supplier: 'Larch Records (demonstration)' },
    },
  },
};

const replaced: Recording = {
  stream: STREAM,
  recordedAt: '2025-11-02T09:00:00.000Z',
  event: {
    type: 'EprReplaced',
    data: {
      ...on('2025-11-01'),
      ...{ fromInstance: 'zza-epr', toInstance: 'zza-new' },
      supplier: 'Rowan Records (demonstration)',
    },
  },
};

const wentLive = (
  day: string,
  what: Readonly<{ module?: string; sites?: readonly string[] }>,
): Recording => ({
  stream: STREAM,
  recordedAt: `${day}T12:00:00.000Z`,
  event: { type: 'EprWentLive', data: { ...on(day), instance: 'zza-epr', ...what } },
});
