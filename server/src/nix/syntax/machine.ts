import type { TextEdit } from '../../base/edit.ts';
import type { Span } from '../../base/span.ts';
import { Interner } from './interner.ts';
import type { TokenStream } from './stream.ts';
import { describeKind } from './tokenKind.ts';
import type {
  Apply,
  Assert,
  AttributeBinding,
  AttributeSet,
  Binary,
  Formal,
  HasAttribute,
  If,
  Inherit,
  Interpolation,
  Lambda,
  LetIn,
  List,
  Missing,
  Parenthesized,
  PathLiteral,
  Select,
  StringLiteral,
  SyntaxErrorCode,
  SyntaxError as SyntaxProblem,
  Unary,
  With,
} from './tree.ts';

/** A node under construction. */
export type Open<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer Item)[] ? Item[] : T[K] };

/** What a construct that has begun waits for. The names say what the next finished expression becomes. */
export const Frame = {
  Root: 0,
  Parenthesized: 1,
  Item: 2,
  Argument: 3,
  Right: 4,
  Operand: 5,
  Fallback: 6,
  LambdaBody: 7,
  WithScope: 8,
  WithBody: 9,
  Condition: 10,
  AssertBody: 11,
  IfCondition: 12,
  WhenTrue: 13,
  WhenFalse: 14,
  LetBody: 15,
  Bindings: 16,
  BindingPath: 17,
  BindingValue: 18,
  InheritFrom: 19,
  InheritNames: 20,
  SelectPath: 21,
  HasPath: 22,
  StringValue: 23,
  StringName: 24,
  Path: 25,
  Interpolation: 26,
  NameInterpolation: 27,
  FormalDefault: 28,
  Formals: 29,
} as const;

/** What may follow a finished operand: anything, an argument, an operator, or only what ends the expression. */
export const Level = { Simple: 0, Selected: 1, Operator: 2, Whole: 3 } as const;

export type OpenNode =
  | Open<Parenthesized>
  | Open<List>
  | Open<Apply>
  | Open<Binary>
  | Open<Unary>
  | Open<Select>
  | Open<Lambda>
  | Open<With>
  | Open<Assert>
  | Open<If>
  | Open<LetIn>
  | Open<AttributeSet>
  | Open<AttributeBinding>
  | Open<Inherit>
  | Open<HasAttribute>
  | Open<StringLiteral>
  | Open<PathLiteral>
  | Open<Interpolation>
  | Open<Formal>
  | Missing;

/** Of a text with more errors the rest are not reported: nobody reads them, and they take memory. */
export const mostErrors = 2000;

/** After so many breaks of the grammar the rest of a text is left without a tree: it is no Nix. */
const mostBreaks = 20_000;

/** Stands where a part of an open node is not yet known. */
export const hole: Missing = { kind: 'missing', start: 0, end: 0 };

/**
 * The state of the parser: the place in the tokens and an explicit stack of constructs that have begun. There is no
 * recursion, so nesting of any depth is read.
 */
export class Machine {
  readonly text: string;
  readonly kinds: Uint8Array;
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  readonly names: Interner;
  readonly errors: SyntaxProblem[] = [];
  /** Whether this is the second pass, over a text known to be broken, where guesses are made. */
  readonly recovering: boolean;
  /** Whether a token was missing or not expected; the other errors leave the shape of the tree certain. */
  broken = false;
  /** Index of the present token. */
  at = 0;
  /** What may follow the operand just finished; see `Level`. */
  level: number = Level.Simple;
  frame: number = Frame.Root;
  node: OpenNode = hole;
  readonly #frames: number[] = [];
  readonly #nodes: OpenNode[] = [];
  /** The token at which a break of the grammar was reported last. */
  #brokenAt = -1;
  /** The token behind the last one that was skipped as out of place. */
  #skippedTo = -1;
  #breaks = 0;
  readonly #count: number;

