import type { Site, StringValue, Thunk, Value } from './value.ts';

/**
 * An expression without positions: what evaluation works on. Variables are resolved to places in the environment,
 * attribute paths that meet (`a.b = 1; a.c = 2;`) are merged, chains of operators are flat.
 */
export type Term =
  | Constant
  | Interpolated
  | PathTemplate
  | SearchPathTerm
  | ListTerm
  | AttrsTerm
  | LetTerm
  | WithTerm
  | AssertTerm
  | IfTerm
  | LambdaTerm
  | ApplyTerm
  | SelectTerm
  | HasTerm
  | NotTerm
  | NegateTerm
  | BinaryTerm
  | ArithmeticTerm
  | ChainTerm
  | LocalTerm
  | FreeTerm
  | PositionTerm
  | HoleTerm;

interface Placed {
  /** Undefined in what does not come from a file: the parts of `lib` that are written in Nix. */
  readonly site: Site | undefined;
}

/** A literal: its value is made once. */
export interface Constant extends Placed {
  readonly kind: 'constant';
  readonly value: Value;
  readonly thunk: Thunk;
}

/** A string with interpolations. Text parts are values already, located at their own site. */
export interface Interpolated extends Placed {
  readonly kind: 'interpolated';
  readonly parts: readonly (StringValue | Term)[];
}

/** A path with interpolations. `start` is absolute, and keeps its trailing slash; undefined for `~/…`. */
export interface PathTemplate extends Placed {
  readonly kind: 'path';
  readonly start: string | undefined;
  readonly parts: readonly (StringValue | Term)[];
}

/** `<name/rest>`. `finder` stands where a variable `__findFile` is in scope. */
export interface SearchPathTerm extends Placed {
  readonly kind: 'searchPath';
  readonly text: string;
  readonly finder: Term | undefined;
}

export interface ListTerm extends Placed {
  readonly kind: 'list';
  readonly items: readonly Term[];
}

/** What `{ … }`, `rec { … }` and `let … in` have alike. */
export interface Bindings {
  readonly attributes: readonly StaticAttribute[];
  /** The sets of `inherit (set) …;`, evaluated inside of a recursive set. */
  readonly sources: readonly Term[];
}

/** An attribute whose name is known from the text. */
export interface StaticAttribute {
  readonly name: string;
  readonly site: Site | undefined;
  /** The other places where the name was written. */
  readonly moreSites: readonly Site[] | undefined;
  /** `outer`: `inherit x;`, evaluated outside of a recursive set. */
  readonly scope: 'inner' | 'outer';
  /** The value, or the index of the source it is inherited from. */
  readonly value: Term | number;
}

export interface DynamicAttribute {
  readonly name: Term;
  readonly value: Term;
  readonly site: Site | undefined;
}

export interface AttrsTerm extends Placed, Bindings {
  readonly kind: 'attrs';
  readonly recursive: boolean;
  readonly dynamics: readonly DynamicAttribute[];
  /** Some binding has no readable name (broken syntax): there may be more attributes. */
  readonly torn: boolean;
}

export interface LetTerm extends Placed, Bindings {
  readonly kind: 'let';
  readonly body: Term;
}

export interface WithTerm extends Placed {
  readonly kind: 'with';
  readonly scope: Term;
  readonly body: Term;
}

export interface AssertTerm extends Placed {
  readonly kind: 'assert';
  readonly condition: Term;
  readonly body: Term;
}

export interface IfTerm extends Placed {
  readonly kind: 'if';
  readonly condition: Term;
  readonly whenTrue: Term;
  readonly whenFalse: Term;
}

/** Slots of its environment: the formals in order, then the whole argument. */
export interface LambdaTerm extends Placed {
  readonly kind: 'lambda';
  /** The name of the whole argument. */
  readonly parameter: string | undefined;
  readonly formals: readonly FormalTerm[] | undefined;
  readonly ellipsis: boolean;
  readonly body: Term;
}

export interface FormalTerm {
  readonly name: string;
  readonly site: Site | undefined;
  readonly fallback: Term | undefined;
}

/** `f a b c` in one. */
export interface ApplyTerm extends Placed {
  readonly kind: 'apply';
  readonly callee: Term;
  readonly args: readonly Term[];
}

/** A component of an attribute path; a term that cannot be read from the text, or undefined where none was written. */
export type PathStep = string | Term;

export interface SelectTerm extends Placed {
  readonly kind: 'select';
  readonly target: Term;
  readonly path: readonly PathStep[];
  readonly fallback: Term | undefined;
}

export interface HasTerm extends Placed {
  readonly kind: 'has';
  readonly target: Term;
  readonly path: readonly PathStep[];
}

export interface NotTerm extends Placed {
  readonly kind: 'not';
  readonly operand: Term;
}

export interface NegateTerm extends Placed {
  readonly kind: 'negate';
  readonly operand: Term;
}

export interface BinaryTerm extends Placed {
  readonly kind: 'binary';
  readonly operator: '==' | '!=' | '<' | '<=' | '>' | '>=' | '->';
  readonly left: Term;
  readonly right: Term;
}

export type ArithmeticOperator = '+' | '-' | '*' | '/';

/** Left-associative `a + b - c`, flat. */
export interface ArithmeticTerm extends Placed {
  readonly kind: 'arithmetic';
  readonly first: Term;
  readonly steps: readonly { readonly operator: ArithmeticOperator; readonly term: Term }[];
}

/** `a ++ b ++ c` and the like, flat. */
export interface ChainTerm extends Placed {
  readonly kind: 'chain';
  readonly operator: '++' | '//' | '&&' | '||';
  readonly operands: readonly Term[];
}

/** A variable bound in the file: so many environments out, that slot. */
export interface LocalTerm extends Placed {
  readonly kind: 'local';
  readonly name: string;
  readonly depth: number;
  readonly slot: number;
}

/** A variable that nothing in the file binds: a global one, else from the `with` scopes that many environments out, innermost first. */
export interface FreeTerm extends Placed {
  readonly kind: 'free';
  readonly name: string;
  readonly withs: readonly number[];
}

/** `__curPos`. */
export interface PositionTerm extends Placed {
  readonly kind: 'position';
}

/** Broken syntax. */
export interface HoleTerm extends Placed {
  readonly kind: 'hole';
  readonly reason: string;
}
