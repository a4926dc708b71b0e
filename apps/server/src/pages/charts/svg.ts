/** Text as it may stand in SVG and HTML. */
export const escaped = (text: string): string =>
  text.replace(
    /[&<>"']/g,
    (char) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[char] ?? '',
  );

/** A coordinate with one decimal, so that the same figure gives the same bytes. */
export const at = (value: number): string => value.toFixed(1);

/** Of words that lines pass behind: the style sheet lays the ground of the page around them. */
export const OVER_LINES = 'class="app-chart__over"';

/** What a chart is called, and what a reader who can't see the picture needs to know. */
export type Caption = Readonly<{
  /** Unique on its page. */
  id: string;
  /** The message, in at most 15 words. */
  title: string;
  description: string;
}>;

/** One way to draw a chart: for wide screens and paper, or for narrow ones. */
export type Drawing = Readonly<{ width: number; height: number; marks: string }>;

/**
 * A chart as inline SVG, drawn once for wide and once for narrow screens; the style sheet shows one
 * of them, to assistive technology as well. Named and described there, its marks hidden.
 */
export const framed = (
  { id, title, description }: Caption,
  draw: Readonly<Record<'wide' | 'narrow', (id: string) => Drawing>>,
): string =>
  (['wide', 'narrow'] as const)
    .map((screen) => {
      const own = screen === 'wide' ? id : `${id}-narrow`;
      const { width, height, marks } = draw[screen](own);
      return (
        `<svg xmlns="http://www.w3.org/2000/svg" class="app-chart app-chart--${screen}" role="img" aria-labelledby="${own}-title ${own}-desc" viewBox="0 0 ${String(width)} ${String(height)}">` +
        `<title id="${own}-title">${escaped(title)}</title><desc id="${own}-desc">${escaped(description)}</desc>` +
        `<g aria-hidden="true">${marks}</g></svg>`
      );
    })
    .join('');

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
