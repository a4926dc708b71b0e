import { Inject, Injectable } from '@nestjs/common';
import { EVENT_STORE, type EventStore } from '#event-sourcing';
import { readOrganisationStanding } from '#organisations';
import { parseOdsCode } from '#vocabulary';
import { NATION } from './actor.js';
import { developmentPeople, isOfATrust, NHS_ENGLAND, type Person } from './people.js';

/** Somebody for an organisation, with its name. */
export type Cast = Required<Person> & Readonly<{ name: string }>;
export type Miscast = Readonly<{
  field: 'person' | 'organisation';
  code: string;
  message: string;
}>;

type Acting = Readonly<{ code: string; name: string; isTrust: boolean }>;

const national: readonly Acting[] = [
  { code: NATION, name: 'England', isTrust: false },
  { code: NHS_ENGLAND, name: 'NHS England', isTrust: false },
];

/** Who may be whom, and for which organisation, by the development sign-in: one rule for form and JSON. */
@Injectable()
export class Casting {
  constructor(@Inject(EVENT_STORE) private readonly store: EventStore) {}

  /** Somebody for an organisation that is there (their own where none is named), or all that is wrong. */
  async cast(id: unknown, organisation: string): Promise<Cast | readonly Miscast[]> {
    const person = developmentPeople.find((each) => each.id === id);
    const code = organisation === '' ? person?.organisation : organisation;
    const acting = code === undefined ? undefined : await this.organisationOf(code);
    const wrong = [
      ...(person === undefined ? [noPerson] : []),
      ...whyNotFor(person, organisation, acting),
    ];
    if (person === undefined || acting === undefined || wrong.length > 0) return wrong;
    return { ...person, organisation: acting.code, name: acting.name };
  }

  /** An organisation that somebody can act for; read from the log, as read models may be behind. */
  async organisationOf(text: string): Promise<Acting | undefined> {
    const code = parseOdsCode(text);
    if (code === undefined) return undefined;
    const nationwide = national.find((each) => each.code === code);
    if (nationwide !== undefined) return nationwide;
    const standing = await readOrganisationStanding(this.store, code);
    return standing && { code, name: standing.name, isTrust: standing.kind === 'trust' };
  }
}

const noPerson: Miscast = {
  field: 'person',
  code: 'unknown-person',
  message: 'Select somebody to sign in as',
};

function whyNotFor(
  person: Person | undefined,
  organisation: string,
  acting: Acting | undefined,
): readonly Miscast[] {
  const forATrust = person !== undefined && isOfATrust(person);
  if (organisation === '') {
    const message = 'Enter the ODS code of the trust to act for, like RCF';
    return forATrust ? [at('organisation-missing', message)] : [];
  }
  if (acting === undefined) {
    return [at('organisation-unknown', 'Enter an ODS code that exists, like RXX')];
  }
  const { name, code, isTrust } = acting;
  const message = `Enter the ODS code of a trust, like RCF. ${name} (${code}) is not a trust`;
  return forATrust && !isTrust ? [at('not-a-trust', message)] : [];
}

const at = (code: string, message: string): Miscast => ({ field: 'organisation', code, message });
