import type { OptionType } from '../eval/optionType.ts';
import { optionTypeOf } from '../eval/optionType.ts';
import type { AttrsValue, Site, Thunk, Unknown, Value } from '../eval/value.ts';
import { Computation, lazy, ready, unknown } from '../eval/value.ts';
import type { Definition } from './configuration.ts';
import type { NativeOption, Self } from './declare.ts';
import { describeDefinitions } from './definitionList.ts';
import type { DefinitionSource, RawDefinition } from './definitions.ts';
import { optionDefaultPriority, propertyType } from './definitions.ts';
import type { Merged } from './mergeType.ts';
import { mergeDefinitions } from './mergeType.ts';
import { optionAsValue } from './optionValue.ts';
import type { Place } from './session.ts';
import { failed, showOption } from './session.ts';
import { fits, isPlain } from './typeChecks.ts';
import { mergeTypes } from './typeMerge.ts';

/** What a declaration says of an option, from Nix or from TypeScript. */
export interface Declaration {
  readonly type: OptionType;
  /** False where the declaration names no type. */
  readonly typed: boolean;
  readonly default: Thunk | undefined;
  readonly apply: ((value: Thunk) => Value) | undefined;
  readonly readOnly: boolean;
  /** What modules see beside what is in sight (see `NativeOption`). */
  readonly more: Unknown | undefined;
  /** What is known of each of those attributes. */
  readonly moreLike: Thunk | undefined;
  readonly source: DefinitionSource;
  readonly site: Site | undefined;
  /** The set that `mkOption` made. */
  readonly set: AttrsValue | undefined;
}

/** A declared option with its definitions. */
export interface Option {
  readonly kind: 'option';
  readonly declaration: Declaration;
  merged(): Merged;
  /** The value, `apply` included. */
  readonly value: Thunk;
  /** The value as modules see it in `config`. */
  readonly seen: Thunk;
  definitions(): readonly Definition[];
  /** What `options.x.y` is. */
  asValue(): Value;
}

const anonymous: DefinitionSource = { file: undefined };

/** Reads what `mkOption` made; undefined for sets that are no option. */
export function readOption(value: Value, source: DefinitionSource = anonymous, site?: Site): Declaration | undefined {
  if (value.kind !== 'attrs' || propertyType(value) !== 'option') return undefined;
  const typeAttr = value.entries.get('type');
  const apply = value.entries.get('apply')?.thunk;
  const readOnly = value.entries.get('readOnly')?.thunk.force();
  return {
    type: typeAttr === undefined ? { name: 'unspecified' } : typeOf(typeAttr.thunk.force()),
    typed: typeAttr !== undefined,
    default: value.entries.get('default')?.thunk,
    apply: apply === undefined ? undefined : (argument) => applyTo(apply.force(), argument),
    readOnly: readOnly?.kind === 'boolean' && readOnly.value,
    more: undefined,
    moreLike: undefined,
    source,
    site: site ?? value.site,
    set: value,
  };
}

function typeOf(value: Value): OptionType {
  return (
    optionTypeOf(value) ?? { name: 'unknown', unknown: unknown('the type of the option is not known', value.site) }
  );
}

function applyTo(apply: Value, argument: Thunk): Value {
  if (apply.kind === 'function') return apply.apply(argument);
  return apply.kind === 'unknown' || apply.kind === 'failure'
    ? apply
    : failed('type', '`apply` of an option is no function', apply.site);
}

/** An option declared in TypeScript, bound to the module set it is part of. */
export function bindNative(native: NativeOption, self: Self): Declaration {
  const { default: fallback, apply, moreLike } = native;
  return {
    type: native.type ?? { name: 'unspecified' },
    typed: native.type !== undefined,
    default: fallback === undefined ? undefined : lazy(() => fallback(self)),
    apply: apply === undefined ? undefined : (value) => apply(value.force(), self),
    readOnly: native.readOnly,
    more: native.more,
    moreLike: moreLike === undefined ? undefined : lazy(() => moreLike(self)),
    source: anonymous,
    site: undefined,
    set: undefined,
  };
}

/** Several declarations of one option as one: types merge, defaults and the rest come from whichever has them. */
export function mergeDeclarations(declarations: readonly Declaration[], place: Place): Declaration | undefined {
  const [first, ...others] = declarations;
  let merged = first;
  for (const next of others) if (merged !== undefined) merged = joinDeclarations(merged, next, place);
  return merged;
}

