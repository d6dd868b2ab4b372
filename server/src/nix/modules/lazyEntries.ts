import type { Attr } from '../eval/value.ts';

/**
 * The attributes of a set, each made when it is asked for. `names` are those it lists; `make` may know more (a hidden
 * `_module`), and gives undefined for what is not there.
 */
export class LazyEntries implements ReadonlyMap<string, Attr> {
  readonly #names: () => Iterable<string>;
  readonly #make: (name: string) => Attr | undefined;
  readonly #made = new Map<string, Attr | undefined>();
  #all: ReadonlyMap<string, Attr> | undefined;

  constructor(names: () => Iterable<string>, make: (name: string) => Attr | undefined) {
    this.#names = names;
    this.#make = make;
  }

  get(name: string): Attr | undefined {
    const known = this.#made.get(name);
    if (known !== undefined || this.#made.has(name)) return known;
    const attr = this.#make(name);
    this.#made.set(name, attr);
    return attr;
  }

  has(name: string): boolean {
    return this.get(name) !== undefined;
  }

  get size(): number {
    return this.#whole().size;
  }

  keys(): MapIterator<string> {
    return this.#whole().keys();
  }

  values(): MapIterator<Attr> {
    return this.#whole().values();
  }

  entries(): MapIterator<[string, Attr]> {
    return this.#whole().entries();
  }

  [Symbol.iterator](): MapIterator<[string, Attr]> {
    return this.#whole()[Symbol.iterator]();
  }

  forEach(visit: (attr: Attr, name: string, map: ReadonlyMap<string, Attr>) => void): void {
    this.#whole().forEach(visit);
  }

  #whole(): ReadonlyMap<string, Attr> {
    if (this.#all !== undefined) return this.#all;
    const all = new Map<string, Attr>();
    for (const name of this.#names()) {
      const attr = this.get(name);
      if (attr !== undefined) all.set(name, attr);
    }
    this.#all = all;
    return all;
  }
}
