import { readCapabilities } from '#maturity-models';
import type { About, Asking, Stated, Step } from '../forms/form.js';

/** The capabilities of the maturity model, in the order of their codes. */
export type KnownCapabilities = Readonly<{
  capabilities: readonly Readonly<{ code: string; name: string; measure: string }>[];
}>;

export const knownCapabilities = async ({
  store,
}: Pick<Asking, 'store'>): Promise<KnownCapabilities> => ({
  capabilities: [...(await readCapabilities(store)).values()].sort((one, other) =>
    one.code < other.code ? -1 : 1,
  ),
});

export const whichCapability = (question: string): Step<KnownCapabilities> => ({
  name: 'capability',
  question,
  fields: [
    {
      kind: 'select',
      name: 'capability',
      at: '/capability',
      missing: 'Select which EPR capability this is for',
      options: capabilityOptions,
    },
  ],
});

/** Asks for any number of them; `empty` says what it means to leave them all. */
export const whichCapabilities = (
  question: string,
  { hint, empty }: Readonly<{ hint: string; empty: string }>,
): Step<KnownCapabilities> => ({
  name: 'capabilities',
  question,
  fields: [
    {
      ...{ kind: 'several', name: 'capabilities', at: '/capabilities', hint, empty },
      missing: 'Select capabilities from the list',
      options: capabilityOptions,
    },
  ],
});

const capabilityOptions = ({ known }: Pick<About<KnownCapabilities>, 'known'>) =>
  known.capabilities.map(({ code, name }) => ({ value: code, text: `${name} (${code})` }));

/** The capability that was answered, for the captions of the questions after it. */
export const capabilityNamed = ({
  answers,
  known,
}: Pick<About<KnownCapabilities>, 'answers' | 'known'>): string | undefined => {
  const found = known.capabilities.find(({ code }) => code === answers['capability']);
  return found && `${found.name} (${found.code})`;
};

/** Whether what others recorded is of the capability that was answered. */
export const ofItsCapability = (
  { answers }: Pick<About<KnownCapabilities>, 'answers'>,
  { capability }: Stated,
): boolean => capability === answers['capability'];
