import type { Span } from '../../base/span.ts';
import { staticName, withoutParentheses } from './attrPath.ts';
import { lex } from './lexer.ts';
import type { Machine, Open } from './machine.ts';
import type { AttributeName, AttributeSet, Binding, Expression, Formals, Inherit, Lambda, LetIn } from './tree.ts';

/**
 * Reports attributes of a set or `let` that are defined twice, as Nix does: two definitions are one only if both are
 * sets, and then what is in them must not clash. Source: `addAttr`, NixOS/nix, src/libexpr/parser.y of 2.8.0, and
 * src/libexpr/include/nix/expr/parser-state.hh of 2026, where sets within such sets are merged too.
 */
export function checkDuplicates(machine: Machine, node: Open<AttributeSet> | Open<LetIn>): void {
  if (mayClash(node.bindings)) addBindings(new Map(), node.bindings, machine.text, machine);
}

/** A quick test for most sets: whether any first name of a binding comes twice. */
function mayClash(bindings: readonly Binding[]): boolean {
  if (bindings.length === 1) return bindings[0]?.kind === 'inherit';
  if (bindings.length > 12) return mayClashMany(bindings);
  for (let i = 0; i < bindings.length; i++) {
    const binding = bindings[i] as Binding;
    if (binding.kind === 'inherit') return true;
    const name = firstName(binding.path[0] as AttributeName);
    if (name === undefined) continue;
    for (let j = 0; j < i; j++) {
      const other = bindings[j] as Binding;
      if (other.kind === 'binding' && firstName(other.path[0] as AttributeName) === name) return true;
    }
  }
  return false;
}

function mayClashMany(bindings: readonly Binding[]): boolean {
  const seen = new Set<string>();
  for (const binding of bindings) {
    const names = binding.kind === 'inherit' ? binding.names : [binding.path[0] as AttributeName];
    for (const component of names) {
      const name = firstName(component);
      if (name === undefined) continue;
      if (seen.has(name)) return true;
      seen.add(name);
    }
  }
  return false;
}

function firstName(component: AttributeName): string | undefined {
  return component.kind === 'name' ? component.name : staticName(component);
}

/** An attribute met so far: a set whose attributes may grow, or something else. */
interface Entry {
  readonly span: Span;
  /** The set that was written as the value; its attributes are read when they are needed. */
  readonly written: AttributeSet | undefined;
  attributes: Attributes | undefined;
}

type Attributes = Map<string, Entry>;

/** Adds bindings to attributes; clashes are reported to `machine`, or passed over where it is not given. */
function addBindings(attributes: Attributes, bindings: readonly Binding[], text: string, machine?: Machine): void {
  for (const binding of bindings) {
    if (binding.kind === 'binding') {
      addBinding(attributes, binding.path, binding.value, text, machine);
      continue;
    }
    for (const component of binding.names) {
      const name = exactName(component, text);
      if (name === undefined) continue;
      const present = attributes.get(name);
      if (present) reportDuplicate(machine, name, component, present.span);
      else attributes.set(name, { span: component, written: undefined, attributes: undefined });
    }
  }
}

function addBinding(
  root: Attributes,
  path: readonly AttributeName[],
  value: Expression,
  text: string,
  machine?: Machine,
): void {
  let attributes = root;
  for (let i = 0; i < path.length; i++) {
    const component = path[i] as AttributeName;
    const name = exactName(component, text);
    // Behind a dynamic name is a set of its own, which nothing can clash with.
    if (name === undefined) return;
    const present = attributes.get(name);
    const isLast = i === path.length - 1;
    if (!present) {
      const entry = isLast ? entryOf(component, value) : { span: component, written: undefined, attributes: new Map() };
      attributes.set(name, entry);
      if (entry.attributes) attributes = entry.attributes;
      continue;
    }
    const inner = attributesOf(present, text);
    const added = isLast ? entryOf(component, value) : undefined;
    if (!inner || (added && !added.written)) {
      reportDuplicate(machine, name, component, present.span);
      return;
    }
    if (added) mergeSets(inner, added, text, machine);
    attributes = inner;
  }
}

function entryOf(span: Span, value: Expression): Entry {
  const inner = withoutParentheses(value);
  const written = inner.kind === 'attributeSet' && inner.form !== 'let' ? inner : undefined;
  return { span, written, attributes: undefined };
}

/** The attributes of an entry that is a set; `undefined` for anything else. */
function attributesOf(entry: Entry, text: string): Attributes | undefined {
  if (!entry.attributes && entry.written) {
    entry.attributes = new Map();
    addBindings(entry.attributes, entry.written.bindings, text);
  }
  return entry.attributes;
}

/** Merges the set of `added` into attributes, and sets within it, however deep. */
function mergeSets(target: Attributes, added: Entry, text: string, machine?: Machine): void {
  const pending = [{ target, added }];
  for (let next = pending.pop(); next; next = pending.pop()) {
    for (const [name, entry] of attributesOf(next.added, text) ?? []) {
      const present = next.target.get(name);
      if (!present) {
        next.target.set(name, entry);
        continue;
      }
      const inner = attributesOf(present, text);
      if (inner && attributesOf(entry, text)) pending.push({ target: inner, added: entry });
      else reportDuplicate(machine, name, entry.span, present.span);
    }
  }
}

function reportDuplicate(machine: Machine | undefined, name: string, span: Span, first: Span): void {
  machine?.report('duplicate-attribute', `The attribute \`${name}\` is already defined`, span, first);
}

/** Reports names of an `inherit` that Nix cannot know when it parses. */
export function checkInherited(machine: Machine, node: Inherit): void {
  for (const name of node.names) {
    if (exactName(name, machine.text) !== undefined || name.kind === 'missing') continue;
    machine.report('dynamic-attribute', '`inherit` cannot take a name that must be evaluated', name);
  }
}

/** Reports bindings of a `let` whose name must be evaluated. */
export function checkLetNames(machine: Machine, node: Open<LetIn>): void {
  for (const binding of node.bindings) {
    if (binding.kind !== 'binding') continue;
    const name = binding.path[0] as AttributeName;
    if (exactName(name, machine.text) !== undefined || name.kind === 'missing') continue;
    machine.report('dynamic-attribute', '`let` cannot bind a name that must be evaluated', name);
  }
}

/** Reports formals of the same name, and a formal of the name of the whole argument. */
export function checkFormals(machine: Machine, node: Open<Lambda>): void {
  const seen = new Map<string, Span>();
  if (node.parameter) seen.set(node.parameter.name, node.parameter);
  for (const formal of (node.formals as Formals).items) {
    const first = seen.get(formal.name);
    if (first) {
      const message = `The function already has an argument \`${formal.name}\``;
      machine.report('duplicate-formal', message, formal.nameSpan, first);
    } else {
      seen.set(formal.name, formal.nameSpan);
    }
  }
}

/**
 * Like `staticName`, but exact for indented strings: Nix takes one that has escapes for an expression to evaluate,
 * because it comes in several tokens.
 */
function exactName(name: AttributeName, text: string): string | undefined {
  if (name.kind === 'name') return name.name;
  if (name.kind === 'interpolation') {
    const inner = withoutParentheses(name.expression);
    if (inner.kind === 'string' && inner.indented && lex(text.slice(inner.start, inner.end)).count > 3)
      return undefined;
  }
  return staticName(name);
}
