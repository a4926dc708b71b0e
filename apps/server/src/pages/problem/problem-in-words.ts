import type { Problem } from '../../api/http/problem.js';

type Words = Readonly<{ title: string; sentence: string }>;

/**
 * How a problem reads to somebody with a browser, where the sentence for machines speaks of requests, bodies
 * or keys; undefined where it does not. What a form sends twice is recorded once, so that sending it again
 * is always good advice.
 */
export function problemInWords(problem: Problem, method: string): Words | undefined {
  return words[problem.code]?.(method === 'GET' || method === 'HEAD', problem);
}

const NOT_NOW = 'Not available for now';
const AGAIN = 'Wait a minute, then go back and send it again. What is sent twice is recorded once.';

const words: Readonly<
  Partial<Record<string, (isRead: boolean, problem: Problem) => Words | undefined>>
> = {
  'malformed-address': () => ({
    title: 'This address cannot be read',
    sentence: 'It holds signs that cannot stand in an address. Check that it was copied whole.',
  }),
  'nothing-to-change': (_, { detail }) => ({
    title: 'There is nothing to change here',
    sentence: detail,
  }),
  'malformed-json': () => unreadable,
  'body-not-an-object': () => unreadable,
  'media-type-not-read': () => unreadable,
  'nested-too-deeply': () => unreadable,
  'method-not-allowed': () => ({
    title: 'This cannot be done here',
    sentence:
      'Nothing was changed. What was recorded is never changed or deleted: it is corrected or withdrawn on the page of its entry.',
  }),
  'body-too-large': () => ({
    title: 'What you sent is too large',
    sentence:
      'Nothing of it was recorded. All that a form takes is 1 MB of text. Go back and shorten it; a file belongs on a page that asks for one.',
  }),
  'others-were-first': () => ({
    title: 'Somebody else was first',
    sentence: `Others were recording in the same place at the same moment, and what you sent was not recorded. ${AGAIN}`,
  }),
  'same-key-in-flight': () => ({
    title: 'Still being recorded',
    sentence: `What you sent is being recorded already. ${AGAIN}`,
  }),
  'too-many-requests': (_, { more: { headers } }) => ({
    title: 'Too many pages in one minute',
    sentence: `More was asked for than this service answers to one person in a minute. Try again in ${secondsInWords(headers?.['Retry-After'])}.`,
  }),
  unforeseen: (isRead) => ({
    title: 'Something went wrong',
    sentence: isRead
      ? 'The fault is ours. Try again; if it goes wrong again, report it with the reference below.'
      : `The fault is ours, and what you sent may not have been recorded. ${AGAIN} If it goes wrong again, report it with the reference below.`,
  }),
  'store-unavailable': (isRead) => ({
    title: NOT_NOW,
    sentence: isRead
      ? 'The record cannot be reached for now. Nothing that was recorded is lost. Try again in a minute.'
      : `The record cannot be reached for now, so what you sent was not recorded. ${AGAIN}`,
  }),
  'not-known-whether-recorded': () => ({
    title: NOT_NOW,
    sentence: `The record could not be reached any more while what you sent was on its way to it, so it may have been recorded or not. ${AGAIN}`,
  }),
};

const unreadable: Words = {
  title: 'What was sent cannot be read',
  sentence:
    'It did not come from a form of this service, or was damaged on its way, and nothing was recorded. Go back to the page and send it from there.',
};

function secondsInWords(seconds = '60'): string {
  return seconds === '1' ? '1 second' : `${seconds} seconds`;
}
