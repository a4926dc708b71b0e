import type { Projector, ProjectorStatus } from './projector.js';

/** Where the reporter writes: the log of a process. */
type Listening = Readonly<{
  say(sentence: string): void;
  warn(sentence: string): void;
  failure(error: unknown, fields: Readonly<Record<string, unknown>>): void;
}>;

/** Logs what changes: who leads, what it tries to get over, why it stopped. */
export class Reporter {
  private said: string | undefined;
  private trouble: string | undefined;

  constructor(private readonly log: Listening) {}

  follow(projector: Projector): void {
    projector.onStatus((status) => {
      this.hear(status);
    });
  }

  hear(status: ProjectorStatus): void {
    this.hearState(status);
    if (status.trouble === this.trouble) return;
    this.trouble = status.trouble;
    if (status.trouble !== undefined) {
      this.log.warn(`The read models cannot be written, and it is tried again: ${status.trouble}`);
    }
  }

  private hearState(status: ProjectorStatus): void {
    if (status.state === this.said) return;
    this.said = status.state;
    if (status.alarm !== undefined) this.log.failure(status.alarm, { alarm: status.alarm.kind });
    else this.log.say(sentences[status.state](status));
  }
}

const sentences: Readonly<Record<ProjectorStatus['state'], (status: ProjectorStatus) => string>> = {
  starting: () => 'The projector starts.',
  rebuilding: () => 'The read models are made anew.',
  standby: () => 'Another projector leads; this one stands by.',
  leading: ({ entry }) => `This projector leads, from entry ${String(entry)} on.`,
  stopped: ({ entry }) => `The projector has stopped after entry ${String(entry)}.`,
  alarmed: () => 'The projector has stopped.',
};
