import { addMonths, parseIsoDate } from '#vocabulary';
import { MOST_FILES } from '#evidence';
import { evidenceRecords } from '../../api/evidence.controller.js';
import { collectionAt, filled } from '../forms/form-entry.js';
import type { About, Answers, Entry, Form, Step } from '../forms/form.js';

/** A link may come along with as many files as may be sent at once. */
const PLACES = Array.from({ length: MOST_FILES + 1 }, (_, index) => String(index + 1));

/** What was handed in, as the form remembers it: a file by its sum, a link by its address. */
export type Brought = Readonly<{ sha256: string; name: string } | { url: string }>;

/** The answers that a form begins with once files and links have come in. */
export const answersOf = (brought: readonly Brought[]): Answers =>
  Object.fromEntries(
    brought.flatMap((each, index) => {
      const place = PLACES[index] ?? '';
      return 'url' in each
        ? [[`url-${place}`, each.url]]
        : [
            [`sha256-${place}`, each.sha256],
            [`name-${place}`, each.name],
          ];
    }),
  );

/** Whether anything was handed in that the form can ask about. */
export const isBegun = (answers: Answers): boolean => isThere(answers, '1');

const isThere = (answers: Answers, place: string): boolean =>
  answers[`sha256-${place}`] !== undefined || answers[`url-${place}`] !== undefined;

const placesIn = (answers: Answers) => PLACES.filter((place) => isThere(answers, place));

/** As the person knows it: only the form remembers the name of a file, and not for long. */
function rowOf(answers: Answers, place: string): readonly [string, string] {
  const link = answers[`url-${place}`];
  return link === undefined ? ['File', answers[`name-${place}`] ?? ''] : ['Link', link];
}

const documentSteps = (place: string): readonly Step<unknown>[] => [
  {
    name: `document-${place}`,
    question: ({ answers }) => {
      const places = placesIn(answers);
      const which = places.length > 1 ? ` (${place} of ${String(places.length)})` : '';
      return `What is this document${which}?`;
    },
    isAsked: ({ answers }) => isThere(answers, place),
    beside: ({ answers }) => ({
      caption: 'What you attach',
      head: [],
      rows: [rowOf(answers, place)],
    }),
    fields: [
      {
        kind: 'text',
        name: `title-${place}`,
        at: `/${place}/title`,
        label: 'Title',
        hint: 'For example, Medicines report of the EPR, March 2026. Do not include names of patients or staff.',
      },
      {
        kind: 'day',
        name: `day-${place}`,
        at: `/${place}/effectiveOn`,
        label: 'Date of the document',
        what: 'The day of the document',
        hint: 'For example, 27 3 2026 or 27 March 2026.',
        missing: 'Enter the day of the document',
      },
      {
        kind: 'day',
        name: `until-${place}`,
        at: `/${place}/validUntil`,
        label: 'Last day on which it counts',
        what: 'The last day on which it counts',
        hint: 'Leave this empty if it counts without an end.',
        isAhead: true,
      },
    ],
  },
  {
    name: `late-${place}`,
    question: ({ answers }) =>
      `Why is ${answers[`title-${place}`] ?? 'it'} attached more than 12 months later?`,
    isAsked: ({ answers, today }) => {
      const day = parseIsoDate(answers[`day-${place}`] ?? '');
      return isThere(answers, place) && day !== undefined && day < addMonths(today, -12);
    },
    fields: [
      {
        kind: 'words',
        name: `reason-${place}`,
        at: `/${place}/reason`,
        hint: 'Do not include patient or staff details.',
        missing: 'Enter why it is attached more than 12 months later',
      },
    ],
  },
];

/** Describes what was uploaded; begun by the page that takes the files. */
export const attachForm: Form<unknown> = {
  title: 'Attach evidence',
  done: 'Evidence attached',
  afterwards:
    'Give its reference where an entry asks for evidence. Somebody who did not attach it can grade how strong it is.',
  knows: () => Promise.resolve(undefined),
  steps: PLACES.flatMap(documentSteps),
  entry: (about) => attachment(about, '1'),
  more: (about) =>
    placesIn(about.answers)
      .filter((place) => place !== '1')
      .map((place) => attachment(about, place)),
  shownAt: ({ code }) => `/organisations/${code}/evidence`,
};

const attachment = ({ answers }: About<unknown>, place: string): Entry => ({
  ...collectionAt(evidenceRecords, 'evidence'),
  act: 'record',
  at: `/${place}`,
  body: filled({
    title: answers[`title-${place}`],
    sha256: answers[`sha256-${place}`],
    url: answers[`url-${place}`],
    effectiveOn: answers[`day-${place}`],
    validUntil: answers[`until-${place}`],
    reason: answers[`reason-${place}`],
  }),
});
