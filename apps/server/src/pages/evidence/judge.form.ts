import type { EvidenceGrade } from '#evidence';
import type { EvidenceId } from '#vocabulary';
import { evidenceRecords } from '../../api/evidence.controller.js';
import { anyEntry, collectionAt, filled } from '../forms/form-entry.js';
import type { Form } from '../forms/form.js';
import { gradeOptions, pageOfEvidence } from './evidence-rows.js';

/** A piece of evidence that somebody judges today. */
export type Judged = Readonly<{
  evidenceId: EvidenceId;
  title: string;
  /** The highest grade that the rules let this person give. */
  most: EvidenceGrade;
}>;

const nothing = () => Promise.resolve(undefined);

export const gradeForm = ({ evidenceId, title, most }: Judged): Form<unknown> => ({
  title: 'Grade evidence',
  done: 'Evidence graded',
  isOnce: true,
  home: ({ code }) => ({ href: pageOfEvidence(code, evidenceId), text: title }),
  afterwards: 'The grade counts from today, for every entry that rests on this evidence.',
  names: () => title,
  knows: nothing,
  changes: anyEntry,
  steps: [
    {
      name: 'grade',
      question: `How strong is the evidence “${title}”?`,
      fields: [
        {
          kind: 'choice',
          name: 'grade',
          at: '/grade',
          missing: 'Select a grade',
          hint:
            most < 3
              ? 'You attached or corrected it, so you cannot give a higher grade. Ask somebody else for that.'
              : 'The grade holds from today, for the document as it is attached now.',
          options: () => gradeOptions(most),
        },
      ],
    },
    {
      name: 'why',
      question: 'What does the grade rest on?',
      fields: [
        {
          kind: 'words',
          name: 'why',
          at: '/why',
          hint: 'Up to 500 characters. You may leave this empty. Do not include patient or staff details.',
        },
      ],
    },
  ],
  entry: ({ answers, today }) => ({
    ...collectionAt(evidenceRecords, 'evidence-grades'),
    act: 'record',
    subject: evidenceId,
    body: {
      evidenceId,
      effectiveOn: today,
      ...filled({ grade: answers['grade'], why: answers['why'] }),
    },
  }),
  shownAt: ({ code }) => pageOfEvidence(code, evidenceId),
});

export const withdrawForm = ({ evidenceId, title }: Judged): Form<unknown> => ({
  title: 'Withdraw evidence',
  done: 'Evidence withdrawn',
  afterwards:
    'It does not count from today. Entries that rest on it are kept, and say that it was withdrawn.',
  names: () => title,
  knows: nothing,
  changes: anyEntry,
  home: ({ code }) => ({ href: pageOfEvidence(code, evidenceId), text: title }),
  last: {
    title: 'Do you want to withdraw this evidence?',
    warning:
      'It stops counting today, and this cannot be undone. Entries that rest on it are kept, and say that it was withdrawn.',
    button: 'Withdraw this evidence',
    otherwise: 'Leave this evidence as it stands',
  },
  isOnce: true,
  steps: [
    {
      name: 'why',
      question: `Why does “${title}” not show what it was attached for?`,
      fields: [
        {
          kind: 'words',
          name: 'why',
          at: '/why',
          hint: '10 to 500 characters. It stays in the record. Do not include patient or staff details.',
        },
      ],
    },
  ],
  entry: ({ answers, today }) => ({
    ...collectionAt(evidenceRecords, 'evidence-withdrawals'),
    act: 'record',
    subject: evidenceId,
    body: { evidenceId, effectiveOn: today, ...filled({ why: answers['why'] }) },
  }),
  shownAt: ({ code }) => pageOfEvidence(code, evidenceId),
});
