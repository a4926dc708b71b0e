import { JSDOM } from 'jsdom';
import type { Routes } from '../../apps/server/src/api/http/routes.js';
import type { Caller } from './application.js';

const BROWSER = 'text/html,application/xhtml+xml,*/*;q=0.8';

/** A link that somebody followed: from which page, what they were answered, and whether they can change answers there. */
export type Followed = Readonly<{
  from: string;
  to: string;
  status: number;
  saysWhatToChange: boolean;
}>;

type Link = Readonly<{ from: string; to: string }>;

/**
 * Follows the links of pages, from the first on, as somebody with a browser may: of those that lead from
 * one kind of page to another kind, one to the own organisation, and one to another.
 */
export async function followLinks(
  caller: Caller,
  routes: Routes,
  own = '',
): Promise<readonly Followed[]> {
  const kinds = new Set<string>();
  const followed = new Map<string, Followed>();
  const waiting: Link[] = [{ from: '/', to: '/' }];
  for (let link = waiting.shift(); link !== undefined; link = waiting.shift()) {
    const { from, to } = link;
    const kind = `${kindOf(from, routes, own)} → ${kindOf(to, routes, own)}`;
    if (kinds.has(kind)) continue;
    kinds.add(kind);
    if (followed.has(to)) continue;
    const { status, text, type } = await caller.get(to).set('Accept', BROWSER).redirects(2);
    followed.set(to, {
      from,
      to,
      status,
      saysWhatToChange: status === 422 && saysWhatToChange(to, text),
    });
    if (status === 200 && type === 'text/html') waiting.push(...linksOn(to, text));
  }
  return [...followed.values()];
}

/** Names the problem, and leads to the questions of the same draft. */
const saysWhatToChange = (to: string, html: string): boolean => {
  const draft = new URLSearchParams(to.split('?')[1]).get('draft');
  return (
    draft !== null &&
    html.includes('There is a problem') &&
    linksOn(to, html).some((link) => link.to !== to && link.to.includes(`?draft=${draft}`))
  );
};

/**
 * The links of a page to addresses of ours, without the places on the page that they lead to, and where its
 * buttons lead that ask for a page; what the others send is recorded, and is no link.
 */
function linksOn(from: string, html: string): readonly Link[] {
  const { window } = new JSDOM(html);
  const { document } = window;
  const links = [...document.querySelectorAll('a[href]')].map((a) => a.getAttribute('href') ?? '');
  const forms = [...document.querySelectorAll('form')]
    .filter(({ method }) => method === 'get')
    .map((form) => `${form.getAttribute('action') ?? ''}${carriedBy(form, window.FormData)}`);
  window.close();
  return [...links, ...forms]
    .map((href) => href.replace(/#.*$/, ''))
    .filter((href) => href.startsWith('/'))
    .map((to) => ({ from, to }));
}

/** What a form sends that nobody types: what is hidden in it, and what is chosen already. */
function carriedBy(form: HTMLFormElement, fields: typeof FormData): string {
  const typed = [...form.querySelectorAll('input:not([type=hidden]), textarea')].map((input) =>
    input.getAttribute('name'),
  );
  const carried = new URLSearchParams();
  for (const [name, value] of new fields(form).entries()) {
    if (!typed.includes(name) && typeof value === 'string') carried.append(name, value);
  }
  return carried.size === 0 ? '' : `?${carried.toString()}`;
}

/** The route of an address, with what else decides who may read it. */
function kindOf(address: string, routes: Routes, own: string): string {
  const [path = '', query = ''] = address.split('?');
  const asked = new URLSearchParams(query);
  const ods =
    /^(?:\/api\/v1)?\/organisations\/([^/]+)/.exec(path)?.[1] ?? asked.get('organisation');
  return [
    routes.namedOn(path) ?? path,
    ods === null ? '' : ods === own ? 'own' : 'other',
    asked.get('programme') ?? '',
    /^\/programmes\/[^/]+/.exec(path)?.[0] ?? '',
  ].join(' ');
}
