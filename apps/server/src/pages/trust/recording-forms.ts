import type { OdsCode } from '#vocabulary';

/** The ways from the page of a trust to the forms that record something of it, by what they are about. */
export const recordingForms = (code: OdsCode) =>
  groups.map(({ heading, forms }) => ({
    heading,
    forms: forms.map(({ path, text }) => ({ href: `/organisations/${code}/${path}`, text })),
  }));

const groups = [
  {
    heading: 'EPR and go-lives',
    forms: [
      { path: 'milestones/new', text: 'Log a milestone or go-live' },
      { path: 'milestones/plans/new', text: 'Plan a go-live' },
      {
        path: 'milestones#record',
        text: 'Change or cancel a planned go-live, or replace or retire an EPR',
      },
    ],
  },
  {
    heading: 'Stages and capabilities',
    forms: [
      { path: 'stages/new', text: 'Declare a stage' },
      { path: 'capabilities/new', text: 'Switch on a capability' },
      { path: 'capabilities/withdrawals/new', text: 'Switch off a capability' },
      { path: 'capabilities/scopes/new', text: 'Set the sites that count for a capability' },
    ],
  },
  {
    heading: 'Use of the record',
    forms: [
      { path: 'adoption/new', text: 'Measure the use of a capability' },
      { path: 'driver-measurements/new', text: 'Measure a driver of use' },
    ],
  },
  {
    heading: 'Exchange with partners',
    forms: [
      { path: 'exchange/new', text: 'Switch on exchange with a partner' },
      { path: 'exchange/withdrawals/new', text: 'Switch off exchange with a partner' },
      { path: 'exchange/measurements/new', text: 'Measure the use of a partner’s record' },
    ],
  },
  {
    heading: 'Benefits',
    forms: [
      { path: 'benefits/new', text: 'Profile a benefit' },
      { path: 'realisation/new', text: 'Measure the benefit of a capability' },
    ],
  },
  {
    heading: 'Evidence and assessments',
    forms: [
      { path: 'evidence/new', text: 'Attach evidence' },
      { path: 'assessments/new', text: 'Record an assessment' },
    ],
  },
];
