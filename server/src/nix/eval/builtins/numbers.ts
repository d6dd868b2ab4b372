import { arithmetic } from '../arithmetic.ts';
import { lessThan } from '../equality.ts';
import { type Call, integerArgument, isRefusal, type NativeTable } from '../native.ts';
import { type Thunk, unknown, type Value } from '../value.ts';
import { integer, typeFailure } from '../values.ts';

/** Numbers. */
export const numberBuiltins: NativeTable = {
  add: (call, a, b) => calculate(call, '+', a, b),
  sub: (call, a, b) => calculate(call, '-', a, b),
  mul: (call, a, b) => calculate(call, '*', a, b),
  div: (call, a, b) => calculate(call, '/', a, b),
  lessThan: (call, a, b) => lessThan(call.machine, a.force(), b.force(), call.site),
  bitAnd: (call, a, b) => bits(call, a, b, (x, y) => x & y),
  bitOr: (call, a, b) => bits(call, a, b, (x, y) => x | y),
  bitXor: (call, a, b) => bits(call, a, b, (x, y) => x ^ y),
  ceil: (call, a) => rounded(call, a, Math.ceil),
  floor: (call, a) => rounded(call, a, Math.floor),
};

/** As the operators, but numbers only. */
function calculate(call: Call, operator: '+' | '-' | '*' | '/', a: Thunk, b: Thunk): Value {
  const left = a.force();
  if (left.kind === 'failure') return left;
  const right = b.force();
  const bad = [left, right].find(
    (value) => value.kind !== 'integer' && value.kind !== 'float' && value.kind !== 'unknown',
  );
  if (bad !== undefined && left.kind !== 'unknown')
    return isRefusal(bad) ? bad : typeFailure('an integer', bad, call.site);
  return arithmetic(call.machine, operator, left, right, call.site);
}

function bits(call: Call, a: Thunk, b: Thunk, combine: (x: bigint, y: bigint) => bigint): Value {
  const left = integerArgument(call, a);
  if (left.kind !== 'integer') return left;
  const right = integerArgument(call, b);
  if (right.kind !== 'integer') return right;
  return integer(BigInt.asIntN(64, combine(BigInt(left.value), BigInt(right.value))), call.site);
}

function rounded(call: Call, a: Thunk, round: (value: number) => number): Value {
  const value = a.force();
  if (value.kind === 'integer') return value;
  if (value.kind !== 'float') return isRefusal(value) ? value : typeFailure('a float', value, call.site);
  const result = round(value.value);
  // What becomes of larger floats depends on the version of Nix and the machine.
  if (!Number.isFinite(result) || Math.abs(result) >= 2 ** 63)
    return unknown('a float is too large for an integer', call.site);
  return integer(Number.isSafeInteger(result) ? result + 0 : BigInt(result), call.site);
}
