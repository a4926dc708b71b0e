import type { Answers, Entry, Field, Form, Step } from '../forms/form.js';
import type { EntryFound } from './entry-found.js';

const why = (question: string, missing: string): Step<unknown> => ({
  name: 'why',
  question,
  fields: [
    {
      kind: 'words',
      name: 'why',
      at: '/reason',
      hint: '10 to 500 characters. It stays in the record. Do not include patient or staff details.',
      missing,
    },
  ],
});

/** The form of an entry, to put right one that was recorded: first why, then what was wrong. */
export function correcting<Known>(
  form: Form<Known>,
  found: EntryFound,
  fixed: string,
): Form<Known> {
  const steps = form.steps.filter(({ name }) => name !== fixed);
  const own = new Set(form.steps.flatMap(({ fields }) => fields.map(({ at }) => rootOf(at))));
  return {
    ...form,
    knows: (asking) => form.knows({ ...asking, params: { ...asking.params, ...placeOf(found) } }),
    title: 'Correct an entry',
    done: 'Entry corrected',
    steps: [
      why('Why are you correcting this entry?', 'Enter why you are correcting this entry'),
      ...steps.map((step) => ({ ...step, fields: step.fields.map(inEntry) })),
    ],
    entry: (about) => {
      const { body, ...entry } = form.entry(about);
      return {
        ...entry,
        act: 'correct',
        subject: found.subject,
        body: {
          reason: about.answers['why'],
          entry: { ...carried(found, own), ...whole(body, found) },
        },
      };
    },
  };
}

/** To take an entry back: it was never so. */
export const withdrawing = ({ context, collection, subject }: EntryFound): Form<unknown> => ({
  title: 'Withdraw an entry',
  done: 'Entry withdrawn',
  knows: () => Promise.resolve(undefined),
  steps: [
    why('Why are you withdrawing this entry?', 'Enter why you are withdrawing this entry'),
    {
      name: 'sure',
      question: 'Do you want to withdraw it? This is final',
      fields: [
        {
          kind: 'choice',
          name: 'sure',
          at: '/sure',
          missing: 'Select yes if you want to withdraw this entry',
          options: () => [{ value: 'yes', text: 'Yes, it was never so' }],
        },
      ],
    },
  ],
  entry: ({ answers }): Entry => ({
    ...{ context, collection, subject, act: 'withdraw' },
    body: { reason: answers['why'] },
  }),
});

/** What the answers were when it was recorded, with nothing said of how it came about. */
export const beginning = (before: Answers, { fact }: EntryFound): Answers => ({
  ...before,
  '@revision': String(fact.revision),
});

const rootOf = (at: string): string => at.split('/')[1] ?? '';

const inEntry = <Known>(field: Field<Known>): Field<Known> => ({
  ...field,
  at: `/entry${field.at}`,
});

/** What the rules make of an entry, and no shape asks for. */
const SETTLED = ['organisation', 'effective', 'marks', 'window', 'period', 'names'] as const;

/** What the form does not ask for stays as it stands: a correction states the whole again. */
function carried({ fact: { data } }: EntryFound, own: ReadonlySet<string>): object {
  const settled = new Set([...SETTLED, ...own]);
  const { profile = {}, link = {}, ...others } = data as Readonly<Record<string, object>>;
  const all = { ...others, ...profile, ...link };
  return Object.fromEntries(Object.entries(all).filter(([name]) => !settled.has(name)));
}

/** A source keeps its address and its days where only its name is asked for; so does a measure. */
function whole(body: object, { fact: { data } }: EntryFound): object {
  const { profile, ...others } = data as Readonly<Record<string, object | undefined>>;
  const before = { ...others, ...profile } as Readonly<Record<string, unknown>>;
  const merged = Object.entries(body).map(([name, now]: [string, unknown]) => {
    const old = before[name];
    return [name, isPlain(now) && isPlain(old) ? { ...old, ...now } : now];
  });
  return Object.fromEntries(merged) as object;
}

const isPlain = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What the address of a form for something new would have named. */
const placeOf = ({ fact: { data } }: EntryFound) => ({
  ...('benefit' in data && { benefit: String(data.benefit) }),
  ...('actual' in data && { actual: String(data.actual) }),
});
