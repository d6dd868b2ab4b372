import { delay, Env, TermThunk, thunkOf } from './machine.ts';
import { selectName } from './select.ts';
import type { AttrsTerm, Bindings, StaticAttribute } from './term.ts';
import { type Attr, type Site, type Thunk, type Unknown, unknown, type Value } from './value.ts';
import { attrs, failure, typeFailure } from './values.ts';
import { isFewNames, WrittenEntries } from './writtenEntries.ts';

/** The value of a set literal. */
export function makeSet(term: AttrsTerm, env: Env): Value {
  if (isFewNames(term)) return attrs(new WrittenEntries(term, env), term.site);
  const entries = new Map<string, Attr>();
  let inner = env;
  if (term.recursive) {
    inner = bind(term, env);
    term.attributes.forEach((attribute, slot) => {
      const thunk = inner.slots[slot];
      if (thunk !== undefined) entries.set(attribute.name, attrOf(attribute, thunk));
    });
  } else {
    const sources = sourceThunks(term, env);
    for (const attribute of term.attributes)
      entries.set(attribute.name, attrOf(attribute, attributeThunk(attribute, env, env, sources)));
  }
  if (term.recursive && entries.has('__overrides')) return unknown('`__overrides` is not followed', term.site);
  const rest = term.torn ? unknown('syntax error: the name of an attribute is missing', term.site) : undefined;
  if (term.dynamics.length === 0) return attrs(entries, term.site, rest);
  return addDynamics(term, inner, entries, rest);
}

/** The environment of `let` and `rec`: all bindings in reach of each other. */
export function bind(term: Bindings, env: Env): Env {
  const slots: Thunk[] = [];
  const inner = new Env(env.machine, slots, env);
  const sources = sourceThunks(term, inner);
  for (const attribute of term.attributes) {
    const { value } = attribute;
    // Not `thunkOf` for own bindings: the slot a variable stands for may not be filled yet.
    if (attribute.scope === 'inner' && typeof value !== 'number' && value.kind !== 'constant')
      slots.push(new TermThunk(value, inner));
    else slots.push(attributeThunk(attribute, inner, env, sources));
  }
  return inner;
}

/** An attribute as it was written. */
export function attrOf(attribute: StaticAttribute, thunk: Thunk): Attr {
  const { site, moreSites } = attribute;
  return moreSites === undefined ? { thunk, site } : { thunk, site, moreSites };
}

/** The sets that attributes are inherited from. */
export function sourceThunks(term: Bindings, env: Env): readonly Thunk[] {
  return term.sources.length === 0 ? noSources : term.sources.map((source) => thunkOf(source, env));
}

const noSources: readonly Thunk[] = [];

/** The value of an attribute, to be evaluated when it is needed. */
export function attributeThunk(attribute: StaticAttribute, inner: Env, outer: Env, sources: readonly Thunk[]): Thunk {
  const { value, name, site } = attribute;
  if (typeof value !== 'number') return thunkOf(value, attribute.scope === 'outer' ? outer : inner);
  const source = sources[value];
  if (source === undefined) throw new Error('an attribute is inherited from a source that does not exist');
  return delay(inner.machine, () => selectName(inner.machine, source.force(), name, site));
}

function addDynamics(term: AttrsTerm, env: Env, entries: Map<string, Attr>, torn: Unknown | undefined): Value {
  let rest = torn;
  let restLike: Thunk | undefined;
  for (const { name, value, site } of term.dynamics) {
    const key = dynamicName(name.site, env.machine.evaluate(name, env));
    if (key === undefined) continue;
    if (typeof key !== 'string') {
      if (key.kind !== 'unknown') return key;
      restLike = rest === undefined ? thunkOf(value, env) : undefined;
      rest ??= key;
      continue;
    }
    if (entries.has(key)) return failure('other', `dynamic attribute '${key}' already defined`, site);
    entries.set(key, { thunk: thunkOf(value, env), site });
  }
  return restLike === undefined ? attrs(entries, term.site, rest) : { ...attrs(entries, term.site, rest), restLike };
}

/** The name a dynamic attribute has; undefined for null, which leaves the attribute out. */
function dynamicName(site: Site | undefined, value: Value): string | undefined | Value {
  if (value.kind === 'string') return value.text;
  if (value.kind === 'null') return undefined;
  return value.kind === 'unknown' || value.kind === 'failure' ? value : typeFailure('a string', value, site);
}
