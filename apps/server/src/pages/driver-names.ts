import { drivers, type Driver } from '#vocabulary';

const names: Readonly<Record<Driver, string>> = {
  'first-time-right': 'entries right first time',
  'pathway-consistency': 'consistent pathways',
  'clinical-ownership': 'clinical ownership',
  interoperability: 'interoperability',
};

/** A driver of use by its one name; of what is no driver of ours, its code in words. */
export function driverInWords(code: string): string {
  const known = drivers.find((each) => each === code);
  return known === undefined ? code.replaceAll('-', ' ') : names[known];
}
