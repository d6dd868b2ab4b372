/**
 * Where a piece of source stands, for good: the n-th place of a file's summary. A site survives every edit that does
 * not change the meaning of its file; `Sites` (summary.ts) maps it to a span of the current text. One object per
 * place, so sites compare by identity.
 */
export interface Site {
  readonly file: FilePath;
  readonly number: number;
}

/** An absolute path with `/` separators, the key of every file in the engine: `/home/me/nixos/configuration.nix`. */
export type FilePath = string;

/** What an expression evaluates to. Forcing never throws: what cannot be known is `unknown`, what Nix would refuse is `failure`. */
export type Value =
  | NullValue
  | BooleanValue
  | IntegerValue
  | FloatValue
  | StringValue
  | PathValue
  | ListValue
  | AttrsValue
  | FunctionValue
  | Unknown
  | Failure;

interface Located {
  /** Where the value was written: the expression that made it, not the places it was passed through. */
  readonly site?: Site | undefined;
}

export interface NullValue extends Located {
  readonly kind: 'null';
}

export interface BooleanValue extends Located {
  readonly kind: 'boolean';
  readonly value: boolean;
}

/** A 64-bit integer. */
export interface IntegerValue extends Located {
  readonly kind: 'integer';
  readonly value: bigint | number;
}

export interface FloatValue extends Located {
  readonly kind: 'float';
  readonly value: number;
}

export interface StringValue extends Located {
  readonly kind: 'string';
  readonly text: string;
  /** Where the parts were written, in order and without overlaps; offsets into `text`. Absent: all of it at `site`. */
  readonly pieces?: readonly StringPiece[] | undefined;
}

export interface StringPiece {
  readonly start: number;
  readonly end: number;
  readonly site: Site;
}

/** A path of the workspace or of the machine, absolute and normalised. */
export interface PathValue extends Located {
  readonly kind: 'path';
  readonly path: string;
}

export interface ListValue extends Located {
  readonly kind: 'list';
  readonly items: readonly ListItem[];
  /** Set where it is not even sure to be a list: it came together from a list and something unknown. */
  readonly loose?: Unknown | undefined;
}

/** One item of a list, or a stretch of it of which nothing is known. */
export type ListItem = KnownItem | Gap;

export interface KnownItem {
  readonly kind: 'item';
  readonly thunk: Thunk;
  /** Where the item was written: its own expression, also after `++`, `map`, `optionals`. */
  readonly site?: Site | undefined;
  /** Set where it is unknown whether the item is there at all (`lib.optionals <unknown> [ … ]`). */
  readonly maybe?: Unknown | undefined;
}

/** Any number of items, none included, of which nothing is known. */
export interface Gap {
  readonly kind: 'gap';
  readonly unknown: Unknown;
  /** What is known of each of the items that may be there: a filter that it does not pass leaves no gap. */
  readonly like?: Thunk | undefined;
}

export interface AttrsValue extends Located {
  readonly kind: 'attrs';
  readonly entries: ReadonlyMap<string, Attr>;
  /** Set where there may be attributes besides `entries` (`{ a = 1; } // unknown`): looking one up gives this. */
  readonly rest?: Unknown | undefined;
  /** What is known of each attribute that `rest` stands for, wherever all of them are seen at once (`filterAttrs`, `attrValues`). */
  readonly restLike?: Thunk | undefined;
  /** Names that `rest` certainly does not stand for (`fileSystems` in a Home Manager configuration). */
  readonly lacks?: ((name: string) => boolean) | undefined;
  /**
   * Whether `rest` may stand for a name, where this set is put over another (`mine // lib`) or looked into before another
   * (`with lib; with lib.types;`); any where nothing is said.
   */
  readonly mayHold?: ((name: string) => boolean) | undefined;
  /** Set where it is not even sure to be a set: it came together from a set and something unknown. */
  readonly loose?: Unknown | undefined;
  /** What merged modules made this set (a submodule's value, `config`); nix/modules gives it its type. */
  readonly origin?: unknown;
}

export interface Attr {
  readonly thunk: Thunk;
  /** Where its name was written. */
  readonly site?: Site | undefined;
  /** Where else: `a.b = 1; a.c = 2;` writes `a` twice. */
  readonly moreSites?: readonly Site[] | undefined;
  /** Set where it is unknown whether the attribute is there (`lib.optionalAttrs <unknown> { … }`). */
  readonly maybe?: Unknown | undefined;
}

/** A lambda or a builtin. `formals` is what `builtins.functionArgs` gives: name to "has a default"; undefined for `x: …` and builtins. */
export interface FunctionValue extends Located {
  readonly kind: 'function';
  readonly name?: string | undefined;
  readonly formals?: ReadonlyMap<string, boolean> | undefined;
  /** Whether the formals end in `...`; meaningless without formals. */
  readonly ellipsis?: boolean | undefined;
  readonly apply: (argument: Thunk, site?: Site) => Value;
  /** A set with `__functor`, seen as a function, keeps its attributes. */
  readonly attrs?: AttrsValue | undefined;
}

