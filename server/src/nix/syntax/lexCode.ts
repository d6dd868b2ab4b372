import { CharacterClass, classOf } from './characters.ts';
import { type LexState, Mode } from './lexState.ts';
import { TokenKind } from './tokenKind.ts';

/** Lexes one token of code at the current place. Where several rules match the longest wins, as in Nix. */
export function lexCode(state: LexState): void {
  if (state.nextRepair < state.repairs.length && openMissingQuote(state)) return;
  const code = state.text.charCodeAt(state.at);
  const bits = classOf[code] as number;
  if (bits & CharacterClass.Space) lexSpace(state);
  else if (bits & CharacterClass.NameStart) lexWord(state);
  else if (bits & CharacterClass.Digit) lexNumber(state);
  else lexSymbol(state, code);
}

function openMissingQuote(state: LexState): boolean {
  const repairs = state.repairs;
  let repair = repairs[state.nextRepair];
  while (repair && (repair.offset < state.at || (repair.offset === state.at && !repair.opens))) {
    repair = repairs[++state.nextRepair];
  }
  if (!repair || repair.offset !== state.at) return false;
  state.nextRepair++;
  state.emit(TokenKind.StringOpen, state.at);
  state.enter(Mode.String);
  return true;
}

function lexSpace(state: LexState): void {
  const text = state.text;
  let end = state.at + 1;
  while ((classOf[text.charCodeAt(end)] as number) & CharacterClass.Space) end++;
  state.emit(TokenKind.Whitespace, end);
}

function lexWord(state: LexState): void {
  const text = state.text;
  const start = state.at;
  let end = start + 1;
  while ((classOf[text.charCodeAt(end)] as number) & CharacterClass.Name) end++;
  const next = text.charCodeAt(end);
  // Only these characters can make a longer path or URI of the word: . / : +
  if ((next === 0x2e || next === 0x2f || next === 0x3a || next === 0x2b) && lexRun(state)) return;
  const length = end - start;
  state.emit(length < 2 || length > 7 ? TokenKind.Identifier : keyword(text, start, length), end);
}

/** Lexes a path or URI if the run of path characters at the current place begins one; otherwise does nothing. */
function lexRun(state: LexState): boolean {
  const end = state.pathRunEnd(state.at);
  const text = state.text;
  const next = text.charCodeAt(end);
  if (next === 0x2f) return lexPathStart(state, end);
  if (next !== 0x3a || !state.runIsScheme(state.at)) return false;
  if (((classOf[text.charCodeAt(end + 1)] as number) & CharacterClass.Uri) === 0) return false;
  const first = classOf[text.charCodeAt(state.at)] as number;
  if ((first & CharacterClass.NameStart) === 0) return false;
  let stop = end + 2;
  while ((classOf[text.charCodeAt(stop)] as number) & CharacterClass.Uri) stop++;
  state.emit(TokenKind.Uri, stop);
  return true;
}

/** A path whose first slash is at `slash`, if one begins here. The rest, with its interpolations, is read in path mode. */
function lexPathStart(state: LexState, slash: number): boolean {
  const end = pathEnd(state.text, slash);
  if (end === 0) return false;
  state.emit(TokenKind.Path, end);
  state.enter(Mode.Path);
  return true;
}

/** The end of the first piece of a path with its first slash at `slash`; 0 if there is no path. */
function pathEnd(text: string, slash: number): number {
  if ((classOf[text.charCodeAt(slash + 1)] as number) & CharacterClass.Path) {
    let end = slash;
    while (text.charCodeAt(end) === 0x2f && (classOf[text.charCodeAt(end + 1)] as number) & CharacterClass.Path) {
      end += 2;
      while ((classOf[text.charCodeAt(end)] as number) & CharacterClass.Path) end++;
    }
    return text.charCodeAt(end) === 0x2f ? end + 1 : end;
  }
  return text.charCodeAt(slash + 1) === 0x24 && text.charCodeAt(slash + 2) === 0x7b ? slash + 1 : 0;
}

function keyword(text: string, start: number, length: number): number {
  const first = text.charCodeAt(start);
  switch (length) {
    case 2: {
      const second = text.charCodeAt(start + 1);
      if (first === 0x69) {
        if (second === 0x66) return TokenKind.If;
        if (second === 0x6e) return TokenKind.In;
      }
      return first === 0x6f && second === 0x72 ? TokenKind.OrWord : TokenKind.Identifier;
    }
    case 3:
      if (first === 0x6c) return wordIs(text, start, 'let', TokenKind.Let);
      return first === 0x72 ? wordIs(text, start, 'rec', TokenKind.Rec) : TokenKind.Identifier;
    case 4:
      if (first === 0x77) return wordIs(text, start, 'with', TokenKind.With);
      if (first === 0x74) return wordIs(text, start, 'then', TokenKind.Then);
      return first === 0x65 ? wordIs(text, start, 'else', TokenKind.Else) : TokenKind.Identifier;
    case 6:
      return first === 0x61 ? wordIs(text, start, 'assert', TokenKind.Assert) : TokenKind.Identifier;
    case 7:
      return first === 0x69 ? wordIs(text, start, 'inherit', TokenKind.Inherit) : TokenKind.Identifier;
    default:
      return TokenKind.Identifier;
  }
}

function wordIs(text: string, start: number, word: string, kind: number): number {
  return text.startsWith(word, start) ? kind : TokenKind.Identifier;
}

