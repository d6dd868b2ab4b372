import { subpathInStore } from '../files.ts';
import { type Call, isRefusal, type NativeTable, type Refusal } from '../native.ts';
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
    const kind = kindOf(x.force());
    return typeof kind === 'string' ? string(typeNames[kind], call.site) : kind;
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
  const found = kindOf(x.force());
  return typeof found === 'string' ? boolean(found === kind, call.site) : found;
}

/** The kind of a value, or why that is not known. Where a copy of the workspace lies in the store is a string in any case. */
function kindOf(value: Value): keyof typeof typeNames | Refusal {
  if (isRefusal(value)) return subpathInStore(value) === undefined ? value : 'string';
  if ((value.kind === 'list' || value.kind === 'attrs') && value.loose !== undefined) return value.loose;
  return value.kind;
}
