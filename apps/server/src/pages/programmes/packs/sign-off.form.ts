import {
  dayInWords,
  FIRST_SECTIONS,
  packId,
  packIn,
  packName,
  sectionsIn,
  type PackAsked,
  type ProgrammeId,
} from '#vocabulary';
import { notFound } from '../../../api/http/problem.js';
import { programmeRecords } from '../../../api/programmes.controller.js';
import { PackDigest } from '../../../packs/pack-digest.query.js';
import { whenStep, whyLate } from '../../forms/common-questions.js';
import { collectionAt, filled } from '../../forms/form-entry.js';
import type { About, Answers, Asking, Beside, Entry, Form, Stated } from '../../forms/form.js';
import { inThousands } from '../../numbers-in-words.js';
import { packHref, sectionTitles } from './pack-view.js';
import { programmeHref } from '../frame/programme-pages.js';

type Known = Readonly<{
  programme: ProgrammeId;
  pack: PackAsked;
  manifest: string;
}>;

/** The pack that the address names; throws the problem that there is none. */
async function knows({ queries, code, params }: Asking<ProgrammeId>): Promise<Known> {
  const frozen = packIn(params['pack'] ?? '');
  const sections = sectionsIn(params['sections'], FIRST_SECTIONS);
  if (frozen === undefined || sections === undefined) throw noPack(code);
  const pack = { ...frozen, sections };
  const manifest = await queries.execute(new PackDigest(code, pack));
  if (manifest === undefined) throw noPack(code);
  return { programme: code, pack, manifest };
}

const noPack = (programme: ProgrammeId) =>
  notFound('There is no such board pack.', undefined, {
    href: programmeHref(programme, 'board-packs'),
    text: 'Open it from the list of board packs, and sign it there',
  });

const rowsOf = ({ pack }: Known): Beside['rows'] => [
  ['Figures for', dayInWords(pack.day)],
  ['Includes entries up to', inThousands(pack.entry)],
  ['Sections', pack.sections.map((section) => sectionTitles[section]).join(', ')],
];

const aboutThePack = ({ known }: About<Known>): Beside => ({
  caption: 'The pack',
  head: [],
  rows: rowsOf(known),
});

const home = ({ known: { programme, pack } }: Pick<About<Known>, 'known'>) => ({
  href: packHref(programme, pack),
  text: `Board pack for ${dayInWords(pack.day)}`,
});

/** What every entry about a sign-off says: of which pack, on which day, and why so late. */
const bodyOf = (
  { pack }: Known,
  { day, reason }: Answers,
  own: Readonly<Record<string, string | undefined>>,
) => ({
  ...{ pack: packId(pack), sections: pack.sections },
  ...filled({ effectiveOn: day, reason, ...own }),
});

const shared = {
  knows,
  home,
  changes: ({ known }: About<Known>, { pack }: Stated) =>
    pack !== undefined && packName(pack as PackAsked) === packName(known.pack),
  isOnce: true,
  shownAt: ({ known }: About<Known>) => packHref(known.programme, known.pack),
} as const;

export const signOffForm: Form<Known, ProgrammeId> = {
  ...shared,
  title: 'Sign off a board pack',
  done: 'Board pack signed off',
  afterwards:
    'The pack and the list of packs show the sign-off from now on. It is never edited. If it should no longer count, withdraw it: both are kept.',
  steps: [
    {
      name: 'statement',
      question: 'What are you confirming?',
      beside: aboutThePack,
      fields: [
        {
          kind: 'words',
          name: 'statement',
          at: '/statement',
          hint: 'In your own words, up to 500 characters. Do not include patient or staff details.',
          suggests: ({ known }) =>
            `I have read this pack. It is a fair account of the programme on ${dayInWords(known.pack.day)}.`,
        },
      ],
    },
    whenStep('On which day is it signed off?', 'Enter the day on which it is signed off'),
    whyLate,
  ],
  worksOut: ({ known }) =>
    [...rowsOf(known), ['Checksum (SHA-256) of its files', known.manifest]].map(
      ([key = '', value = '']) => ({ key, value }),
    ),
  entry: ({ known, answers }): Entry => ({
    ...collectionAt(programmeRecords, 'pack-sign-offs'),
    act: 'record',
    body: bodyOf(known, answers, { manifest: known.manifest, statement: answers['statement'] }),
  }),
};

export const signOffWithdrawalForm: Form<Known, ProgrammeId> = {
  ...shared,
  title: 'Withdraw a sign-off',
  done: 'Sign-off withdrawn',
  afterwards:
    'The pack shows the sign-off and its withdrawal from now on. It can be signed off again.',
  steps: [
    {
      name: 'why',
      question: 'Why are you withdrawing the sign-off?',
      beside: aboutThePack,
      fields: [
        {
          kind: 'words',
          name: 'why',
          at: '/why',
          hint: 'Up to 500 characters. Do not include patient or staff details.',
        },
      ],
    },
    whenStep('On which day is it withdrawn?', 'Enter the day on which it is withdrawn'),
    whyLate,
  ],
  entry: ({ known, answers }): Entry => ({
    ...collectionAt(programmeRecords, 'pack-sign-off-withdrawals'),
    act: 'record',
    body: bodyOf(known, answers, { why: answers['why'] }),
  }),
};
