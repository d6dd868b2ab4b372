import { type Call, isRefusal, type NativeTable } from '../native.ts';
import type { Thunk, Value } from '../value.ts';
import { boolean, string } from '../values.ts';

/** What kind of value something is. */
export const kindBuiltins: NativeTable = {
  isAttrs: (call, x) => isKind(call, x, 'attrs'),
  isBool: (call, x) => isKind(call, x, 'boolean'),
  isFloat: (call, x) => isKind(call, x, 'float'),
  isFunction: (call, x) => isKind(call, x, 'function'),
  isInt: (call, x) => isKind(call, x, 'integer'),
  isList: (call, x) => isKind(call, x, 'list'),
  isNull: (call, x) => isKind(call, x, 'null'),
  isPath: (call, x) => isKind(call, x, 'path'),
  isString: (call, x) => isKind(call, x, 'string'),
  typeOf(call, x) {
    const value = x.force();
    if (isRefusal(value)) return value;
    if ((value.kind === 'list' || value.kind === 'attrs') && value.loose !== undefined) return value.loose;
    return string(typeNames[value.kind], call.site);
  },
};

const typeNames = {
  attrs: 'set',
  boolean: 'bool',
  float: 'float',
  function: 'lambda',
  integer: 'int',
  list: 'list',
  null: 'null',
  path: 'path',
  string: 'string',
} as const;

/** Whether a value is of a kind; unknown where it is, or may be something else. */
export function isKind(call: Call, x: Thunk, kind: Value['kind']): Value {
  const value = x.force();
  if (isRefusal(value)) return value;
  if ((value.kind === 'list' || value.kind === 'attrs') && value.loose !== undefined) return value.loose;
  return boolean(value.kind === kind, call.site);
}
