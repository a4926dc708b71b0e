import { readCapabilities } from '#maturity-models';
import type { About, Asking, Step } from '../forms/form.js';

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
      options: ({ known }) =>
        known.capabilities.map(({ code, name }) => ({ value: code, text: `${name} (${code})` })),
    },
  ],
});

/** The capability that was answered, for the captions of the questions after it. */
export const capabilityNamed = ({
  answers,
  known,
}: Pick<About<KnownCapabilities>, 'answers' | 'known'>): string | undefined => {
  const found = known.capabilities.find(({ code }) => code === answers['capability']);
  return found && `${found.name} (${found.code})`;
};
