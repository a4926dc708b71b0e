import type { FormWalk } from './form-walk.js';

type Typed = Readonly<Record<string, string>>;

/** A form with the answers that are right, by the names of its inputs; what is left out is left empty. */
export type FormAsked = Readonly<{
  path: string;
  /** Who fills it in; left out: a recorder of the trust. */
  person?: string;
  answers: Typed;
  /** Days that may lie ahead, and lists of codes, of which only the rules know whether they exist. */
  later?: readonly string[];
  /** Of what stood before, where that is put right: which answer is changed in the end, and to what. */
  mends?: Readonly<{ change: string; typed: Typed }>;
  /** Some of what it has to say on the way. */
  says?: readonly string[];
}>;

/** All that a form said on the way, and what it should have said and did not. */
export type Walked = Readonly<{
  steps: readonly string[];
  messages: readonly string[];
  faults: readonly string[];
}>;

const MOST_STEPS = 40;
const LONG = 'x'.repeat(3_990);
/** How a question says that it may be left without an answer. */
const OPTIONAL = /leave (it|this|all three)|you may leave/i;

/** Answers every question of a form: first with nothing, then wrongly in each way, then rightly. */
export async function askEverything(walk: FormWalk, form: FormAsked): Promise<Walked> {
  const steps: string[] = [];
  const messages: string[] = [];
  const faults: string[] = [];
  await walk.open(form.path);
  for (let count = 0; count < MOST_STEPS && pageIn(walk) !== 'check'; count++) {
    if (pageIn(walk) === 'look-again') {
      await walk.send();
      continue;
    }
    const at = walk.page.address;
    const asked = controlsOf(walk);
    if (asked.length === 0) throw new Error(`There is no question at ${at}: ${walk.page.text}`);
    steps.push(pageIn(walk));
    const right = answersTo(walk, form.answers);
    for (const { what, typed, mayPass } of wrongWays(asked, right, form)) {
      if (walk.page.address !== at) await walk.open(at);
      const hint = walk.page.text;
      await walk.send(typed);
      const said = `${pageIn(walk)} of ${form.path}, ${what}`;
      if (walk.page.address !== at) {
        if (!mayPass(hint)) faults.push(`${said}: went on to ${pageIn(walk)}`);
      } else {
        messages.push(...messagesOf(walk));
        faults.push(...faultsOf(walk, typed).map((fault) => `${said}: ${fault}`));
      }
    }
    if (walk.page.address !== at) await walk.open(at);
    await walk.send(right);
    if (walk.page.address === at) {
      throw new Error(`Refused at ${at}: ${messagesOf(walk).join(' | ')}`);
    }
  }
  return { steps, messages, faults };
}

/** Answers every question of a form rightly, up to the check of the answers. */
export async function answerAll(
  walk: FormWalk,
  { path, answers }: Pick<FormAsked, 'path' | 'answers'>,
): Promise<void> {
  await walk.open(path);
  for (let count = 0; count < MOST_STEPS && pageIn(walk) !== 'check'; count++) {
    await walk.send(answersTo(walk, answers));
  }
}

/** What the page asks for, answered rightly. */
export const answersTo = (walk: FormWalk, answers: Typed): Typed =>
  Object.fromEntries(controlsOf(walk).map(({ name }) => [name, answers[name] ?? '']));

/** The fields of the page that do not hold what was typed. */
export const notKept = (walk: FormWalk, typed: Typed): readonly string[] =>
  Object.entries(typed)
    .filter(([name, value]) => !isKept(walk.document, name, value))
    .map(([name]) => name);

