import type { AttrsValue, FunctionValue, Thunk, Unknown, Value } from './value.ts';

/**
 * A type of the module system (`lib.types.*`) as the merge needs it. Names are those of nixpkgs where one exists;
 * facts after lib/types.nix of nixpkgs. What a definition is checked against and how definitions merge follows from
 * the shape; the values inside are thunks of the evaluation that made the type.
 */
export type OptionType =
  | PlainType
  | RangeType
  | StrMatchingType
  | PathWithType
  | SeparatedStringType
  | ListOfType
  | AttrsOfType
  | NullOrType
  | EitherType
  | OneOfType
  | EnumType
  | SubmoduleType
  | CoercedToType
  | FunctionToType
  | DeferredModuleType
  | UniqueType
  | AddCheckType
  | AttrTagType
  | CustomType
  | UnknownType;

/**
 * Types without parameters. Definitions of `str`, `singleLineStr`, `bool`, `int`, `float`, `number`, `path` and the
 * like must be equal; `package`, `raw`, `optionType`, `pkgs` take one; `boolByOr` is true if one is; `attrs` joins sets
 * shallowly; `anything` merges by what it meets; `unspecified` takes whatever comes.
 */
export interface PlainType {
  readonly name: PlainTypeName;
}

export type PlainTypeName =
  | 'str'
  | 'singleLineStr'
  | 'nonEmptyStr'
  | 'passwdEntry'
  | 'bool'
  | 'boolByOr'
  | 'int'
  | 'float'
  | 'number'
  | 'path'
  | 'pathInStore'
  | 'externalPath'
  | 'package'
  | 'shellPackage'
  | 'pkgs'
  | 'fileset'
  | 'attrs'
  | 'anything'
  | 'unspecified'
  | 'raw'
  | 'optionType';

/** `ints.between`, `ints.u8`, `ints.positive`, `numbers.nonnegative` …; both ends belong to the range, except `low` where `above` is set. */
export interface RangeType {
  readonly name: 'intBetween' | 'numberBetween';
  readonly low: number | undefined;
  readonly high: number | undefined;
  /** The lower end itself does not belong (`numbers.positive`). */
  readonly above?: boolean | undefined;
}

/** `strMatching`; the pattern is a POSIX extended expression that must match all of the string. */
export interface StrMatchingType {
  readonly name: 'strMatching';
  readonly pattern: Thunk;
  /** `builtins.match` with the pattern. */
  readonly match: FunctionValue;
}

/** `pathWith`: whether it must be absolute, and lie in the Nix store; undefined where it may or may not. */
export interface PathWithType {
  readonly name: 'pathWith';
  readonly inStore: boolean | undefined;
  readonly absolute: boolean | undefined;
}

/** What a type of paths asks for: nixpkgs makes `path`, `pathInStore` and `externalPath` by `pathWith` as well. */
export function pathForm(type: OptionType): Omit<PathWithType, 'name'> | undefined {
  switch (type.name) {
    case 'path':
      return { absolute: true, inStore: undefined };
    case 'pathInStore':
      return { absolute: undefined, inStore: true };
    case 'externalPath':
      return { absolute: true, inStore: false };
    case 'pathWith':
      return type;
    default:
      return undefined;
  }
}

/** `lines`, `commas`, `envVar`, `separatedString sep`: definitions are joined by the separator. */
export interface SeparatedStringType {
  readonly name: 'separatedString';
  readonly separator: string;
}

/** `listOf` and `nonEmptyListOf`. */
export interface ListOfType {
  readonly name: 'listOf';
  readonly element: OptionType;
  readonly nonEmpty: boolean;
}

/** `attrsOf`, `lazyAttrsOf`, `attrsWith`, legacy `loaOf`. */
export interface AttrsOfType {
  readonly name: 'attrsOf' | 'lazyAttrsOf';
  readonly element: OptionType;
}

export interface NullOrType {
  readonly name: 'nullOr';
  readonly element: OptionType;
}

export interface EitherType {
  readonly name: 'either';
  readonly left: OptionType;
  readonly right: OptionType;
}

/** Never empty; the same as nested `either`. */
export interface OneOfType {
  readonly name: 'oneOf';
  readonly alternatives: readonly OptionType[];
}

/** `values` is the list as given; forced to a list value when asked. */
export interface EnumType {
  readonly name: 'enum';
  readonly values: Thunk;
}