  constructor(text: string, stream: TokenStream, recovering: boolean, errors: readonly SyntaxProblem[]) {
    this.text = text;
    this.#count = stream.count;
    this.kinds = stream.kinds;
    this.starts = stream.starts;
    this.ends = stream.ends;
    this.names = new Interner(text);
    this.recovering = recovering;
    for (const error of errors.slice(0, mostErrors)) this.errors.push(error);
  }

  /** The kind of the present token. */
  get kind(): number {
    return this.kinds[this.at] as number;
  }

  get start(): number {
    return this.starts[this.at] as number;
  }

  get end(): number {
    return this.ends[this.at] as number;
  }

  /** The kind of the token `distance` behind the present one; at most `streamPadding` behind it may be asked for. */
  peek(distance: number): number {
    return this.kinds[this.at + distance] as number;
  }

  /** Where the token before the present one ends. */
  get previousEnd(): number {
    return this.at > 0 ? (this.ends[this.at - 1] as number) : 0;
  }

  /** Whether the token before the present one is empty: it was missing, which has been reported. */
  isBehindRepair(): boolean {
    return this.at > 0 && this.starts[this.at - 1] === this.ends[this.at - 1];
  }

  /** Begins a construct. `frame` and `node` are always those of the innermost one. */
  push(frame: number, node: OpenNode): void {
    this.#frames.push(this.frame);
    this.#nodes.push(this.node);
    this.frame = frame;
    this.node = node;
  }

  /** Ends the innermost construct and gives back its node. */
  pop(): OpenNode {
    const node = this.node;
    this.frame = this.#frames.pop() as number;
    this.node = this.#nodes.pop() as OpenNode;
    return node;
  }

  /** Whether the innermost construct, or one around it up to the next bracket, fulfils the test. */
  isInside(test: (frame: number) => boolean): boolean {
    let frame = this.frame;
    for (let depth = this.#frames.length - 1; ; depth--) {
      if (test(frame)) return true;
      if (isBracket(frame) || depth < 0 || this.#frames.length - depth > 200) return false;
      frame = this.#frames[depth] as number;
    }
  }

  missing(): Missing {
    const at = this.previousEnd;
    return { kind: 'missing', start: at, end: at };
  }

  /** Reports a break of the grammar at a span. */
  reportBroken(code: SyntaxErrorCode, message: string, span: Span, related?: Span, fix?: TextEdit): void {
    this.broken = true;
    // What else is missing at the same token follows from the first error there.
    if (this.#brokenAt === this.at) return;
    this.#brokenAt = this.at;
    if (++this.#breaks > mostBreaks) this.at = this.#count;
    this.report(code, message, span, related, fix);
  }

  /** Reports something that Nix refuses although the grammar holds. */
  report(code: SyntaxErrorCode, message: string, span: Span, related?: Span, fix?: TextEdit): void {
    if (this.errors.length >= mostErrors) return;
    this.errors.push({
      code,
      message,
      span: { start: span.start, end: span.end },
      ...(related && { related: { start: related.start, end: related.end } }),
      ...(fix && { fix }),
    });
  }

  /** Reports that a token of literal text is missing behind the previous token. */
  reportExpected(kind: number, related?: Span): void {
    const at = this.previousEnd;
    const span = { start: at, end: at };
    const literal = describeKind(kind).replaceAll('`', '');
    this.reportBroken('expected-token', `Expected ${describeKind(kind)}`, span, related, { span, text: literal });
  }

  /** Reports the present token as out of place, unless the one before was too, and moves on. */
  skipUnexpected(): void {
    if (this.#skippedTo !== this.at) {
      const span = { start: this.start, end: this.end };
      this.reportBroken('unexpected-token', `Unexpected ${describeKind(this.kind)}`, span);
    }
    this.at++;
    this.#skippedTo = this.at;
  }
}

function isBracket(frame: number): boolean {
  return (
    frame === Frame.Parenthesized ||
    frame === Frame.Item ||
    frame === Frame.Bindings ||
    frame === Frame.Formals ||
    frame === Frame.Interpolation ||
    frame === Frame.NameInterpolation ||
    frame === Frame.Root
  );
}
