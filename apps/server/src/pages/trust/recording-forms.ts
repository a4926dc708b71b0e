import type { OdsCode } from '#vocabulary';

/** The ways from the page of a trust to the forms that record something of it. */
export const recordingForms = (code: OdsCode) =>
  forms.map(({ path, text }) => ({ href: `/organisations/${code}/${path}`, text }));

const forms = [
  { path: 'milestones/new', text: 'Log a milestone or go-live' },
  { path: 'milestones/plans/new', text: 'Plan a go-live' },
  { path: 'milestones#record', text: 'Move, put off, cancel, replace or retire an EPR' },
  { path: 'adoption/new', text: 'Measure the use of a capability' },
  { path: 'stages/new', text: 'Declare a stage' },
  { path: 'capabilities/new', text: 'Switch on a capability' },
  { path: 'capabilities/withdrawals/new', text: 'Switch off a capability' },
  { path: 'capabilities/scopes/new', text: 'Set the sites that count for a capability' },
  { path: 'exchange/new', text: 'Switch on exchange with a partner' },
  { path: 'exchange/withdrawals/new', text: 'Switch off exchange with a partner' },
  { path: 'exchange/measurements/new', text: 'Measure the use of a partner’s record' },
  { path: 'driver-measurements/new', text: 'Measure a driver of use' },
  { path: 'realisation/new', text: 'Measure the benefit of a capability' },
  { path: 'benefits/new', text: 'Profile a benefit' },
  { path: 'evidence/new', text: 'Attach evidence' },
  { path: 'assessments/new', text: 'Record an assessment' },
];
