import { Frame, hole, Level, type Machine, type Open } from './machine.ts';
import { TokenKind } from './tokenKind.ts';
import type { Binary, BinaryOperator, Expression, Unary } from './tree.ts';

/**
 * How tightly operators bind, by token kind; 0 for what is no binary operator. Higher binds tighter.
 * Source: the precedence declarations of NixOS/nix 2.8.0, src/libexpr/parser.y; pipes from the same file of 2026.
 */
const precedence = new Uint8Array(64);
const pipe = 1;
const comparison = 6;
const equality = 5;
const negation = 8;
const questionMark = 12;
const sign = 13;
for (const [level, kinds] of [
  [pipe, [TokenKind.PipeInto, TokenKind.PipeFrom]],
  [2, [TokenKind.Implies]],
  [3, [TokenKind.Or]],
  [4, [TokenKind.And]],
  [equality, [TokenKind.Equal, TokenKind.NotEqual]],
  [comparison, [TokenKind.Less, TokenKind.LessEqual, TokenKind.Greater, TokenKind.GreaterEqual]],
  [7, [TokenKind.Update]],
  [9, [TokenKind.Plus, TokenKind.Minus]],
  [10, [TokenKind.Star, TokenKind.Slash]],
  [11, [TokenKind.Concat]],
  [questionMark, [TokenKind.Question]],
] as const) {
  for (const kind of kinds) precedence[kind] = level;
}

const symbols: Readonly<Record<number, BinaryOperator>> = {
  [TokenKind.PipeInto]: '|>',
  [TokenKind.PipeFrom]: '<|',
  [TokenKind.Implies]: '->',
  [TokenKind.Or]: '||',
  [TokenKind.And]: '&&',
  [TokenKind.Equal]: '==',
  [TokenKind.NotEqual]: '!=',
  [TokenKind.Less]: '<',
  [TokenKind.LessEqual]: '<=',
  [TokenKind.Greater]: '>',
  [TokenKind.GreaterEqual]: '>=',
  [TokenKind.Update]: '//',
  [TokenKind.Plus]: '+',
  [TokenKind.Minus]: '-',
  [TokenKind.Star]: '*',
  [TokenKind.Slash]: '/',
  [TokenKind.Concat]: '++',
};

const operatorPrecedence: Readonly<Record<BinaryOperator, number>> = {
  '|>': pipe,
  '<|': pipe,
  '->': 2,
  '||': 3,
  '&&': 4,
  '==': equality,
  '!=': equality,
  '<': comparison,
  '<=': comparison,
  '>': comparison,
  '>=': comparison,
  '//': 7,
  '+': 9,
  '-': 9,
  '*': 10,
  '/': 10,
  '++': 11,
};

/** Begins `!operand` or `-operand`, unless a list item or argument is wanted, which cannot have an operator. */
export function beginOperand(machine: Machine): boolean {
  const { frame, start } = machine;
  if (frame === Frame.Item || frame === Frame.Argument || frame === Frame.Fallback) return false;
  const operator = machine.kind === TokenKind.Not ? '!' : '-';
  machine.at++;
  machine.push(Frame.Operand, { kind: 'unary', start, end: 0, operator, operand: hole } satisfies Open<Unary>);
  return true;
}

/**
 * Behind an operand: a binary operator, whose right side comes next (`undefined`), or a question mark (`'question'`), or
 * the end of the expression, which is given whole.
 */
export function afterOperand(machine: Machine, operand: Expression): Expression | 'question' | undefined {
  const strength = precedence[machine.kind] as number;
  let value = operand;
  while (machine.frame === Frame.Right || machine.frame === Frame.Operand) {
    if (strength > 0 && !endsBefore(machine, strength)) break;
    value = close(machine, value);
  }
  if (strength === 0) {
    machine.level = Level.Whole;
    return value;
  }
  if (strength === questionMark) {
    machine.at++;
    machine.push(Frame.HasPath, { kind: 'hasAttribute', start: value.start, end: 0, target: value, path: [] });
    return 'question';
  }
  const operator = symbols[machine.kind] as BinaryOperator;
  machine.at++;
  machine.push(Frame.Right, {
    kind: 'binary',
    start: value.start,
    end: 0,
    operator,
    left: value,
    right: hole,
  } satisfies Open<Binary>);
  return undefined;
}

/** Whether the innermost operation is complete before an operator of a strength. */
function endsBefore(machine: Machine, strength: number): boolean {
  const node = machine.node as Open<Unary> | Open<Binary>;
  if (node.kind === 'unary') return (node.operator === '!' ? negation : sign) > strength;
  const own = operatorPrecedence[node.operator];
  if (own !== strength) return own > strength;
  if (own === equality || own === comparison) reportChain(machine);
  if (own !== pipe) return !isRightAssociative(node.operator);
  if (node.operator !== symbols[machine.kind]) reportMixedPipes(machine);
  return node.operator === '|>';
}

function isRightAssociative(operator: BinaryOperator): boolean {
  return operator === '->' || operator === '//' || operator === '++';
}

function reportChain(machine: Machine): void {
  const span = { start: machine.start, end: machine.end };
  machine.reportBroken('unexpected-token', 'Comparisons cannot be chained without parentheses', span);
}

function reportMixedPipes(machine: Machine): void {
  const span = { start: machine.start, end: machine.end };
  machine.reportBroken('unexpected-token', '`|>` and `<|` cannot be mixed without parentheses', span);
}

/** Ends the innermost operation with its last operand. */
function close(machine: Machine, value: Expression): Expression {
  const node = machine.pop() as Open<Unary> | Open<Binary>;
  if (node.kind === 'unary') node.operand = value;
  else node.right = value;
  node.end = value.end;
  return node;
}
