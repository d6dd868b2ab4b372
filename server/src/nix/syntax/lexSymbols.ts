import { CharacterClass, classOf } from './characters.ts';
import { floatEnd } from './lexNumbers.ts';
import { lexPathStart, lexRun, searchPathEnd } from './lexPaths.ts';
import { type LexState, Mode } from './lexState.ts';
import { mayOpenIndented, unclosedIndentedEnd } from './recover/indented.ts';
import { TokenKind } from './tokenKind.ts';

/** Lexes a token that begins with `code`, which is neither white space nor a letter or digit. */
export function lexSymbol(state: LexState, code: number): void {
  const single = code < 128 ? (singles[code] as number) : 0;
  if (single !== 0) {
    state.emit(single, state.at + 1);
    return;
  }
  switch (code) {
    case 0x7b: // {
      state.emit(TokenKind.BraceOpen, state.at + 1);
      state.enter(Mode.Code);
      return;
    case 0x7d: // }
      state.emit(TokenKind.BraceClose, state.at + 1);
      state.leave();
      return;
    case 0x22: // "
      state.emit(TokenKind.StringOpen, state.at + 1);
      state.enter(Mode.String);
      return;
    case 0x27: // '
      lexQuote(state);
      return;
    case 0x23: // #
      lexLineComment(state);
      return;
    case 0x2f: // /
      lexSlash(state);
      return;
    case 0x2b: // +
    case 0x2d: // -
    case 0x2e: // .
      lexRunSymbol(state, code);
      return;
    case 0:
      // Bison takes the character for the end of the input, so Nix never sees what follows.
      state.emit(TokenKind.Ignored, state.length);
      return;
    default:
      lexOperator(state, code);
      return;
  }
}

/** Tokens of one character that begin no longer one, by character code. */
const singles = new Uint8Array(128);
for (const [character, kind] of [
  ['(', TokenKind.ParenOpen],
  [')', TokenKind.ParenClose],
  ['[', TokenKind.BracketOpen],
  [']', TokenKind.BracketClose],
  [';', TokenKind.Semicolon],
  [',', TokenKind.Comma],
  [':', TokenKind.Colon],
  ['@', TokenKind.At],
  ['?', TokenKind.Question],
  ['*', TokenKind.Star],
] as const) {
  singles[character.charCodeAt(0)] = kind;
}

function lexQuote(state: LexState): void {
  const text = state.text;
  const open = state.at;
  if (text.charCodeAt(open + 1) !== 0x27) {
    // In a broken text a lone quote where a value is wanted is half of the opening of an indented string.
    if (state.recovering && mayOpenIndented(text, open)) openIndented(state, open + 1);
    else state.emit(TokenKind.Invalid, open + 1);
    return;
  }
  openIndented(state, open + 2);
}

/** How many indented strings of a broken text are judged as to whether they are closed. */
const mostJudged = 2000;

/** Opens an indented string behind its quotes; spaces and the line break behind them belong to its opening. */
function openIndented(state: LexState, behind: number): void {
  const text = state.text;
  if (state.recovering && state.judged++ < mostJudged) {
    const close = unclosedIndentedEnd(text, behind);
    if (close !== undefined) state.planEnd({ offset: close, kind: 'close' });
  }
  let end = behind;
  while (text.charCodeAt(end) === 0x20) end++;
  state.emit(TokenKind.IndentOpen, text.charCodeAt(end) === 0x0a ? end + 1 : behind);
  state.enter(Mode.Indented);
}

function lexLineComment(state: LexState): void {
  state.emit(TokenKind.LineComment, lineEnd(state, state.at + 1));
}

/** The end of the line, before its line break. NUL characters within do not end it. */
function lineEnd(state: LexState, from: number): number {
  const text = state.text;
  let end = from;
  while (end < state.length) {
    const code = text.charCodeAt(end);
    if (code === 0x0a || code === 0x0d) break;
    end++;
  }
  return end;
}

function lexSlash(state: LexState): void {
  const text = state.text;
  const next = text.charCodeAt(state.at + 1);
  if (next === 0x2a) {
    lexBlockComment(state);
    return;
  }
  if (next === 0x2f) {
    state.emit(TokenKind.Update, state.at + 2);
    return;
  }
  if (!lexPathStart(state, state.at)) state.emit(TokenKind.Slash, state.at + 1);
}

