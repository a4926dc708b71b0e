import { Inject, Injectable } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { EVENT_STORE, type EventStore } from '#event-sourcing';
import type { Moment } from '#read-models';
import { parseOdsCode, roles } from '#vocabulary';
import { driverInWords } from '../drivers-in-words.js';
import { Moments } from '../moments.js';
import { readNames, type Names } from '../names.js';
import { readOwners, type Owners } from '../owners.js';
import { personInWords } from '../sign-in/roles-in-words.js';
import { capital } from '../stages-in-words.js';
import { partnerInWords } from '../trust/value-in-words.js';
import { actingFor } from '../who-in-words.js';

/** What records, people and organisations are called on the pages of an auditor. */
export type Told = Readonly<{ names: Names; owners: Owners }>;

/** What is to be called by its name: records of the log, and owners of facts. */
type Asked = Readonly<{ streams?: readonly string[]; owners?: readonly string[] }>;

/** Reads the names that a page needs, as known at the moment it shows. */
@Injectable()
export class AuditNames {
  constructor(
    private readonly queries: QueryBus,
    private readonly moments: Moments,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  async told(knownAt: Moment['knownAt'], { streams = [], owners = [] }: Asked = {}): Promise<Told> {
    const { today } = await this.moments.asked(undefined, undefined);
    const at: Moment = { asOf: today, ...(knownAt && { knownAt }) };
    const names = await readNames(this.queries, this.store, at);
    const ofStreams = streams.map((stream) => partsOf(stream).subject);
    return { names, owners: await readOwners(this.queries, names, at, [...owners, ...ofStreams]) };
  }
}

const partsOf = (stream: string): Readonly<{ kind: string; subject: string }> => {
  const [, kind = '', subject = ''] = /^([a-z]+)-(.+)$/.exec(stream) ?? [];
  return { kind, subject };
};

/** What a record is about: "Use of Electronic observations (C103), Example NHS Trust (RXX)". */
export function recordInWords(stream: string, { names, owners }: Told): string {
  const { kind, subject } = partsOf(stream);
  const [code = '', ...rest] = subject.split('-');
  const of = names.organisation(code);
  const part = rest.join('-');
  switch (kind) {
    case 'organisation':
      return of;
    case 'optimisation':
      return `EPR of ${of}`;
    case 'adoption':
      return `Use of ${names.capability(part)}, ${of}`;
    case 'realisation':
      return `Benefit of ${names.capability(part)}, ${of}`;
    case 'driver':
      return `${capital(driverInWords(part))}, ${of}`;
    case 'exchange':
      return `Records shared with ${partnerInWords(part)}, ${of}`;
    case 'assessment':
      return `${part.toUpperCase().replaceAll('-', ' ')}, ${of}`;
    case 'benefit':
    case 'evidence':
    case 'programme':
      return ownerInWords(subject, owners);
    case 'pool':
      return `Shared resource “${subject}”`;
    case 'import':
      return 'An import';
    case 'model':
      return 'The maturity model';
    default:
      return stream;
  }
}

/** The trust that a record is named with; undefined of a programme's and of the nation's. */
export function trustOf(stream: string, { owners }: Told): string | undefined {
  const { subject } = partsOf(stream);
  return owners.trust(subject) ?? parseOdsCode(subject.split('-')[0] ?? '');
}

/** "Medicines report, Example NHS Trust (RXX)"; an organisation or a programme by its name alone. */
export function ownerInWords(owner: string, { title, home }: Owners): string {
  const whose = home(owner);
  return whose === undefined ? title(owner) : `${title(owner)}, ${whose}`;
}

type Holder = Readonly<{ role: string; organisation: string }>;

/** "Trust recorder of Example NHS Trust (RXX)". */
export const holderInWords = (
  { role, organisation }: Holder,
  names: Pick<Names, 'organisation'>,
): string => `${capital(role.replaceAll('-', ' '))} of ${actingFor(organisation, names)}`;

/** The same beside the name of an organisation: of its own people the role alone. */
export const holderBeside = (
  home: string | undefined,
  holder: Holder,
  names: Pick<Names, 'organisation'>,
): string =>
  holder.organisation === home
    ? capital(holder.role.replaceAll('-', ' '))
    : holderInWords(holder, names);

/** "Trust recorder 1 of Example NHS Trust (RXX)": an opaque id that tells no role stays beside it. */
export function personOf(
  { id, role, organisation }: Holder & Readonly<{ id: string }>,
  names: Pick<Names, 'organisation'>,
): string {
  return `${idInWords({ id, role })} of ${actingFor(organisation, names)}`;
}

/** The same beside the name of an organisation: of its own people without it. */
export const personBeside = (
  home: string | undefined,
  person: Holder & Readonly<{ id: string }>,
  names: Pick<Names, 'organisation'>,
): string => (person.organisation === home ? idInWords(person) : personOf(person, names));

function idInWords({ id, role }: Readonly<{ id: string; role: string }>): string {
  const ours = roles.find((each) => each === role);
  return ours !== undefined && id.startsWith(`${ours}-`)
    ? personInWords(id, ours)
    : `${id}, ${role.replaceAll('-', ' ')}`;
}
