import { withStackedTables } from './stacked-tables.js';

describe('Tables of a page, on a narrow screen', () => {
  it('say the heading of its column before each value, and keep their roles', () => {
    expect(
      withStackedTables(table(['Trust', 'Stage', 'Why'], ['RXX', 'Stage 1', 'Measured'])),
    ).toBe(
      '<table class="nhsuk-table app-stacked" role="table">' +
        '<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">Trust</th>' +
        '<th role="columnheader" scope="col">Stage</th><th role="columnheader" scope="col">Why</th></tr></thead>' +
        '<tbody role="rowgroup"><tr role="row"><th scope="row" role="rowheader">RXX</th>' +
        '<td role="cell" data-heading="Stage">Stage 1</td><td role="cell" data-heading="Why">Measured</td></tr></tbody></table>',
    );
  });

  it('say what numbers a row', () => {
    const linked = '<a href="/audit/events/21">21</a>';
    expect(
      withStackedTables(table(['Entry', 'What', 'By'], [linked, 'Measured', 'RXX'])),
    ).toContain(`<th scope="row" role="rowheader" data-heading="Entry">${linked}</th>`);
  });

  it('leave links to say themselves what they do', () => {
    const hidden = '<span class="nhsuk-u-visually-hidden">Change</span>';
    expect(withStackedTables(table(['What', 'Value', hidden], ['Date', '1', 'Change']))).toContain(
      '<td role="cell">Change</td>',
    );
  });

  it('stay tables where two columns fit, and slide where figures are compared', () => {
    const fields = table(['Field', 'Value'], ['a', 'b']);
    expect(withStackedTables(fields)).toBe(fields);
    const figures = table(['Class', 'Planned', 'Validated'], ['Cash', '1', '2']);
    const numeric = figures.replace(/col">(Planned|Validated)/g, 'col" class="x--numeric">$1');
    expect(withStackedTables(numeric)).toBe(
      numeric.replace('"nhsuk-table"', '"nhsuk-table app-slides"'),
    );
  });

  it('stay tables where a cell spans columns', () => {
    const spanning = table(['A', 'B', 'C'], ['a', 'b', 'c']).replace('<td>', '<td colspan="2">');
    expect(withStackedTables(spanning)).toBe(spanning);
  });
});

const table = (head: readonly string[], [name = '', ...values]: readonly string[]): string =>
  `<table class="nhsuk-table"><thead><tr>${head.map((each) => `<th scope="col">${each}</th>`).join('')}</tr></thead>` +
  `<tbody><tr><th scope="row">${name}</th>${values.map((each) => `<td>${each}</td>`).join('')}</tr></tbody></table>`;
