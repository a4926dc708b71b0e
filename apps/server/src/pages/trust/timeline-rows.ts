import { spanOf, stageNames, type Stage, type StatedDate } from '#vocabulary';
import type { FactKind, LedgerValues } from '#facts';
import type { TimelineFact } from '#read-models';
import { dayInWords, effectiveInWords, instantInWords } from '../dates-in-words.js';
import { capital } from '../stages-in-words.js';

/** One entry of a trust's timeline: when it was so, what, who said it, when we were told. */
export function timelineRow(fact: TimelineFact) {
  const last = fact.history.at(-1);
  return {
    when: capital(effectiveInWords(fact.effective)),
    what: capital(valuesInWords(fact.values)),
    status: { current: '', corrected: 'Corrected', retracted: 'Withdrawn' }[fact.status],
    said: saidInWords(fact),
    recorded:
      last === undefined
        ? 'Not known'
        : `${instantInWords(last.recordedAt)} (entry ${last.entry.toLocaleString('en-GB')})`,
  };
}

function saidInWords({ basis, history }: TimelineFact): string {
  const source = basis?.source;
  const reason = history.at(-1)?.reason;
  const parts = [
    ...(source === undefined
      ? [`By a ${(history[0]?.role ?? 'person').replaceAll('-', ' ')}`]
      : [source.name]),
    ...(source?.statedOn === undefined ? [] : [`stated ${statedInWords(source.statedOn)}`]),
    ...(source?.publishedOn === undefined
      ? []
      : [`published ${statedInWords(source.publishedOn)}`]),
    ...(reason === null || reason === undefined ? [] : [`reason: ${reason}`]),
  ];
  return parts.join(', ');
}

type InWords = {
  readonly [Kind in FactKind]: (value: LedgerValues[Kind], subject: string) => string;
};

const inWords: InWords = {
  status: (value) => (value.open ? 'Opened' : `Closed after ${dayInWords(value.lastDay)}`),
  name: ({ name }) => `Named ${name}`,
  classification: ({ trustType }) => `Type: ${trustType ?? 'not known'}`,
  icb: ({ icb }) =>
    icb === null ? 'In no integrated care board' : `In integrated care board ${icb}`,
  region: ({ region }) => (region === null ? 'In no region' : `In region ${region}`),
  'succeeded-by': ({ successor, succession }) => `Succeeded by ${successor} (${succession})`,
  'succession-of': ({ predecessor, succession }) => `Successor of ${predecessor} (${succession})`,
  'epr-status': ({ hasEpr, supplier }) =>
    hasEpr ? `Has an EPR${supplier === undefined ? '' : ` by ${supplier}`}` : 'Has no EPR',
  'go-live-plan': ({ state, plannedGoLive }) => goLiveInWords[state](plannedGoLive),
  live: ({ live, module, supplier }) =>
    live
      ? `Went live${module === undefined ? '' : ` with ${module}`}${supplier === undefined ? '' : ` (${supplier})`}`
      : 'Retired',
  milestone: ({ milestone, detail }) =>
    `${capital(milestone.replaceAll('-', ' '))}${detail === undefined ? '' : `: ${detail}`}`,
  replaced: ({ fromInstance, toInstance }, subject) =>
    `EPR replaced: ${fromInstance} by ${toInstance}${subject === '*' ? '' : ` for ${subject}`}`,
  scope: ({ sites }, subject) =>
    `Scope of ${subject} set to ${String(sites.length)} ${sites.length === 1 ? 'site' : 'sites'}`,
  enabled: ({ live }, subject) =>
    `${subject.replace('@', ' at ')} ${live ? 'switched on' : 'withdrawn'}`,
  'partner-flow': ({ live }, subject) =>
    `Record flow with ${subject} ${live ? 'live' : 'withdrawn'}`,
  'stage-declared': ({ stage }) => `Declared stage ${stageWord(stage)}`,
  'stage-validated': (value, subject) =>
    value.withdrawn
      ? `Validation of stage ${subject} withdrawn`
      : `Stage ${subject} validated by ${value.validator} until ${dayInWords(value.expires)}`,
  adoption: ({ numerator, denominator }, subject) =>
    `Adoption of ${subject}: ${numerator.toLocaleString('en-GB')} of ${denominator.toLocaleString('en-GB')}`,
  realisation: ({ validated, expected }, subject) =>
    `Benefit of ${subject}: ${validated.toLocaleString('en-GB')} validated of ${expected.toLocaleString('en-GB')} expected`,
  exchange: ({ used, eligible }, subject) =>
    `Record of ${subject} used in ${used.toLocaleString('en-GB')} of ${eligible.toLocaleString('en-GB')} encounters`,
  driver: ({ numerator, denominator }, subject) =>
    `${capital(subject.replaceAll('-', ' '))}: ${numerator.toLocaleString('en-GB')} of ${denominator.toLocaleString('en-GB')}`,
  model: ({ title, version }) => `${title}, version ${String(version)}`,
};

/** A fact of several values leaves out what it leaves open, such as the ICB of a registration. */
function valuesInWords(values: TimelineFact['values']): string {
  const said = values.filter(({ value }) => !Object.values(value).includes(null));
  return (said.length === 0 ? values : [...said].sort(byKind)).map(valueInWords).join('; ');
}

const REGISTRATION: readonly FactKind[] = ['status', 'name', 'classification', 'icb', 'region'];
const byKind = (one: Readonly<{ kind: FactKind }>, other: Readonly<{ kind: FactKind }>): number =>
  REGISTRATION.indexOf(one.kind) - REGISTRATION.indexOf(other.kind);

const valueInWords = ({ kind, subject, value }: TimelineFact['values'][number]): string =>
  (inWords[kind] as (value: LedgerValues[FactKind], subject: string) => string)(value, subject);

const goLiveInWords: Readonly<
  Record<LedgerValues['go-live-plan']['state'], (planned: StatedDate | undefined) => string>
> = {
  planned: (planned) => `Go-live planned${forDate(planned)}`,
  revised: (planned) => `Go-live forecast moved${toDate(planned)}`,
  deferred: (planned) =>
    planned === undefined
      ? 'Go-live put off without a new date'
      : `Go-live put off${toDate(planned)}`,
  cancelled: () => 'Go-live cancelled',
};

const forDate = (date: StatedDate | undefined): string =>
  date === undefined ? '' : ` for ${statedInWords(date)}`;
const toDate = (date: StatedDate | undefined): string =>
  date === undefined ? '' : ` to ${statedInWords(date)}`;
const statedInWords = (date: StatedDate): string =>
  effectiveInWords(spanOf(date)).replace(/^in /, '');
const stageWord = (stage: Stage): string => `${String(stage)}, ${stageNames[stage]}`;
