import type { Capability, FactKind, KnownFact, LedgerValues, MaturityModel } from '#facts';
import { isoDate, onDay, type CapabilityCode, type FactId, type Stage } from '#vocabulary';

/** Where a fact stands in the log; counted up from 1 where a spec does not care. */
export type Place = Readonly<{ entry?: number; firstEntry?: number; order?: number }>;

/** A fact of the ledger as a spec says it: `fact('adoption', 'C105', '2025-03-31', {…})`. */
export function fact<Kind extends FactKind>(
  kind: Kind,
  subject: string,
  day: string,
  value: LedgerValues[Kind],
  { entry = 1, firstEntry = entry, order = 0 }: Place = {},
): KnownFact<Kind> {
  const known = {
    kind,
    subject,
    effective: onDay(isoDate(day)),
    order,
    firstEntry,
    entry,
    factId: `fact-${kind}-${subject}-${day}-${String(firstEntry)}` as FactId,
    eventId: `event-${kind}-${subject}-${day}-${String(entry)}`,
    value,
  };
  return known;
}

export type CapabilityNote = Partial<Omit<Capability, 'code' | 'stage'>> & { stage?: Stage };

/** A model of the capabilities named; 80 % adoption, 90 % deployment, twelve months, acute. */
export const modelOf = (
  capabilities: Readonly<Record<string, CapabilityNote>>,
  version = 1,
): MaturityModel => ({
  model: 'example',
  version,
  title: 'An example',
  illustrative: true,
  settingsOf: {
    Acute: ['acute'],
    'Mental Health': ['mental-health'],
    'Mental Health and Community (Combined)': ['mental-health', 'community'],
  },
  capabilities: Object.entries(capabilities).map(([code, note]) => ({
    code: code as CapabilityCode,
    name: code,
    stage: 1,
    mandatory: true,
    settings: ['acute'],
    weight: 1,
    thresholds: { adoption: 0.8, deployment: 0.9 },
    validForMonths: 12,
    measure: 'uses / eligible uses',
    ...note,
  })),
});

export const modelFact = (day: string, content: MaturityModel, place?: Place): KnownFact<'model'> =>
  fact('model', String(content.version), day, content, place);
