type Check = Readonly<{ name: string; ok: boolean; because?: string }>;

export type ReadinessReport = Readonly<{ ready: boolean; phase: string; checks: readonly Check[] }>;

/** Answers why something is not all right; undefined where it is. */
export type Concern = () => Promise<string | undefined> | string | undefined;

const PATIENCE_MS = 2_000;

/** Whether the server can answer, and if not, every reason why. */
export class Readiness {
  private phase = 'starting';
  private open = false;

  private readonly concerns: Map<string, Concern>;

  constructor(concerns: Readonly<Record<string, Concern>>) {
    this.concerns = new Map(Object.entries(concerns));
  }

  /** Asks about one thing more. */
  watch(name: string, concern: Concern): void {
    this.concerns.set(name, concern);
  }

  /** What the server is doing before it is open, or while it ends. */
  enter(phase: string, { open = false }: Readonly<{ open?: boolean }> = {}): void {
    this.phase = phase;
    this.open = open;
  }

  get isOpen(): boolean {
    return this.open;
  }

  get doing(): string {
    return this.phase;
  }

  async report(): Promise<ReadinessReport> {
    const checks = await Promise.all(
      [...this.concerns].map(async ([name, concern]): Promise<Check> => {
        const because = await answered(concern);
        return because === undefined ? { name, ok: true } : { name, ok: false, because };
      }),
    );
    return { ready: this.open && checks.every(({ ok }) => ok), phase: this.phase, checks };
  }
}

async function answered(concern: Concern): Promise<string | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<string>((resolve) => {
    timer = setTimeout(resolve, PATIENCE_MS, 'It does not answer within two seconds.');
  });
  try {
    return await Promise.race([concern(), tooLate]);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    clearTimeout(timer);
  }
}
