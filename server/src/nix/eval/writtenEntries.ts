import { attributeThunk, attrOf, sourceThunks } from './construct.ts';
import type { Env } from './machine.ts';
import type { AttrsTerm } from './term.ts';
import type { Attr, Thunk } from './value.ts';

/** More names than this are found faster in a map. */
const mostNames = 12;

/** Whether the attributes of a set literal can be made when they are asked for: all its names are in the text, and few. */
export function isFewNames(term: AttrsTerm): boolean {
  return !term.recursive && !term.torn && term.dynamics.length === 0 && term.attributes.length <= mostNames;
}

/**
 * The attributes of a set literal, each made when somebody asks for it. Most sets of a configuration are never looked
 * into, or for one name only.
 */
export class WrittenEntries implements ReadonlyMap<string, Attr> {
  private readonly term: AttrsTerm;
  private readonly env: Env;
  private sources: readonly Thunk[] | undefined;
  private made: (Attr | undefined)[] | undefined;

  constructor(term: AttrsTerm, env: Env) {
    this.term = term;
    this.env = env;
    this.sources = undefined;
    this.made = undefined;
  }

  get(name: string): Attr | undefined {
    const { attributes } = this.term;
    for (let index = 0; index < attributes.length; index++) if (attributes[index]?.name === name) return this.at(index);
    return undefined;
  }

  has(name: string): boolean {
    for (const attribute of this.term.attributes) if (attribute.name === name) return true;
    return false;
  }

  get size(): number {
    return this.term.attributes.length;
  }

  forEach(visit: (attr: Attr, name: string, map: ReadonlyMap<string, Attr>) => void): void {
    for (const [name, attr] of this.pairs()) visit(attr, name, this);
  }

  keys(): MapIterator<string> {
    return this.term.attributes.map(({ name }) => name)[Symbol.iterator]();
  }

  values(): MapIterator<Attr> {
    return this.pairs()
      .map(([, attr]) => attr)
      [Symbol.iterator]();
  }

  entries(): MapIterator<[string, Attr]> {
    return this.pairs()[Symbol.iterator]();
  }

  [Symbol.iterator](): MapIterator<[string, Attr]> {
    return this.pairs()[Symbol.iterator]();
  }

  private pairs(): [string, Attr][] {
    const { attributes } = this.term;
    const pairs: [string, Attr][] = [];
    for (let index = 0; index < attributes.length; index++) {
      const name = attributes[index]?.name;
      const attr = this.at(index);
      if (name !== undefined && attr !== undefined) pairs.push([name, attr]);
    }
    return pairs;
  }

  private at(index: number): Attr | undefined {
    const known = this.made?.[index];
    if (known !== undefined) return known;
    const attribute = this.term.attributes[index];
    if (attribute === undefined) return undefined;
    this.sources ??= sourceThunks(this.term, this.env);
    const attr = attrOf(attribute, attributeThunk(attribute, this.env, this.env, this.sources));
    this.made ??= new Array(this.size).fill(undefined);
    this.made[index] = attr;
    return attr;
  }
}
