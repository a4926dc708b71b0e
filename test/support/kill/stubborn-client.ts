import { setTimeout as sleep } from 'node:timers/promises';

export type Receipt = Readonly<{
  events: readonly Readonly<{ id: string; type: string; revision: number }>[];
  position: string;
  repeated: boolean;
}>;

type Answer = Readonly<{ status: number; cookie: string | undefined; body: unknown }>;

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
      this.cookie ??= await this.signIn();
      const answer = await this.post(path, body, { Cookie: this.cookie, 'Idempotency-Key': key });
      if (answer?.status === 201) return answer.body as Receipt;
      // A server that was started anew knows no sessions.
      if (answer?.status === 401) this.cookie = undefined;
      else refuseFinal(answer);
      await sleep(50, undefined, { signal: this.givingUp });
    }
  }

  private async signIn(): Promise<string> {
    for (;;) {
      const answer = await this.post('/sign-in', this.who, {});
      if (answer?.status === 200 && answer.cookie !== undefined) return answer.cookie;
      refuseFinal(answer);
      await sleep(50, undefined, { signal: this.givingUp });
    }
  }

  /** Undefined when the connection broke, and with it the knowledge of what was done. */
  private async post(
    path: string,
    body: object,
    headers: Readonly<Record<string, string>>,
  ): Promise<Answer | undefined> {
    try {
      const response = await fetch(this.server.url + path, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...headers },
        body: JSON.stringify(body),
      });
      const cookie = response.headers.get('set-cookie')?.split(';')[0];
      return { status: response.status, cookie, body: await response.json() };
    } catch (error) {
      if (error instanceof SyntaxError) throw error;
      return undefined;
    }
  }
}

/** Others were first (409) and trouble of the server (500 and above) pass; all else is an answer. */
function refuseFinal(answer: Answer | undefined): void {
  if (answer === undefined || answer.status === 409 || answer.status >= 500) return;
  throw new Error(`Answered ${String(answer.status)}: ${JSON.stringify(answer.body)}`);
}
