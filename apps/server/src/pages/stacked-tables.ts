/**
 * On a narrow screen a table of words is read row by row: each row as a block, each value after the
 * heading of its column. This gives every such table of a page what the style sheet needs for that, and
 * the roles that a browser forgets once rows are blocks. Templates keep plain tables.
 */
export const withStackedTables = (page: string): string =>
  page.replace(/<table class="nhsuk-table">[\s\S]*?<\/table>/g, (table) => {
    const columns = columnsOf(table);
    if (columns.length < 3 || /\s(?:colspan|rowspan)=/.test(table)) return table;
    if (columns.length === 3 && columns.slice(1).every(({ isNumeric }) => isNumeric))
      return table.replace('class="nhsuk-table"', 'class="nhsuk-table app-slides"');
    return stacked(table, columns);
  });

type Column = Readonly<{ heading: string; isNumeric: boolean }>;

const columnsOf = (table: string): readonly Column[] =>
  [...table.matchAll(/<th scope="col"([^>]*)>([\s\S]*?)<\/th>/g)].map(
    ([, attributes = '', content = '']) => ({
      // A heading that only screen readers are told is of links, which say themselves what they do.
      heading: content.includes('nhsuk-u-visually-hidden') ? '' : textOf(content),
      isNumeric: attributes.includes('--numeric'),
    }),
  );

const stacked = (table: string, columns: readonly Column[]): string =>
  table
    .replace('<table class="nhsuk-table"', '<table class="nhsuk-table app-stacked" role="table"')
    .replace(/<(thead|tbody)/g, '<$1 role="rowgroup"')
    .replace(/<th scope="col"/g, '<th role="columnheader" scope="col"')
    .replace(/<tr\b[\s\S]*?<\/tr>/g, (row) => labelled(row, columns));

/** Of the cell that names a row only a bare number needs to be told what it numbers: "Entry 21". */
function labelled(row: string, columns: readonly Column[]): string {
  let at = 0;
  return row
    .replace('<tr', '<tr role="row"')
    .replace(/<td\b|<th scope="row"(?=[^>]*>([\s\S]*?)<\/th>)/g, (cell, name?: string) => {
      const heading = columns[at++]?.heading ?? '';
      const isNamed = heading !== '' && (name === undefined || /^[\d,]+$/.test(textOf(name)));
      const role = name === undefined ? 'cell' : 'rowheader';
      return `${cell} role="${role}"${isNamed ? ` data-heading="${heading}"` : ''}`;
    });
}

/** As it may stand in an attribute; templates have escaped all but quotation marks of their own. */
const textOf = (content: string): string =>
  content
    .replace(/<[^>]*>/g, '')
    .replace(/"/g, '&quot;')
    .trim();
