import { TIMELY_WITHIN } from '#figures';
import type { AttentionKind, BoardExplanation, QualityLine } from '#read-models';
import { eventHref } from '../audit/audit-links.js';
import { inThousands } from '../numbers-in-words.js';
import { kindTitles } from '../programmes/attention/attention-kinds.js';
import { linesNamed, shareInWords } from '../programmes/data-quality/measure-words.js';
import { trustsInWords } from '../stages-in-words.js';
import { entriesCell } from './entries-cell.js';

type Explained = BoardExplanation;
type Part = Explained['trusts'][number] &
  Readonly<{ withheld: 'nothing' | 'events' | 'inputs and events' }>;
type Found = NonNullable<Part['inputs']>['found'];

/** `eventsOf`: where the events of a trust are read as data. */
type Shown = Readonly<{ eventsOf: (code: string) => string; mayReadLog: boolean }>;

const isLine = (one: Found[number] | AttentionKind): one is QualityLine => 'measure' in one;

/** How many trusts there is anything to ask about, kind by kind. */
export const attentionResult = ({ answer }: Explained): readonly string[] =>
  kindTitles.flatMap(({ kind, title }) => {
    const of = answer.find((each): each is AttentionKind => 'kind' in each && each.kind === kind);
    if (of === undefined) return [];
    return [
      `${title}: ${inThousands(of.items)} (${String(of.numerator)} of ${trustsInWords(of.denominator)}).`,
    ];
  });

export const qualityResult = ({ answer }: Explained): readonly string[] =>
  linesInWords(answer.filter(isLine)).map((line) => `${line}.`);

export const attentionRow = (part: Part, shown: Shown) =>
  rowOf(part, shown, (found) => found.flatMap((one) => (isLine(one) ? [] : [one.says])));

export const qualityRow = (part: Part, shown: Shown) =>
  rowOf(part, shown, (found) => linesInWords(found.filter(isLine)));

/** The measures that a board reads first, each as a share. */
const linesInWords = (lines: readonly QualityLine[]): readonly string[] =>
  (['completeness', 'timeliness', 'self-assessed', 'corrections'] as const)
    .flatMap((measure) => linesNamed(lines, measure).filter(({ line }) => isOfAll(line)))
    .map(
      ({ name, line }) =>
        `${line.measure === 'timeliness' ? `Entries recorded within ${String(TIMELY_WITHIN)} days` : name}: ${shareInWords(line)}`,
    );

/** Of timeliness, which is told by kind of entry, only all of them together. */
const isOfAll = ({ measure, of }: QualityLine): boolean => measure !== 'timeliness' || of === 'all';

/** The part of one trust, as far as whoever asks may read of it; its events are read as data. */
function rowOf(
  { code, name, counts, inputs, events, withheld }: Part,
  { eventsOf, mayReadLog }: Shown,
  found: (found: Found) => readonly string[],
) {
  const isShown = withheld === 'nothing';
  const hidden = 'Not shown to your role';
  const lines = inputs === null ? [] : found(inputs.found);
  return {
    name: `${name} (${code})`,
    href: `/organisations/${code}`,
    cells: [
      counts ? 'Yes' : 'No',
      isShown ? (lines.length === 0 ? 'Nothing' : { lines }) : hidden,
      isShown ? newestIn(inputs, mayReadLog) : hidden,
      isShown ? entriesCell(inThousands(events.length), { code, name, eventsOf }) : hidden,
    ],
  };
}

function newestIn(inputs: Part['inputs'], mayReadLog: boolean) {
  const entry = inputs?.lastEntry;
  if (entry === undefined || entry === null) return 'None';
  const text = `Entry ${inThousands(entry)}`;
  return mayReadLog ? { text, href: eventHref(entry) } : text;
}
