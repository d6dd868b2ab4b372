import { lex, lexBroken } from './lexer.ts';
import { Level, Machine } from './machine.ts';
import { afterPath, afterWhole } from './parseEnds.ts';
import { afterSelected, afterSimple, readOperand } from './parseExpression.ts';
import { readPath } from './parseNames.ts';
import { afterOperand } from './parseOperators.ts';
import { repairBrackets } from './recover/repairStream.ts';
import { withoutTrivia } from './stream.ts';
import type { Expression, SyntaxError as SyntaxProblem, SyntaxTree, Tokens } from './tree.ts';

/**
 * The syntax tree of a text, whatever the text: what Nix accepts has no errors and the tree that Nix sees; what it
 * refuses has at least one error and a tree in which the rest of the text is still read. Never throws. Nesting may be
 * of any depth: nothing here recurses.
 */
export function parse(text: string): SyntaxTree {
  const tokens = lex(text);
  const machine = new Machine(text, withoutTrivia(tokens), false, []);
  const root = run(machine);
  return root ? treeOf(machine, root, tokens) : recover(text, machine.errors);
}

/** The second try, for a text that Nix does not accept: guesses are made where the first one stopped, for `reasons`. */
function recover(text: string, reasons: readonly SyntaxProblem[]): SyntaxTree {
  const { tokens, errors } = lexBroken(text);
  const repaired = repairBrackets(text, withoutTrivia(tokens));
  const machine = new Machine(text, repaired.stream, true, [...errors, ...repaired.errors]);
  const root = run(machine);
  if (!root) throw new Error('a recovering parser gave up');
  // What the guesses have made whole is broken all the same.
  if (machine.errors.length === 0) machine.errors.push(...reasons);
  return treeOf(machine, root, tokens);
}

function treeOf(machine: Machine, root: Expression, tokens: Tokens): SyntaxTree {
  machine.errors.sort((a, b) => a.span.start - b.span.start);
  return { text: machine.text, root, tokens, errors: machine.errors };
}

/** Runs the machine to the end of its tokens. Unless it recovers, gives up (`undefined`) at the first break of the grammar. */
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
