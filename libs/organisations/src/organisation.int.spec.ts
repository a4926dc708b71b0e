import { InMemoryEventStore } from '#event-store';
import type { Asker } from '#event-sourcing';
import { isoDate, odsCode, statedDate, type FactId, type FreeText } from '#vocabulary';
import type { OrganisationCommand } from './domain/organisation.decider.js';
import { OrganisationHandler, OrganisationRequest } from './organisation.handler.js';
import { readOrganisationStanding } from './organisation.reader.js';

describe('An organisation in a store', () => {
  it('is unknown until it is registered', async () => {
    const { store } = setUp();
    expect(await readOrganisationStanding(store, RCF)).toBeUndefined();
  });

  it('stands with its newest name, and its last day and successors once closed', async () => {
    const { store, put } = setUp();
    await put(register('RCF', '1991-04-01'));
    await put(register('RAE', '1992-04-01'));
    await put(rename);
    expect(await readOrganisationStanding(store, RCF)).toEqual({
      code: 'RCF',
      name: 'Airedale and Craven NHS Trust',
      kind: 'trust',
      trustType: 'Acute',
      opened: '1991-04-01',
    });
    await put(close);
    await put(succeed);
    expect(await readOrganisationStanding(store, RCF)).toMatchObject({
      closed: { lastDay: '2026-03-31', successors: ['RAE'] },
    });
  });

  it('is named a successor only while it is registered', async () => {
    const { put } = setUp();
    await put(register('RCF', '1991-04-01'));
    await put(close);
    expect(await put(succeed)).toMatchObject({ because: 'successor-unknown' });
    await put(register('RAE', '1992-04-01'));
    expect(await put(succeed)).toMatchObject({ outcome: 'accepted' });
  });

  it('has an entry corrected and taken back, each in its own stream', async () => {
    const { store, put } = setUp();
    await put(register('RCF', '1991-04-01'));
    const renamed = await put(rename);
    const factId = ('events' in renamed ? renamed.events[0]?.id : undefined) as FactId;
    const order = { ...rename, data: { ...rename.data, name: 'Craven NHS Trust' } };
    await put({ type: 'CorrectFact', data: { factId, reason, order } });
    expect((await readOrganisationStanding(store, RCF))?.name).toBe('Craven NHS Trust');
    await put({ type: 'RetractFact', data: { factId, reason } }, { subject: RCF });
    expect((await readOrganisationStanding(store, RCF))?.name).toBe('Airedale NHS Trust');
  });

  it('is not changed by who has seen an older state of it', async () => {
    const { put } = setUp();
    await put(register('RCF', '1991-04-01'));
    expect(await put(rename, { ifRevision: 3 })).toEqual({ outcome: 'stale', current: 0 });
    expect(await put(rename, { ifRevision: 0 })).toMatchObject({ outcome: 'accepted' });
  });
});

const RCF = odsCode('RCF');
const RAE = odsCode('RAE');
const reason = 'Misread the extract' as FreeText;
const source = { name: 'ODS' };

const register = (code: string, day: string): OrganisationCommand => ({
  type: 'RegisterOrganisation',
  data: {
    organisation: odsCode(code),
    kind: 'trust',
    name: 'Airedale NHS Trust',
    trustType: 'Acute',
    when: { on: statedDate(day) },
    source,
  },
});
const rename = {
  type: 'RenameOrganisation',
  data: {
    organisation: RCF,
    name: 'Airedale and Craven NHS Trust',
    when: { on: statedDate('2020-01-01') },
    source,
  },
} as const;
const close: OrganisationCommand = {
  type: 'CloseOrganisation',
  data: { organisation: RCF, lastDay: isoDate('2026-03-31'), source },
};
const succeed: OrganisationCommand = {
  type: 'SucceedOrganisation',
  data: {
    organisation: RCF,
    successor: RAE,
    succession: 'acquisition',
    when: { on: statedDate('2026-04-01') },
    source,
  },
};

function setUp() {
  const store = new InMemoryEventStore({ clock: () => new Date('2026-11-24T09:30:00Z') });
  const handler = new OrganisationHandler(store);
  let asked = 0;
  const put = (command: OrganisationCommand, options: OrganisationRequest['options'] = {}) => {
    asked += 1;
    const asker: Asker = {
      commandId: `00000000-0000-4000-8000-${String(asked).padStart(12, '0')}`,
      actor: 'loader',
      role: 'reference-loader',
      organisation: 'X26',
      correlation: '00000000-0000-4000-8000-000000000000',
    };
    return handler.execute(new OrganisationRequest(command, asker, options));
  };
  return { store, put };
}
