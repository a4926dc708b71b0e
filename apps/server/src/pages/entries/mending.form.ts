import { anyEntry } from '../forms/form-entry.js';
import type { Entry, Field, Form, Step } from '../forms/form.js';
import { inThousands } from '../numbers-in-words.js';
import type { EntryFound } from './entry-found.js';

const why = (question: string, missing: string): Step<unknown> => ({
  name: 'why',
  question,
  isReason: true,
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

const CORRECTED =
  'What it says now counts from now on. What it said before is kept and can still be read.';
/** A value that somebody validates again counts as awaiting validation until then. */
const ANEW = 'If it was validated or rejected, somebody else has to decide on it again.';

/** The form of an entry, to put right one that was recorded: first why, then what was wrong. */
export function correcting<Known>(
  form: Form<Known>,
  found: EntryFound,
  fixed: string,
): Form<Known> {
  // What leaves nothing to record anew leaves what was recorded to be put right.
  const { whyNot: _, ...asked } = form;
  const steps = form.steps.filter(({ name }) => name !== fixed);
  const own = new Set(form.steps.flatMap(({ fields }) => fields.map(({ at }) => rootOf(at))));
  return {
    ...asked,
    knows: (asking) => form.knows({ ...asking, params: { ...asking.params, ...placeOf(found) } }),
    title: `Correct entry ${inThousands(found.number)}`,
    done: 'Entry corrected',
    afterwards: found.collection.path === 'benefit-actuals' ? `${CORRECTED} ${ANEW}` : CORRECTED,
    home: () => homeOf(found),
    isOnce: true,
    changes: anyEntry,
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

/** To take an entry back: it should never have been recorded. */
export function withdrawing(found: EntryFound): Form<unknown> {
  const { number, context, collection, subject } = found;
  const what = MILESTONES.includes(collection.path) ? 'milestone' : 'entry';
  return {
    title: `Withdraw entry ${inThousands(number)}`,
    done: 'Entry withdrawn',
    afterwards: 'It no longer counts. What it said is kept and can still be read.',
    home: () => homeOf(found),
    isOnce: true,
    changes: anyEntry,
    knows: () => Promise.resolve(undefined),
    last: {
      title: `Do you want to withdraw this ${what}?`,
      warning: 'This cannot be undone.',
      button: `Withdraw this ${what}`,
      otherwise: `Leave this ${what} as it stands`,
    },
    steps: [
      why(`Why are you withdrawing this ${what}?`, `Enter why you are withdrawing this ${what}`),
    ],
    entry: ({ answers }): Entry => ({
      ...{ context, collection, subject, act: 'withdraw' },
      body: { reason: answers['why'] },
    }),
  };
}

const MILESTONES: readonly string[] = ['milestones', 'go-lives'];

/** Back to the page of the entry. */
const homeOf = ({ code, number }: EntryFound) => ({
  href: `/organisations/${code}/entries/${String(number)}`,
  text: `entry ${inThousands(number)}`,
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
