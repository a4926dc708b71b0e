import type { Change } from '#event-sourcing';
import { CopyText } from './copy.js';
import {
  keyOf,
  refuseIncompleteKey,
  type ColumnShape,
  type LedgerShape,
  type Row,
  type TableShape,
} from './row-shape.js';
import { TableFold } from './table-fold.js';

/** Keys of a directory that are remembered at most; a row put twice is found when keys are made. */
const KNOWN = 500_000;

/** Whether the rows of a table can be streamed: nothing has to be kept to find them again by. */
export const isStreamed = ({ recordedKey, isDirectory }: TableShape): boolean =>
  isDirectory || recordedKey !== undefined;

/**
 * Changes of an empty table whose rows become COPY's text at once: its key names the entry that
 * recorded a row, so that no two events put the same one, or is all there is to a row.
 */
export class RowStream {
  readonly rows: CopyText;
  readonly closes: CopyText | undefined;
  /** Changes from the first one on that has to find rows written before. */
  rest: TableFold | undefined;
  private entry = 0;
  /** Rows of the event under way, which a close in the same event would still find. */
  private readonly opened: Row[] = [];

  constructor(
    readonly shape: TableShape,
    /** The rows of a directory that were written before. */
    private readonly known = new Set<string>(),
  ) {
    this.rows = new CopyText(shape.columns);
    this.closes = shape.ledger && new CopyText(closeColumns(shape.ledger));
  }

  /** Takes the changes after these. */
  next(): RowStream {
    return new RowStream(this.shape, this.known);
  }

  get size(): number {
    return (
      this.rows.lines + this.opened.length + (this.closes?.lines ?? 0) + (this.rest?.size ?? 0)
    );
  }

  apply(change: Change, entry: number): void {
    if (this.rest === undefined && entry !== this.entry) this.finishEvent(entry);
    if (this.rest === undefined && !this.take(change, entry)) {
      this.finishEvent();
      this.rest = new TableFold(this.shape, 'unknown');
    }
    this.rest?.apply(change, entry);
  }

  /** The rows of the last event join the others. */
  finishEvent(next = this.entry): void {
    for (const row of this.opened) this.rows.add(row);
    this.opened.length = 0;
    this.entry = next;
  }

  /** False for a change that can't be told without the rows written before. */
  private take(change: Change, entry: number): boolean {
    const { ledger, recordedKey, isDirectory } = this.shape;
    if ('put' in change) {
      const row = change.put as Row;
      if (isDirectory) {
        this.list(row);
        return true;
      }
      if (recordedKey === undefined || row[recordedKey.property] !== entry) return false;
      refuseIncompleteKey(this.shape, row);
      this.put(row);
      return true;
    }
    if (!('close' in change) || ledger?.recorded === undefined) return false;
    const closed = { [ledger.superseded.property]: change.superseded };
    this.closes?.add({ [ledger.fact.property]: change.close, ...closed });
    for (const [index, row] of this.opened.entries()) {
      const isOpen = (row[ledger.superseded.property] ?? null) === null;
      if (isOpen && row[ledger.fact.property] === change.close) {
        this.opened[index] = { ...row, ...closed };
      }
    }
    return true;
  }

  private list(row: Row): void {
    const key = keyOf(this.shape, row);
    if (this.known.has(key)) return;
    if (this.known.size === KNOWN) this.known.clear();
    this.known.add(key);
    this.rows.add(row);
  }

  /** Within an event a row may take the place of another. */
  private put(row: Row): void {
    const { key } = this.shape;
    const same = this.opened.findIndex((other) =>
      key.every(({ property }) => other[property] === row[property]),
    );
    if (same === -1) this.opened.push(row);
    else this.opened[same] = row;
  }
}

export const closeColumns = ({ fact, superseded }: LedgerShape): readonly ColumnShape[] => [
  fact,
  superseded,
];
