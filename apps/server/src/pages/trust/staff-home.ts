import type { QueryBus } from '@nestjs/cqrs';
import type { StageFigure } from '#figures';
import {
  DueList,
  EntriesPage,
  TrustStages,
  TrustSummary,
  TrustTimeline,
  type EntryListed,
  type Moment,
  type SummaryAnswer,
  type TimelineFact,
} from '#read-models';
import type { OdsCode } from '#vocabulary';
import { waitingInWords } from '../approvals/approval-rows.js';
import { dataLinks, explainHref } from '../data-links.js';
import { instantInWords } from '../dates-in-words.js';
import { driverInWords } from '../drivers-in-words.js';
import { pageOfFact } from '../entries/kinds-with-page.js';
import { eventInWords } from '../events-in-words.js';
import type { Names } from '../names.js';
import { readOwners, type Owners } from '../owners.js';
import { capital, stageInWords, uncapital } from '../stages-in-words.js';
import { dueRow } from './due-rows.js';
import { stagesOverTime } from './stages-over-time.js';
import { partnerInWords, timelineRow } from './timeline-rows.js';

const ENTRIES_SHOWN = 10;
const DUE_SHOWN = 8;

type Asked = Readonly<{ code: OdsCode; at: Moment; query: string; names: Names }>;

/** What the people of a trust look at first: where they stand, what is due, what was recorded last. */
export async function staffHome(
  queries: QueryBus,
  { code, at, query, names }: Asked,
  stage: StageFigure | null | undefined,
) {
  const [summary, due, stages, entries, told] = await Promise.all([
    queries.execute(new TrustSummary(code, at)),
    queries.execute(new DueList(code, at)),
    queries.execute(new TrustStages(code, at)),
    queries.execute(
      new EntriesPage(
        { limit: ENTRIES_SHOWN, ...(at.knownAt && { knownAt: at.knownAt }) },
        { organisation: code },
      ),
    ),
    queries.execute(new TrustTimeline(code, at, { kinds: kindsTold })),
  ]);
  if (summary === undefined) return undefined;
  const items = due?.due ?? [];
  const owners = await readOwners(queries, names, at, entries.entries.flatMap(ownerOf));
  const facts = new Map(
    told?.facts.flatMap((fact) => fact.history.map(({ entry }) => [entry, fact] as const)),
  );
  return {
    cards: cardsOf(summary, stage, { code, query }),
    waiting: waitingInWords(summary.waiting.denominator),
    isWaiting: summary.waiting.denominator > 0,
    due: items.slice(0, DUE_SHOWN).map((item) => dueRow(item, code, at.asOf)),
    dueLeft: Math.max(0, items.length - DUE_SHOWN),
    dueData: dataLinks(`organisations/${code}/due`, query),
    dueExplained: explainHref(`organisations/${code}/due/explain`, query),
    waitingExplained: explainHref(`organisations/${code}/approvals/explain`, query),
    entries: entries.entries.map((entry) => entryRow(entry, { code, names, owners, facts })),
    stages: stages && {
      ...stagesOverTime(stages.intervals, { asOf: at.asOf, name: stages.name }),
      data: dataLinks(`organisations/${code}/progression`, query),
      explained: explainHref(`organisations/${code}/progression/explain`, query),
    },
  };
}

function whyNoCriteria(stage: StageFigure | null | undefined): string {
  if (!stage) return 'No maturity model says what it takes';
  return stage.evidenced === 'not-reported'
    ? 'Nothing is reported that would tell'
    : 'No stage is higher';
}

