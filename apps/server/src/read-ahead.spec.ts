import { CqrsModule } from '@nestjs/cqrs';
import { Test } from '@nestjs/testing';
import { DataSource } from 'typeorm';
import { Ledger } from '#read-models';
import { readAhead } from './read-ahead.js';

describe('Reading ahead at a start', () => {
  const said: string[] = [];
  const log = { warn: (message: unknown) => said.push(String(message)) };
  beforeEach(() => said.splice(0));

  it('is tried again until the server ends, and said once to have failed', async () => {
    const ending = new AbortController();
    const ledger = new TriedThrice(() => {
      ending.abort();
    });
    await readAhead(await withoutDatabase(ledger), log, ending.signal, 0);
    expect(ledger.tries).toBe(3);
    expect(said).toEqual([expect.stringContaining('was not read ahead, and is tried again')]);
  });

  it('waits no longer once the server ends', async () => {
    const ending = new AbortController();
    const endsIt = {
      warn: () => {
        ending.abort();
      },
    };
    await readAhead(await withoutDatabase(), endsIt, ending.signal, 2 ** 30);
    expect(ending.signal.aborted).toBe(true);
  });

  it('says nothing once the server ends', async () => {
    await readAhead(await withoutDatabase(), log, AbortSignal.abort());
    const ending = new AbortController();
    const reading = readAhead(await withoutDatabase(), log, ending.signal);
    ending.abort();
    await reading;
    expect(said).toEqual([]);
  });
});

const unopened = () => new DataSource({ type: 'postgres' });

class TriedThrice extends Ledger {
  tries = 0;

  constructor(private readonly third: () => void) {
    super(unopened());
  }

  override readAhead(isOver: () => boolean): Promise<void> {
    this.tries += 1;
    if (this.tries === 3) this.third();
    return super.readAhead(isOver);
  }
}

/** What reads, on a database that was never opened. */
const withoutDatabase = (ledger = new Ledger(unopened())) =>
  Test.createTestingModule({
    imports: [CqrsModule],
    providers: [{ provide: Ledger, useValue: ledger }],
  }).compile();