function joinDeclarations(one: Declaration, next: Declaration, place: Place): Declaration {
  const type = one.typed && next.typed ? mergeTypes(one.type, next.type) : one.typed ? one.type : next.type;
  if (type === undefined && one.set !== undefined && next.set !== undefined) {
    const message = `The option \`${showOption(place.path)}' is already declared with a type that does not merge.`;
    place.session.note(place.path, failed('other', message), next.site);
  }
  return {
    ...one,
    type: type ?? one.type,
    typed: one.typed || next.typed,
    default: defaultOf(one, next),
    apply: one.apply ?? next.apply,
    readOnly: one.readOnly || next.readOnly,
    more: one.more ?? next.more,
    moreLike: one.moreLike ?? next.moreLike,
    site: one.site ?? next.site,
    set: one.set ?? next.set,
  };
}

/** A module in sight that declares an option of NixOS itself takes the place of the one in nixpkgs: its default counts. */
function defaultOf(one: Declaration, next: Declaration): Thunk | undefined {
  const replaced = one.set === undefined && next.set !== undefined;
  return replaced ? (next.default ?? one.default) : (one.default ?? next.default);
}

/** The option with its definitions, the default among them. */
export function makeOption(declaration: Declaration, raws: readonly RawDefinition[], place: Place): Option {
  return new MergedOption(declaration, raws, place);
}

/** A class, since there are more of them than of anything else. */
class MergedOption extends Computation implements Option {
  readonly kind = 'option';
  readonly declaration: Declaration;
  private readonly raws: readonly RawDefinition[];
  private readonly place: Place;
  private found: Merged | undefined;
  readonly seen: Thunk;

  constructor(declaration: Declaration, raws: readonly RawDefinition[], place: Place) {
    super();
    this.declaration = declaration;
    this.raws = raws;
    this.place = place;
    this.found = undefined;
    this.seen = declaration.more === undefined ? this : withMore(this, declaration.more, declaration.moreLike);
  }

  get value(): Thunk {
    return this;
  }

  merged(): Merged {
    this.found ??= mergeDefinitions(this.declaration.type, withDefault(this.declaration, this.raws), this.place);
    return this.found;
  }

  definitions(): readonly Definition[] {
    return describeDefinitions(this.raws);
  }

  asValue(): Value {
    return optionAsValue(this, this.place);
  }

  protected compute(): Value {
    const { declaration, raws, place } = this;
    const { apply } = declaration;
    const doubled = declaration.readOnly ? setTwice(declaration, raws, place) : undefined;
    if (doubled !== undefined) return doubled;
    const plain = plainValue(declaration, raws);
    if (plain !== undefined) return apply === undefined ? plain : apply(ready(plain));
    return apply === undefined ? this.merged().value.force() : apply(this.merged().value);
  }
}

function withMore(value: Thunk, more: Unknown, restLike: Thunk | undefined): Thunk {
  return lazy(() => {
    const found = value.force();
    return found.kind === 'attrs' && found.rest === undefined ? { ...found, rest: more, restLike } : found;
  });
}

/**
 * The value of the most common options without a merge: of a type whose single definition is the value, defined once
 * or not at all, and nothing to be looked into. Undefined for all others.
 */
function plainValue({ type, default: fallback }: Declaration, raws: readonly RawDefinition[]): Value | undefined {
  if (raws.length > 1 || !isPlain(type)) return undefined;
  const [only] = raws;
  if (only !== undefined && (only.wrappers.length > 0 || only.ghost !== undefined)) return undefined;
  const value = (only === undefined ? fallback : only.value)?.force();
  if (value === undefined || value.kind === 'attrs') return undefined;
  return fits(type, value) === true ? value : undefined;
}

function withDefault(declaration: Declaration, raws: readonly RawDefinition[]): readonly RawDefinition[] {
  if (declaration.default === undefined) return raws;
  const priority: Value = { kind: 'integer', value: optionDefaultPriority };
  const fallback: RawDefinition = {
    value: declaration.default,
    nameSite: undefined,
    source: declaration.source,
    wrappers: [{ kind: 'override', priority }],
  };
  return [fallback, ...raws];
}

function setTwice(declaration: Declaration, raws: readonly RawDefinition[], place: Place): Value | undefined {
  const written = raws.filter((raw) => raw.ghost === undefined);
  if (written.length + (declaration.default === undefined ? 0 : 1) < 2) return undefined;
  const message = `The option \`${showOption(place.path)}' is read-only, but it's set multiple times.`;
  const failure = failed('other', message, written[0]?.nameSite);
  place.session.note(place.path, failure, failure.site);
  return failure;
}
