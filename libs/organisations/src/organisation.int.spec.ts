import { InMemoryEventStore } from '#event-store';
import type { Asker } from '#event-sourcing';
import { isoDate, odsCode, statedDate, type FactId, type FreeText } from '#vocabulary';
import type { OrganisationCommand } from './domain/organisation.decider.js';
import { OrganisationHandler, OrganisationRequest } from './organisation.handler.js';
import { readOrganisationStanding, readSuccessors } from './organisation.reader.js';

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

  it.each([
    ['2026-11-23T12:00:00Z', []],
    ['2026-11-24T23:59:59Z', []],
    ['2026-11-25T00:00:00Z', ['RAE']],
  ])('is followed by its successor from the day after its last: at %s by %j', async (now, who) => {
    const { store, put } = setUp(now);
    await put(register('RCF', '1991-04-01'));
    await put(register('RAE', '1992-04-01'));
    await put({ ...close, data: { ...close.data, lastDay: isoDate('2026-11-24') } });
    await put(succeed);
    expect([...(await readSuccessors(store, RCF))]).toEqual(who);
  });

  it('is not followed past a successor whose own closure lies ahead', async () => {
    const { store, put } = setUp();
    for (const code of ['RCF', 'RAE', 'RXX']) await put(register(code, '1991-04-01'));
    await put(close);
    await put(succeed);
    const next = { organisation: RAE, lastDay: isoDate('2027-03-31') };
    await put({ ...close, data: { ...close.data, ...next } });
    const after = { organisation: RAE, successor: odsCode('RXX') };
    await put({ ...succeed, data: { ...succeed.data, ...after } });
    expect([...(await readSuccessors(store, RCF))]).toEqual(['RAE']);
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
const close = {
  type: 'CloseOrganisation',
  data: { organisation: RCF, lastDay: isoDate('2026-03-31'), source },
} as const;
const succeed = {
  type: 'SucceedOrganisation',
  data: {
    organisation: RCF,
    successor: RAE,
    succession: 'acquisition',
    when: { on: statedDate('2026-04-01') },
    source,
  },
} as const;

function setUp(now = '2026-11-24T09:30:00Z') {
  const store = new InMemoryEventStore({ clock: () => new Date(now) });
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
