/** A trust of an explanation, and where the events of a trust are read as data. */
type Of = Readonly<{ code: string; name: string; eventsOf: (code: string) => string }>;

/** How many entries are behind the part of one trust, leading to them. */
export const entriesCell = (text: string, { code, name, eventsOf }: Of) => ({
  text,
  href: eventsOf(code),
  more: `entries of ${name} (${code}) (CSV)`,
});
