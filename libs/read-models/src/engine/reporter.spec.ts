import { UnknownEntry } from './alarms.js';
import type { ProjectorStatus } from './projector.js';
import { Reporter } from './reporter.js';

describe('Reporting how the projector does', () => {
  it('says once who leads, however many batches follow', () => {
    const { reporter, heard } = reporting();
    reporter.hear({ ...quiet, state: 'rebuilding' });
    reporter.hear({ ...quiet, state: 'leading', entry: 7 });
    reporter.hear({ ...quiet, state: 'leading', entry: 8, caughtUp: true });
    expect(heard).toEqual([
      ['say', 'The read models are made anew.'],
      ['say', 'This projector leads, from entry 7 on.'],
    ]);
  });

  it('warns of every new trouble, and of one that comes back', () => {
    const { reporter, heard } = reporting('leading');
    const lost = { ...quiet, state: 'leading', trouble: 'connection lost' } as const;
    for (const status of [lost, lost, { ...quiet, state: 'leading' } as const, lost]) {
      reporter.hear(status);
    }
    const warning = 'The read models cannot be written, and it is tried again: connection lost';
    expect(heard).toEqual([
      ['warn', warning],
      ['warn', warning],
    ]);
  });

  it('logs an alarm as an error, with its kind', () => {
    const { reporter, heard } = reporting('leading');
    const alarm = new UnknownEntry(9, 'NoteShredded', undefined);
    reporter.hear({ ...quiet, state: 'alarmed', alarm });
    expect(heard).toEqual([['failure', alarm, { alarm: 'unknown-event' }]]);
  });
});

const quiet: Omit<ProjectorStatus, 'state'> = {
  entry: 0,
  position: undefined,
  recordedAt: undefined,
  caughtUp: false,
};

/** What is said about the state it begins with is left out. */
function reporting(state?: ProjectorStatus['state']) {
  const heard: unknown[][] = [];
  const reporter = new Reporter({
    say: (...words) => heard.push(['say', ...words]),
    warn: (...words) => heard.push(['warn', ...words]),
    failure: (...words) => heard.push(['failure', ...words]),
  });
  if (state !== undefined) reporter.hear({ ...quiet, state });
  heard.length = 0;
  return { reporter, heard };
}
