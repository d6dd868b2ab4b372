import type { AttributeName, Expression, HasAttribute, Select } from '../syntax/tree.ts';
import { code, emitText, hole, type Lowering, newSite, type Scope } from './lowering.ts';
import type { PathStep, SelectTerm, Term } from './term.ts';

/** The name that the text itself gives, `${"x"}` and quoted names included; undefined for names that have to be evaluated. */
export function staticName(name: AttributeName): string | undefined {
  if (name.kind === 'name' || name.kind === 'placeholder') return name.name;
  if (name.kind === 'string') return plainText(name);
  return name.kind === 'interpolation' ? plainText(name.expression) : undefined;
}

function plainText(expression: Expression): string | undefined {
  let inner = expression;
  while (inner.kind === 'parenthesized') inner = inner.inner;
  if (inner.kind !== 'string') return undefined;
  let text = '';
  for (const part of inner.parts) {
    if (part.kind !== 'text') return undefined;
    text += part.value;
  }
  return text;
}

/** `target.a.b or fallback`. */
export function lowerSelect(lowering: Lowering, expression: Select, scope: Scope | undefined): SelectTerm {
  const site = newSite(lowering, expression);
  lowering.codes.push(code.select, expression.path.length, expression.fallback === undefined ? 0 : 1);
  const target = lowering.lower(expression.target, scope);
  const path = lowerSteps(lowering, expression.path, scope);
  const fallback = expression.fallback === undefined ? undefined : lowering.lower(expression.fallback, scope);
  return { kind: 'select', site, target, path, fallback };
}

/** `target ? a.b`. */
export function lowerHas(lowering: Lowering, expression: HasAttribute, scope: Scope | undefined): Term {
  const site = newSite(lowering, expression);
  lowering.codes.push(code.has, expression.path.length);
  const target = lowering.lower(expression.target, scope);
  return { kind: 'has', site, target, path: lowerSteps(lowering, expression.path, scope) };
}

function lowerSteps(lowering: Lowering, path: readonly AttributeName[], scope: Scope | undefined): PathStep[] {
  return path.map((step) => {
    const name = staticName(step);
    if (name === undefined) return lowerName(lowering, step, scope);
    newSite(lowering, step);
    lowering.codes.push(code.name);
    emitText(lowering, name);
    return name;
  });
}

/** The term of a name that has to be evaluated. */
export function lowerName(lowering: Lowering, name: AttributeName, scope: Scope | undefined): Term {
  if (name.kind === 'string') return lowering.lower(name, scope);
  if (name.kind === 'interpolation') return lowering.lower(name.expression, scope);
  return hole(lowering, name, 'syntax error: a name is missing');
}
