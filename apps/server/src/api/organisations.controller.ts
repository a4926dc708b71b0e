import type { AnyMessage } from '#event-sourcing';
import {
  CloseOrganisationDto,
  CorrectClosingDto,
  CorrectMoveToIcbDto,
  CorrectReclassificationDto,
  CorrectRegistrationDto,
  CorrectRenamingDto,
  CorrectSuccessionDto,
  MoveOrganisationToIcbDto,
  organisationRefusals,
  OrganisationRequest,
  organisationStream,
  ReclassifyOrganisationDto,
  RegisterOrganisationDto,
  RenameOrganisationDto,
  RetractOrganisationEntryDto,
  SucceedOrganisationDto,
  type OrganisationCommand,
  type OrganisationFact,
} from '#organisations';
import { organisation } from './records/owners.js';
import { recordsOf, type Collection } from './records/records.controller.js';

const action = 'record-organisation';

const collections: readonly (Collection & Readonly<{ fact: OrganisationFact['type'] }>)[] = [
  {
    path: 'registrations',
    summary: 'Register an organisation under its ODS code',
    fact: 'OrganisationRegistered',
    action,
    entry: RegisterOrganisationDto,
    correction: CorrectRegistrationDto,
  },
  {
    path: 'names',
    summary: 'Rename it',
    fact: 'OrganisationRenamed',
    action,
    entry: RenameOrganisationDto,
    correction: CorrectRenamingDto,
  },
  {
    path: 'classifications',
    summary: 'Reclassify it',
    fact: 'OrganisationReclassified',
    action,
    entry: ReclassifyOrganisationDto,
    correction: CorrectReclassificationDto,
  },
  {
    path: 'icb-moves',
    summary: 'Move it to another ICB or region, or to none',
    fact: 'OrganisationMovedToIcb',
    action,
    entry: MoveOrganisationToIcbDto,
    correction: CorrectMoveToIcbDto,
  },
  {
    path: 'closures',
    summary: 'Close it after its last day',
    fact: 'OrganisationClosed',
    action,
    entry: CloseOrganisationDto,
    correction: CorrectClosingDto,
  },
  {
    path: 'successions',
    summary: 'Name its successor from a legal date on',
    fact: 'OrganisationSucceeded',
    action,
    entry: SucceedOrganisationDto,
    correction: CorrectSuccessionDto,
  },
];

/** Organisations: registered, renamed, moved, closed, succeeded. */
export const OrganisationsController = recordsOf({
  tag: 'Organisations: recording',
  owner: organisation,
  record: 'this organisation’s record',
  refusals: organisationRefusals,
  retraction: RetractOrganisationEntryDto,
  stream: ({ owner }) => organisationStream(owner),
  request: (command: AnyMessage, asker, { place, ifRevision }) =>
    new OrganisationRequest(command as OrganisationCommand, asker, {
      subject: place.owner,
      ...(ifRevision === undefined ? {} : { ifRevision }),
    }),
  collections,
});
