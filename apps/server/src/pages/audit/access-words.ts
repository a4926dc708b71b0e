import { capital } from '../stages-in-words.js';

const API = '/api/v1/';

/** A route of ours as the page or the data that it leads to: "Organisations, evidence (data)". */
export function routeInWords(route: string): string {
  if (route === '/') return 'First page';
  if (!route.startsWith('/')) return 'No page of this service';
  const isData = route.startsWith(API);
  const all = route.slice(isData ? API.length : 1).split('/');
  const parts = [
    ...all.filter((part) => part !== '' && !isNamed(part)).map(partInWords),
    ...(isNamed(all.at(-1) ?? '') ? ['one of them'] : []),
  ];
  const words = parts.length === 0 ? 'First page' : capital(parts.join(', '));
  return isData ? `${words} (data)` : words;
}

/** Whether somebody read or sent something; of what no page of ours does, how. */
export const methodInWords = (method: string): string =>
  method === 'GET' || method === 'HEAD' ? 'Read' : method === 'POST' ? 'Sent' : `Sent (${method})`;

/** What a request names, and no page does: ":ods". */
const isNamed = (part: string): boolean => part.startsWith(':') || part.startsWith('*');

/** "EPR status", "Sign in", "write-offs": a hyphen stays where the word has one. */
const partInWords = (part: string): string =>
  part.replace(/-(?!offs?$)/g, ' ').replace(/\bepr\b/g, 'EPR');
