import type { AttributeName, Expression, StringLiteral } from './tree.ts';

/**
 * The name that a component of an attribute path stands for, as far as it is written in the text: names, strings without
 * interpolation, and `${"…"}` around one, as in Nix. A placeholder gives the text between its brackets. `undefined` for
 * a name that must be evaluated or is missing.
 */
export function staticName(name: AttributeName): string | undefined {
  switch (name.kind) {
    case 'name':
    case 'placeholder':
      return name.name;
    case 'string':
      return staticText(name);
    case 'interpolation':
      return staticString(name.expression);
    case 'missing':
      return undefined;
  }
}

/** The text of a string without interpolation; `undefined` if it has one. */
export function staticText(string: StringLiteral): string | undefined {
  const { parts } = string;
  if (parts.length === 0) return '';
  const first = parts[0];
  if (parts.length === 1) return first?.kind === 'text' ? first.value : undefined;
  let text = '';
  for (const part of parts) {
    if (part.kind !== 'text') return undefined;
    text += part.value;
  }
  return text;
}

/** The value of an expression that is a string without interpolation, a legacy URI, or one of these in parentheses. */
export function staticString(expression: Expression): string | undefined {
  const inner = withoutParentheses(expression);
  if (inner.kind === 'string') return staticText(inner);
  return inner.kind === 'uri' ? inner.value : undefined;
}

/** The expression without any parentheses around it. */
export function withoutParentheses(expression: Expression): Expression {
  let inner = expression;
  while (inner.kind === 'parenthesized') inner = inner.inner;
  return inner;
}

/**
 * The text of an attribute path as one would write it, with quotes where Nix needs them: `a."b c".d`. `undefined` if
 * one of its names is not static.
 */
export function attrPathText(path: readonly AttributeName[]): string | undefined {
  const names: string[] = [];
  for (const component of path) {
    const name = staticName(component);
    if (name === undefined) return undefined;
    names.push(quoteAttributeName(name));
  }
  return names.join('.');
}

/** A name as it must be written in an attribute path: bare if it can be, otherwise as a string. */
export function quoteAttributeName(name: string): string {
  return isBareName(name) ? name : quoteString(name);
}

/** Whether a name can stand in an attribute path without quotes. Keywords cannot, `or` can. */
export function isBareName(name: string): boolean {
  return /^[a-zA-Z_][a-zA-Z0-9_'-]*$/.test(name) && !keywords.has(name);
}

const keywords: ReadonlySet<string> = new Set(['if', 'then', 'else', 'assert', 'with', 'let', 'in', 'rec', 'inherit']);

/** A double-quoted string literal for a value. */
export function quoteString(value: string): string {
  const escaped = value
    .replace(/["\\]/g, '\\$&')
    .replace(/\$(?=\{)/g, '\\$')
    .replace(/\n/g, '\\n')
    .replace(/\r/g, '\\r')
    .replace(/\t/g, '\\t');
  return `"${escaped}"`;
}
