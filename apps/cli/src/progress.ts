import type { Terminal } from './terminal.js';

const WIDTH = 24;
const BAR_EVERY_MS = 100;
const LINE_EVERY_MS = 5_000;

/** Tells on stderr how far a long run is: a bar at a terminal, a plain line now and then elsewhere. */
export class Progress {
  private told = -Infinity;
  private step = '';
  private last = '';

  constructor(
    private readonly stderr: Terminal['stderr'],
    private readonly total: number | undefined,
  ) {}

  at(step: string, entries: number): void {
    const every = this.stderr.isTTY === true ? BAR_EVERY_MS : LINE_EVERY_MS;
    const now = performance.now();
    this.last = this.inWords(step, entries);
    if (step === this.step && now - this.told < every) return;
    this.step = step;
    this.told = now;
    this.tell();
  }

  /** Leaves the last word standing. */
  end(): void {
    if (this.last === '' || this.stderr.isTTY !== true) return;
    this.tell();
    this.stderr.write('\n');
  }

  private tell(): void {
    this.stderr.write(this.stderr.isTTY === true ? `\r\u001b[2K${this.last}` : `${this.last}\n`);
  }

  private inWords(step: string, entries: number): string {
    const count = entries.toLocaleString('en-GB');
    // What is recorded meanwhile may carry it past what there was.
    const total = this.total === undefined ? undefined : Math.max(this.total, entries);
    if (total === undefined || total === 0) return `${step}: ${count} entries`;
    const share = entries / total;
    const percent = `${String(Math.floor(share * 100))} %`;
    const of = `${count} of ${total.toLocaleString('en-GB')} entries, ${percent}`;
    if (this.stderr.isTTY !== true) return `${step}: ${of}`;
    const full = Math.floor(share * WIDTH);
    return `${'█'.repeat(full)}${'░'.repeat(WIDTH - full)} ${step}: ${of}`;
  }
}