/** Four figures, each with the way to what it was made from. */
function cardsOf(
  { criteria, onTrack, overdue }: SummaryAnswer,
  stage: StageFigure | null | undefined,
  { code, query }: Pick<Asked, 'code' | 'query'>,
) {
  const address = `organisations/${code}`;
  const explained = explainHref(`${address}/stage/explain`, query);
  const { evidenced = 'not-reported' } = stage ?? {};
  const declared = stage?.declared;
  return [
    {
      label: 'Stage that evidence shows',
      value: evidenced === 'not-reported' ? 'Not reported' : stageNumber(evidenced),
      of:
        declared === undefined
          ? 'No stage is declared'
          : `The trust declares ${uncapital(stageInWords(declared.stage))}`,
      explained,
    },
    criteria === null
      ? {
          label: 'Next stage',
          value: 'None',
          of: whyNoCriteria(stage),
        }
      : {
          label: `Criteria of stage ${String(criteria.stage)}`,
          value: `${String(criteria.numerator)} of ${String(criteria.denominator)}`,
          of: 'are met',
          href: '#stage',
          way: 'See what is missing',
          explained,
        },
    {
      label: 'Benefits on track',
      value:
        onTrack.denominator === 0
          ? 'None'
          : `${String(onTrack.numerator)} of ${String(onTrack.denominator)}`,
      of:
        onTrack.denominator === 0
          ? 'No benefit is approved yet'
          : `approved ${onTrack.denominator === 1 ? 'benefit' : 'benefits'}`,
      href: `/${address}/benefits${query}`,
      way: 'See each of them',
      explained: explainHref(`${address}/benefits/explain`, query),
    },
    {
      label: 'Overdue',
      value: String(overdue.numerator),
      of:
        overdue.denominator === 0
          ? 'Nothing is due now or within 3 months'
          : `of ${String(overdue.denominator)} due now or within 3 months`,
      href: '#due',
      way: 'See what is due',
      explained: explainHref(`${address}/due/explain`, query),
    },
  ];
}

function stageNumber({ low, high }: Readonly<{ low: number; high: number }>): string {
  if (low > 0) return `Stage ${String(low)}`;
  return high === 0 ? 'Below stage 1' : 'Not known';
}

/** What is stated of the trust itself, other than measured: its entries are told in their own words. */
const kindsTold = [
  ...(['epr-status', 'go-live-plan', 'live', 'milestone', 'replaced', 'scope', 'enabled'] as const),
  ...(['partner-flow', 'stage-declared', 'stage-validated', 'assessment', 'survey'] as const),
];

/** Records of measurements and benefits, whose entries have a page. */
const WITH_PAGE = /^(adoption|realisation|exchange|driver|benefit)-/;

type Told = Pick<Asked, 'code' | 'names'> &
  Readonly<{ owners: Owners; facts: ReadonlyMap<number, TimelineFact> }>;

/** What was recorded and about what; of measurements and benefits, their pages tell what they say. */
function entryRow(listed: EntryListed, { code, names, owners, facts }: Told) {
  const { entry, recordedAt, type, role } = listed;
  const fact = facts.get(entry);
  return {
    number: entry.toLocaleString('en-GB'),
    href: hrefOf(listed, { code, owners, fact }),
    what: eventInWords(type),
    about: whatAbout(listed, { code, names, owners, fact }),
    when: instantInWords(recordedAt),
    by: capital(role.replaceAll('-', ' ')),
  };
}

type Found = Readonly<{ code: OdsCode; owners: Owners; fact: TimelineFact | undefined }>;

/** The page of an entry; of evidence that of the evidence itself. */
function hrefOf(listed: EntryListed, { code, owners, fact }: Found): string | undefined {
  const { stream, entry } = listed;
  const [owner] = ownerOf(listed);
  if (owner !== undefined && stream.startsWith('evidence-')) return owners.href(owner);
  if (fact !== undefined) return pageOfFact(code, fact);
  return WITH_PAGE.test(stream) ? `/organisations/${code}/entries/${String(entry)}` : undefined;
}

function whatAbout(
  listed: EntryListed,
  { code, names, owners, fact }: Found & Readonly<{ names: Names }>,
): string {
  const [owner] = ownerOf(listed);
  if (owner !== undefined) return owners.title(owner);
  return fact === undefined ? aboutOf(listed.stream, code, names) : timelineRow(fact, names).what;
}

/** The benefit or the evidence whose record an entry stands in. */
const ownerOf = ({ stream }: EntryListed): readonly string[] => {
  const [, owner] = /^(?:benefit|evidence)-(.+)$/.exec(stream) ?? [];
  return owner === undefined ? [] : [owner];
};

/** What a record is about beside the trust, by its name: a capability, a driver, a partner. */
function aboutOf(stream: string, code: OdsCode, { capability }: Names): string {
  const [, kind = '', subject = ''] = /^([a-z]+)-(.+)$/.exec(stream) ?? [];
  const own = subject.startsWith(`${code}-`) ? subject.slice(code.length + 1) : subject;
  if (own === code || own === '') return 'The trust';
  switch (kind) {
    case 'adoption':
    case 'realisation':
      return capability(own);
    case 'driver':
      return capital(driverInWords(own));
    case 'exchange':
      return capital(partnerInWords(own));
    default:
      return own;
  }
}
