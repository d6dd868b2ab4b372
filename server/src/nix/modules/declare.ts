import type { OptionType } from '../eval/optionType.ts';
import type { AttrsValue, Thunk, Unknown, Value } from '../eval/value.ts';
import { lazy, ready } from '../eval/value.ts';

/** What a default or definition written in TypeScript sees of the module set it belongs to. */
export interface Self {
  /** The attribute name of a submodule; the empty string outside of one. */
  readonly name: string;
  /** Where the submodule stands, `<name>` components filled in; empty outside of one. */
  readonly path: readonly string[];
  /** The merged `config` of the module set. */
  readonly config: Thunk;
  /** The merged value at a path of this module set. */
  get(...path: readonly string[]): Value;
  /** The same of the module set around it: for a submodule of NixOS and for a Home Manager user that is NixOS, for a submodule of Home Manager it is the user's. */
  outer(...path: readonly string[]): Value;
}

/** An option declared in TypeScript. */
export interface NativeOption {
  readonly kind: 'option';
  /** Undefined where another declaration has the type. */
  readonly type: OptionType | undefined;
  readonly default?: ((self: Self) => Value) | undefined;
  readonly apply?: ((value: Value, self: Self) => Value) | undefined;
  readonly readOnly: boolean;
  /** NixOS or Home Manager add attributes by themselves: what modules see of the set has this beside what is in sight. */
  readonly more?: Unknown | undefined;
  /** What is known of each of those attributes. */
  readonly moreLike?: ((self: Self) => Value) | undefined;
}

/** A level of declared options. */
export interface NativeBranch {
  readonly kind: 'branch';
  readonly children: ReadonlyMap<string, NativeOption | NativeBranch>;
}

/** A module written in TypeScript: options, and definitions as a set such as a Nix module gives (see `define`). */
export interface NativeModule {
  readonly options?: NativeBranch | undefined;
  readonly config?: ((self: Self) => Value) | undefined;
  /** Names that no option declares are taken freely. */
  readonly freeform?: OptionType | undefined;
  /** Set where names may be defined out of sight besides. */
  readonly rest?: Unknown | undefined;
}

/** One declared option with its path, to be put into a tree by `declareOptions`. */
export interface DeclaredOption {
  readonly path: readonly string[];
  readonly option: NativeOption;
}

interface OptionDetails {
  /** A value, or how to compute it from the rest of the configuration. */
  readonly default?: Value | ((self: Self) => Value) | undefined;
  readonly apply?: ((value: Value, self: Self) => Value) | undefined;
  readonly readOnly?: boolean | undefined;
  readonly more?: Unknown | undefined;
  readonly moreLike?: ((self: Self) => Value) | undefined;
}

/** Declares an option. `path` is dotted: `services.openssh.enable`. */
export function option(path: string, type: OptionType, details: OptionDetails = {}): DeclaredOption {
  const given = details.default;
  return {
    path: path.split('.'),
    option: {
      kind: 'option',
      type,
      default: given === undefined || typeof given === 'function' ? given : () => given,
      apply: details.apply,
      readOnly: details.readOnly ?? false,
      more: details.more,
      moreLike: details.moreLike,
    },
  };
}

/** Says of an option that is declared already what is known of the attributes that NixOS adds to it. */
export function knownOfMore(path: string, moreLike: (self: Self) => Value): DeclaredOption {
  return { path: path.split('.'), option: { kind: 'option', type: undefined, readOnly: false, moreLike } };
}

/** The reason for what nobody in sight defines, so that it has whatever default it has outside. */
export function elsewhere(reason: string): Unknown {
  return { kind: 'unknown', reason, byDefault: true };
}

/** The tree of several declared options. Two options at one path, or one below another, are a bug and throw. */
export function declareOptions(...declared: readonly DeclaredOption[]): NativeBranch {
  const children = new Map<string, NativeOption | DeclaredOption[]>();
  for (const each of declared) {
    const [name, ...rest] = each.path;
    if (name === undefined) throw new Error('an option needs a path');
    const there = children.get(name);
    if (there !== undefined && (rest.length === 0 || !Array.isArray(there))) throw new Error(`two options at ${name}`);
    if (rest.length === 0) children.set(name, each.option);
    else if (Array.isArray(there)) there.push({ path: rest, option: each.option });
    else children.set(name, [{ path: rest, option: each.option }]);
  }
  return {
    kind: 'branch',
    children: new Map(
      [...children].map(([name, child]) => [name, Array.isArray(child) ? declareOptions(...child) : child]),
    ),
  };
}

/** A set with these attributes; thunks stay lazy. */
export function attrs(entries: Readonly<Record<string, Value | Thunk | undefined>>): AttrsValue {
  const map = new Map<string, { thunk: Thunk }>();
  for (const [name, value] of Object.entries(entries)) {
    if (value !== undefined) map.set(name, { thunk: 'force' in value ? value : ready(value) });
  }
  return { kind: 'attrs', entries: map };
}

/** A list of these values. */
export function list(...values: readonly Value[]): Value {
  return { kind: 'list', items: values.map((value) => ({ kind: 'item', thunk: ready(value) })) };
}

export function text(value: string): Value {
  return { kind: 'string', text: value };
}

export function bool(value: boolean): Value {
  return { kind: 'boolean', value };
}

export function int(value: number): Value {
  return { kind: 'integer', value };
}

export const nothing: Value = { kind: 'null' };

/** `lib.mkIf`; the condition is only computed when the definition counts. */
export function mkIf(condition: () => Value, content: Value): Value {
  return attrs({ _type: text('if'), condition: lazy(condition), content });
}

/** `lib.mkMerge`. */
export function mkMerge(...contents: readonly Value[]): Value {
  return attrs({ _type: text('merge'), contents: list(...contents) });
}

/** `lib.mkOverride`. */
export function mkOverride(priority: number, content: Value | Thunk): Value {
  return attrs({ _type: text('override'), priority: int(priority), content });
}

/** `lib.mkDefault`. */
export function mkDefault(content: Value | Thunk): Value {
  return mkOverride(1000, content);
}
