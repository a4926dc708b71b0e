import { setTimeout as sleep } from 'node:timers/promises';

export type Receipt = Readonly<{
  events: readonly Readonly<{ id: string; type: string; revision: number }>[];
  position: string;
  repeated: boolean;
}>;

type Answer = Readonly<{
  status: number;
  type: string | null;
  cookie: string | undefined;
  body: unknown;
}>;

/** Someone who repeats a request, under its one key, until the server says that it is done. */
export class StubbornClient {
  private cookie: string | undefined;

  constructor(
    private readonly server: Readonly<{ url: string }>,
    private readonly who: Readonly<{ person: string; organisation?: string }>,
    private readonly givingUp: AbortSignal,
  ) {}

  async record(path: string, key: string, body: object): Promise<Receipt> {
    for (;;) {
      const answer = await this.ask(path, key, body);
      if (answer?.status === 201) return answer.body as Receipt;
      // A server that was started anew knows no sessions.
      if (answer?.status === 401) this.cookie = undefined;
      else refuseFinal(answer);
      await this.breathe();
    }
  }

  /** Asks once; undefined when the connection broke, and with it the knowledge of what was done. */
  async ask(path: string, key: string, body: object): Promise<Answer | undefined> {
    const Cookie = this.cookie ?? (await this.signIn());
    return this.post(path, body, { Cookie, 'Idempotency-Key': key });
  }

  async signIn(): Promise<string> {
    for (;;) {
      const answer = await this.post('/sign-in', this.who, {});
      if (answer?.status === 200 && answer.cookie !== undefined) {
        this.cookie = answer.cookie;
        return answer.cookie;
      }
      refuseFinal(answer);
      await this.breathe();
    }
  }

  private breathe(): Promise<void> {
    return sleep(50, undefined, { signal: this.givingUp });
  }

  private async post(
    path: string,
    body: object,
    headers: Readonly<Record<string, string>>,
  ): Promise<Answer | undefined> {
    const address = this.server.url + path;
    let response: Response;
    let text: string;
    try {
      response = await fetch(address, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...headers },
        body: JSON.stringify(body),
        signal: this.givingUp,
      });
      text = await response.text();
    } catch {
      this.givingUp.throwIfAborted();
      return undefined;
    }
    return {
      status: response.status,
      type: response.headers.get('content-type'),
      cookie: response.headers.get('set-cookie')?.split(';')[0],
      body: JSON.parse(text) as unknown,
    };
  }
}

/** That others were first (409), or that the record is out of reach (503), passes. All else stays. */
function refuseFinal(answer: Answer | undefined): void {
  if (answer === undefined || answer.status === 409 || answer.status === 503) return;
  throw new Error(`Answered ${String(answer.status)}: ${JSON.stringify(answer.body)}`);
}
