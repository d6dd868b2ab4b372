import { beginComparison, type Comparison, type Parts, sameTerm } from './sameTerm.ts';
import type { ApplyTerm, AttrsTerm, Term } from './term.ts';

/** An edit that changes the value of one attribute of the set that a file gives as a module, and nothing else. */
export interface NarrowChange {
  /** The attribute path to the value, `config` at its start left out. */
  readonly path: readonly string[];
  /** The places of all the rest. */
  readonly pairs: Comparison['pairs'];
}

/**
 * Finds what an edit changed in a module. Undefined where it is more than one value, where the value is more than a
 * definition (`imports`, `options`), or where it names other variables or paths than before.
 */
export function narrowChange(before: Term, after: Term): NarrowChange | undefined {
  const comparison = beginComparison();
  const found = descend({ before, after, path: [] }, comparison);
  if (found === undefined || !sameReferences(found.before, found.after)) return undefined;
  const [first, ...rest] = found.path;
  const path = first === 'config' ? rest : found.path;
  const [option] = path;
  if (option === undefined || (first !== 'config' && (found.long || special.has(option)))) return undefined;
  return { path, pairs: comparison.pairs };
}

/** What modules have at their top that is no definition, and `_module`, which decides on arguments. */
const special = new Set([
  '_class',
  '_file',
  '_module',
  'disabledModules',
  'freeformType',
  'imports',
  'key',
  'meta',
  'options',
  'require',
]);

interface Spot {
  readonly before: Term;
  readonly after: Term;
  readonly path: readonly string[];
  /** Whether the set at the top has `config` or `options` in it. */
  readonly long?: boolean;
}

/** Goes as deep as only one part differs, along what does not change where definitions end up. */
function descend(start: Spot, comparison: Comparison): Spot | undefined {
  let spot = start;
  for (;;) {
    const next = inner(spot, comparison);
    if (next === undefined) return spot.path.length === 0 ? undefined : spot;
    const { before, after } = spot;
    if (before.site !== undefined && after.site !== undefined) comparison.pairs.set(after.site, before.site);
    spot = next;
  }
}

function inner(spot: Spot, comparison: Comparison): Spot | undefined {
  const { before, after, path } = spot;
  if (before.kind === 'attrs' && after.kind === 'attrs') return differingAttribute(spot, before, after, comparison);
  if (before.kind === 'apply' && after.kind === 'apply') return contentOf(spot, before, after, comparison);
  // Within a definition a function, `let` and the like may use its parts in any way.
  if (path.length > 0 || before.kind !== after.kind) return undefined;
  switch (before.kind) {
    case 'lambda':
    case 'let':
    case 'with':
    case 'assert': {
      const { body, site: _, ...head } = before;
      const { body: newBody, site: __, ...newHead } = after as typeof before;
      return sameTerm(head, newHead, comparison) ? { ...spot, before: body, after: newBody } : undefined;
    }
    default:
      return undefined;
  }
}

/** The one attribute of a plain set whose value is another. */
function differingAttribute(spot: Spot, before: AttrsTerm, after: AttrsTerm, comparison: Comparison): Spot | undefined {
  const { attributes: olds, site: _, ...head } = before;
  const { attributes: news, site: __, ...newHead } = after;
  if (before.recursive || before.torn || before.dynamics.length > 0 || olds.length !== news.length) return undefined;
  if (!sameTerm(head, newHead, comparison)) return undefined;
  let next: Spot | undefined;
  for (const [index, old] of olds.entries()) {
    const attribute = news[index];
    if (attribute === undefined || sameTerm(old, attribute, comparison)) continue;
    const { value, ...rest } = old;
    const { value: newValue, ...newRest } = attribute;
    if (next !== undefined || typeof value === 'number' || typeof newValue === 'number') return undefined;
    if (!sameTerm(rest, newRest, comparison)) return undefined;
    const long = spot.path.length === 0 ? olds.some(({ name }) => longForm.has(name)) : (spot.long ?? false);
    next = { before: value, after: newValue, path: [...spot.path, old.name], long };
  }
  return next;
}

const longForm = new Set(['config', 'options']);

/** The content of `mkIf` and the like, where only that is another. */
function contentOf(spot: Spot, before: ApplyTerm, after: ApplyTerm, comparison: Comparison): Spot | undefined {
  const content = before.args.at(-1);
  const newContent = after.args.at(-1);
  if (content === undefined || newContent === undefined || !properties.has(calledName(before.callee) ?? ''))
    return undefined;
  const head = [before.callee, ...before.args.slice(0, -1)];
  if (!sameTerm(head, [after.callee, ...after.args.slice(0, -1)], comparison)) return undefined;
  if (content.kind !== 'list' || newContent.kind !== 'list') return { ...spot, before: content, after: newContent };
  return calledName(before.callee) === 'mkMerge' ? differingItem(spot, content, newContent, comparison) : undefined;
}

const properties = new Set(['mkIf', 'mkMerge', 'mkForce', 'mkDefault', 'mkOverride', 'mkBefore', 'mkAfter', 'mkOrder']);

function calledName(callee: Term): string | undefined {
  if (callee.kind === 'local' || callee.kind === 'free') return callee.name;
  const last = callee.kind === 'select' && callee.fallback === undefined ? callee.path.at(-1) : undefined;
  return typeof last === 'string' ? last : undefined;
}

function differingItem(
  spot: Spot,
  before: Extract<Term, { kind: 'list' }>,
  after: Extract<Term, { kind: 'list' }>,
  comparison: Comparison,
): Spot | undefined {
  if (before.items.length !== after.items.length) return undefined;
  let next: Spot | undefined;
  for (const [index, old] of before.items.entries()) {
    const item = after.items[index];
    if (item === undefined || sameTerm(old, item, comparison)) continue;
    if (next !== undefined) return undefined;
    next = { ...spot, before: old, after: item };
  }
  if (before.site !== undefined && after.site !== undefined) comparison.pairs.set(after.site, before.site);
  return next;
}

/** Whether both name the same variables, attributes and paths in the same order: neither reads what the other does not. */
function sameReferences(before: Term, after: Term): boolean {
  const a = references(before);
  const b = references(after);
  return a.length === b.length && a.every((name, index) => name === b[index]);
}

function references(term: Term): readonly string[] {
  const found: string[] = [];
  const open: object[] = [term];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { kind } = next as { readonly kind?: string };
    if (kind !== undefined && reading.has(kind)) found.push(JSON.stringify(next, withoutPlaces));
    const parts = next as Parts;
    for (const name in parts) {
      const part = parts[name];
      if (typeof part === 'object' && part !== null && name !== 'site' && name !== 'thunk') open.push(part);
    }
  }
  return found;
}

/** Terms that reach for something outside of themselves. */
const reading = new Set(['local', 'free', 'path', 'searchPath', 'select', 'has', 'with', 'lambda', 'let']);

function withoutPlaces(name: string, value: unknown): unknown {
  if (name === 'site' || name === 'moreSites' || name === 'thunk') return undefined;
  return typeof value === 'bigint' ? String(value) : value;
}
