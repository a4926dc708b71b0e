import type { Statement, TimelineFact } from '#read-models';
import type { OdsCode } from '#vocabulary';
import {
  effectiveInWords,
  instantInWords,
  whenInWords,
  withDaysInWords,
} from '../dates-in-words.js';
import type { Names } from '../names.js';
import { capital } from '../stages-in-words.js';
import { byWhom } from '../who-in-words.js';
import { saidInWords } from './source-in-words.js';
import { valuesInWords } from './value-in-words.js';
import { whenSaid } from './when-said.js';

/**
 * One entry of a trust's timeline: when it was so, what, who said it, when we were told. `own`: the
 * trust whose page it stands on, which is not named there again.
 */
export function timelineRow(fact: TimelineFact, names: Names, own?: OdsCode) {
  const last = fact.history.at(-1);
  return {
    when: capital(momentInWords(fact)),
    what: capital(valuesInWords(fact.values, names)),
    status: { current: '', corrected: 'Corrected', retracted: 'Withdrawn' }[fact.status],
    said: saidInWords(fact, names, own),
    why: whyInWords(fact),
    href: hrefOf(fact.basis?.source?.url),
    history:
      fact.history.length < 2 ? [] : fact.history.map((each) => statementInWords(each, names)),
    recorded:
      last === undefined
        ? 'Not known'
        : `${instantInWords(last.recordedAt)} (entry ${last.entry.toLocaleString('en-GB')})`,
    recordedAt: last && instantInWords(last.recordedAt),
    entry: last?.entry.toLocaleString('en-GB'),
  };
}

/** The day, or the period over which something was measured. */
function momentInWords(stated: Dated): string {
  const said = sayWhen(stated);
  return said.startsWith('for ') ? said.slice('for '.length) : effectiveInWords(stated.effective);
}

type Dated = Pick<TimelineFact, 'values' | 'effective'>;

/** What states several values is no measurement. */
const sayWhen = ({ values: [only], effective }: Dated): string =>
  only === undefined ? whenInWords(effective) : whenSaid({ ...only, effective });

/** Why it was corrected or withdrawn last, as a sentence. */
function whyInWords({ history, status }: TimelineFact): string | undefined {
  const reason = history.at(-1)?.reason;
  if (reason === null || reason === undefined) return undefined;
  return `${status === 'retracted' ? 'Withdrawn' : 'Corrected'} because: ${withDaysInWords(reason)}`;
}

/** Only ever an address of the web: a source is what somebody typed. */
const hrefOf = (url: string | undefined): string | undefined =>
  url !== undefined && /^https?:\/\//.test(url) ? url : undefined;

/** What was said at one entry: first stated, put right or withdrawn, and why. */
function statementInWords(
  { entry, recordedAt, type, reason, stated, ...who }: Statement,
  names: Names,
): string {
  const said =
    stated === null
      ? 'Withdrawn'
      : `${type === 'FactCorrected' ? 'Corrected to' : 'First recorded'}: ${capital(valuesInWords(stated.values, names))}, ${sayWhen(stated)}`;
  const why = reason === null ? '' : `. Reason: ${withDaysInWords(reason)}`;
  return `${instantInWords(recordedAt)}, entry ${entry.toLocaleString('en-GB')}, by ${byWhom(who, names)}. ${said}${why}`;
}
