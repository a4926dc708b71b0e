const recorder = { person: 'trust-recorder-1', organisation: 'RXX' };
const address = '/organisations/RXX/capabilities';

/** What is installed and used of the trust that `recordCorrectedTrust` tells of. */
export const capabilityPages = [
  { path: address, ...recorder },
  { path: `${address}?asOf=x`, ...recorder, status: 400 },
  { path: address, status: 401 },
];
