import { join } from './join.ts';
import { type Env, type Machine, speculate } from './machine.ts';
import type { HasTerm, PathStep, SelectTerm } from './term.ts';
import type { AttrsValue, External, Failure, Site, Thunk, Unknown, Value } from './value.ts';
import { because, boolean, failure, typeFailure } from './values.ts';

/** `target.a.b or fallback`, the target evaluated already. */
export function selectPath(machine: Machine, target: Value, term: SelectTerm, env: Env): Value {
  const { fallback, path } = term;
  let value = target;
  let doubt: Unknown | undefined;
  for (const step of path) {
    if (value.kind === 'failure') return value;
    const name = typeof step === 'string' ? step : nameOf(step, env);
    const like = typeof name === 'string' ? undefined : likeOf(value, name);
    if (like !== undefined) {
      value = like.force();
      continue;
    }
    if (typeof name !== 'string')
      return name.kind === 'failure' ? name : withFallback(machine, name, fallback, env, name);
    if (value.kind === 'attrs') {
      const attr = value.entries.get(name);
      if (attr !== undefined) {
        doubt ??= fallback === undefined ? undefined : attr.maybe;
        value = attr.thunk.force();
        continue;
      }
    }
    if (fallback !== undefined && isSurelyMissing(value, name)) {
      return doubt === undefined ? machine.evaluate(fallback, env) : withFallback(machine, doubt, fallback, env, doubt);
    }
    value = selectMissing(value, name, term.site);
    if (value.kind === 'unknown') doubt ??= value;
  }
  return fallback === undefined || doubt === undefined ? value : withFallback(machine, value, fallback, env, doubt);
}

function withFallback(machine: Machine, value: Value, fallback: SelectTerm['fallback'], env: Env, why: Unknown): Value {
  if (fallback === undefined) return value;
  return speculate(machine, () => join(machine, value, machine.evaluate(fallback, env), why));
}

function isSurelyMissing(value: Value, name: string): boolean {
  return value.kind !== 'unknown' && (value.kind !== 'attrs' || restFor(value, name) === undefined);
}

/** What a set says of an attribute it does not list; undefined: it has none of that name. */
function restFor(value: AttrsValue, name: string): Unknown | undefined {
  return value.lacks?.(name) === true ? undefined : value.rest;
}

/** `set.name` for natives and whoever else has a value in hand. */
export function selectName(_machine: Machine, value: Value, name: string, site?: Site): Value {
  const attr = value.kind === 'attrs' ? value.entries.get(name) : undefined;
  return attr === undefined ? selectMissing(value, name, site) : attr.thunk.force();
}

function selectMissing(value: Value, name: string, site?: Site): Value {
  switch (value.kind) {
    case 'attrs': {
      const rest = restFor(value, name);
      return rest === undefined
        ? failure('missing-attribute', `attribute '${name}' missing`, site)
        : selectExternal(rest, name);
    }
    case 'unknown':
      return selectExternal(value, name);
    case 'failure':
      return value;
    default:
      return typeFailure('a set', value, site);
  }
}

/** An attribute of something unknown: unknown too, but where it lies outside, its place is known. */
export function selectExternal(value: Unknown, name: string): Unknown {
  const place = value.external;
  if (place === undefined || place.subpath !== '' || place.source.kind === 'workspace') {
    return place === undefined ? value : because(value, value.site);
  }
  const attributes = [...place.attributes, name];
  const reason =
    place.source.kind === 'nixpkgs' ? `${[place.source.name, ...attributes].join('.')} is not known` : value.reason;
  const external: External = { ...place, attributes };
  return value.pending
    ? { kind: 'unknown', reason, site: value.site, external, pending: true }
    : { kind: 'unknown', reason, site: value.site, external };
}

/** `target ? a.b`, three-valued. */
export function hasPath(_machine: Machine, target: Value, term: HasTerm, env: Env): Value {
  let value = target;
  let doubt: Unknown | undefined;
  const last = term.path.length - 1;
  for (const [index, step] of term.path.entries()) {
    if (value.kind === 'failure') return value;
    const name = typeof step === 'string' ? step : nameOf(step, env);
    if (typeof name !== 'string') return name;
    if (value.kind === 'unknown') return value;
    if (value.kind !== 'attrs') return boolean(false, term.site);
    const has = hasName(value, name);
    if (has === false) return boolean(false, term.site);
    if (has !== true) doubt ??= has;
    if (index === last) return doubt ?? boolean(true, term.site);
    const attr = value.entries.get(name);
    if (attr === undefined) return doubt ?? boolean(false, term.site);
    value = attr.thunk.force();
  }
  return doubt ?? boolean(true, term.site);
}

/** Whether a set has an attribute; the reason where that is unknown. */
export function hasName(value: AttrsValue, name: string): boolean | Unknown {
  const attr = value.entries.get(name);
  if (attr !== undefined) return attr.maybe ?? true;
  return restFor(value, name) ?? false;
}

/** What is known of an attribute whose name is any of those that the rest of this set stands for. */
function likeOf(value: Value, name: Unknown | Failure): Thunk | undefined {
  if (value.kind !== 'attrs' || name.kind !== 'unknown' || name.nameLike === undefined) return undefined;
  return name.nameLike === value.restLike ? name.nameLike : undefined;
}

function nameOf(step: Exclude<PathStep, string>, env: Env): string | Extract<Value, { kind: 'unknown' | 'failure' }> {
  const value = env.machine.evaluate(step, env);
  if (value.kind === 'string') return value.text;
  return value.kind === 'unknown' || value.kind === 'failure' ? value : typeFailure('a string', value, step.site);
}