/** An unclosed comment is no comment for Nix; its first line is one token, so that what follows is still read. */
function lexBlockComment(state: LexState): void {
  const close = state.noBlockEnd ? -1 : state.text.indexOf('*/', state.at + 2);
  if (close >= 0) {
    state.emit(TokenKind.BlockComment, close + 2);
    return;
  }
  state.noBlockEnd = true;
  state.emit(TokenKind.Invalid, lineEnd(state, state.at + 2));
}

/** A plus, minus or dot: the beginning of a path, a float, or an operator. */
function lexRunSymbol(state: LexState, code: number): void {
  if (lexRun(state)) return;
  const text = state.text;
  const next = text.charCodeAt(state.at + 1);
  if (code === 0x2b) {
    if (next === 0x2b) state.emit(TokenKind.Concat, state.at + 2);
    else state.emit(TokenKind.Plus, state.at + 1);
  } else if (code === 0x2d) {
    if (next === 0x3e) state.emit(TokenKind.Implies, state.at + 2);
    else state.emit(TokenKind.Minus, state.at + 1);
  } else if (next === 0x2e && text.charCodeAt(state.at + 2) === 0x2e) {
    state.emit(TokenKind.Ellipsis, state.at + 3);
  } else if ((classOf[next] as number) & CharacterClass.Digit) {
    state.emit(TokenKind.Float, floatEnd(text, state.at));
  } else {
    state.emit(TokenKind.Dot, state.at + 1);
  }
}

function lexOperator(state: LexState, code: number): void {
  const text = state.text;
  const next = text.charCodeAt(state.at + 1);
  const two = (kind: number) => state.emit(kind, state.at + 2);
  const one = (kind: number) => state.emit(kind, state.at + 1);
  switch (code) {
    case 0x3d: // =
      if (next === 0x3d) two(TokenKind.Equal);
      else one(TokenKind.Assign);
      return;
    case 0x21: // !
      if (next === 0x3d) two(TokenKind.NotEqual);
      else one(TokenKind.Not);
      return;
    case 0x3c: // <
      lexLess(state, next);
      return;
    case 0x3e: // >
      if (next === 0x3d) two(TokenKind.GreaterEqual);
      else one(TokenKind.Greater);
      return;
    case 0x26: // &
      if (next === 0x26) two(TokenKind.And);
      else one(TokenKind.Invalid);
      return;
    case 0x7c: // |
      if (next === 0x7c) {
        two(TokenKind.Or);
        return;
      }
      if (next === 0x3e) two(TokenKind.PipeInto);
      else one(TokenKind.Invalid);
      return;
    case 0x24: // $
      if (next !== 0x7b) {
        one(TokenKind.Invalid);
        return;
      }
      two(TokenKind.Interpolation);
      state.enter(Mode.Code);
      return;
    case 0x7e: // ~
      if (next !== 0x2f || !lexPathStart(state, state.at + 1)) one(TokenKind.Invalid);
      return;
    default:
      lexInvalid(state);
      return;
  }
}

/** `<nixpkgs>`, `<=`, `<|` or `<`. */
function lexLess(state: LexState, next: number): void {
  const end = (classOf[next] as number) & CharacterClass.Path ? searchPathEnd(state) : 0;
  if (end > 0) {
    state.emit(TokenKind.SearchPath, end);
    return;
  }
  if (next === 0x3d) {
    state.emit(TokenKind.LessEqual, state.at + 2);
    return;
  }
  if (next === 0x7c) {
    state.emit(TokenKind.PipeFrom, state.at + 2);
    return;
  }
  state.emit(TokenKind.Less, state.at + 1);
}

/** A character that begins no token; a run of characters beyond ASCII is one token. */
function lexInvalid(state: LexState): void {
  let end = state.at + 1;
  if (state.text.charCodeAt(state.at) >= 128) while (state.text.charCodeAt(end) >= 128) end++;
  state.emit(TokenKind.Invalid, end);
}