/** `submodule` and `submoduleWith`. */
export interface SubmoduleType {
  readonly name: 'submodule';
  /** The list of modules as a value: sets, functions, paths. `submodule m` has a list of one. */
  readonly modules: Thunk;
  /** An extra set of arguments for the modules. */
  readonly specialArgs?: Thunk | undefined;
  /** Whether a set given as definition is all `config` (true for `submodule`, false by default for `submoduleWith`). */
  readonly shorthandOnlyDefinesConfig: boolean;
  /** Modules written in TypeScript besides `modules`; nix/modules gives them their type. */
  readonly native?: readonly unknown[] | undefined;
}

/** `coercedTo from coerce to`. */
export interface CoercedToType {
  readonly name: 'coercedTo';
  readonly from: OptionType;
  readonly coerce: Thunk;
  readonly to: OptionType;
}

export interface FunctionToType {
  readonly name: 'functionTo';
  readonly result: OptionType;
}

/** `deferredModule` and `deferredModuleWith { staticModules }`. */
export interface DeferredModuleType {
  readonly name: 'deferredModule';
  readonly staticModules?: Thunk | undefined;
}

/** `uniq t`, `unique { message } t`: one definition only, checked and merged as `element`. */
export interface UniqueType {
  readonly name: 'unique';
  readonly element: OptionType;
}

/** `addCheck t check`. */
export interface AddCheckType {
  readonly name: 'addCheck';
  readonly element: OptionType;
  readonly check: Thunk;
}

/** `attrTag { name = mkOption …; }`: a set with exactly one of the attributes. */
export interface AttrTagType {
  readonly name: 'attrTag';
  readonly tags: Thunk;
}

/** `mkOptionType { name; check; merge; … }`, as written; or a type with another check or merge put over it. */
export interface CustomType {
  readonly name: 'custom';
  readonly attrs: AttrsValue;
  readonly check: FunctionValue | undefined;
  readonly merge: FunctionValue | undefined;
  /** What it was put over. */
  readonly base?: OptionType | undefined;
}

/** A type that comes from somewhere unknown: nothing can be checked, definitions merge as by `anything` at best. */
export interface UnknownType {
  readonly name: 'unknown';
  readonly unknown: Unknown;
  /** Whether what is in sets and lists of this type is of this type as well, with conditions and priorities of its own. */
  readonly deep?: boolean | undefined;
}

/** What `AttrsValue.origin` holds for a value of `lib.types`. */
export interface TypeOrigin {
  readonly kind: 'type';
  readonly type: OptionType;
}

/** `check` and `merge` of what `lib.types` makes know the type they are of, also when the set around them was changed. */
export interface TypeFunction extends FunctionValue {
  readonly ofType?: OptionType | undefined;
}

/**
 * The option type behind a value: its own for what `lib.types` made and for what was put over that, `unknown` for unknown
 * values and for sets that say `_type = "option-type"` in some other way; undefined for values that are no type at all.
 */
export function optionTypeOf(value: Value): OptionType | undefined {
  if (value.kind === 'unknown') return { name: 'unknown', unknown: value };
  if (value.kind !== 'attrs') return undefined;
  const origin = value.origin as TypeOrigin | undefined;
  if (origin?.kind === 'type') return origin.type;
  const marker = value.entries.get('_type')?.thunk.force();
  if (marker?.kind !== 'string' || marker.text !== 'option-type') return undefined;
  return (
    changedType(value) ?? {
      name: 'unknown',
      unknown: { kind: 'unknown', reason: 'an option type made in a way that is not known' },
    }
  );
}

/** `types.str // { … }`: the same type, unless its check or its merge are others. */
function changedType(value: AttrsValue): OptionType | undefined {
  const check = functionAt(value, 'check');
  const merge = functionAt(value, 'merge');
  if (check === undefined || merge === undefined) return undefined;
  const base = merge.ofType ?? check.ofType;
  return base !== undefined && base === check.ofType && base === merge.ofType
    ? base
    : { name: 'custom', attrs: value, check, merge, base };
}

function functionAt(set: AttrsValue, name: string): TypeFunction | undefined {
  const attr = set.entries.get(name);
  const value = attr?.maybe === undefined ? attr?.thunk.force() : undefined;
  return value?.kind === 'function' ? value : undefined;
}
