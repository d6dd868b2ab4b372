import type { FilePath } from '../nix/eval/value.ts';

/** The union of sets that only ever grow; the same object while none of them did. */
export class FileUnion {
  #parts: readonly { readonly set: ReadonlySet<FilePath>; readonly size: number }[] = [];
  #union: ReadonlySet<FilePath> = new Set();
  #sorted: readonly FilePath[] | undefined;

  of(sets: readonly ReadonlySet<FilePath>[]): ReadonlySet<FilePath> {
    const isSame =
      sets.length === this.#parts.length &&
      this.#parts.every(({ set, size }, index) => set === sets[index] && set.size === size);
    if (isSame) return this.#union;
    this.#parts = sets.map((set) => ({ set, size: set.size }));
    this.#union = new Set(sets.flatMap((set) => [...set]));
    this.#sorted = undefined;
    return this.#union;
  }

  /** The same as a sorted list. */
  sorted(sets: readonly ReadonlySet<FilePath>[]): readonly FilePath[] {
    const union = this.of(sets);
    this.#sorted ??= [...union].sort();
    return this.#sorted;
  }
}
