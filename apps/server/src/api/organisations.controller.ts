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
} from '#organisations';
import { recordsOf, type Collection } from './records/records.controller.js';

const action = 'record-organisation';

const collections: readonly Collection[] = [
  {
    path: 'registrations',
    summary: 'Register an organisation under its ODS code',
    action,
    entry: RegisterOrganisationDto,
    correction: CorrectRegistrationDto,
  },
  {
    path: 'names',
    summary: 'Rename it',
    action,
    entry: RenameOrganisationDto,
    correction: CorrectRenamingDto,
  },
  {
    path: 'classifications',
    summary: 'Reclassify it',
    action,
    entry: ReclassifyOrganisationDto,
    correction: CorrectReclassificationDto,
  },
  {
    path: 'icb-moves',
    summary: 'Move it to another ICB or region, or to none',
    action,
    entry: MoveOrganisationToIcbDto,
    correction: CorrectMoveToIcbDto,
  },
  {
    path: 'closures',
    summary: 'Close it after its last day',
    action,
    entry: CloseOrganisationDto,
    correction: CorrectClosingDto,
  },
  {
    path: 'successions',
    summary: 'Name its successor from a legal date on',
    action,
    entry: SucceedOrganisationDto,
    correction: CorrectSuccessionDto,
  },
];

/** Organisations: registered, renamed, moved, closed, succeeded. */
export const OrganisationsController = recordsOf({
  tag: 'Organisations: recording',
  refusals: organisationRefusals,
  retraction: RetractOrganisationEntryDto,
  stream: ({ organisation }) => organisationStream(organisation),
  request: (command: AnyMessage, asker, { place, ifRevision }) =>
    new OrganisationRequest(command as OrganisationCommand, asker, {
      subject: place.organisation,
      ...(ifRevision === undefined ? {} : { ifRevision }),
    }),
  collections,
});
