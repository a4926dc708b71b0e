import type { QueryBus } from '@nestjs/cqrs';
import {
  EntriesPage,
  TrustTimeline,
  type EntryListed,
  type Moment,
  type TimelineFact,
} from '#read-models';
import type { OdsCode } from '#vocabulary';
import { instantInWords } from '../dates-in-words.js';
import { driverInWords } from '../drivers-in-words.js';
import { pageOfFact } from '../entries/kinds-with-page.js';
import { eventInWords } from '../events-in-words.js';
import type { Names } from '../names.js';
import { readOwners, type Owners } from '../owners.js';
import { capital } from '../stages-in-words.js';
import { timelineRow } from './timeline-rows.js';
import { partnerInWords } from './value-in-words.js';

const ENTRIES_SHOWN = 10;

type Asked = Readonly<{ code: OdsCode; at: Moment; names: Names }>;

/** The last entries that people of a trust recorded, newest first. */
export async function lastEntries(queries: QueryBus, { code, at, names }: Asked) {
  const [{ entries }, told] = await Promise.all([
    queries.execute(
      new EntriesPage(
        { limit: ENTRIES_SHOWN, ...(at.knownAt && { knownAt: at.knownAt }) },
        { organisation: code },
      ),
    ),
    queries.execute(new TrustTimeline(code, at, { kinds: kindsTold })),
  ]);
  const owners = await readOwners(queries, names, at, entries.flatMap(ownerOf));
  const facts = new Map(
    told?.facts.flatMap((fact) => fact.history.map(({ entry }) => [entry, fact] as const)),
  );
  return entries.map((entry) => entryRow(entry, { code, names, owners, facts }));
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
  if (stream.startsWith('import-')) return `/organisations/${code}/imports/${stream.slice(7)}`;
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
    case 'import':
      return 'A list from a file';
    default:
      return own;
  }
}
