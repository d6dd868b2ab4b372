import { lexCode } from './lexCode.ts';
import { lexPath } from './lexPaths.ts';
import { LexState, Mode } from './lexState.ts';
import { lexIndented, lexString, type StringRepair } from './lexText.ts';
import type { Tokens } from './tree.ts';

export { isTrivia, TokenKind } from './tokenKind.ts';

/**
 * Splits a text into tokens exactly as Nix does (NixOS/nix 2.8.0, src/libexpr/lexer.l, and the pipe operators of newer
 * releases). Lossless: token i spans `starts[i]` to `starts[i + 1]`, and all tokens joined are the text. Never throws;
 * what begins no token is `Invalid`.
 *
 * `repairs` are places where the recovery pass believes a quote to be missing, sorted by offset; there an empty
 * `StringOpen` or `StringClose` token is put.
 */
export function lex(text: string, repairs: readonly StringRepair[] = []): Tokens {
  const state = new LexState(text, repairs);
  while (state.at < state.length) {
    if (state.mode === Mode.Code) lexCode(state);
    else if (state.mode === Mode.String) lexString(state);
    else if (state.mode === Mode.Indented) lexIndented(state);
    else lexPath(state);
  }
  return state.finish();
}
