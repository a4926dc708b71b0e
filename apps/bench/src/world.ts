import { randomUUID } from 'node:crypto';
import type { NewEvent, StoredEvent } from '#event-sourcing';
import { maturityModelV1, publishVersion1 } from '#maturity-models';
import { addMonths, dayBefore, isoDate } from '#vocabulary';

export const TRUSTS = 230;

type Happened = Readonly<{ type: string; data: object }>;

const CODES = maturityModelV1.capabilities.map(({ code }) => code);
const FIRST_MONTH = isoDate('2000-01-01');

/**
 * A log of so many events in which stages can be worked out: the model, then of every trust its
 * registration, the scope and the go-live of each capability and what it declares, then measurements.
 */
export function* worldOf(count: number): Generator<StoredEvent> {
  const revisions = new Map<string, number>();
  let position = 0n;
  for (const [stream, event] of happenings()) {
    if (Number(position) === count) return;
    position += 1n;
    const revision = (revisions.get(stream) ?? -1) + 1;
    revisions.set(stream, revision);
    const recordedAt = new Date(Date.UTC(2026, 0, 1) + Number(position)).toISOString();
    yield { ...newEvent(event), stream, revision, position, recordedAt };
  }
}

function* happenings(): Generator<readonly [string, Happened]> {
  const { data } = publishVersion1;
  const effective = { earliest: '0001-01-01', latest: '0001-01-01', precision: 'before-records' };
  yield [
    'model-nhs-epr',
    {
      type: 'MaturityModelPublished',
      data: { effective, model: data.model, content: data.content },
    },
  ];
  for (let trust = 0; trust < TRUSTS; trust++) yield* ofTrust(trustCode(trust), trust);
  for (let month = 0; ; month++) {
    for (let trust = 0; trust < TRUSTS; trust++) {
      for (const code of CODES) {
        yield [`adoption-${trustCode(trust)}-${code}`, measured(trust, code, month)];
      }
    }
  }
}

function* ofTrust(organisation: string, n: number): Generator<readonly [string, Happened]> {
  const stream = `optimisation-${organisation}`;
  const site = `${organisation}01`;
  const said = (type: string, monthsOn: number, data: object): Happened => {
    const day = addMonths(FIRST_MONTH, monthsOn);
    const effective = { earliest: day, latest: day, precision: 'day' };
    return { type, data: { effective, organisation, ...data } };
  };
  yield [
    `organisation-${organisation}`,
    said('OrganisationRegistered', 0, {
      kind: 'trust',
      name: `Trust ${organisation}`,
      trustType: 'Acute',
    }),
  ];
  for (const [index, capability] of CODES.entries()) {
    const sites = [
      { site: organisation, weight: 3 },
      { site, weight: 1 },
    ];
    yield [stream, said('CapabilityScopeSet', 0, { capability, sites })];
    const live = index % 3 === 0 ? [organisation, site] : [organisation];
    yield [stream, said('CapabilityEnabled', (n + index) % 24, { capability, sites: live })];
  }
  for (const stage of [1, 2, 3]) {
    yield [stream, said('StageDeclared', stage * 6 + (n % 6), { stage })];
  }
}

const trustCode = (n: number): string => `R${String(n % TRUSTS).padStart(3, '0')}`;

/** What a trust measured of a capability in a month, from 0. */
export function measured(trust: number, capability: string, month: number): Happened {
  const from = addMonths(FIRST_MONTH, month);
  const to = dayBefore(addMonths(from, 1));
  return {
    type: 'AdoptionMeasured',
    data: {
      effective: { earliest: to, latest: to, precision: 'day' },
      organisation: trustCode(trust),
      window: { from, to },
      method: 'system report',
      capability,
      numerator: 7_000 + ((trust * 31 + month) % 3_000),
      denominator: 10_000,
    },
  };
}

const METADATA = JSON.stringify({
  actor: 'bench',
  role: 'trust-recorder',
  organisation: 'R000',
  command: randomUUID(),
  digest: '',
  correlation: 'bench',
  causation: 'bench',
  schemaVersion: 1,
});

export const newEvent = ({ type, data }: Happened): NewEvent => ({
  id: randomUUID(),
  type,
  data: JSON.stringify(data),
  metadata: METADATA,
});
