import type { Driver } from '#vocabulary';

const words: Readonly<Record<Driver, string>> = {
  'first-time-right': 'entries right first time',
  'pathway-consistency': 'consistent pathways',
  'clinical-ownership': 'clinical ownership',
  interoperability: 'interoperability',
};

/** A driver of use by the one name it has on every page, as it stands within a sentence. */
export const driverInWords = (driver: string): string =>
  Object.hasOwn(words, driver) ? words[driver as Driver] : driver.replaceAll('-', ' ');
