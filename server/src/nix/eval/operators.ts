import { arithmetic, negate } from './arithmetic.ts';
import { concatenate, update } from './combine.ts';
import { equal, lessThan } from './equality.ts';
import { type Env, speculate } from './machine.ts';
import type { ArithmeticTerm, BinaryTerm, ChainTerm, NegateTerm, NotTerm, Term } from './term.ts';
import type { Unknown, Value } from './value.ts';
import { boolean, typeFailure } from './values.ts';

/** The value of an operator's term. */
export function operate(term: ArithmeticTerm | BinaryTerm | ChainTerm | NegateTerm | NotTerm, env: Env): Value {
  switch (term.kind) {
    case 'chain':
      return chain(term, env);
    case 'binary':
      return binary(term, env);
    case 'arithmetic':
      return calculate(term, env);
    case 'negate':
      return negate(evaluate(term.operand, env), term.site);
    case 'not': {
      const operand = evaluate(term.operand, env);
      if (operand.kind === 'boolean') return boolean(!operand.value, term.site);
      if (operand.kind === 'unknown' || operand.kind === 'failure') return operand;
      return typeFailure('a Boolean', operand, term.operand.site);
    }
  }
}

function calculate(term: ArithmeticTerm, env: Env): Value {
  let result = evaluate(term.first, env);
  for (const { operator, term: operand } of term.steps) {
    if (result.kind === 'failure') return result;
    result = arithmetic(env.machine, operator, result, evaluate(operand, env), term.site);
  }
  return result;
}

function evaluate(term: Term, env: Env): Value {
  return env.machine.evaluate(term, env);
}

function chain(term: ChainTerm, env: Env): Value {
  const { operands, operator, site } = term;
  if (operator === '&&' || operator === '||') return decide(term, env);
  const values: Value[] = [];
  for (const operand of operands) {
    const value = evaluate(operand, env);
    if (value.kind === 'failure') return value;
    values.push(value);
  }
  return operator === '++' ? concatenate(env.machine, values, site) : update(env.machine, values, site);
}

/** `&&` and `||`: the first operand that settles it; after an unknown one, a settling operand settles it all the same. */
function decide(term: ChainTerm, env: Env): Value {
  const settling = term.operator === '||';
  let open: Unknown | undefined;
  for (const operand of term.operands) {
    const value = open === undefined ? evaluate(operand, env) : speculate(env.machine, () => evaluate(operand, env));
    if (value.kind === 'unknown') open ??= value;
    else if (value.kind !== 'boolean') {
      if (open !== undefined) return open;
      return value.kind === 'failure' ? value : typeFailure('a Boolean', value, operand.site);
    } else if (value.value === settling) {
      if (open !== undefined) env.machine.assumptions++;
      return boolean(settling, term.site);
    }
  }
  return open ?? boolean(!settling, term.site);
}

function binary(term: BinaryTerm, env: Env): Value {
  const { operator, site } = term;
  const { machine } = env;
  const left = evaluate(term.left, env);
  if (left.kind === 'failure') return left;
  if (operator === '->') return implies(term, left, env);
  const right = evaluate(term.right, env);
  switch (operator) {
    case '==':
      return equal(machine, left, right, site);
    case '!=':
      return not(equal(machine, left, right, site));
    case '<':
      return lessThan(machine, left, right, site);
    case '>':
      return lessThan(machine, right, left, site);
    case '<=':
      return not(lessThan(machine, right, left, site));
    case '>=':
      return not(lessThan(machine, left, right, site));
  }
}

function not(value: Value): Value {
  return value.kind === 'boolean' ? boolean(!value.value, value.site) : value;
}

function implies(term: BinaryTerm, left: Value, env: Env): Value {
  if (left.kind !== 'boolean' && left.kind !== 'unknown') return typeFailure('a Boolean', left, term.left.site);
  if (left.kind === 'boolean' && !left.value) return boolean(true, term.site);
  const right = evaluate(term.right, env);
  if (right.kind === 'boolean') return right.value || left.kind === 'boolean' ? boolean(right.value, term.site) : left;
  if (left.kind === 'unknown') return left;
  return right.kind === 'unknown' || right.kind === 'failure'
    ? right
    : typeFailure('a Boolean', right, term.right.site);
}
