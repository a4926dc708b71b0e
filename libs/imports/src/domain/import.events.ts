import type { MessagesOf } from '#event-sourcing';
import type { FreeText, OdsCode } from '#vocabulary';

/** What became of one file: how many of its rows are facts now, and which were refused, and why. */
export type FileOutcome = Readonly<{
  file: string;
  rows: number;
  recorded: number;
  /** Rows that said something else of an entry there is: each corrected it. */
  corrected?: number;
  alreadyThere: number;
  /** By the columns it is about, without what stood there: that may hold anything. */
  refused: readonly Readonly<{
    row: number;
    code: string;
    sentence: string;
    columns?: readonly string[];
  }>[];
  /** How many were refused, where `refused` lists the first of them alone. */
  refusedRows?: number;
}>;

/** The file of a trust: for which register, and its bytes by their digest; its own name may hold anything. */
export type ImportedFile = Readonly<{
  organisation: OdsCode;
  register: string;
  template: number;
  sha256: string;
  rows: number;
  /** Rows that were right are recorded although others were not. */
  partial: boolean;
}>;

/** Everything that can happen to an import; the rows' own events carry its id as their correlation. */
export type ImportEvent = MessagesOf<{
  ImportStarted: { importId: string; files: readonly string[]; of?: ImportedFile };
  ImportCompleted: { importId: string; files: readonly FileOutcome[] };
  /** Its entries were withdrawn, and those it had corrected say again what they said before. */
  ImportWithdrawn: {
    importId: string;
    reason: FreeText;
    withdrawn: number;
    restored: number;
    /** Left as they are, as somebody mended them since. */
    left: number;
  };
}>;
