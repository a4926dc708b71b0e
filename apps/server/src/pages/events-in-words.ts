import { capital } from './stages-in-words.js';

/** "StageDeclared" as "Stage declared", "EprReplaced" as "EPR replaced". */
export const eventInWords = (type: string): string =>
  named[type] ??
  capital(type.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()).replace(/^Epr\b/, 'EPR');

const named: Readonly<Record<string, string>> = {
  FactCorrected: 'Entry corrected',
  FactRetracted: 'Entry withdrawn',
  BenefitActualRecorded: 'Value of a benefit recorded',
  BenefitActualValidated: 'Value of a benefit validated',
  BenefitActualRejected: 'Value of a benefit rejected',
};
