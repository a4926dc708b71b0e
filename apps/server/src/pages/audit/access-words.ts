import { capital } from '../stages-in-words.js';

const API = '/api/v1/';

/** A route of ours as the page or the data that it leads to: "Organisations, evidence (data)". */
export function routeInWords(route: string): string {
  if (route === '/') return 'First page';
  if (!route.startsWith('/')) return 'No page of this service';
  const isData = route.startsWith(API);
  const parts = route
    .slice(isData ? API.length : 1)
    .split('/')
    .filter((part) => part !== '' && !part.startsWith(':') && !part.startsWith('*'))
    .map(partInWords);
  const words = parts.length === 0 ? 'First page' : capital(parts.join(', '));
  return isData ? `${words} (data)` : words;
}

/** "EPR status", "Sign in", "write-offs": a hyphen stays where the word has one. */
const partInWords = (part: string): string =>
  part.replace(/-(?!offs?$)/g, ' ').replace(/\bepr\b/g, 'EPR');

/** A route in parts after which a line may break. */
export const routeParts = (route: string): readonly string[] => route.split(/(?<=\/)(?=.)/);
