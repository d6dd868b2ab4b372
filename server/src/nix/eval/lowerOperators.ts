import type { Apply, Binary, BinaryOperator, Expression, Unary } from '../syntax/tree.ts';
import { code, emitText, type Lowering, newSite, type Scope } from './lowering.ts';
import type { ArithmeticOperator, BinaryTerm, ChainTerm, Term } from './term.ts';

/** `f a b c`, all arguments in one term however many there are. */
export function lowerApply(lowering: Lowering, expression: Apply, scope: Scope | undefined): Term {
  const site = newSite(lowering, expression);
  const written: Expression[] = [];
  let callee: Expression = expression;
  while (callee.kind === 'apply') {
    written.push(callee.argument);
    callee = callee.callee;
  }
  lowering.codes.push(code.apply, written.length);
  const lowered = lowering.lower(callee, scope);
  return {
    kind: 'apply',
    site,
    callee: lowered,
    args: written.reverse().map((argument) => lowering.lower(argument, scope)),
  };
}

export function lowerUnary(lowering: Lowering, expression: Unary, scope: Scope | undefined): Term {
  const site = newSite(lowering, expression);
  const negation = expression.operator === '!';
  lowering.codes.push(negation ? code.not : code.negate);
  return { kind: negation ? 'not' : 'negate', site, operand: lowering.lower(expression.operand, scope) };
}

/** Chains of one associative operator, and left-associative arithmetic, become flat: they may have thousands of operands. */
export function lowerBinary(lowering: Lowering, expression: Binary, scope: Scope | undefined): Term {
  const { operator } = expression;
  switch (operator) {
    case '++':
    case '//':
      return lowerChain(lowering, expression, operator, rightSpine(expression), scope);
    case '&&':
    case '||':
      return lowerChain(
        lowering,
        expression,
        operator,
        leftSpine(expression, (found) => found === operator),
        scope,
      );
    case '+':
    case '-':
    case '*':
    case '/':
      return lowerArithmetic(lowering, expression, scope);
    case '|>':
    case '<|':
      return lowerPipe(lowering, expression, scope);
    default:
      return lowerTwo(lowering, expression, operator, scope);
  }
}

function lowerTwo(
  lowering: Lowering,
  expression: Binary,
  operator: BinaryTerm['operator'],
  scope: Scope | undefined,
): Term {
  const site = newSite(lowering, expression);
  lowering.codes.push(code.binary);
  emitText(lowering, operator);
  const left = lowering.lower(expression.left, scope);
  return { kind: 'binary', site, operator, left, right: lowering.lower(expression.right, scope) };
}

interface Operand {
  readonly operator: BinaryOperator;
  readonly expression: Expression;
}

function lowerChain(
  lowering: Lowering,
  expression: Binary,
  operator: ChainTerm['operator'],
  operands: readonly Operand[],
  scope: Scope | undefined,
): Term {
  const site = newSite(lowering, expression);
  lowering.codes.push(code.chain, operands.length);
  emitText(lowering, operator);
  return {
    kind: 'chain',
    site,
    operator,
    operands: operands.map((operand) => lowering.lower(operand.expression, scope)),
  };
}

function lowerArithmetic(lowering: Lowering, expression: Binary, scope: Scope | undefined): Term {
  const site = newSite(lowering, expression);
  const [head, ...rest] = leftSpine(expression, isArithmetic);
  lowering.codes.push(code.arithmetic, rest.length);
  const first = lowering.lower(head?.expression ?? expression.left, scope);
  const steps = rest.map(({ operator, expression: operand }) => {
    emitText(lowering, operator);
    return { operator: isArithmetic(operator) ? operator : '+', term: lowering.lower(operand, scope) } as const;
  });
  return { kind: 'arithmetic', site, first, steps };
}

function isArithmetic(operator: BinaryOperator): operator is ArithmeticOperator {
  return operator === '+' || operator === '-' || operator === '*' || operator === '/';
}

/** `x |> f` and `f <| x` are calls. */
function lowerPipe(lowering: Lowering, expression: Binary, scope: Scope | undefined): Term {
  const site = newSite(lowering, expression);
  lowering.codes.push(code.apply, 1);
  const forward = expression.operator === '|>';
  const callee = lowering.lower(forward ? expression.right : expression.left, scope);
  return { kind: 'apply', site, callee, args: [lowering.lower(forward ? expression.left : expression.right, scope)] };
}

/** The operands of `((a + b) - c)`, each with the operator before it; parentheses that were written end the chain. */
function leftSpine(expression: Binary, belongs: (operator: BinaryOperator) => boolean): Operand[] {
  const operands: Operand[] = [];
  let rest: Expression = expression;
  while (rest.kind === 'binary' && belongs(rest.operator)) {
    operands.push({ operator: rest.operator, expression: rest.right });
    rest = rest.left;
  }
  operands.push({ operator: expression.operator, expression: rest });
  return operands.reverse();
}

function rightSpine(expression: Binary): Operand[] {
  const { operator } = expression;
  const operands: Operand[] = [];
  let rest: Expression = expression;
  while (rest.kind === 'binary' && rest.operator === operator) {
    operands.push({ operator, expression: rest.left });
    rest = rest.right;
  }
  operands.push({ operator, expression: rest });
  return operands;
}
