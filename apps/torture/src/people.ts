import { appendFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** What the server acknowledged to someone. */
export type Receipt = Readonly<{
  events: readonly Readonly<{ id: string; type: string; revision: number }>[];
  position: string;
}>;

const drivers = [
  'first-time-right',
  'pathway-consistency',
  'clinical-ownership',
  'interoperability',
] as const;

const MEASUREMENTS = '/api/v1/organisations/RXX/driver-measurements';
const recorder = { person: 'trust-recorder-1', organisation: 'RXX' };

/** People who record through a real server, each asking again, under one key, until it is done. */
export class People {
  readonly receipts: Receipt[] = [];
  private readonly ending = new AbortController();
  private working: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly server: string,
    private readonly ledger: string,
  ) {}

  async registerTrust(): Promise<void> {
    const loader = new Person(this.server, { person: 'reference-loader-1' });
    const path = '/api/v1/organisations/RXX/registrations';
    this.note(await loader.record(path, 'register-the-trust', trust));
  }

  /** One for each driver: each measures a day after the other. */
  start(): void {
    this.working = Promise.all(
      drivers.map(async (driver) => {
        const person = new Person(this.server, recorder);
        for (let n = 0; !this.ending.signal.aborted; n++) {
          this.note(await person.record(MEASUREMENTS, `${driver}-${String(n)}`, day(driver, n)));
        }
      }),
    );
  }

  /** What was begun is seen through. */
  async finish(): Promise<void> {
    this.ending.abort();
    await this.working;
  }

  private note(receipt: Receipt): void {
    appendFileSync(this.ledger, `${JSON.stringify(receipt)}\n`);
    this.receipts.push(receipt);
  }
}

type Answer = Readonly<{ status: number; cookie: string | undefined; text: string }>;

class Person {
  private cookie: string | undefined;

  constructor(
    private readonly server: string,
    private readonly who: object,
  ) {}

  async record(path: string, key: string, body: object): Promise<Receipt> {
    for (;;) {
      const Cookie = this.cookie ?? (await this.signIn());
      const answer = await this.post(path, body, { Cookie, 'Idempotency-Key': key });
      if (answer?.status === 201) return JSON.parse(answer.text) as Receipt;
      // A server that was started anew knows no sessions.
      if (answer?.status === 401) this.cookie = undefined;
      else refuseFinal(answer);
      await sleep(25);
    }
  }

  private async signIn(): Promise<string> {
    for (;;) {
      const answer = await this.post('/sign-in', this.who, {});
      if (answer?.status === 200 && answer.cookie !== undefined) {
        this.cookie = answer.cookie;
        return answer.cookie;
      }
      refuseFinal(answer);
      await sleep(25);
    }
  }

  /** Undefined when the connection broke, and with it the knowledge of what was done. */
  private async post(
    path: string,
    body: object,
    headers: Readonly<Record<string, string>>,
  ): Promise<Answer | undefined> {
    try {
      const response = await fetch(this.server + path, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...headers },
        body: JSON.stringify(body),
      });
      const cookie = response.headers.get('set-cookie')?.split(';')[0];
      return { status: response.status, cookie, text: await response.text() };
    } catch {
      return undefined;
    }
  }
}

/** That others were first (409), or that the record is out of reach (503), passes. All else stays. */
function refuseFinal(answer: Answer | undefined): void {
  if (answer === undefined || answer.status === 409 || answer.status === 503) return;
  throw new Error(`The server answered ${String(answer.status)}: ${answer.text}`);
}

const trust = {
  kind: 'trust',
  name: 'Example NHS Trust',
  trustType: 'Acute',
  sinceBeforeRecords: true,
  source: { name: 'Organisation Data Service' },
};

function day(driver: string, n: number) {
  const date = new Date(Date.UTC(2000, 0, 1 + n)).toISOString().slice(0, 10);
  return {
    driver,
    numerator: n % 100,
    denominator: 100,
    from: date,
    to: date,
    method: 'Report of the EPR',
    source: { name: 'EPR report' },
    reason: 'Found in older reports.',
  };
}
