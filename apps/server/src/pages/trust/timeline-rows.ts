import { dayInWords, stageNames, type OdsCode, type Partner, type Stage } from '#vocabulary';
import { instruments } from '#assessments';
import type { FactKind, LedgerValues } from '#facts';
import type { Statement, TimelineFact } from '#read-models';
import { benefitFactsInWords } from '../benefits/facts-in-words.js';
import {
  effectiveInWords,
  instantInWords,
  whenInWords,
  withDaysInWords,
} from '../dates-in-words.js';
import { driverInWords } from '../drivers-in-words.js';
import type { Names } from '../names.js';
import { programmeFactsInWords } from '../programmes/facts-in-words.js';
import { capital, uncapital } from '../stages-in-words.js';
import { byWhom } from '../who-in-words.js';
import { goLivePlanInWords, liveInWords, planOf } from './go-lives-in-words.js';
import { saidInWords } from './source-in-words.js';
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

type InWords = {
  readonly [Kind in FactKind]: (value: LedgerValues[Kind], subject: string, names: Names) => string;
};

/** Every kind of the ledger has its words here; a new one without them does not compile. */
const inWords: InWords = {
  ...benefitFactsInWords,
  ...programmeFactsInWords,
  assessment: ({ instrument, edition, scores }) =>
    `${instrumentNamed(instrument)} ${edition}: ${Object.entries(scores)
      .map(([name, score]) => `${name.replaceAll('-', ' ')} ${scoreInWords(instrument, score)}`)
      .join(', ')}`,
  survey: ({ instrument, edition, positive, negative, respondents }) =>
    `${instrumentNamed(instrument)} ${edition}: ${positive.toFixed(1)}% positive and ${negative.toFixed(1)}% negative of ${respondents.toLocaleString('en-GB')} answers`,
  evidence: ({ title }) => `Evidence attached: ${title}`,
  'evidence-grade': ({ grade }) => `Evidence given grade ${String(grade)}`,
  'evidence-withdrawn': () => 'Evidence withdrawn',
  status: (value) => (value.open ? 'Opened' : `Closed after ${dayInWords(value.lastDay)}`),
  name: ({ name }) => `Named ${name}`,
  classification: ({ trustType }) =>
    `Type of trust: ${trustType === undefined ? 'not known' : uncapital(trustType)}`,
  icb: ({ icb }, _, { organisation }) =>
    icb === null ? 'Integrated care board: not known' : `In ${organisation(icb)}`,
  region: ({ region }, _, { organisation }) =>
    region === null ? 'Region: not known' : `In the region ${organisation(region)}`,
  'succeeded-by': ({ successor, succession }, _, { organisation }) =>
    `Succeeded by ${organisation(successor)}, by ${succession}`,
  'succession-of': ({ predecessor, succession }, _, { organisation }) =>
    `Successor of ${organisation(predecessor)}, by ${succession}`,
  'epr-status': ({ hasEpr, supplier }) =>
    hasEpr ? `Has an EPR${supplier === undefined ? '' : `, by ${supplier}`}` : 'Has no EPR',
  'go-live-plan': (plan, subject) => goLivePlanInWords(plan, planOf(subject)),
  live: liveInWords,
  milestone: ({ milestone, detail }) =>
    `${capital(milestone.replaceAll('-', ' '))}${detail === undefined ? '' : `: ${withDaysInWords(detail)}`}`,
  replaced: ({ fromInstance, toInstance }, subject, { capability }) =>
    `EPR replaced: ${fromInstance} by ${toInstance}${subject === '*' ? '' : ` for ${capability(subject)}`}`,
  scope: ({ sites }, subject, { capability }) =>
    `${sites.length === 1 ? '1 site counts' : `${String(sites.length)} sites count`} for ${capability(subject)}`,
  enabled: ({ live }, subject, names) =>
    `${capabilityAtSite(subject, names)} switched ${live ? 'on' : 'off'}`,
  'partner-flow': ({ live }, subject) =>
    `Exchange of records with ${partnerInWords(subject)} switched ${live ? 'on' : 'off'}`,
  'stage-declared': ({ stage, cause }) =>
    `Declared stage ${stageWord(stage)}${cause === undefined ? '' : `, lower because of: ${cause.replaceAll('-', ' ')}`}`,
  'stage-validated': (value, subject, { organisation }) =>
    value.withdrawn
      ? `Validation of stage ${subject} withdrawn`
      : `Stage ${subject} validated by ${organisation(value.validator)} until ${dayInWords(value.expires)}${value.scope === undefined ? '' : ` (scope: ${value.scope})`}`,
  adoption: ({ numerator, denominator }, subject, { capability }) =>
    `Use of ${capability(subject)}: ${numerator.toLocaleString('en-GB')} of ${denominator.toLocaleString('en-GB')}`,
  realisation: ({ validated, expected }, subject, { capability }) =>
    `Benefit of ${capability(subject)}: ${validated.toLocaleString('en-GB')} validated of ${expected.toLocaleString('en-GB')} expected`,
  exchange: ({ used, eligible }, subject) =>
    `Records of ${partnerInWords(subject)} used in ${used.toLocaleString('en-GB')} of ${eligible.toLocaleString('en-GB')} encounters`,
  driver: ({ numerator, denominator }, subject) =>
    `Driver of use, ${driverInWords(subject)}: ${numerator.toLocaleString('en-GB')} of ${denominator.toLocaleString('en-GB')}`,
  model: ({ title, version }) => `${title}, version ${String(version)}`,
};

