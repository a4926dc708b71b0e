import 'reflect-metadata';
import { plainToInstance } from 'class-transformer';
import { validate } from 'class-validator';
import { InMemoryEventStore } from '#event-store';
import type { Asker } from '#event-sourcing';
import { statedDate, type FactId, type FreeText, type ModelId } from '#vocabulary';
import type { MaturityModelCommand, MaturityModelOrder } from './domain/maturity-model.decider.js';
import { PublishMaturityModelDto } from './maturity-model.dto.js';
import { MaturityModelHandler, MaturityModelRequest } from './maturity-model.handler.js';
import { readCapabilities, readMaturityModels, readVersions } from './maturity-model.reader.js';
import { maturityModelV1, MODEL_ID, publishVersion1 } from './model-version-1.js';

describe('A maturity model in a store', () => {
  it('has the versions published so far, and the capabilities that any of them names', async () => {
    const { store, put } = setUp();
    expect(await readMaturityModels(store)).toEqual([]);
    await put(publishVersion1);
    await put(version2);
    expect(await readMaturityModels(store)).toEqual([maturityModelV1, version2.data.content]);
    const capabilities = await readCapabilities(store);
    expect(capabilities.size).toBe(25);
    expect([...capabilities.values()][0]).toMatchObject({ code: 'C101', weight: 2 });
  });

  it('is published once, whoever asks and however often', async () => {
    const { store, put } = setUp();
    await put(publishVersion1, 'reference-loader');
    expect(await put(publishVersion1, 'model-steward')).toMatchObject({ events: [] });
    expect(await store.readStream('model-nhs-epr')).toHaveLength(1);
  });

  it('is not the one that figures use under another id', async () => {
    const { store, put } = setUp();
    const model = 'another' as ModelId;
    await put(publishVersion1);
    const { content, ...order } = publishVersion1.data;
    await put({
      type: 'PublishMaturityModel',
      data: { ...order, model, content: { ...content, model } },
    });
    expect(await readMaturityModels(store)).toEqual([maturityModelV1]);
    expect(await readVersions(store, model)).toMatchObject({
      revision: 0,
      versions: [{ content: { model: 'another', version: 1 } }],
    });
  });

  it('loses a version that is taken back', async () => {
    const { store, put } = setUp();
    const published = await put(publishVersion1);
    const factId = ('events' in published ? published.events[0]?.id : undefined) as FactId;
    await put({ type: 'RetractFact', data: { factId, reason: 'Published too soon' as FreeText } });
    expect(await readMaturityModels(store)).toEqual([]);
  });
});

describe('A version handed in', () => {
  const body = { ...maturityModelV1, version: 2, effectiveOn: '2027-04-01' };

  it('becomes an order that names every field', async () => {
    const dto = plainToInstance(PublishMaturityModelDto, body);
    expect(await validate(dto)).toEqual([]);
    expect(dto.toCommand(MODEL_ID)).toEqual({
      type: 'PublishMaturityModel',
      data: {
        model: MODEL_ID,
        content: { ...maturityModelV1, version: 2 },
        when: { on: '2027-04-01' },
      },
    });
  });

  it('may hold since before our records, so that a correction of version 1 keeps its day', async () => {
    const { effectiveOn: _, ...undated } = body;
    const dto = plainToInstance(PublishMaturityModelDto, { ...undated, sinceBeforeRecords: true });
    expect(await validate(dto)).toEqual([]);
    expect(dto.toCommand(MODEL_ID).data.when).toEqual({ since: 'before-records' });
  });

  it.each([
    [{ effectiveOn: '2027-02-30' }, 'effectiveOn'],
    [{ effectiveOn: undefined }, 'effectiveOn'],
    [{ sinceBeforeRecords: true }, 'effectiveOn'],
    [{ sinceBeforeRecords: 'yes' }, 'sinceBeforeRecords'],
    [{ version: 1.5 }, 'version'],
    [{ title: '' }, 'title'],
    [{ settingsOf: { Hospice: ['acute'] } }, 'settingsOf'],
    [{ settingsOf: { Acute: ['hospice'] } }, 'settingsOf'],
    [{ settingsOf: { Acute: 'acute' } }, 'settingsOf'],
    [{ settingsOf: null }, 'settingsOf'],
    [{ capabilities: [] }, 'capabilities'],
    [{ capabilities: [{ ...maturityModelV1.capabilities[0], code: 'c1' }] }, 'capabilities'],
    [{ capabilities: [{ ...maturityModelV1.capabilities[0], stage: 5 }] }, 'capabilities'],
  ])('with %j is refused at %s', async (wrong, field) => {
    const failures = await validate(
      plainToInstance(PublishMaturityModelDto, { ...body, ...wrong }),
    );
    expect(failures.map(({ property }) => property)).toEqual([field]);
  });
});

const [first, ...rest] = maturityModelV1.capabilities;
const version2: MaturityModelOrder = {
  type: 'PublishMaturityModel',
  data: {
    model: MODEL_ID,
    content: {
      ...maturityModelV1,
      version: 2,
      capabilities: first === undefined ? rest : [{ ...first, weight: 2 }, ...rest],
    },
    when: { on: statedDate('2027-04-01') },
  },
};

function setUp() {
  const store = new InMemoryEventStore({ clock: () => new Date('2026-11-24T09:30:00Z') });
  const handler = new MaturityModelHandler(store);
  let asked = 0;
  const put = (command: MaturityModelCommand, role = 'model-steward') => {
    asked += 1;
    const asker: Asker = {
      commandId: `00000000-0000-4000-8000-${String(asked).padStart(12, '0')}`,
      actor: 'p-1',
      role,
      organisation: 'X26',
      correlation: '00000000-0000-4000-8000-000000000000',
    };
    return handler.execute(new MaturityModelRequest(command, asker));
  };
  return { store, put };
}
