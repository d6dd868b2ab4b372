import { lexCode } from './lexCode.ts';
import { lexPath } from './lexPaths.ts';
import { LexState, Mode } from './lexState.ts';
import { lexIndented, lexString } from './lexText.ts';
import { planLine } from './recover/quotes.ts';
import type { SyntaxError as SyntaxProblem, Tokens } from './tree.ts';

export { isTrivia, TokenKind } from './tokenKind.ts';

/**
 * Splits a text into tokens exactly as Nix does (NixOS/nix 2.8.0, src/libexpr/lexer.l, and the pipe operators of newer
 * releases). Lossless: token i spans `starts[i]` to `starts[i + 1]`, and all tokens joined are the text. Never throws;
 * what begins no token is `Invalid`.
 */
export function lex(text: string): Tokens {
  const state = new LexState(text, false);
  while (state.at < state.length) lexOne(state);
  return state.finish();
}

/** The tokens of a broken text, and what was reported of it already. */
export interface BrokenTokens {
  readonly tokens: Tokens;
  readonly errors: readonly SyntaxProblem[];
}

/**
 * Like `lex`, for a text known to be broken: where a quote seems to be missing an empty token stands for it, so that not
 * everything behind it is read inside out.
 */
export function lexBroken(text: string): BrokenTokens {
  const state = new LexState(text, true);
  for (const repair of planLine(state.text, 0)) state.plan(repair);
  while (!state.done) if (!state.applyRepair()) lexOne(state);
  return { tokens: state.finish(), errors: state.problems };
}

function lexOne(state: LexState): void {
  if (state.mode === Mode.Code) lexCode(state);
  else if (state.mode === Mode.String) lexString(state);
  else if (state.mode === Mode.Indented) lexIndented(state);
  else lexPath(state);
}