function lexNumber(state: LexState): void {
  const text = state.text;
  const start = state.at;
  let end = start + 1;
  while ((classOf[text.charCodeAt(end)] as number) & CharacterClass.Digit) end++;
  const next = text.charCodeAt(end);
  if ((next === 0x2f || (classOf[next] as number) & CharacterClass.Path) && lexRun(state)) return;
  const first = text.charCodeAt(start);
  // Nix reads `1.` and `0.5` as floats, but `0.` and `00.5` not.
  if (next === 0x2e) {
    const fraction = (classOf[text.charCodeAt(end + 1)] as number) & CharacterClass.Digit;
    if (first !== 0x30 || (end === start + 1 && fraction)) {
      state.emit(TokenKind.Float, floatEnd(text, end));
      return;
    }
  }
  state.emit(TokenKind.Int, end);
}

/** The end of a float whose point is at `point`: fraction and exponent. */
function floatEnd(text: string, point: number): number {
  let end = point + 1;
  while ((classOf[text.charCodeAt(end)] as number) & CharacterClass.Digit) end++;
  if ((text.charCodeAt(end) | 0x20) !== 0x65) return end;
  let exponent = end + 1;
  const sign = text.charCodeAt(exponent);
  if (sign === 0x2b || sign === 0x2d) exponent++;
  if (((classOf[text.charCodeAt(exponent)] as number) & CharacterClass.Digit) === 0) return end;
  while ((classOf[text.charCodeAt(exponent)] as number) & CharacterClass.Digit) exponent++;
  return exponent;
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

function lexSymbol(state: LexState, code: number): void {
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
      return lexQuote(state);
    case 0x23: // #
      return lexLineComment(state);
    case 0x2f: // /
      return lexSlash(state);
    case 0x2b: // +
    case 0x2d: // -
    case 0x2e: // .
      return lexRunSymbol(state, code);
    case 0:
      // Bison takes the character for the end of the input, so Nix never sees what follows.
      return state.emit(TokenKind.Ignored, state.length);
    default:
      return lexOperator(state, code);
  }
}

function lexQuote(state: LexState): void {
  const text = state.text;
  if (text.charCodeAt(state.at + 1) !== 0x27) {
    state.emit(TokenKind.Invalid, state.at + 1);
    return;
  }
  let end = state.at + 2;
  while (text.charCodeAt(end) === 0x20) end++;
  state.emit(TokenKind.IndentOpen, text.charCodeAt(end) === 0x0a ? end + 1 : state.at + 2);
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
  if (next === 0x2a) return lexBlockComment(state);
  if (next === 0x2f) return state.emit(TokenKind.Update, state.at + 2);
  if (!lexPathStart(state, state.at)) state.emit(TokenKind.Slash, state.at + 1);
}

/** An unclosed comment is no comment for Nix; its first line is one token, so that what follows is still read. */
function lexBlockComment(state: LexState): void {
  const close = state.noBlockEnd ? -1 : state.text.indexOf('*/', state.at + 2);
  if (close >= 0) return state.emit(TokenKind.BlockComment, close + 2);
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
      return next === 0x3d ? two(TokenKind.Equal) : one(TokenKind.Assign);
    case 0x21: // !
      return next === 0x3d ? two(TokenKind.NotEqual) : one(TokenKind.Not);
    case 0x3c: // <
      return lexLess(state, next);
    case 0x3e: // >
      return next === 0x3d ? two(TokenKind.GreaterEqual) : one(TokenKind.Greater);
    case 0x26: // &
      return next === 0x26 ? two(TokenKind.And) : one(TokenKind.Invalid);
    case 0x7c: // |
      if (next === 0x7c) return two(TokenKind.Or);
      return next === 0x3e ? two(TokenKind.PipeInto) : one(TokenKind.Invalid);
    case 0x24: // $
      if (next !== 0x7b) return one(TokenKind.Invalid);
      two(TokenKind.Interpolation);
      return state.enter(Mode.Code);
    case 0x7e: // ~
      if (next !== 0x2f || !lexPathStart(state, state.at + 1)) one(TokenKind.Invalid);
      return;
    default:
      return lexInvalid(state);
  }
}

/** `<nixpkgs>`, `<=`, `<|` or `<`. */
function lexLess(state: LexState, next: number): void {
  const end = (classOf[next] as number) & CharacterClass.Path ? searchPathEnd(state) : 0;
  if (end > 0) return state.emit(TokenKind.SearchPath, end);
  if (next === 0x3d) return state.emit(TokenKind.LessEqual, state.at + 2);
  if (next === 0x7c) return state.emit(TokenKind.PipeFrom, state.at + 2);
  state.emit(TokenKind.Less, state.at + 1);
}

function searchPathEnd(state: LexState): number {
  const text = state.text;
  let end = state.pathRunEnd(state.at + 1);
  while (text.charCodeAt(end) === 0x2f && (classOf[text.charCodeAt(end + 1)] as number) & CharacterClass.Path) {
    end += 2;
    while ((classOf[text.charCodeAt(end)] as number) & CharacterClass.Path) end++;
  }
  return text.charCodeAt(end) === 0x3e ? end + 1 : 0;
}

/** A character that begins no token; a run of characters beyond ASCII is one token. */
function lexInvalid(state: LexState): void {
  let end = state.at + 1;
  if (state.text.charCodeAt(state.at) >= 128) while (state.text.charCodeAt(end) >= 128) end++;
  state.emit(TokenKind.Invalid, end);
}
