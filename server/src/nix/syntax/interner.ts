/** Gives one string object for each distinct name of a text, so that a name met a thousand times is stored and hashed once. */
export class Interner {
  readonly #text: string;
  #slots: number[] = new Array<number>(32).fill(-1);
  #hashes: number[] = [];
  #names: string[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  /** The name between two offsets of the text. */
  name(start: number, end: number): string {
    const text = this.#text;
    let hash = end - start;
    for (let i = start; i < end; i++) hash = (Math.imul(hash, 31) + text.charCodeAt(i)) | 0;
    const slots = this.#slots;
    const mask = slots.length - 1;
    let slot = (hash ^ (hash >>> 15)) & mask;
    for (;;) {
      const index = slots[slot] as number;
      if (index < 0) return this.#add(slot, hash, start, end);
      const name = this.#names[index] as string;
      if (this.#hashes[index] === hash && name.length === end - start && text.startsWith(name, start)) return name;
      slot = (slot + 1) & mask;
    }
  }

  #add(slot: number, hash: number, start: number, end: number): string {
    const name = this.#text.slice(start, end);
    this.#slots[slot] = this.#names.length;
    this.#names.push(name);
    this.#hashes.push(hash);
    if (this.#names.length * 2 > this.#slots.length) this.#grow();
    return name;
  }

  #grow(): void {
    const slots = new Array<number>(this.#slots.length * 4).fill(-1);
    const mask = slots.length - 1;
    for (let index = 0; index < this.#hashes.length; index++) {
      const hash = this.#hashes[index] as number;
      let slot = (hash ^ (hash >>> 15)) & mask;
      while ((slots[slot] as number) >= 0) slot = (slot + 1) & mask;
      slots[slot] = index;
    }
    this.#slots = slots;
  }
}
