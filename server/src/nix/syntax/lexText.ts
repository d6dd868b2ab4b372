import { CharacterClass, classOf } from './characters.ts';
import { type LexState, Mode } from './lexState.ts';
import { unclosedInterpolationEnd } from './recover/interpolations.ts';
import { TokenKind } from './tokenKind.ts';

/** Lexes a double-quoted string from the current place to its next interpolation or its end. */
export function lexString(state: LexState): void {
  const { limit } = state;
  const text = state.text;
  let end = state.at;
  let kind: number = TokenKind.StringText;
  for (; end < limit; end++) {
    const code = text.charCodeAt(end);
    if (((classOf[code] as number) & CharacterClass.StringSpecial) === 0) continue;
    if (code === 0x22) break;
    if (code === 0x24) {
      const next = text.charCodeAt(end + 1);
      if (next === 0x7b) break;
      // Two dollars are text, even before a brace.
      if (next === 0x24) end++;
    } else {
      kind = TokenKind.StringEscaped;
      if (code === 0x5c) end++;
    }
  }
  if (end > limit) end = limit;
  if (end > state.at) state.emit(kind, end);
  if (end < limit) closeString(state);
}

function closeString(state: LexState): void {
  if (state.text.charCodeAt(state.at) === 0x22) {
    state.emit(TokenKind.StringClose, state.at + 1);
    state.leave();
  } else {
    enterInterpolation(state);
  }
}

/** Enters `${`. In a broken text its closing brace may be missing. */
function enterInterpolation(state: LexState): void {
  const open = state.at;
  const inIndented = state.mode === Mode.Indented;
  state.emit(TokenKind.Interpolation, open + 2);
  if (state.recovering) {
    const end = unclosedInterpolationEnd(state.text, open, inIndented);
    if (end !== undefined) state.planEnd({ offset: end, kind: 'leave' });
  }
  state.enter(Mode.Code);
}

/** Lexes an indented string from the current place to its next interpolation or its end. */
export function lexIndented(state: LexState): void {
  const text = state.text;
  const { limit } = state;
  let end = state.at;
  for (; end < limit; end++) {
    const code = text.charCodeAt(end);
    if (code !== 0x24 && code !== 0x27) continue;
    const next = text.charCodeAt(end + 1);
    // A dollar or quote goes with the character behind it, unless the two begin something.
    if (code === 0x24 ? next === 0x7b || next === 0x27 : next === 0x27 || next === 0x24) break;
    if (end + 1 >= limit) break;
    end++;
  }
  if (end > limit) end = limit;
  if (end > state.at) state.emit(TokenKind.IndentText, end);
  if (end < limit) lexIndentedSpecial(state);
}

function lexIndentedSpecial(state: LexState): void {
  const text = state.text;
  const code = text.charCodeAt(state.at);
  const next = text.charCodeAt(state.at + 1);
  if (code === 0x24 && next === 0x7b) {
    enterInterpolation(state);
  } else if (code === 0x24 || next !== 0x27) {
    state.emit(TokenKind.IndentEscape, state.at + 1);
  } else {
    lexDoubleQuote(state);
  }
}

/** Two quotes in an indented string: an escape or the end. */
function lexDoubleQuote(state: LexState): void {
  const third = state.text.charCodeAt(state.at + 2);
  if (third === 0x24 || third === 0x27) {
    state.emit(TokenKind.IndentEscape, state.at + 3);
  } else if (third === 0x5c && state.at + 3 < state.length) {
    state.emit(TokenKind.IndentEscape, state.at + 4);
  } else {
    state.emit(TokenKind.IndentClose, state.at + 2);
    state.leave();
  }
}
