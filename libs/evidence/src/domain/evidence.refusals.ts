import { basisRefusals, correctionRefusals } from '#facts';

/** Every "no" of this subject, with the sentence its reader sees. */
export const evidenceRefusals = {
  ...basisRefusals,
  ...correctionRefusals,
  'another-evidence':
    'A correction must be about the same file or link. Withdraw this entry and attach the right one.',
  'file-not-kept': 'Upload the file first. This organisation has no file with this SHA-256.',
  'link-not-https': 'Enter a link that starts with https://',
  'file-or-link': 'Attach a file or a link, and one of them only.',
  'expires-before-document':
    'The last day on which it counts must be the same as or after {documentOn}, the day of the document.',
  'period-ends-before-start': 'The period it speaks of must end after it starts.',
  'attached-already': 'This is attached already, as “{title}” ({evidenceId}). Name that instead.',
  'evidence-missing': 'There is no evidence with the reference {evidenceId} here.',
  'withdrawn-already': 'This evidence was withdrawn. The reason given was “{why}”.',
  'before-document': 'The date must be the same as or after {documentOn}, the day of the document.',
  'grade-unknown': 'The grade must be 0, 1, 2 or 3.',
  'grader-stated-it':
    'You cannot give grade 2 or 3 to evidence that you attached or corrected. Ask somebody else.',
  'graded-already':
    'It was given grade {grade} on that day already. Correct that grade, or give another day.',
  'grade-of-another': 'Somebody else gave this grade. Give a grade of your own instead.',
} as const;
export type EvidenceRefusal = keyof typeof evidenceRefusals;
