import type { Machine } from './machine.ts';
import { bounded } from './numbers.ts';
import { normalize } from './paths.ts';
import type { ArithmeticOperator } from './term.ts';
import { appending, assemble, below, coerce, interpolating, weighed } from './text.ts';
import { type Site, unknown, type Value } from './value.ts';
import { because, failure, float, integer, typeFailure } from './values.ts';

/** `a + b`, `a - b`, `a * b`, `a / b`; `+` joins strings and paths too. */
export function arithmetic(
  machine: Machine,
  operator: ArithmeticOperator,
  left: Value,
  right: Value,
  site?: Site,
): Value {
  if (left.kind === 'failure') return left;
  if (left.kind === 'integer' && right.kind === 'integer') return calculate(operator, left.value, right.value, site);
  if ((left.kind === 'integer' || left.kind === 'float') && (right.kind === 'integer' || right.kind === 'float')) {
    return calculateFloat(operator, Number(left.value), Number(right.value), site);
  }
  if (operator === '+' && left.kind !== 'integer' && left.kind !== 'float') return add(machine, left, right, site);
  if (left.kind === 'unknown') return because(left, site);
  if (left.kind !== 'integer' && left.kind !== 'float')
    return right.kind === 'failure' ? right : typeFailure('an integer', left, site);
  if (right.kind === 'unknown' || right.kind === 'failure') return right;
  return typeFailure('an integer', right, site);
}

/** `-a`, which is `0 - a`. */
export function negate(value: Value, site?: Site): Value {
  if (value.kind === 'integer') return calculate('-', 0, value.value, site);
  if (value.kind === 'float') return float(0 - value.value, site);
  return value.kind === 'unknown' || value.kind === 'failure' ? value : typeFailure('an integer', value, site);
}

function calculate(operator: ArithmeticOperator, left: number | bigint, right: number | bigint, site?: Site): Value {
  if (operator === '/' && BigInt(right) === 0n) return failure('other', 'division by zero', site);
  if (typeof left === 'number' && typeof right === 'number') {
    const quick = calculateNumber(operator, left, right);
    if (Number.isSafeInteger(quick)) return { kind: 'integer', value: quick + 0, site };
  }
  const result = bounded(calculateBig(operator, BigInt(left), BigInt(right)));
  // Up to 2.24 Nix wraps around, later it fails.
  return result === undefined ? unknown('an integer overflows', site) : integer(result, site);
}

function calculateNumber(operator: ArithmeticOperator, left: number, right: number): number {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return Math.trunc(left / right);
  }
}

function calculateBig(operator: ArithmeticOperator, left: bigint, right: bigint): bigint {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
  }
}

function calculateFloat(operator: ArithmeticOperator, left: number, right: number, site?: Site): Value {
  if (operator === '/') return right === 0 ? failure('other', 'division by zero', site) : float(left / right, site);
  return float(calculateNumber(operator, left, right), site);
}

/** `+` of what is no number: the left operand decides whether the sum is a path. */
function add(machine: Machine, left: Value, right: Value, site?: Site): Value {
  if (left.kind === 'path') {
    const tail = coerce(machine, right, appending, site);
    if (tail.kind !== 'string') return tail.kind === 'unknown' ? because(tail, site) : tail;
    return { kind: 'path', path: normalize(left.path + tail.text), site };
  }
  const how = left.kind === 'string' ? interpolating : appending;
  if (left.kind === 'unknown') return right.kind === 'string' ? below(left, right.text, site) : because(left, site);
  const head = coerce(machine, left, how, site);
  if (head.kind === 'failure') return head;
  const tail = coerce(machine, right, how, site);
  if (tail.kind === 'failure') return head.kind === 'unknown' ? because(head, site) : tail;
  return weighed(machine, assemble([head, tail], site));
}
