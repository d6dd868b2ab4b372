import type { TextEdit } from '../../base/edit.ts';
import type { Span } from '../../base/span.ts';

/**
 * What the parser gives for a text, whatever the text: a tree in which every node knows its span, the tokens (white
 * space and comments included, so that joined they give the text back) and what Nix would refuse.
 */
export interface SyntaxTree {
  readonly text: string;
  readonly root: Expression;
  readonly tokens: Tokens;
  readonly errors: readonly SyntaxError[];
}

/** All tokens of a text in order, trivia included. Token i spans `starts[i]` to `starts[i + 1]`; `starts` has one more item than `kinds`. */
export interface Tokens {
  readonly count: number;
  /** A `TokenKind` (lexer.ts) for each token. */
  readonly kinds: Uint8Array;
  readonly starts: Uint32Array;
}

/** Something that real Nix refuses. `fix` inserts the missing token, where there is one. */
export interface SyntaxError {
  readonly code: SyntaxErrorCode;
  readonly message: string;
  readonly span: Span;
  /** Where the other half is: the opening bracket, the first of two duplicates. */
  readonly related?: Span;
  readonly fix?: TextEdit;
}

export type SyntaxErrorCode =
  | 'expected-expression'
  | 'expected-token'
  | 'unexpected-token'
  | 'unclosed'
  | 'duplicate-attribute'
  | 'duplicate-formal'
  | 'dynamic-attribute'
  | 'placeholder'
  | 'invalid-literal'
  | 'too-deep';

export type Expression =
  | Identifier
  | NumberLiteral
  | StringLiteral
  | UriLiteral
  | PathLiteral
  | SearchPath
  | List
  | AttributeSet
  | LetIn
  | With
  | Assert
  | If
  | Lambda
  | Apply
  | Select
  | HasAttribute
  | Unary
  | Binary
  | Parenthesized
  | Missing;

/** A variable; `__curPos` and `or` used as a name included. */
export interface Identifier extends Span {
  readonly kind: 'identifier';
  readonly name: string;
}

/** `raw` is the literal as written. */
export interface NumberLiteral extends Span {
  readonly kind: 'int' | 'float';
  readonly raw: string;
}

/** A double-quoted or indented string. Text parts are cooked: escapes resolved, indentation of `''` strings stripped. */
export interface StringLiteral extends Span {
  readonly kind: 'string';
  readonly indented: boolean;
  readonly parts: readonly (TextPart | Interpolation)[];
  /** False where the closing quote is missing. */
  readonly closed: boolean;
}

/** A piece of text in a string or path; the span is that of the raw text, `value` is what it means. */
export interface TextPart extends Span {
  readonly kind: 'text';
  readonly value: string;
}

/** `${ expression }`; the span includes the braces. */
export interface Interpolation extends Span {
  readonly kind: 'interpolation';
  readonly expression: Expression;
}

/** A legacy unquoted URI. */
export interface UriLiteral extends Span {
  readonly kind: 'uri';
  readonly value: string;
}

/** `./a/${b}`, `/etc/x`, `~/x`, `a/b`: the first part is text. */
export interface PathLiteral extends Span {
  readonly kind: 'path';
  readonly parts: readonly (TextPart | Interpolation)[];
}

/** `<nixpkgs/nixos>`; `value` is the text between the brackets. */
export interface SearchPath extends Span {
  readonly kind: 'searchPath';
  readonly value: string;
}

export interface List extends Span {
  readonly kind: 'list';
  readonly items: readonly Expression[];
}

/** `{ … }`, `rec { … }`, and the legacy `let { … }` (whose value is its `body` attribute). */
export interface AttributeSet extends Span {
  readonly kind: 'attributeSet';
  readonly form: 'plain' | 'rec' | 'let';
  readonly bindings: readonly Binding[];
}

export interface LetIn extends Span {
  readonly kind: 'letIn';
  readonly bindings: readonly Binding[];
  readonly body: Expression;
}

export type Binding = AttributeBinding | Inherit;

/** `a.b.c = value;` The span includes the semicolon. */
export interface AttributeBinding extends Span {
  readonly kind: 'binding';
  readonly path: readonly AttributeName[];
  readonly value: Expression;
}

/** `inherit a b;` or `inherit (from) a b;` The span includes the semicolon. */
export interface Inherit extends Span {
  readonly kind: 'inherit';
  readonly from: Expression | undefined;
  readonly names: readonly AttributeName[];
}

/** One component of an attribute path. `placeholder` is a wiki's `<username>`, read as a name and reported. `missing` is what stands behind a trailing dot. */
export type AttributeName =
  | (Span & { readonly kind: 'name'; readonly name: string })
  | StringLiteral
  | Interpolation
  | (Span & { readonly kind: 'placeholder'; readonly name: string })
  | Missing;

export interface With extends Span {
  readonly kind: 'with';
  readonly scope: Expression;
  readonly body: Expression;
}

export interface Assert extends Span {
  readonly kind: 'assert';
  readonly condition: Expression;
  readonly body: Expression;
}

export interface If extends Span {
  readonly kind: 'if';
  readonly condition: Expression;
  readonly whenTrue: Expression;
  readonly whenFalse: Expression;
}

/** `x: …`, `{ a, b ? 1, ... }: …`, `{ … }@args: …`. */
export interface Lambda extends Span {
  readonly kind: 'lambda';
  readonly parameter: (Span & { readonly name: string }) | undefined;
  readonly formals: Formals | undefined;
  readonly body: Expression;
}

export interface Formals extends Span {
  readonly kind: 'formals';
  readonly items: readonly Formal[];
  readonly ellipsis: boolean;
}

export interface Formal extends Span {
  readonly kind: 'formal';
  readonly name: string;
  readonly nameSpan: Span;
  readonly fallback: Expression | undefined;
}

export interface Apply extends Span {
  readonly kind: 'apply';
  readonly callee: Expression;
  readonly argument: Expression;
}

/** `target.a.b` or `target.a.b or fallback`. */
export interface Select extends Span {
  readonly kind: 'select';
  readonly target: Expression;
  readonly path: readonly AttributeName[];
  readonly fallback: Expression | undefined;
}

export interface HasAttribute extends Span {
  readonly kind: 'hasAttribute';
  readonly target: Expression;
  readonly path: readonly AttributeName[];
}

export interface Unary extends Span {
  readonly kind: 'unary';
  readonly operator: '-' | '!';
  readonly operand: Expression;
}

export type BinaryOperator =
  | '+'
  | '-'
  | '*'
  | '/'
  | '++'
  | '//'
  | '=='
  | '!='
  | '<'
  | '<='
  | '>'
  | '>='
  | '&&'
  | '||'
  | '->'
  | '|>'
  | '<|';

export interface Binary extends Span {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
}

export interface Parenthesized extends Span {
  readonly kind: 'parenthesized';
  readonly inner: Expression;
}

/** A hole: an expression that should stand here and does not. Always reported in `errors`. Evaluates to unknown. */
export interface Missing extends Span {
  readonly kind: 'missing';
}

/** Any node that can be met on the way from the root to an offset. */
export type SyntaxNode = Expression | Binding | AttributeName | TextPart | Interpolation | Formals | Formal;
