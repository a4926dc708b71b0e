import { basisRefusals, correctionRefusals } from '#facts';

/** Every reason why an organisation's record does not change, as its reader sees it. */
export const organisationRefusals = {
  ...basisRefusals,
  ...correctionRefusals,
  'already-registered': '{organisation} is already registered. Correct its registration instead.',
  'already-recorded': 'A change of this kind is already recorded for {day}. Correct it instead.',
  'already-closed': 'This organisation closed on {closedOn}. Correct that entry instead.',
  'closed-before-opening':
    'The last day must be the same as or after {openedOn}, when the organisation opened.',
  'same-name': 'The new name must differ from the name on that day.',
  'same-classification': 'The new type must differ from the type on that day.',
  'same-icb': 'The trust is already in this integrated care board on that day.',
  'not-a-trust': 'Only a trust has a type and an integrated care board.',
  'region-has-no-region': 'A region does not belong to another region.',
  'icb-unknown': 'Enter the ODS code of an integrated care board that exists, like QHM.',
  'not-an-icb': '{code} is not an integrated care board.',
  'icb-not-open': '{code} was not open on {day}.',
  'region-unknown': 'Enter the code of a region that exists, like Y63.',
  'not-a-region': '{code} is not a region.',
  'successor-unknown': 'Enter the ODS code of a successor that exists, like RXX.',
  'successor-is-itself': 'An organisation cannot succeed itself.',
  'successor-of-another-kind': 'A trust is succeeded by a trust, and a board by a board.',
  'successor-not-open': 'The successor {successor} was not open on {day}.',
  'succeeded-after-closing':
    'The legal date must be on or before {day}, the day after this organisation’s last.',
} as const;

export type OrganisationRefusal = keyof typeof organisationRefusals;
