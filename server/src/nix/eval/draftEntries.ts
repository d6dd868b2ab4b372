import type { DraftEntry } from './draftBindings.ts';

/** Above so many names a map finds them faster than a look at each. */
const fewNames = 8;

/** The attributes of a draft by name, in the order they were written. Most have very few. */
export class DraftEntries {
  readonly #names: string[] = [];
  readonly #entries: DraftEntry[] = [];
  #places: Map<string, number> | undefined;

  get size(): number {
    return this.#names.length;
  }

  names(): readonly string[] {
    return this.#names;
  }

  get(name: string): DraftEntry | undefined {
    const place = this.#places === undefined ? this.#names.indexOf(name) : this.#places.get(name);
    return place === undefined ? undefined : this.#entries[place];
  }

  has(name: string): boolean {
    return this.get(name) !== undefined;
  }

  /** Puts an attribute behind the others; the name must not be there yet. */
  add(name: string, entry: DraftEntry): void {
    this.#names.push(name);
    this.#entries.push(entry);
    if (this.#places !== undefined) this.#places.set(name, this.#names.length - 1);
    else if (this.#names.length > fewNames) this.#places = new Map(this.#names.map((each, index) => [each, index]));
  }

  forEach(visit: (name: string, entry: DraftEntry) => void): void {
    for (let index = 0; index < this.#names.length; index++) {
      const entry = this.#entries[index];
      if (entry !== undefined) visit(this.#names[index] ?? '', entry);
    }
  }
}
