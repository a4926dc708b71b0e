/** Values by a key, up to so many: what was asked for the longest ago is given up first. */
export class LastAsked<Value> {
  private readonly values = new Map<string, Value>();

  constructor(private readonly room: number) {}

  get(key: string): Value | undefined {
    const value = this.values.get(key);
    if (value !== undefined) this.set(key, value);
    return value;
  }

  set(key: string, value: Value): void {
    this.values.delete(key);
    this.values.set(key, value);
    const [oldest] = this.values.keys();
    if (oldest !== undefined && this.values.size > this.room) this.values.delete(oldest);
  }

  delete(key: string): void {
    this.values.delete(key);
  }
}
