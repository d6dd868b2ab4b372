import type { Span } from '../../base/span.ts';
import type { AttributeSet, LetIn } from '../syntax/tree.ts';
import { type Draft, type DraftValue, draftBindings } from './draftBindings.ts';
import { code, emitText, type Lowering, newSite, type Scope, variable } from './lowering.ts';
import { lowerName } from './lowerPaths.ts';
import type { AttrsTerm, Bindings, DynamicAttribute, StaticAttribute, Term } from './term.ts';
import type { Site } from './value.ts';

/** `{ … }`, `rec { … }`; the legacy `let { … }` is its attribute `body`. */
export function lowerSet(lowering: Lowering, expression: AttributeSet, scope: Scope | undefined): Term {
  if (expression.form !== 'let') {
    return lowerDraft(lowering, draftBindings(expression.bindings, expression, expression.form === 'rec'), scope);
  }
  const site = newSite(lowering, expression);
  lowering.codes.push(code.select, 1, 0);
  emitText(lowering, 'body');
  const target = lowerDraft(lowering, draftBindings(expression.bindings, expression, true), scope);
  return { kind: 'select', site, target, path: ['body'], fallback: undefined };
}

/** `let … in body`. */
export function lowerLet(lowering: Lowering, expression: LetIn, scope: Scope | undefined): Term {
  const site = newSite(lowering, expression);
  const draft = draftBindings(expression.bindings, expression, true);
  lowering.codes.push(code.let, draft.entries.size, draft.sources.length);
  const inner = innerScope(draft, scope);
  const bindings = lowerBindings(lowering, draft, inner, scope);
  return { kind: 'let', site, ...bindings, body: lowering.lower(expression.body, inner) };
}

function lowerDraft(lowering: Lowering, draft: Draft, scope: Scope | undefined): AttrsTerm {
  const site = newSite(lowering, draft.span);
  lowering.codes.push(
    code.attrs,
    (draft.recursive ? 1 : 0) + (draft.torn ? 2 : 0),
    draft.entries.size,
    draft.dynamics.length,
    draft.sources.length,
  );
  const inner = draft.recursive ? innerScope(draft, scope) : scope;
  const bindings = lowerBindings(lowering, draft, inner, scope);
  const dynamics = draft.dynamics.length === 0 ? none : lowerDynamics(lowering, draft.dynamics, inner);
  return { kind: 'attrs', site, recursive: draft.recursive, ...bindings, dynamics, torn: draft.torn };
}

function lowerDynamics(
  lowering: Lowering,
  dynamics: Draft['dynamics'],
  scope: Scope | undefined,
): readonly DynamicAttribute[] {
  return dynamics.map((dynamic) => {
    lowering.codes.push(code.dynamic);
    const site = newSite(lowering, dynamic.name);
    const name = lowerName(lowering, dynamic.name, scope);
    return { name, site, value: lowerValue(lowering, dynamic.value, scope) };
  });
}

/** Most sets have neither: one list for all of them. */
const none: readonly never[] = [];

/** The slots of a recursive set or `let`: its attributes in order. */
function innerScope(draft: Draft, around: Scope | undefined): Scope {
  const names = new Map<string, number>();
  for (const name of draft.entries.names()) names.set(name, names.size);
  return { names, around };
}

function lowerBindings(lowering: Lowering, draft: Draft, inner: Scope | undefined, outer: Scope | undefined): Bindings {
  const sources =
    draft.sources.length === 0
      ? none
      : draft.sources.map((source) => {
          lowering.codes.push(code.source);
          return lowering.lower(source, inner);
        });
  const attributes: StaticAttribute[] = [];
  draft.entries.forEach((name, { value, spans }) => {
    lowering.codes.push(code.attribute, value.kind === 'outer' ? 1 : 0);
    emitText(lowering, name);
    const site = newSite(lowering, spans[0] ?? draft.span);
    attributes.push({
      name,
      site,
      moreSites: spans.length === 1 ? undefined : extraSites(lowering, spans),
      scope: value.kind === 'outer' ? 'outer' : 'inner',
      value: lowerAttribute(lowering, name, site, value, inner, outer),
    });
  });
  // A list that grew has room to spare, and there are many of them.
  return { attributes: attributes.slice(), sources };
}

/** Where else the name was written. */
function extraSites(lowering: Lowering, [, ...more]: readonly Span[]): readonly Site[] {
  return more.flatMap((span) => {
    lowering.codes.push(code.extraSite);
    return newSite(lowering, span) ?? [];
  });
}

function lowerAttribute(
  lowering: Lowering,
  name: string,
  site: Site | undefined,
  value: DraftValue,
  inner: Scope | undefined,
  outer: Scope | undefined,
): Term | number {
  switch (value.kind) {
    case 'outer':
      return variable(lowering, name, site, outer);
    case 'source':
      lowering.codes.push(code.source, value.index);
      return value.index;
    default:
      return lowerValue(lowering, value, inner);
  }
}

function lowerValue(lowering: Lowering, value: DraftValue, scope: Scope | undefined): Term {
  if (value.kind === 'set') return lowerGuarded(lowering, value.draft, scope);
  if (value.kind === 'expression') return lowering.lower(value.expression, scope);
  return { kind: 'hole', site: { file: lowering.path, number: 0 }, reason: 'syntax error' };
}

/** Sets are drafted without passing through `lowering.lower`, so their nesting is bounded here. */
function lowerGuarded(lowering: Lowering, draft: Draft, scope: Scope | undefined): Term {
  if (lowering.depth >= 400)
    return lowering.lower({ kind: 'missing', start: draft.span.start, end: draft.span.end }, scope);
  lowering.depth++;
  const term = lowerDraft(lowering, draft, scope);
  lowering.depth--;
  return term;
}
