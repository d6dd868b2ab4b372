import type { TextEdit } from '../../../base/edit.ts';
import { quoteAttributeName, staticName, withoutParentheses } from '../attrPath.ts';
import type { AttributeBinding, AttributeSet, SyntaxTree } from '../tree.ts';
import { insertBinding, removeBinding } from './bindings.ts';
import { replaceExpression } from './expressions.ts';

/** A binding and the set it stands in. */
export interface FoundBinding {
  readonly set: AttributeSet;
  readonly binding: AttributeBinding;
}

/**
 * Gives the attribute at a path of a set a value: changes the value if the attribute is written in the set, or in a set
 * in it; otherwise inserts a binding, next to those that share most of the path. `undefined` where that cannot be done by
 * writing here: something on the way is inherited or is no set, or the path has attributes of its own.
 */
export function setAttribute(
  tree: SyntaxTree,
  set: AttributeSet,
  path: readonly string[],
  valueText: string,
): TextEdit[] | undefined {
  const found = findBinding(set, path);
  if (found) return replaceExpression(tree, found.binding.value, valueText);
  const place = placeFor(set, path);
  if (!place) return undefined;
  const name = place.rest.map(quoteAttributeName).join('.');
  return insertBinding(tree, place.set, `${name} = ${valueText};`, place.after);
}

/** Removes the binding of an attribute at a path; no edit if there is none. */
export function removeAttribute(tree: SyntaxTree, set: AttributeSet, path: readonly string[]): TextEdit[] {
  const found = findBinding(set, path);
  return found ? removeBinding(tree, found.binding) : [];
}

/** The binding whose value is the attribute at a path of a set, written as `a.b = …` or within nested sets. */
export function findBinding(set: AttributeSet, path: readonly string[]): FoundBinding | undefined {
  const pending = [{ set, depth: 0 }];
  for (let next = pending.shift(); next; next = pending.shift()) {
    for (const binding of next.set.bindings) {
      if (binding.kind !== 'binding') continue;
      const shared = sharedLength(binding, path, next.depth);
      if (shared < binding.path.length) continue;
      const depth = next.depth + shared;
      if (depth === path.length) return { set: next.set, binding };
      const inner = setOf(binding);
      if (inner) pending.push({ set: inner, depth });
    }
  }
  return undefined;
}

interface Place {
  readonly set: AttributeSet;
  /** The names still to be written. */
  readonly rest: readonly string[];
  /** The binding to write behind; the last one of the set if there is none. */
  readonly after: AttributeBinding | undefined;
}

/** Where a binding for a path that is not there goes: the innermost set on the way, behind what shares most of the path. */
function placeFor(root: AttributeSet, path: readonly string[]): Place | undefined {
  let best: Place = { set: root, rest: path, after: undefined };
  let closest = 0;
  const pending = [{ set: root, depth: 0 }];
  for (let next = pending.shift(); next; next = pending.shift()) {
    for (const binding of next.set.bindings) {
      if (binding.kind === 'inherit') {
        if (binding.names.some((name) => staticName(name) === path[next.depth])) return undefined;
        continue;
      }
      const shared = sharedLength(binding, path, next.depth);
      if (shared === 0) continue;
      const depth = next.depth + shared;
      // The path leads to attributes of its own: its value would be written twice.
      if (depth === path.length) return undefined;
      const isWhole = shared === binding.path.length;
      const inner = isWhole ? setOf(binding) : undefined;
      if (isWhole && !inner) return undefined;
      if (inner) pending.push({ set: inner, depth });
      if (inner && depth >= closest) best = { set: inner, rest: path.slice(depth), after: undefined };
      else if (depth >= closest) best = { set: next.set, rest: path.slice(next.depth), after: binding };
      closest = Math.max(closest, depth);
    }
  }
  return best;
}

/** How many names of a binding's path agree with a path from `depth` on, up to the first that does not. */
function sharedLength(binding: AttributeBinding, path: readonly string[], depth: number): number {
  let shared = 0;
  for (const component of binding.path) {
    if (depth + shared >= path.length || staticName(component) !== path[depth + shared]) break;
    shared++;
  }
  return shared;
}

function setOf(binding: AttributeBinding): AttributeSet | undefined {
  const value = withoutParentheses(binding.value);
  return value.kind === 'attributeSet' && value.form !== 'let' ? value : undefined;
}