const instrumentNamed = (code: string): string =>
  ({ dma: 'Digital Maturity Assessment (DMA)', nees: 'Net EHR Experience Score (NEES)' })[code] ??
  code.toUpperCase();

/** With the decimals of its scale: "stage 6", "well led 3.0". */
function scoreInWords(code: string, score: number): string {
  const instrument = Object.hasOwn(instruments, code)
    ? instruments[code as keyof typeof instruments]
    : undefined;
  return instrument?.kind === 'survey' || instrument === undefined
    ? String(score)
    : score.toFixed(instrument.scale.decimals);
}

const partnersInWords: Readonly<Record<Partner, string>> = {
  gp: 'GP practices',
  'other-acute': 'other acute trusts',
  community: 'community services',
  'mental-health': 'mental health services',
  'adult-social-care': 'adult social care',
};
export const partnerInWords = (partner: string): string =>
  (partnersInWords as Readonly<Record<string, string>>)[partner] ?? partner;

/** The subject is capability@site, with * for all sites. */
function capabilityAtSite(subject: string, { capability }: Names): string {
  const [code = '', site = '*'] = subject.split('@');
  return `${capability(code)} ${site === '*' ? 'at all sites' : `at site ${site}`}`;
}

/**
 * A fact of several values leaves out what it leaves open, such as the ICB of a registration; what
 * is so at several sites is said once.
 */
function valuesInWords(values: TimelineFact['values'], names: Names): string {
  const said = values.filter(({ value }) => !Object.values(value).includes(null));
  const words = (said.length === 0 ? values : [...said].sort(byKind)).map((value) =>
    valueInWords(value, names),
  );
  return [...new Set(words)]
    .map((each, index) => (index === 0 ? each : uncapital(each)))
    .join('; ');
}

const REGISTRATION: readonly FactKind[] = ['status', 'name', 'classification', 'icb', 'region'];
const byKind = (one: Readonly<{ kind: FactKind }>, other: Readonly<{ kind: FactKind }>): number =>
  REGISTRATION.indexOf(one.kind) - REGISTRATION.indexOf(other.kind);

/** What one value says. */
export function valueInWords(
  { kind, subject, value }: TimelineFact['values'][number],
  names: Names,
): string {
  const say = inWords[kind] as (
    value: LedgerValues[FactKind],
    subject: string,
    names: Names,
  ) => string;
  return say(value, subject, names);
}

const stageWord = (stage: Stage): string => `${String(stage)}, ${stageNames[stage]}`;
