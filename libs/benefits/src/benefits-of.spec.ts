import { InMemoryEventStore } from '#event-store';
import { odsCode } from '#vocabulary';
import { readBenefitsOf } from './benefits-of.js';

describe('The benefits of a trust', () => {
  it('are those of which it said anything, its own words put right among them', async () => {
    const store = new NotedStore();
    await store.say('benefit-RXX-BEDS', { organisation: 'RXX', benefit: 'RXX-BEDS' });
    await store.say('benefit-RYY-TIME', { organisation: 'RYY', benefit: 'RYY-TIME' });
    await store.say('organisation-RXX', { organisation: 'RXX', name: 'Trust RXX' });
    const right = { data: { organisation: 'RXX', benefit: 'RYY-TIME' } };
    await store.say('benefit-RYY-TIME', { factId: 'one', fact: right });
    expect(await readBenefitsOf(store, RXX)).toEqual(['RXX-BEDS', 'RYY-TIME']);
    expect(await readBenefitsOf(store, odsCode('RYY'))).toEqual(['RYY-TIME']);
    expect(await readBenefitsOf(store, odsCode('RZZ'))).toEqual([]);
  });

  it('are read from where the log was read to, with what came since', async () => {
    const store = new NotedStore();
    await store.say('benefit-RXX-BEDS', { organisation: 'RXX', benefit: 'RXX-BEDS' });
    expect(await readBenefitsOf(store, RXX)).toEqual(['RXX-BEDS']);
    await store.say('benefit-RXX-TIME', { organisation: 'RXX', benefit: 'RXX-TIME' });
    expect(await readBenefitsOf(store, RXX)).toEqual(['RXX-BEDS', 'RXX-TIME']);
    expect(store.readAfter).toEqual([undefined, 1n]);
  });

  it('are those of one log, whatever another said', async () => {
    const store = new NotedStore();
    await store.say('benefit-RXX-BEDS', { organisation: 'RXX', benefit: 'RXX-BEDS' });
    await readBenefitsOf(store, RXX);
    expect(await readBenefitsOf(new NotedStore(), RXX)).toEqual([]);
  });
});

const RXX = odsCode('RXX');

/** Notes from where it was read. */
class NotedStore extends InMemoryEventStore {
  readonly readAfter: (bigint | undefined)[] = [];
  private said = 0;

  override readAll(after: bigint | undefined, limit: number) {
    this.readAfter.push(after);
    return super.readAll(after, limit);
  }

  async say(stream: string, data: object): Promise<void> {
    this.said += 1;
    const id = `00000000-0000-4000-8000-${String(this.said).padStart(12, '0')}`;
    const event = { id, type: 'Said', data: JSON.stringify(data), metadata: '{}' };
    const { length } = await this.readStream(stream);
    await this.append(stream, length === 0 ? 'no-stream' : length - 1, [event]);
  }
}
