import { CharacterClass, classOf } from './characters.ts';
import { lexNumber } from './lexNumbers.ts';
import { lexRun } from './lexPaths.ts';
import type { LexState } from './lexState.ts';
import { lexSymbol } from './lexSymbols.ts';
import { planLine } from './recover/quotes.ts';
import { TokenKind } from './tokenKind.ts';

/** Lexes one token of code at the current place. Where several rules match the longest wins, as in Nix. */
export function lexCode(state: LexState): void {
  const code = state.text.charCodeAt(state.at);
  const bits = classOf[code] as number;
  if (bits & CharacterClass.Space) lexSpace(state);
  else if (bits & CharacterClass.NameStart) lexWord(state);
  else if (bits & CharacterClass.Digit) lexNumber(state);
  else lexSymbol(state, code);
}

function lexSpace(state: LexState): void {
  const text = state.text;
  let end = state.at + 1;
  while ((classOf[text.charCodeAt(end)] as number) & CharacterClass.Space) end++;
  const start = state.at;
  state.emit(TokenKind.Whitespace, end);
  if (state.recovering && text.slice(start, end).includes('\n')) {
    for (const repair of planLine(text, end, state.bracesToText())) state.plan(repair);
  }
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
