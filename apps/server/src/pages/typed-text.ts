/** What was typed into one field, or stands once in an address; nothing where it comes twice. */
export const textOf = (typed: unknown): string => (typeof typed === 'string' ? typed.trim() : '');
