import type { QueryBus } from '@nestjs/cqrs';
import type { EventStore } from '#event-sourcing';
import type { FactId, IsoDate, OdsCode } from '#vocabulary';
import type { Problem } from '../../api/http/problem.js';
import type { Collection, Context } from '../../api/records/collections.js';
import type { Actor } from '../../api/who/actor.js';

/** What a browser sent, as it was typed. */
export type Typed = Readonly<Record<string, unknown>>;

/** What was answered, by the names of the fields: days as 2026-03-31, what was left out as ''. */
export type Answers = Readonly<Record<string, string>>;

type Option = Readonly<{ value: string; text: string; hint?: string }>;

/** What a question may depend on: the answers so far, what is known of whose record it is, the store's day. */
export type About<Known> = Readonly<{
  answers: Answers;
  known: Known;
  /** Of the trust, or of the programme. */
  code: string;
  today: IsoDate;
}>;

type Shared<Known> = Readonly<{
  name: string;
  /** Where it stands in the body that is handed in, as a JSON pointer: `/source/name`. */
  at: string;
  /** Beside it, where a page has several; the question stands for a single one. */
  label?: string | ((about: About<Known>) => string);
  hint?: string | ((about: About<Known>) => string);
  /** What to do where it is empty: for what the shape of the entry has no sentence of its own. */
  missing?: string;
  /** What it means to leave it empty, for the check of the answers: "All sites". */
  empty?: string;
  /** What is wrong with a text, where the shape of the entry cannot tell or tells it to machines. */
  wrong?: (text: string) => string | undefined;
  /** The answer as the check of the answers and the receipt say it; left out: as it was typed. */
  inWords?: (answer: string, about: About<Known>) => string;
  /** What stands in it before anything is typed: to be changed, and no answer until it is sent. */
  suggests?: (about: About<Known>) => string;
}>;

/** What whoever answers wants to see: the values before, or what is decided on. */
export type Beside = Readonly<{
  caption: string;
  head: readonly string[];
  rows: readonly (readonly string[])[];
  /** Which columns hold numbers, counted from 0. */
  numbers?: readonly number[];
  /** Where what is shown comes from. */
  origin?: Readonly<{ href: string; text: string }> | undefined;
}>;

/** One input of a row. */
export type Cell<Known> = Readonly<{
  name: string;
  label: string | ((about: About<Known>) => string);
  width: 5 | 10 | 20;
  isNumber?: true;
  /** What is wrong where it alone is empty: "Enter its last day". Left out: it may be. */
  missing?: string;
}>;

/** What was typed into the inputs of a row, by their names; of a row that was left empty nothing. */
export type Row = Readonly<Record<string, string>>;

/** Which row is wrong, counted from 0 among those that are filled in, in which input of it, and why. */
export type WrongRow = Readonly<{ row: number; cell: string; message: string }>;

export type Rows<Known> = Readonly<{
  kind: 'rows';
  /** "Period", which its number follows. */
  what: string;
  cells: readonly [Cell<Known>, ...Cell<Known>[]];
  /** What is kept of a row: days as 2026-03-31, for one. What cannot be read stays as it was typed. */
  reads?: (typed: Row) => Row;
  /** A row that is kept, as it would be typed. */
  writes?: (kept: Row) => Row;
  /** What is wrong with rows that is best said before the shape of the entry is asked. */
  amiss?: (rows: readonly Row[], about: About<Known>) => readonly WrongRow[];
  /** With what another row begins that is added after this one. */
  next?: (last: Row) => Row;
  /** A row as the check of the answers says it. */
  says: (row: Row, about: About<Known>) => string;
}>;

/** Any number of what is listed: their answer has commas between. */
export type Several<Known> = Readonly<{
  kind: 'several';
  options: (about: About<Known>) => readonly Option[];
  /** Where what is not listed is typed, with commas between: "Other sites". */
  others?: Readonly<{
    label: string;
    hint: (about: About<Known>) => string;
    /** What is kept of each: its letters as capitals, for one. */
    reads: (typed: string, about: About<Known>) => string;
  }>;
}>;

export type Field<Known> = Shared<Known> &
  (
    | Rows<Known>
    | Readonly<{
        kind: 'text';
        width?: 5 | 10 | 20;
        isNumber?: true;
        /** A box to tick instead: "I do not have evidence yet". */
        orNone?: string;
      }>
    | Readonly<{ kind: 'words'; rows?: number }>
    | Readonly<{ kind: 'choice' | 'select'; options: (about: About<Known>) => readonly Option[] }>
    | Several<Known>
    | Readonly<{
        kind: 'day';
        /** What its sentences begin with: "Date achieved". */
        what: string;
        /** It may lie ahead. */
        isAhead?: true;
      }>
  );

/** What is wrong with an answer, by the name of its field; left out: in the first input of it. */
export type WrongAnswer = Readonly<{ field: string; input?: string; message: string }>;

