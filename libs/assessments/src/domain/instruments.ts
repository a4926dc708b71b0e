import type { Brand } from '#vocabulary';

/** An instrument in one of its versions: dma-2025, emram-2022, nees-2021. */
export type EditionId = Brand<string, 'EditionId'>;

type Common = Readonly<{
  title: string;
  /** Its versions, which are not to be compared where the questions changed. */
  editions: readonly string[];
  /** An organisation is assessed once in an edition; else, once a day. */
  once: boolean;
}>;

export type ScoredInstrument = Common &
  Readonly<{
    kind: 'scores';
    scale: Readonly<{ from: number; to: number; decimals: number }>;
    /** What is scored; a score may be missing, and is unknown then. */
    names: readonly string[];
    /** Higher scores come from somebody else than the organisation. */
    selfAssessedUpTo: number;
  }>;

export type SurveyInstrument = Common &
  Readonly<{
    kind: 'survey';
    /** Fewer answers could point at people. */
    leastRespondents: number;
  }>;

/**
 * What maturity and usability are measured with. Each has a scale of its own: nothing is ever shown on one
 * axis with another (domain.md 1.5, 3.1, 3.2).
 */
export const instruments = {
  dma: {
    kind: 'scores',
    title: 'Digital Maturity Assessment (What Good Looks Like)',
    editions: ['2023', '2024', '2025'],
    once: true,
    scale: { from: 1, to: 5, decimals: 1 },
    names: [
      'well-led',
      'smart-foundations',
      'safe-practice',
      'support-workforce',
      'empower-people',
      'improve-care',
      'healthy-populations',
    ],
    selfAssessedUpTo: 5,
  },
  emram: {
    kind: 'scores',
    title: 'HIMSS Electronic Medical Record Adoption Model',
    editions: ['pre-2018', '2018', '2022'],
    once: false,
    scale: { from: 0, to: 7, decimals: 0 },
    names: ['stage'],
    selfAssessedUpTo: 5,
  },
  nees: {
    kind: 'survey',
    title: 'Net EHR Experience Score (KLAS)',
    editions: ['2021'],
    once: true,
    leastRespondents: 10,
  },
} as const satisfies Readonly<Record<string, ScoredInstrument | SurveyInstrument>>;

export type InstrumentCode = keyof typeof instruments;
export const instrumentCodes = Object.keys(instruments) as readonly InstrumentCode[];

/** The instrument of an edition and its version; undefined where no such edition is known. */
export function editionOf(
  text: string,
): Readonly<{ instrument: InstrumentCode; edition: string }> | undefined {
  const [code = '', ...rest] = text.split('-');
  const edition = rest.join('-');
  const instrument = instrumentCodes.find((each) => each === code);
  if (instrument === undefined) return undefined;
  const editions: readonly string[] = instruments[instrument].editions;
  return editions.includes(edition) ? { instrument, edition } : undefined;
}

export const parseEditionId = (text: string): EditionId | undefined =>
  editionOf(text) === undefined ? undefined : (text as EditionId);
