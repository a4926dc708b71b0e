import type { Response, Test } from 'supertest';
import { Caller } from './application.js';
import type { Receipt } from './kill/stubborn-client.js';
import { tokenOf, type SharingServer } from './two-servers.js';

/** Servers as behind a proxy: each request, whoever asks, goes to the next of them. */
export class InTurn {
  private asked = 0;
  private keys = 0;

  constructor(
    private readonly servers: readonly SharingServer[],
    private readonly name: string,
    /** Told of everything that was acknowledged. */
    private readonly acknowledged: (receipt: Receipt) => void,
  ) {}

  next = (): Readonly<{ server: string; turn: number }> => {
    const turn = this.asked++ % this.servers.length;
    return { server: this.servers[turn]?.process.url ?? '', turn };
  };

  newKey = (): string => {
    this.keys += 1;
    return `${this.name}-${String(this.keys).padStart(6, '0')}`;
  };

  as(person: string, organisation?: string): Promise<Caller> {
    const name = organisation === undefined ? person : `${person}-of-${organisation}`;
    const identity = { Authorization: `Bearer ${tokenOf(name)}` };
    return Promise.resolve(
      new NotingCaller(
        this,
        this.servers.map(() => identity),
        this.acknowledged,
      ),
    );
  }
}

class NotingCaller extends Caller {
  constructor(
    servers: InTurn,
    identities: readonly Readonly<Record<string, string>>[],
    private readonly acknowledged: (receipt: Receipt) => void,
  ) {
    super(servers, identities);
  }

  override post(...asked: Parameters<Caller['post']>): Test {
    return super.post(...asked).on('response', ({ status, body }: Response) => {
      if (status === 201) this.acknowledged(body as Receipt);
    });
  }
}