/** A value that is not known, with the reason as a sentence fragment for people: "argument `inputs` of the module is not known". */
export interface Unknown extends Located {
  readonly kind: 'unknown';
  readonly reason: string;
  /** Set where the value lies in something outside the workspace that has a name: a flake input, a tarball, `<nixpkgs>`. */
  readonly external?: External | undefined;
  /** Set where it is a text that ends in the path of something outside: `"nixpkgs=${sources.nixpkgs}"`. */
  readonly after?: { readonly text: string; readonly place: External } | undefined;
  /** Set where a file or folder has to be read first; the answer after reading may differ. */
  readonly pending?: boolean | undefined;
  /** Set where nothing in sight defines it: it has the default of NixOS or Home Manager, which is not known here. */
  readonly byDefault?: boolean | undefined;
  /** Set for the name of any attribute that the rest of a set stands for: looked up in that set it gives this `restLike`. */
  readonly nameLike?: Thunk | undefined;
}

/** A place in an outside source: `inputs.x.nixosModules.y` has attributes, `"${x}/nixos.nix"` a subpath, `import` of it `imported`. */
export interface External {
  readonly source: ExternalSource;
  readonly attributes: readonly string[];
  /** Starts with `/`, or is empty. */
  readonly subpath: string;
  readonly imported: boolean;
}

/** A name in the file of a program that pins sources without flakes. */
export interface Pinned {
  readonly tool: 'npins' | 'niv' | 'lon';
  readonly name: string;
  /** Undefined where it was read from a text without a file. */
  readonly file?: FilePath | undefined;
}

export type ExternalSource =
  /** A flake input by its name in flake.nix (a path into nested inputs joined by `/`). */
  | { readonly kind: 'input'; readonly name: string; readonly site?: Site | undefined }
  /**
   * fetchTarball, fetchGit, fetchFromGitHub and friends. `pinned`: a hash or a full revision stands beside it. `pin`: a program keeps it
   * in a file of its own, under a name.
   */
  | {
      readonly kind: 'fetched';
      readonly url: string;
      readonly ref?: string | undefined;
      readonly rev?: string | undefined;
      readonly pinned: boolean;
      /** Set for what npins, niv or lon pins; `file` holds the pins. */
      readonly pin?: Pinned | undefined;
      readonly site?: Site | undefined;
    }
  /** `<nixpkgs>`, `<home-manager/nixos>`: the first component is the name. */
  | { readonly kind: 'searchPath'; readonly name: string; readonly site?: Site | undefined }
  /** A file or folder of the workspace as Nix copies it to the store (`"${./x}"`, `self`): readable, but under a path that is not known. */
  | { readonly kind: 'workspace'; readonly path: FilePath; readonly site?: Site | undefined }
  /** `pkgs`, `lib` functions that are not implemented, and other things that come with nixpkgs. */
  | { readonly kind: 'nixpkgs'; readonly name: string; readonly site?: Site | undefined };

/** What real Nix would refuse to evaluate. `throw` and `assert` can be caught by `builtins.tryEval`. */
export interface Failure extends Located {
  readonly kind: 'failure';
  readonly cause:
    | 'throw'
    | 'assert'
    | 'abort'
    | 'type'
    | 'missing-attribute'
    | 'undefined-variable'
    | 'infinite-recursion'
    | 'missing-file'
    | 'other';
  readonly message: string;
}

/** A value to be computed once, on demand. `force` never throws and is bounded by the evaluation's fuel. */
export interface Thunk {
  force(): Value;
  /** The value, where it is known without computing anything. */
  known?(): Value | undefined;
}

/** A thunk that is already a value. */
export function ready(value: Value): Thunk {
  return new Ready(value);
}

/** A thunk that is a value already: a class, since a closure takes four times the room and there are thousands. */
export class Ready implements Thunk {
  readonly value: Value;

  constructor(value: Value) {
    this.value = value;
  }

  force(): Value {
    return this.value;
  }

  known(): Value {
    return this.value;
  }
}

/** A thunk around a computation in TypeScript. A computation that comes to need itself gives an infinite-recursion failure. */
export function lazy(compute: () => Value): Thunk {
  return new LazyThunk(compute);
}

/** What `lazy` gives, for classes of which there are so many that a closure for each would be too much. */
export abstract class Computation implements Thunk {
  private result: Value | undefined = undefined;
  private busy = false;

  protected abstract compute(): Value;

  force(): Value {
    if (this.result !== undefined) return this.result;
    if (this.busy) return { kind: 'failure', cause: 'infinite-recursion', message: 'infinite recursion encountered' };
    this.busy = true;
    try {
      this.result = this.compute();
      return this.result;
    } finally {
      // A stack that ran out must not look like a cycle afterwards.
      this.busy = false;
    }
  }

  known(): Value | undefined {
    return this.result;
  }
}

class LazyThunk extends Computation {
  /** Let go of when it is done, and with it all that the value was computed from. */
  private how: (() => Value) | undefined;

  constructor(how: () => Value) {
    super();
    this.how = how;
  }

  protected compute(): Value {
    const { how } = this;
    if (how === undefined) throw new Error('a value is computed a second time');
    const value = how();
    this.how = undefined;
    return value;
  }
}

/** An unknown value with its reason. */
export function unknown(reason: string, site?: Site, external?: External): Unknown {
  return { kind: 'unknown', reason, site, external };
}
