import { CharacterClass, classOf } from './characters.ts';
import { lexRun } from './lexPaths.ts';
import type { LexState } from './lexState.ts';
import { TokenKind } from './tokenKind.ts';

/** Lexes a number, or a path that begins with one. */
export function lexNumber(state: LexState): void {
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
export function floatEnd(text: string, point: number): number {
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
