import type { MessagesOf } from '#event-sourcing';

/** What became of one file: how many of its rows are facts now, and which were refused, and why. */
export type FileOutcome = Readonly<{
  file: string;
  rows: number;
  recorded: number;
  alreadyThere: number;
  refused: readonly Readonly<{ row: number; code: string; sentence: string }>[];
}>;

/** Everything that can happen to an import; the rows' own events carry its id as their correlation. */
export type ImportEvent = MessagesOf<{
  ImportStarted: { importId: string; files: readonly string[] };
  ImportCompleted: { importId: string; files: readonly FileOutcome[] };
}>;
