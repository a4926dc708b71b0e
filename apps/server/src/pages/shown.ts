/** What the pages show to everybody. */
export abstract class Shown {
  /** The demonstration programme, while it runs on an embedded store. */
  abstract readonly demonstration: boolean;
}
