/** Text as it may stand in SVG and HTML. */
export const escaped = (text: string): string =>
  text.replace(
    /[&<>"']/g,
    (char) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[char] ?? '',
  );

/** A coordinate with one decimal, so that the same figure gives the same bytes. */
export const at = (value: number): string => value.toFixed(1);

export type Frame = Readonly<{
  /** Unique on its page. */
  id: string;
  /** The message, in at most 15 words. */
  title: string;
  /** What a reader who can't see the picture needs to know. */
  description: string;
  width: number;
  height: number;
}>;

/** A chart as inline SVG: named and described for assistive technology, its drawing hidden from it. */
export const framed = ({ id, title, description, width, height }: Frame, drawing: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" class="app-chart" role="img" aria-labelledby="${id}-title ${id}-desc" viewBox="0 0 ${String(width)} ${String(height)}">` +
  `<title id="${id}-title">${escaped(title)}</title><desc id="${id}-desc">${escaped(description)}</desc>` +
  `<g aria-hidden="true">${drawing}</g></svg>`;

export type Paint = Readonly<{
  fill: string;
  ink: string;
  pattern: 'plain' | 'lines' | 'dots' | 'cross';
}>;

/** Fills told apart by pattern as well as by colour; contrast of neighbours at least 3 to 1. */
export const patternDefs = (id: string, paints: readonly Paint[]): string =>
  `<defs>${paints
    .map(({ fill, ink, pattern }, index) => {
      const mark = patternMarks[pattern](ink);
      return `<pattern id="${id}-p${String(index)}" width="8" height="8" patternUnits="userSpaceOnUse"><rect width="8" height="8" fill="${fill}"/>${mark}</pattern>`;
    })
    .join('')}</defs>`;

const patternMarks: Readonly<Record<Paint['pattern'], (ink: string) => string>> = {
  plain: () => '',
  lines: (ink) => `<path d="M0 8L8 0" stroke="${ink}" stroke-width="1.5"/>`,
  dots: (ink) => `<circle cx="4" cy="4" r="1.6" fill="${ink}"/>`,
  cross: (ink) => `<path d="M0 0L8 8M0 8L8 0" stroke="${ink}" stroke-width="1"/>`,
};