/** What the check of the answers says is wrong, and what is not as such a page has to be. */
export function refusedIn(walk: FormWalk): Readonly<{
  refused: readonly Readonly<{ message: string; answer: string }>[];
  faults: readonly string[];
}> {
  const { document } = walk;
  const links = summaryOf(document);
  const beside = [...document.querySelectorAll('.nhsuk-error-message')].map((each) =>
    wordsIn(each).replace(/^Error: /, ''),
  );
  return {
    refused: links.map((link) => ({
      message: wordsIn(link),
      answer: link.getAttribute('href')?.replace(/^#change-/, '') ?? '',
    })),
    faults: [
      ...(walk.page.status === 422 ? [] : [`status ${String(walk.page.status)}`]),
      ...(document.title.startsWith('Error: ') ? [] : [`the title is “${document.title}”`]),
      ...links.flatMap((link) => {
        const id = link.getAttribute('href')?.slice(1) ?? '';
        const leads = document.getElementById(id) !== null;
        return leads && beside.includes(wordsIn(link)) ? [] : [`“${wordsIn(link)}” at #${id}`];
      }),
    ],
  };
}

type Control = Readonly<{
  name: string;
  kind: 'text' | 'number' | 'words' | 'choice' | 'none' | 'day' | 'month' | 'year';
}>;
type Way = Readonly<{ what: string; typed: Typed; mayPass: (hint: string) => boolean }>;

function wrongWays(asked: readonly Control[], right: Typed, { later = [] }: FormAsked): Way[] {
  const never = () => false;
  const way = (what: string, wrong: Typed, mayPass: Way['mayPass'] = never): Way => ({
    what,
    typed: { ...right, ...wrong },
    mayPass,
  });
  const nothing = Object.fromEntries(asked.map(({ name }) => [name, '']));
  const each = asked.flatMap(({ name, kind }): readonly Way[] => {
    if (kind === 'choice') return [way(`“nonsense” as ${name}`, { [name]: 'nonsense' })];
    if (kind === 'number') return [way(`“many” as ${name}`, { [name]: 'many' })];
    if (kind === 'text' || kind === 'words') {
      const beside = asked.some((other) => other.name === `${name}-none`)
        ? { [`${name}-none`]: '' }
        : {};
      return [
        way(`an address as ${name}`, { ...beside, [name]: 'Ask jo@example.org' }),
        way(`an NHS number as ${name}`, { ...beside, [name]: 'Seen with 943 476 5919' }, () =>
          later.includes(name),
        ),
        way(`a long text as ${name}`, { ...beside, [name]: LONG }),
      ];
    }
    if (kind !== 'day') return [];
    const of = name.replace(/-day$/, '');
    const date = (day: string, month: string, year: string) => ({
      [`${of}-day`]: day,
      [`${of}-month`]: month,
      [`${of}-year`]: year,
    });
    return [
      way(`no month of ${of}`, date('27', '', '2025')),
      way(`a short year of ${of}`, date('27', '10', '25')),
      way(`no real day as ${of}`, date('31', 'feb', '2025')),
      way(`a day ahead as ${of}`, date('1', 'January', '2027'), () => later.includes(of)),
    ];
  });
  return [way('nothing', nothing, (hint) => OPTIONAL.test(hint)), ...each];
}

const pageIn = (walk: FormWalk): string => /\/([\w-]+)\?draft=/.exec(walk.page.address)?.[1] ?? '';

function controlsOf(walk: FormWalk): readonly Control[] {
  const all = walk.document.querySelectorAll<HTMLInputElement>(
    'main form input:not([type=hidden]), main form textarea, main form select',
  );
  const kinds = [...all].map((control): Control => ({ name: control.name, kind: kindOf(control) }));
  return kinds.filter(({ name }, index) => kinds.findIndex((one) => one.name === name) === index);
}

function kindOf(control: HTMLInputElement): Control['kind'] {
  const [, part] = /-(day|month|year)$/.exec(control.name) ?? [];
  if (part !== undefined && control.closest('.nhsuk-date-input') !== null) {
    return part as 'day' | 'month' | 'year';
  }
  if (control.tagName === 'TEXTAREA') return 'words';
  if (control.tagName === 'SELECT' || control.type === 'radio') return 'choice';
  if (control.type === 'checkbox') return control.name.endsWith('-none') ? 'none' : 'choice';
  return control.inputMode === 'numeric' || control.getAttribute('inputmode') === 'numeric'
    ? 'number'
    : 'text';
}

const wordsIn = (element: Element | null): string =>
  (element?.textContent ?? '').replace(/\s+/g, ' ').trim();

const summaryOf = (document: Document): readonly HTMLAnchorElement[] => [
  ...document.querySelectorAll<HTMLAnchorElement>('.nhsuk-error-summary a'),
];

const messagesOf = (walk: FormWalk): readonly string[] =>
  summaryOf(walk.document).map((link) => wordsIn(link));

/** What is not as a page with something wrong on it has to be. */
function faultsOf(walk: FormWalk, typed: Typed): readonly string[] {
  const document = walk.document;
  const links = summaryOf(document);
  return [
    ...(walk.page.status === 400 ? [] : [`status ${String(walk.page.status)}`]),
    ...(document.title.startsWith('Error: ') ? [] : [`the title is “${document.title}”`]),
    ...(wordsIn(document.querySelector('.nhsuk-error-summary')).startsWith('There is a problem')
      ? []
      : ['no summary']),
    ...(links.length > 0 ? [] : ['nothing in the summary']),
    ...links.flatMap((link) => faultsOfLink(document, link)),
    ...Object.entries(typed).flatMap(([name, value]) =>
      value === 'nonsense' || isKept(document, name, value)
        ? []
        : [`“${value.slice(0, 20)}” is not kept in ${name}`],
    ),
  ];
}

/** It leads to the field, beside which the very same sentence stands. */
function faultsOfLink(document: Document, link: HTMLAnchorElement): readonly string[] {
  const id = link.getAttribute('href')?.replace(/^#/, '') ?? '';
  const field = document.getElementById(id);
  if (field === null || !/^(INPUT|TEXTAREA|SELECT)$/.test(field.tagName)) {
    return [`“${wordsIn(link)}” leads to no field (#${id})`];
  }
  for (let group = field.closest('.nhsuk-form-group'); group !== null;) {
    const beside = [...group.querySelectorAll('.nhsuk-error-message')].map((each) =>
      wordsIn(each).replace(/^Error: /, ''),
    );
    if (beside.includes(wordsIn(link))) return [];
    group = group.parentElement?.closest('.nhsuk-form-group') ?? null;
  }
  return [`“${wordsIn(link)}” does not stand beside #${id}`];
}

function isKept(document: Document, name: string, value: string): boolean {
  const controls = [...document.getElementsByName(name)] as HTMLInputElement[];
  const chosen = controls.filter(({ type }) => type === 'radio' || type === 'checkbox');
  if (chosen.length > 0) {
    return value === '' ? !chosen.some(({ checked }) => checked) : chosen.some(isChosen(value));
  }
  return controls.some((control) => control.value === value);
}

const isChosen =
  (value: string) =>
  ({ checked, value: own }: HTMLInputElement): boolean =>
    checked && own === value;
