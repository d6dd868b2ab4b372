import { expect } from 'vitest';
import { type Role, roleOf, type ScopedToken, type Tokenizer } from './tokenize.ts';

/**
 * Holds the text to a drawing with one letter a character: `s` string, `c` comment, `p` path or URI, `i` the `${` and `}` of
 * an interpolation, `.` code. A closing brace of an attribute name `${x}` counts as interpolation too.
 */
export function expectRoles(tokenize: Tokenizer, text: string, drawing: string): void {
  expect(`\n${text}\n${drawRoles(tokenize, text)}`).toBe(`\n${text}\n${drawing}`);
}

/** The drawing that `expectRoles` compares; line breaks stay. */
export function drawRoles(tokenize: Tokenizer, text: string): string {
  const drawn = text.split('').map((character) => (/[\r\n]/.test(character) ? character : '?'));
  for (const token of tokenize(text)) {
    drawn.fill(letters[roleOf(token.scopes)], token.start, token.end);
  }
  return drawn.join('');
}

/** The scopes of the token that covers the first character of `piece` (its `nth` occurrence, from 1) in `text`. */
export function scopesAt(tokenize: Tokenizer, text: string, piece: string, nth = 1): readonly string[] {
  let at = -1;
  for (let count = 0; count < nth; count += 1) at = text.indexOf(piece, at + 1);
  if (at < 0) throw new Error(`${JSON.stringify(piece)} does not stand ${nth} times in the text`);
  return tokenAt(tokenize(text), at).scopes;
}

/** Like `scopesAt`, the innermost scope only; undefined where there is none. */
export function scopeAt(tokenize: Tokenizer, text: string, piece: string, nth = 1): string | undefined {
  return scopesAt(tokenize, text, piece, nth).at(-1);
}

function tokenAt(tokens: readonly ScopedToken[], offset: number): ScopedToken {
  const token = tokens.find(({ start, end }) => start <= offset && offset < end);
  if (token === undefined) throw new Error(`no token at ${offset}`);
  return token;
}

const letters: Readonly<Record<Role, string>> = {
  code: '.',
  string: 's',
  comment: 'c',
  path: 'p',
  interpolation: 'i',
};
