import type { Command } from '@nestjs/cqrs';
import type { AnyMessage, Asker, Handled } from '#event-sourcing';
import type { BenefitId, CapabilityCode, FactId, FreeText, OdsCode } from '#vocabulary';
import type { Column } from './column.js';

/** The shape of an entry: validated, then asked for its order. */
type EntryShape = new () => { toCommand(organisation: OdsCode): AnyMessage };

/** What a row asks for: an entry, its correction, or that it is taken back. */
export type RowCommand =
  | AnyMessage
  | Readonly<{ type: 'CorrectFact'; data: { factId: FactId; reason: FreeText; order: AnyMessage } }>
  | Readonly<{ type: 'RetractFact'; data: { factId: FactId; reason: FreeText } }>;

export type RowOrder = Readonly<{ command: RowCommand; asker: Asker }>;

export type SeriesOptions = Readonly<{
  rehearsal?: boolean;
  onAnswered?: ((count: number) => void) | undefined;
  signal?: AbortSignal | undefined;
}>;

/** What one record of a context is: its stream, and how a series of orders reaches it. */
export type RecordPlace = Readonly<{
  stream: string;
  series: (
    orders: readonly RowOrder[],
    options: SeriesOptions,
  ) => Command<readonly Handled<string>[]>;
}>;

/** A list that trusts keep in spreadsheets: its columns, and the context its rows are for. */
export type Register = Readonly<{
  /** As addresses and the command line name it. */
  name: string;
  /** As people, and the sheet of its template, name it. */
  title: string;
  /** Goes up when a column is renamed or taken away; new optional columns keep it. */
  template: number;
  fact: string;
  columns: readonly Column[];
  /** The columns by which a row is known to be about an entry that is there. */
  key: readonly string[];
  /** Columns whose numbers are held against those for the last period before, in this order. */
  compared?: readonly string[];
  entry: EntryShape;
  refusals: Readonly<Record<string, string>>;
  /** Where an order of a row is decided. */
  placeOf: (organisation: OdsCode, order: AnyMessage) => RecordPlace;
  /** Everywhere the register's entries of a trust can stand. */
  places: (organisation: OdsCode, known: KnownSubjects) => readonly RecordPlace[];
  /** It needs to know the benefits of the trust, which takes reading the whole log. */
  asksForBenefits?: true;
}>;

/** What entries of a trust can be about. */
export type KnownSubjects = Readonly<{
  capabilities: readonly CapabilityCode[];
  benefits: readonly BenefitId[];
}>;
