import type { EventUsed, TargetExplanation, TargetFigure, TrustHeld } from '#read-models';
import { dayInWords } from '#vocabulary';
import { eventHref } from '../audit/audit-links.js';
import { instantInWords } from '../dates-in-words.js';
import { eventInWords } from '../events-in-words.js';
import { inThousands } from '../numbers-in-words.js';
import { chanceInWords, standingInWords, whyInWords } from '../programmes/targets/target-words.js';
import { outlookInWords } from '../programmes/targets/outlook-words.js';
import { capital } from '../stages-in-words.js';
import { cell, numbers, words, type Table } from '../table-view.js';
import { entriesCell } from './entries-cell.js';

type Part = TargetExplanation['trusts'][number] &
  Readonly<{ withheld: 'nothing' | 'events' | 'inputs and events' }>;
type Inputs = NonNullable<Part['inputs']>;

/** What the figure of a target came to, in sentences. */
export function targetResult({ answer, asOf }: TargetExplanation): readonly string[] {
  if ('fallsShort' in answer) return outlookInWords({ ...answer, asOf });
  if ('ahead' in answer) {
    const last = answer.reached.at(-1);
    return last === undefined ? [] : [`On ${dayInWords(last.on)}: ${standsAt(last)}`];
  }
  return [standsAt(answer)];
}

type Counted = Readonly<{ numerator: number; denominator: number; unknown: number }>;

const standsAt = ({ numerator, denominator, unknown }: Counted): string =>
  standingInWords({ reached: numerator, denominator, untold: unknown });

/** What each column tells of a trust. */
export const targetHead = (figure: TargetFigure): Table['columns'] => [
  ...(figure === 'forecast'
    ? [words('Trust'), words('Among those forecast'), numbers('Chance of missing it')]
    : [words('Trust'), words('Has reached it')]),
  words('Why'),
  numbers('Number of entries'),
];

/** `held`: the trusts that the target counts, and where each stands; a forecast is not of all of them. */
type Shown = Readonly<{
  figure: TargetFigure;
  eventsOf: (code: string) => string;
  held: readonly Held[];
}>;
type Held = Pick<TrustHeld, 'code' | 'verdict' | 'reason'>;

/** The part of one trust, as far as whoever asks may read of it; its events, of which the public ones are counted apart, are read as data. */
export function targetRow(part: Part, { figure, eventsOf, held }: Shown) {
  const { code, name, inputs, entries = { all: 0, ofKinds: 0 }, withheld } = part;
  const isHidden = withheld === 'inputs and events';
  return {
    name: `${name} (${code})`,
    href: `/organisations/${code}`,
    cells: [
      ...(isHidden
        ? Array<string>(figure === 'forecast' ? 3 : 2).fill(HIDDEN)
        : figure === 'forecast'
          ? foretold(
              inputs,
              held.find((each) => each.code === code),
            )
          : said(inputs)),
      isHidden
        ? HIDDEN
        : entriesCell(
            withheld === 'events'
              ? `${inThousands(entries.ofKinds)} public`
              : inThousands(entries.all),
            { code, name, eventsOf },
          ),
    ],
  };
}

const HIDDEN = 'Not shown to your role';

function foretold(inputs: Inputs | null, held: Held | undefined): readonly string[] {
  if (inputs === null || !('probability' in inputs)) return ['No', 'Not applicable', whyNot(held)];
  const { probability, reason } = inputs;
  const chance = probability === null ? 'Not known' : chanceInWords(probability);
  return ['Yes', chance, `${sentence(reason)} ${whyInWords({ ...inputs, facts: [] })}`];
}

/** Why there is no chance of a trust. */
const whyNot = (held: Held | undefined): string =>
  held === undefined ? NOT_COUNTED : `${stands[held.verdict]} ${sentence(held.reason)}`;

const stands: Readonly<Record<Held['verdict'], string>> = {
  counts: 'It has reached the target.',
  'does-not': 'It has not reached the target.',
  unknown: 'It is not known whether it has reached the target.',
};

const said = (inputs: Inputs | null): readonly string[] =>
  inputs === null || !('verdict' in inputs)
    ? ['Not counted', NOT_COUNTED]
    : [verdicts[inputs.verdict], sentence(inputs.reason)];

const NOT_COUNTED = 'It is not among the trusts that the target counts.';

const verdicts = { counts: 'Yes', 'does-not': 'No', unknown: 'Not known' } as const;

const sentence = (text: string): string => `${capital(text)}${text.endsWith('.') ? '' : '.'}`;

/** What concerns all trusts: the terms of the target, what was foretold and judged, the model. */
export function entriesOfAll(events: readonly EventUsed[], mayReadLog: boolean): Table {
  const entries = new Map(events.map((event) => [event.entry, event]));
  return {
    caption: `Entries that concern all trusts (${inThousands(entries.size)})`,
    columns: [numbers('Entry'), words('What happened'), words('Recorded')],
    rows: [...entries.values()].map(({ entry, type, recordedAt }) => [
      { text: inThousands(entry), ...(mayReadLog && { href: eventHref(entry) }) },
      cell(eventInWords(type)),
      cell(instantInWords(recordedAt)),
    ]),
  };
}
