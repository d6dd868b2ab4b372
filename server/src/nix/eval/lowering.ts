import type { Span } from '../../base/span.ts';
import type { Expression } from '../syntax/tree.ts';
import { isGlobal } from './globalNames.ts';
import type { Term } from './term.ts';
import { type FilePath, ready, type Site, type Value } from './value.ts';

/** The state of lowering one file. */
export interface Lowering {
  readonly path: FilePath;
  /** Whether places are noted at all. */
  readonly located: boolean;
  readonly sites: Site[];
  readonly starts: number[];
  readonly ends: number[];
  /** The fingerprint: codes with what belongs to them. */
  readonly codes: number[];
  readonly strings: string[];
  readonly stringNumbers: Map<string, number>;
  readonly unbound: { readonly name: string; readonly site: Site }[];
  /** How many expressions are around the current one. */
  depth: number;
  readonly lower: (expression: Expression, scope: Scope | undefined) => Term;
}

/** The names in reach of an expression, innermost first. A `with` has no names of its own. */
export interface Scope {
  readonly names: ReadonlyMap<string, number> | undefined;
  readonly around: Scope | undefined;
}

/** Codes of the fingerprint; numbers from `firstFree` on are operators and the like. */
export const code = {
  constantInteger: 1,
  constantFloat: 2,
  constantString: 3,
  constantPath: 4,
  interpolated: 5,
  path: 6,
  searchPath: 7,
  list: 8,
  attrs: 9,
  let: 10,
  with: 11,
  assert: 12,
  if: 13,
  lambda: 14,
  apply: 15,
  select: 16,
  has: 17,
  not: 18,
  negate: 19,
  binary: 20,
  arithmetic: 21,
  chain: 22,
  local: 23,
  free: 24,
  position: 25,
  hole: 26,
  text: 27,
  name: 28,
  absent: 29,
  attribute: 30,
  dynamic: 31,
  source: 32,
  formal: 33,
  extraSite: 34,
} as const;

/** A new site for a piece of the text. */
export function newSite(lowering: Lowering, span: Span): Site | undefined {
  if (!lowering.located) return undefined;
  const site: Site = { file: lowering.path, number: lowering.sites.length };
  lowering.sites.push(site);
  lowering.starts.push(span.start);
  lowering.ends.push(span.end);
  return site;
}

/** Notes a text in the fingerprint. */
export function emitText(lowering: Lowering, text: string): void {
  let number = lowering.stringNumbers.get(text);
  if (number === undefined) {
    number = lowering.strings.length;
    lowering.strings.push(text);
    lowering.stringNumbers.set(text, number);
  }
  lowering.codes.push(number);
}

/** A term for broken syntax at a place. */
export function hole(lowering: Lowering, span: Span, reason: string): Term {
  const site = newSite(lowering, span);
  lowering.codes.push(code.hole);
  emitText(lowering, reason);
  return { kind: 'hole', site, reason };
}

/** The term of a variable: its place in the environment, or free. The site is the caller's. */
export function variable(lowering: Lowering, name: string, site: Site | undefined, scope: Scope | undefined): Term {
  let withs = none;
  let depth = 0;
  for (let around = scope; around !== undefined; around = around.around, depth++) {
    if (around.names === undefined) withs = [...withs, depth];
    const slot = around.names?.get(name);
    if (slot === undefined) continue;
    lowering.codes.push(code.local, depth, slot);
    emitText(lowering, name);
    return { kind: 'local', site, name, depth, slot };
  }
  lowering.codes.push(code.free, withs.length);
  for (const depth of withs) lowering.codes.push(depth);
  emitText(lowering, name);
  const constant = constants.get(name);
  if (constant !== undefined) {
    const value: Value = { ...constant, site };
    return { kind: 'constant', site, value, thunk: ready(value) };
  }
  if (withs.length === 0 && site !== undefined && !isGlobal(name)) lowering.unbound.push({ name, site });
  return { kind: 'free', site, name, withs };
}

const none: readonly number[] = [];

/** Global variables whose value says where it was written, as literals do. */
const constants: ReadonlyMap<string, Value> = new Map([
  ['true', { kind: 'boolean', value: true }],
  ['false', { kind: 'boolean', value: false }],
  ['null', { kind: 'null' }],
]);
