import type { OdsCode } from '#vocabulary';
import { benefitFormNamed } from '../benefits/benefit-actions.js';
import type { Unfinished } from '../forms/drafts.js';
import { recordingForms } from './recording-forms.js';

/** A line for each would crowd out what is due, where many were only looked at. */
const FEW = 5;

/** The forms that somebody began last at a trust, by what they do, each with the way to its first open question. */
export const unfinishedRows = (drafts: readonly Unfinished[], code: OdsCode) =>
  drafts
    .flatMap(({ id, form, isOfToday }) => {
      const text = formNamed(form, code);
      const when = isOfToday
        ? 'last answered today, kept until 5pm tomorrow'
        : 'last answered yesterday, kept until 5pm today';
      return text === undefined ? [] : [{ text, when, href: `${form}/check?draft=${id}` }];
    })
    .slice(0, FEW);

/** By the words of the link that led to it; of what else can be begun, such as files, nothing is kept this way. */
function formNamed(form: string, code: OdsCode): string | undefined {
  const forms = recordingForms(code).flatMap((group) => group.forms);
  const path = form.slice(`/organisations/${code}/`.length);
  return forms.find(({ href }) => href === form)?.text ?? ofBenefit(path) ?? ofEntry(path);
}

function ofBenefit(path: string): string | undefined {
  const [, benefit = '', way = ''] = /^benefits\/([^/]+)\/(.+)$/.exec(path) ?? [];
  const text = benefitFormNamed(way);
  return text && `${text} (${benefit})`;
}

const ofEntry = (path: string): string | undefined => {
  const [, entry = '', act] = /^entries\/(\d+)\/(correct|withdraw)$/.exec(path) ?? [];
  return act && `${act === 'correct' ? 'Correct' : 'Withdraw'} entry ${entry}`;
};
