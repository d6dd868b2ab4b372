/**
 * The kinds of tokens. The order matters: ranges of it are tested by the predicates below.
 * Source: NixOS/nix, revision of tag 2.8.0, src/libexpr/lexer.l; pipes from src/libexpr/lexer.l of 2026.
 */
export const TokenKind = {
  EndOfFile: 0,
  // Trivia.
  Whitespace: 1,
  LineComment: 2,
  BlockComment: 3,
  /** What stands behind a NUL character outside a string: Nix stops reading there. */
  Ignored: 4,
  // What begins a simple expression.
  Identifier: 5,
  Int: 6,
  Float: 7,
  Path: 8,
  SearchPath: 9,
  Uri: 10,
  StringOpen: 11,
  IndentOpen: 12,
  ParenOpen: 13,
  BracketOpen: 14,
  BraceOpen: 15,
  Rec: 16,
  Let: 17,
  // What begins an expression, but no argument.
  If: 18,
  Assert: 19,
  With: 20,
  Not: 21,
  // Binary operators; minus is also a prefix.
  Minus: 22,
  Plus: 23,
  Star: 24,
  Slash: 25,
  Concat: 26,
  Update: 27,
  Equal: 28,
  NotEqual: 29,
  Less: 30,
  LessEqual: 31,
  Greater: 32,
  GreaterEqual: 33,
  And: 34,
  Or: 35,
  Implies: 36,
  PipeInto: 37,
  PipeFrom: 38,
  Question: 39,
  // The rest.
  Then: 40,
  Else: 41,
  In: 42,
  Inherit: 43,
  /** The word `or`. */
  OrWord: 44,
  StringClose: 45,
  /** Text of a double-quoted string that means itself. */
  StringText: 46,
  /** Text of a double-quoted string with escapes or carriage returns. */
  StringEscaped: 47,
  IndentClose: 48,
  IndentText: 49,
  /** One escape of an indented string, or a lone dollar or quote. */
  IndentEscape: 50,
  /** A further piece of a path, after its first piece or an interpolation. */
  PathText: 51,
  /** `${`, in code, strings and paths. */
  Interpolation: 52,
  ParenClose: 53,
  BracketClose: 54,
  BraceClose: 55,
  Semicolon: 56,
  Comma: 57,
  Colon: 58,
  At: 59,
  Dot: 60,
  Ellipsis: 61,
  Assign: 62,
  /** A character that begins no token. */
  Invalid: 63,
} as const;

export type TokenKind = (typeof TokenKind)[keyof typeof TokenKind];

/** White space, comments, and what Nix ignores. */
export function isTrivia(kind: number): boolean {
  return kind >= TokenKind.Whitespace && kind <= TokenKind.Ignored;
}

/** Whether a token of this kind can begin a list item or argument (`let` only where `{` follows). */
export function startsSimple(kind: number): boolean {
  return kind >= TokenKind.Identifier && kind <= TokenKind.Let;
}

/** Whether a token of this kind begins something that can be read as an expression, wherever it stands. */
export function startsOperand(kind: number): boolean {
  return (kind >= TokenKind.Identifier && kind <= TokenKind.With) || kind === TokenKind.Interpolation;
}

/** How a kind is called in messages, quoted where it is literal text. */
export function describeKind(kind: number): string {
  return descriptions[kind] ?? 'this';
}

const descriptions: Readonly<Record<number, string>> = {
  [TokenKind.EndOfFile]: 'the end of the file',
  [TokenKind.Identifier]: 'a name',
  [TokenKind.Int]: 'a number',
  [TokenKind.Float]: 'a number',
  [TokenKind.Path]: 'a path',
  [TokenKind.SearchPath]: 'a path',
  [TokenKind.Uri]: 'a URI',
  [TokenKind.StringOpen]: 'a string',
  [TokenKind.IndentOpen]: 'a string',
  [TokenKind.ParenOpen]: '`(`',
  [TokenKind.BracketOpen]: '`[`',
  [TokenKind.BraceOpen]: '`{`',
  [TokenKind.Rec]: '`rec`',
  [TokenKind.Let]: '`let`',
  [TokenKind.If]: '`if`',
  [TokenKind.Assert]: '`assert`',
  [TokenKind.With]: '`with`',
  [TokenKind.Not]: '`!`',
  [TokenKind.Minus]: '`-`',
  [TokenKind.Plus]: '`+`',
  [TokenKind.Star]: '`*`',
  [TokenKind.Slash]: '`/`',
  [TokenKind.Concat]: '`++`',
  [TokenKind.Update]: '`//`',
  [TokenKind.Equal]: '`==`',
  [TokenKind.NotEqual]: '`!=`',
  [TokenKind.Less]: '`<`',
  [TokenKind.LessEqual]: '`<=`',
  [TokenKind.Greater]: '`>`',
  [TokenKind.GreaterEqual]: '`>=`',
  [TokenKind.And]: '`&&`',
  [TokenKind.Or]: '`||`',
  [TokenKind.Implies]: '`->`',
  [TokenKind.PipeInto]: '`|>`',
  [TokenKind.PipeFrom]: '`<|`',
  [TokenKind.Question]: '`?`',
  [TokenKind.Then]: '`then`',
  [TokenKind.Else]: '`else`',
  [TokenKind.In]: '`in`',
  [TokenKind.Inherit]: '`inherit`',
  [TokenKind.OrWord]: '`or`',
  [TokenKind.StringClose]: '`"`',
  [TokenKind.IndentClose]: "`''`",
  [TokenKind.Interpolation]: '`${`',
  [TokenKind.ParenClose]: '`)`',
  [TokenKind.BracketClose]: '`]`',
  [TokenKind.BraceClose]: '`}`',
  [TokenKind.Semicolon]: '`;`',
  [TokenKind.Comma]: '`,`',
  [TokenKind.Colon]: '`:`',
  [TokenKind.At]: '`@`',
  [TokenKind.Dot]: '`.`',
  [TokenKind.Ellipsis]: '`...`',
  [TokenKind.Assign]: '`=`',
  [TokenKind.Invalid]: 'character',
};
