import type { LoggerService } from '@nestjs/common';
import { pino, type Logger } from 'pino';

/** Structured logs on stdout, one JSON object per line; what Nest itself says goes there too. */
export class Log implements LoggerService {
  constructor(
    level: string,
    /** A person reads along: what the launch has to say is plain lines then. */
    private readonly terminal = false,
    private readonly pino: Logger = createPino(level),
  ) {}

  /** Something the person at the terminal should read. */
  say(sentence: string): void {
    if (this.terminal) process.stdout.write(`${sentence}\n`);
    else if (sentence !== '') this.pino.info(sentence);
  }

  request(fields: Readonly<Record<string, unknown>>): void {
    this.pino.info(fields, 'request');
  }

  failure(error: unknown, fields: Readonly<Record<string, unknown>> = {}): void {
    this.pino.error({ ...fields, err: error }, error instanceof Error ? error.message : 'failure');
  }

  log(message: unknown, ...about: unknown[]): void {
    this.pino.debug({ about }, String(message));
  }
  warn(message: unknown, ...about: unknown[]): void {
    this.pino.warn({ about }, String(message));
  }
  error(message: unknown, ...about: unknown[]): void {
    this.pino.error({ about }, String(message));
  }
  fatal(message: unknown, ...about: unknown[]): void {
    this.pino.fatal({ about }, String(message));
  }
}

/** Lines leave at once on a terminal and in batches otherwise; a blocked reader never stops us. */
const createPino = (level: string): Logger =>
  pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime });
