import type { Assert, Expression, Identifier, If, Lambda, SyntaxTree, With } from '../syntax/tree.ts';
import { lowerLet, lowerSet } from './lowerBindings.ts';
import { code, emitText, hole, type Lowering, newSite, type Scope, variable } from './lowering.ts';
import { lowerApply, lowerBinary, lowerUnary } from './lowerOperators.ts';
import { lowerHas, lowerSelect } from './lowerPaths.ts';
import { lowerNumber, lowerPath, lowerSearchPath, lowerString, lowerUri } from './lowerText.ts';
import { makeSites } from './sites.ts';
import type { Lowered } from './summary.ts';
import type { FormalTerm, Term } from './term.ts';
import type { FilePath } from './value.ts';

/** Nested deeper than this is not followed: real code stays below 100, and evaluation must not run out of stack. */
const maximalDepth = 400;

/**
 * The meaning of a parsed file without positions, and the positions. Never fails: broken syntax becomes terms that
 * evaluate to unknown.
 */
export function lower(tree: SyntaxTree, path: FilePath): Lowered {
  return lowerTree(tree, path, true);
}

/** As `lower`, for Nix text that is part of the engine: its values take the place they are used at. */
export function lowerUnlocated(tree: SyntaxTree): Term {
  return lowerTree(tree, '/', false).summary.root;
}

function lowerTree(tree: SyntaxTree, path: FilePath, located: boolean): Lowered {
  const lowering: Lowering = {
    path,
    located,
    sites: [],
    starts: [],
    ends: [],
    codes: [],
    strings: [],
    stringNumbers: new Map(),
    unbound: [],
    depth: 0,
    lower: (expression, scope) => lowerExpression(lowering, expression, scope),
  };
  const root = lowering.lower(tree.root, undefined);
  const print = { codes: new Int32Array(lowering.codes), strings: lowering.strings.slice() };
  const objects = lowering.sites.slice();
  const sites = makeSites(objects, new Uint32Array(lowering.starts), new Uint32Array(lowering.ends));
  const summary = { path, root, sites: objects, unbound: lowering.unbound, print, identity: { path } };
  return { summary, sites };
}

function lowerExpression(lowering: Lowering, expression: Expression, scope: Scope | undefined): Term {
  let inner = expression;
  while (inner.kind === 'parenthesized') inner = inner.inner;
  if (lowering.depth >= maximalDepth) return hole(lowering, inner, 'nested too deeply');
  lowering.depth++;
  const term = lowerInner(lowering, inner, scope);
  lowering.depth--;
  return term;
}

function lowerInner(lowering: Lowering, expression: Expression, scope: Scope | undefined): Term {
  switch (expression.kind) {
    case 'identifier':
      return lowerIdentifier(lowering, expression, scope);
    case 'int':
    case 'float':
      return lowerNumber(lowering, expression);
    case 'string':
      return lowerString(lowering, expression, scope);
    case 'uri':
      return lowerUri(lowering, expression);
    case 'path':
      return lowerPath(lowering, expression, scope);
    case 'searchPath':
      return lowerSearchPath(lowering, expression, scope);
    case 'list': {
      const site = newSite(lowering, expression);
      lowering.codes.push(code.list, expression.items.length);
      return { kind: 'list', site, items: expression.items.map((item) => lowering.lower(item, scope)) };
    }
    case 'attributeSet':
      return lowerSet(lowering, expression, scope);
    case 'letIn':
      return lowerLet(lowering, expression, scope);
    case 'with':
    case 'assert':
    case 'if':
      return lowerForm(lowering, expression, scope);
    case 'lambda':
      return lowerLambda(lowering, expression, scope);
    case 'apply':
      return lowerApply(lowering, expression, scope);
    case 'select':
      return lowerSelect(lowering, expression, scope);
    case 'hasAttribute':
      return lowerHas(lowering, expression, scope);
    case 'unary':
      return lowerUnary(lowering, expression, scope);
    case 'binary':
      return lowerBinary(lowering, expression, scope);
    case 'parenthesized':
      return lowering.lower(expression.inner, scope);
    case 'missing':
      return hole(lowering, expression, 'syntax error: an expression is missing');
  }
}

function lowerForm(lowering: Lowering, expression: With | Assert | If, scope: Scope | undefined): Term {
  const site = newSite(lowering, expression);
  lowering.codes.push(code[expression.kind]);
  if (expression.kind === 'with') {
    const from = lowering.lower(expression.scope, scope);
    return {
      kind: 'with',
      site,
      scope: from,
      body: lowering.lower(expression.body, { names: undefined, around: scope }),
    };
  }
  const condition = lowering.lower(expression.condition, scope);
  if (expression.kind === 'assert')
    return { kind: 'assert', site, condition, body: lowering.lower(expression.body, scope) };
  const whenTrue = lowering.lower(expression.whenTrue, scope);
  return { kind: 'if', site, condition, whenTrue, whenFalse: lowering.lower(expression.whenFalse, scope) };
}

function lowerIdentifier(lowering: Lowering, expression: Identifier, scope: Scope | undefined): Term {
  const site = newSite(lowering, expression);
  if (expression.name !== '__curPos') return variable(lowering, expression.name, site, scope);
  lowering.codes.push(code.position);
  return { kind: 'position', site };
}

function lowerLambda(lowering: Lowering, expression: Lambda, scope: Scope | undefined): Term {
  const site = newSite(lowering, expression);
  const { parameter, formals } = expression;
  lowering.codes.push(code.lambda, formals === undefined ? -1 : formals.items.length, formals?.ellipsis ? 1 : 0);
  const names = new Map<string, number>();
  formals?.items.forEach((formal, slot) => {
    names.set(formal.name, slot);
  });
  if (parameter !== undefined) {
    names.set(parameter.name, formals?.items.length ?? 0);
    newSite(lowering, parameter);
    lowering.codes.push(code.name);
    emitText(lowering, parameter.name);
  }
  const inner: Scope = { names, around: scope };
  const lowered = formals?.items.map((formal): FormalTerm => {
    lowering.codes.push(code.formal, formal.fallback === undefined ? 0 : 1);
    emitText(lowering, formal.name);
    const place = newSite(lowering, formal.nameSpan);
    const fallback = formal.fallback === undefined ? undefined : lowering.lower(formal.fallback, inner);
    return { name: formal.name, site: place, fallback };
  });
  const body = lowering.lower(expression.body, inner);
  return {
    kind: 'lambda',
    site,
    parameter: parameter?.name,
    formals: lowered,
    ellipsis: formals?.ellipsis ?? false,
    body,
  };
}
