import { CqrsModule } from '@nestjs/cqrs';
import { Test } from '@nestjs/testing';
import { DataSource } from 'typeorm';
import { Ledger } from '#read-models';
import { readAhead } from './read-ahead.js';

describe('Reading ahead at a start', () => {
  const said: string[] = [];
  const log = { warn: (message: unknown) => said.push(String(message)) };
  beforeEach(() => said.splice(0));

  it('is only said to have failed, where there is no database', async () => {
    await readAhead(await withoutDatabase(), log, new AbortController().signal);
    expect(said).toEqual([expect.stringContaining('was not read ahead')]);
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

/** What reads, on a database that was never opened. */
const withoutDatabase = () =>
  Test.createTestingModule({
    imports: [CqrsModule],
    providers: [Ledger, { provide: DataSource, useValue: new DataSource({ type: 'postgres' }) }],
  }).compile();