/** In which field it is said that the place of an entry is taken, and what its reader does instead. */
type TakenPlace = WrongAnswer & Readonly<{ input: string; instead: string }>;

/** One question, on a page of its own. */
export type Step<Known> = Readonly<{
  name: string;
  question: string | ((about: About<Known>) => string);
  fields: readonly Field<Known>[];
  /** Left out: always. */
  isAsked?: (about: About<Known>) => boolean;
  /** What is wrong with its answers together, each right by itself. */
  amiss?: (about: About<Known>) => readonly WrongAnswer[];
  /** Once it is answered, whether an earlier entry stands where this one would is known: what is said of it then. */
  taken?: (stated: Stated) => TakenPlace;
  /** Why something is recorded so or so late, which is no part of what is so. */
  isReason?: true;
  /** A table under the question. */
  beside?: (about: About<Known>) => Beside | undefined;
}>;

/** What is handed in in the end: into which collection, and the body the API would take there. */
export type Entry = Readonly<{
  context: Context<string>;
  collection: Collection<string>;
  act: 'record' | 'correct' | 'withdraw';
  /** What is measured, where the collection has a record for each. */
  subject?: string | undefined;
  body: object;
  /** Where the questions of this entry stand, where a form hands in several: "/2" before "/title". */
  at?: string;
}>;

/** What an entry of a record states, by its fields. */
export type Stated = Readonly<Record<string, unknown>>;

/** Questions, and what was answered, in words; of what was put right also how it stood. */
export type Said = readonly Readonly<{ key: string; value: string; before?: string }>[];

/** What to look at again before it is recorded; no error, as it may well be so. */
export type Doubt = Readonly<{
  heading: string;
  message: string;
  points?: Readonly<{ heading: string; list: readonly Readonly<{ text: string; href: string }>[] }>;
}>;

export type Asking<Code extends string = OdsCode> = Readonly<{
  queries: QueryBus;
  store: EventStore;
  code: Code;
  today: IsoDate;
  actor: Actor;
  /** What the address names beside it: a benefit, for one. */
  params: Readonly<Record<string, string | undefined>>;
}>;

/** The questions that lead to one command about a trust, or about whoever else has records. */
export type Form<Known, Code extends string = OdsCode> = Questions<Known> &
  Readonly<{
    /** Throws the problem that says that what the address names is not there. */
    knows: (asking: Asking<Code>) => Promise<Known>;
    /** The problem that says why there is nothing to fill in: said at each question, not at the receipt. */
    whyNot?: (asked: Readonly<{ code: Code; known: Known }>) => Problem | undefined;
  }>;

/** The questions themselves, once it is known what they are about. */
export type Questions<Known> = Readonly<{
  /** "Log a milestone". */
  title: string;
  /** Whether it went well, on the last page: "Milestone logged". */
  done: string;
  /** What it is about, where the name of the trust alone does not say it: the title of a benefit. */
  names?: (about: About<Known>) => string | undefined;
  /**
   * It changes what others may have changed since it was begun: whether an entry that came meanwhile, in the
   * same record, is about the same thing, so that who fills it in is shown that one first.
   */
  changes?: (about: About<Known>, stated: Stated) => boolean;
  /** Where one comes from and goes back to; left out: the page of whose record it is. */
  home?: (about: Omit<About<Known>, 'answers'>) => Readonly<{ href: string; text: string }>;
  /** What follows from the answers, to be checked with them. */
  worksOut?: (about: About<Known>) => Said;
  /** What happens next, on the last page, in whole sentences; left out: that it counts from now on. */
  afterwards?: string;
  /** Of what cannot be undone: how the last page asks whether it is meant. */
  last?: Readonly<{ title: string; warning: string; button: string; otherwise: string }>;
  /** What is decided on: shown under the first question, and with the answers. */
  decides?: (about: About<Known>) => Beside;
  /** Whether what an earlier entry states leaves no room for this one: that one is corrected instead. */
  clashes?: (about: About<Known>, stated: Stated) => boolean;
  /** There is nothing to do again afterwards. */
  isOnce?: true;
  steps: readonly Step<Known>[];
  entry: (about: About<Known>) => Entry;
  /** What is handed in after it, each under a key of its own. */
  more?: (about: About<Known>) => readonly Entry[];
  /** Where what was recorded can be seen, where the entry has no page of its own. */
  shownAt?: (about: About<Known>) => string;
  doubt?: (about: About<Known>, queries: QueryBus) => Promise<Doubt | undefined>;
}>;

/** The entry that a form puts right, as it stood when it was opened. */
export type Mending = Readonly<{
  factId: FactId;
  before: Answers;
  /** The answers that would have led to what was stated at some time. */
  answersTo: (stated: object) => Answers;
  /** What it says, where it is not put right but taken back. */
  stands?: string;
}>;
