import { lex, lexBroken } from './lexer.ts';
import { Level, Machine } from './machine.ts';
import { afterPath, afterWhole } from './parseEnds.ts';
import { afterSelected, afterSimple, readOperand } from './parseExpression.ts';
import { readPath } from './parseNames.ts';
import { afterOperand } from './parseOperators.ts';
import { repairBrackets } from './recover/repairStream.ts';
import { type TokenStream, withoutTrivia } from './stream.ts';
import type { Expression, SyntaxError as SyntaxProblem, SyntaxTree, Tokens } from './tree.ts';

/**
 * The syntax tree of a text, whatever the text: what Nix accepts has no errors and the tree that Nix sees; what it
 * refuses has at least one error and a tree in which the rest of the text is still read. Never throws. Nesting may be
 * of any depth: nothing here recurses.
 */
export function parse(text: string): SyntaxTree {
  const tokens = lex(text);
  const stream = withoutTrivia(tokens);
  return parseStream(text, tokens, stream, false, []) ?? recover(text);
}

/** The second try, for a text that Nix does not accept: guesses are made where the first one stopped. */
function recover(text: string): SyntaxTree {
  const tokens = lexBroken(text);
  const { stream, errors } = repairBrackets(text, withoutTrivia(tokens));
  const tree = parseStream(text, tokens, stream, true, errors);
  if (!tree) throw new Error('a recovering parser gave up');
  return tree;
}

/** Parses a stream. Unless it is to recover, gives up (`undefined`) at the first break of the grammar. */
function parseStream(
  text: string,
  tokens: Tokens,
  stream: TokenStream,
  recovering: boolean,
  errors: readonly SyntaxProblem[],
): SyntaxTree | undefined {
  const machine = new Machine(text, stream, recovering, errors);
  const root = run(machine);
  if (!root) return undefined;
  machine.errors.sort((a, b) => a.span.start - b.span.start);
  return { text, root, tokens, errors: machine.errors };
}

function run(machine: Machine): Expression | undefined {
  let value = readOperand(machine);
  for (;;) {
    if (machine.broken && !machine.recovering) return undefined;
    if (value === undefined) {
      value = readOperand(machine);
    } else if (machine.level === Level.Simple) {
      value = afterSimple(machine, value);
    } else if (machine.level === Level.Selected) {
      value = afterSelected(machine, value);
    } else if (machine.level === Level.Operator) {
      const next: Expression | 'question' | undefined = afterOperand(machine, value);
      if (next !== 'question') value = next;
      else value = readPath(machine) === 'interpolated' ? undefined : afterPath(machine);
    } else {
      const next: Expression | 'end' | undefined = afterWhole(machine, value);
      if (next === 'end') return value;
      value = next;
    }
  }
}
