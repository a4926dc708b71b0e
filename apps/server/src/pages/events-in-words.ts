import { capital } from './stages-in-words.js';

/** "StageDeclared" as "Stage declared"; what pages call otherwise than the log does, as they do. */
export const eventInWords = (type: string): string =>
  named[type] ??
  capital(type.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()).replace(/^Epr\b/, 'EPR');

const named: Readonly<Record<string, string>> = {
  FactCorrected: 'Entry corrected',
  FactRetracted: 'Entry withdrawn',
  OrganisationMovedToIcb: 'Organisation moved to another ICB',
  PackSignOffWithdrawn: 'Sign-off of a board pack withdrawn',
  DeploymentPlanned: 'Go-live planned',
  GoLiveForecastRevised: 'Go-live forecast moved',
  GoLiveDeferred: 'Go-live put off',
  GoLiveCancelled: 'Go-live cancelled',
  CapabilityEnabled: 'Capability switched on',
  CapabilityWithdrawn: 'Capability switched off',
  CapabilityScopeSet: 'Sites that count chosen',
  PartnerFlowEnabled: 'Exchange with a partner switched on',
  PartnerFlowWithdrawn: 'Exchange with a partner switched off',
  AdoptionMeasured: 'Use measured',
  SharedRecordUseMeasured: 'Use of a partner’s record measured',
  DriverMeasured: 'Driver of use measured',
  RealisationMeasured: 'Benefit of a capability measured',
  BenefitActualRecorded: 'Value of a benefit recorded',
  BenefitActualValidated: 'Value of a benefit validated',
  BenefitActualRejected: 'Value of a benefit rejected',
};
