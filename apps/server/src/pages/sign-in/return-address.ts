/** Only ever read against, never asked: what a relative address stays within. */
const HERE = 'http://here.invalid';

/** Where to go back to: an address of ours as it was given, or the first page for any other. */
export function returnAddress(given: unknown): string {
  if (typeof given !== 'string' || !/^\/[\x21-\x7e]{0,1000}$/.test(given)) return '/';
  if (!URL.canParse(given, HERE)) return '/';
  const { origin, pathname, search } = new URL(given, HERE);
  // What begins with two slashes, be it only after dots are resolved, names another host.
  if (origin !== HERE || pathname.startsWith('//')) return '/';
  return /^\/sign-(in|out)\/?$/.test(pathname) ? '/' : `${pathname}${search}`;
}

/** The organisation a page is about, to be suggested to whoever signs in from there. */
export const organisationIn = (address: string): string =>
  /^\/organisations\/([A-Za-z0-9]{3,8})(?:[/?]|$)/.exec(address)?.[1]?.toUpperCase() ?? '';
