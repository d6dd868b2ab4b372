import type { Span } from '../../base/span.ts';
import type { AttributeBinding, AttributeName, AttributeSet, Binding, Expression, Inherit } from '../syntax/tree.ts';
import { DraftEntries } from './draftEntries.ts';
import { staticName } from './lowerPaths.ts';

/**
 * The bindings of a set as they are meant, before they are lowered: attribute paths opened up, sets that were written
 * in several places merged as Nix does when it parses (`a.b = 1; a = { c = 2; };`). The first of two real duplicates
 * stays; the parser has reported the other.
 */
export interface Draft {
  readonly span: Span;
  /** Decided by the first of merged sets, as in Nix. */
  readonly recursive: boolean;
  readonly entries: DraftEntries;
  readonly dynamics: { readonly name: AttributeName; readonly value: DraftValue; readonly span: Span }[];
  readonly sources: Expression[];
  /** How many drafts are around this one. */
  readonly depth: number;
  torn: boolean;
}

export interface DraftEntry {
  readonly value: DraftValue;
  /** Everywhere the name was written, in order. */
  readonly spans: Span[];
}

export type DraftValue =
  | { readonly kind: 'expression'; readonly expression: Expression }
  | { readonly kind: 'set'; readonly draft: Draft }
  | { readonly kind: 'outer' }
  | { readonly kind: 'source'; readonly index: number };

/** Sets in sets are drafted at once, `deepest` levels of them: the rest is left to the lowering, which has a bound of its own. */
const deepest = 400;

export function draftBindings(bindings: readonly Binding[], span: Span, recursive: boolean, depth = 0): Draft {
  const draft = emptyDraft(span, recursive, depth);
  for (const binding of bindings) {
    if (binding.kind === 'inherit') addInherit(draft, binding);
    else addBinding(draft, binding);
  }
  return draft;
}

function emptyDraft(span: Span, recursive: boolean, depth: number): Draft {
  return { span, recursive, entries: new DraftEntries(), dynamics: [], sources: [], depth, torn: false };
}

function addInherit(draft: Draft, inherit: Inherit): void {
  const source = inherit.from === undefined ? undefined : draft.sources.push(inherit.from) - 1;
  for (const written of inherit.names) {
    const name = staticName(written);
    if (name === undefined) draft.torn = true;
    else if (!draft.entries.has(name)) {
      draft.entries.add(name, {
        value: source === undefined ? { kind: 'outer' } : { kind: 'source', index: source },
        spans: [written],
      });
    }
  }
}

function addBinding(draft: Draft, binding: AttributeBinding): void {
  let set = draft;
  const last = binding.path.length - 1;
  for (let index = 0; index <= last; index++) {
    const written = binding.path[index];
    if (written === undefined) return;
    if (written.kind === 'missing') {
      set.torn = true;
      return;
    }
    const name = staticName(written);
    const existing = name === undefined ? undefined : set.entries.get(name);
    if (index === last) {
      addValue(set, name, written, existing, binding);
      return;
    }
    if (existing !== undefined) {
      if (existing.value.kind !== 'set') return;
      existing.spans.push(written);
      set = existing.value.draft;
      continue;
    }
    const inner = emptyDraft(
      { start: binding.path[index + 1]?.start ?? written.end, end: binding.value.end },
      false,
      set.depth + 1,
    );
    place(set, name, written, { kind: 'set', draft: inner }, binding);
    set = inner;
  }
}

function addValue(
  set: Draft,
  name: string | undefined,
  written: AttributeName,
  existing: DraftEntry | undefined,
  binding: AttributeBinding,
): void {
  const literal = setLiteral(binding.value);
  if (existing === undefined) {
    const value: DraftValue =
      literal === undefined || set.depth >= deepest
        ? { kind: 'expression', expression: binding.value }
        : { kind: 'set', draft: draftBindings(literal.bindings, literal, literal.form === 'rec', set.depth + 1) };
    place(set, name, written, value, binding);
  } else if (existing.value.kind === 'set' && literal !== undefined) {
    existing.spans.push(written);
    merge(existing.value.draft, draftBindings(literal.bindings, literal, literal.form === 'rec', set.depth + 1));
  }
}

function place(
  set: Draft,
  name: string | undefined,
  written: AttributeName,
  value: DraftValue,
  binding: AttributeBinding,
): void {
  if (name === undefined) set.dynamics.push({ name: written, value, span: binding });
  else set.entries.add(name, { value, spans: [written] });
}

function setLiteral(expression: Expression): AttributeSet | undefined {
  let inner = expression;
  while (inner.kind === 'parenthesized') inner = inner.inner;
  return inner.kind === 'attributeSet' && inner.form !== 'let' ? inner : undefined;
}

/**
 * Nix 2.8 loses the dynamic attributes of the later set (`a.b = 1; a = { ${x} = 2; };`), newer ones keep them or refuse a
 * name that is there twice. What all agree on is that the first set's attributes count.
 */
function merge(into: Draft, from: Draft): void {
  const offset = into.sources.length;
  into.sources.push(...from.sources);
  if (from.torn) into.torn = true;
  from.entries.forEach((name, entry) => {
    const existing = into.entries.get(name);
    if (existing === undefined) {
      const { value } = entry;
      into.entries.add(
        name,
        value.kind === 'source' ? { ...entry, value: { kind: 'source', index: value.index + offset } } : entry,
      );
    } else if (existing.value.kind === 'set' && entry.value.kind === 'set') {
      existing.spans.push(...entry.spans);
      merge(existing.value.draft, entry.value.draft);
    }
  });
}
