/** "One", "one and another", "one, another and a third". */
export const listInWords = (items: readonly string[]): string =>
  [items.slice(0, -1).join(', '), items.at(-1)].filter(Boolean).join(' and ');
