import type { Machine } from '../machine.ts';
import { type AttrsValue, unknown, type Value } from '../value.ts';
import { attrs } from '../values.ts';

export function makeLib(_machine: Machine, _builtins: Value): AttrsValue {
  return attrs(new Map(), undefined, unknown('lib'));
}
