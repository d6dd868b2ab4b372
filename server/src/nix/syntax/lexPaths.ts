import { CharacterClass, classOf } from './characters.ts';
import { type LexState, Mode } from './lexState.ts';
import { TokenKind } from './tokenKind.ts';

/** Lexes a path or URI if the run of path characters at the current place begins one; otherwise does nothing. */
export function lexRun(state: LexState): boolean {
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
export function lexPathStart(state: LexState, slash: number): boolean {
  const end = pathEnd(state.text, slash);
  if (end === 0) return false;
  state.emit(TokenKind.Path, end);
  state.enter(Mode.Path);
  return true;
}

/** The end of the first piece of a path with its first slash at `slash`; 0 if there is no path. */
function pathEnd(text: string, slash: number): number {
  if ((classOf[text.charCodeAt(slash + 1)] as number) & CharacterClass.Path) {
    return segmentsEnd(text, slash);
  }
  return text.charCodeAt(slash + 1) === 0x24 && text.charCodeAt(slash + 2) === 0x7b ? slash + 1 : 0;
}

export function searchPathEnd(state: LexState): number {
  const text = state.text;
  let end = state.pathRunEnd(state.at + 1);
  while (text.charCodeAt(end) === 0x2f && (classOf[text.charCodeAt(end + 1)] as number) & CharacterClass.Path) {
    end += 2;
    while ((classOf[text.charCodeAt(end)] as number) & CharacterClass.Path) end++;
  }
  return text.charCodeAt(end) === 0x3e ? end + 1 : 0;
}

/** Lexes the next piece of a path, or goes back to code where the path ends. */
export function lexPath(state: LexState): void {
  const text = state.text;
  if (text.charCodeAt(state.at) === 0x24 && text.charCodeAt(state.at + 1) === 0x7b) {
    state.emit(TokenKind.Interpolation, state.at + 2);
    state.enter(Mode.Code);
    return;
  }
  let end = state.at;
  while ((classOf[text.charCodeAt(end)] as number) & CharacterClass.Path) end++;
  if (text.charCodeAt(end) === 0x2f) end = segmentsEnd(text, end);
  if (end > state.at) state.emit(TokenKind.PathText, end);
  else state.leave();
}

/** The end of `/x/y/`, from the slash at `slash`. */
function segmentsEnd(text: string, slash: number): number {
  let end = slash;
  while (text.charCodeAt(end) === 0x2f && (classOf[text.charCodeAt(end + 1)] as number) & CharacterClass.Path) {
    end += 2;
    while ((classOf[text.charCodeAt(end)] as number) & CharacterClass.Path) end++;
  }
  return text.charCodeAt(end) === 0x2f ? end + 1 : end;
}
