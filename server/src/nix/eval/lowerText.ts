import type {
  Interpolation,
  NumberLiteral,
  PathLiteral,
  SearchPath,
  StringLiteral,
  TextPart,
  UriLiteral,
} from '../syntax/tree.ts';
import { code, emitText, hole, type Lowering, newSite, type Scope, variable } from './lowering.ts';
import { directoryOf, normalize } from './paths.ts';
import type { Constant, Term } from './term.ts';
import { ready, type Site, type StringValue, type Value } from './value.ts';

function constant(site: Site | undefined, value: Value): Constant {
  return { kind: 'constant', site, value, thunk: ready(value) };
}

export function lowerNumber(lowering: Lowering, expression: NumberLiteral): Term {
  if (expression.kind === 'int' && BigInt(expression.raw) > 9223372036854775807n) {
    return hole(lowering, expression, 'syntax error: an integer is too large');
  }
  const site = newSite(lowering, expression);
  lowering.codes.push(expression.kind === 'int' ? code.constantInteger : code.constantFloat);
  emitText(lowering, expression.raw);
  const number = Number(expression.raw);
  if (expression.kind === 'float') return constant(site, { kind: 'float', value: number, site });
  return constant(site, {
    kind: 'integer',
    value: Number.isSafeInteger(number) ? number : BigInt(expression.raw),
    site,
  });
}

export function lowerUri(lowering: Lowering, expression: UriLiteral): Term {
  return constantString(lowering, newSite(lowering, expression), expression.value);
}

export function lowerString(lowering: Lowering, expression: StringLiteral, scope: Scope | undefined): Term {
  const site = newSite(lowering, expression);
  const plain = expression.parts.every((part) => part.kind === 'text');
  if (plain)
    return constantString(
      lowering,
      site,
      expression.parts.map((part) => (part.kind === 'text' ? part.value : '')).join(''),
    );
  lowering.codes.push(code.interpolated, expression.parts.length);
  return { kind: 'interpolated', site, parts: lowerParts(lowering, expression.parts, scope) };
}

function constantString(lowering: Lowering, site: Site | undefined, text: string): Term {
  lowering.codes.push(code.constantString);
  emitText(lowering, text);
  return constant(site, { kind: 'string', text, site });
}

function lowerParts(
  lowering: Lowering,
  parts: readonly (TextPart | Interpolation)[],
  scope: Scope | undefined,
): (StringValue | Term)[] {
  return parts.map((part) => {
    if (part.kind === 'interpolation') return lowering.lower(part.expression, scope);
    const site = newSite(lowering, part);
    lowering.codes.push(code.text);
    emitText(lowering, part.value);
    return { kind: 'string', text: part.value, site };
  });
}

export function lowerPath(lowering: Lowering, expression: PathLiteral, scope: Scope | undefined): Term {
  const [first, ...rest] = expression.parts;
  if (first?.kind !== 'text') return hole(lowering, expression, 'syntax error: a path without a start');
  const site = newSite(lowering, expression);
  const home = first.value.startsWith('~');
  const absolute = first.value.startsWith('/') ? first.value : `${directoryOf(lowering.path)}/${first.value}`;
  if (rest.length === 0 && !home) {
    lowering.codes.push(code.constantPath);
    emitText(lowering, first.value);
    return constant(site, { kind: 'path', path: normalize(absolute), site });
  }
  lowering.codes.push(code.path, rest.length);
  emitText(lowering, first.value);
  // The trailing slash of the first part counts: `./a/${x}`.
  const start = normalize(absolute) + (first.value.endsWith('/') ? '/' : '');
  return { kind: 'path', site, start: home ? undefined : start, parts: lowerParts(lowering, rest, scope) };
}

/** Angle brackets call `__findFile`, which some flakes bind to something of their own. */
export function lowerSearchPath(lowering: Lowering, expression: SearchPath, scope: Scope | undefined): Term {
  const site = newSite(lowering, expression);
  let bound = false;
  for (let around = scope; around !== undefined; around = around.around)
    if (around.names?.has('__findFile')) bound = true;
  lowering.codes.push(code.searchPath, bound ? 1 : 0);
  emitText(lowering, expression.value);
  const finder = bound ? variable(lowering, '__findFile', site, scope) : undefined;
  return { kind: 'searchPath', site, text: expression.value, finder };
}
