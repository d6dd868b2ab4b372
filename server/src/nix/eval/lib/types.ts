import { regexBuiltins } from '../builtins/regexes.ts';
import type { Machine } from '../machine.ts';
import { attrsArgument, type Call, isRefusal, type NativeTable, NativeValue } from '../native.ts';
import { type OptionType, optionTypeOf, type PlainTypeName } from '../optionType.ts';
import { type Attr, type AttrsValue, type FunctionValue, ready, type Thunk, unknown, type Value } from '../value.ts';
import { attrs, boolean, failure, listOf, string } from '../values.ts';
import { notImplementedTypes } from './names.ts';
import { typeValue } from './typeValue.ts';

/** `lib.types`: sets as nixpkgs makes them, with the type itself in their `origin`. Takes from `lib` what both have, and adds `mkOptionType` to it. */
export function makeTypes(machine: Machine, lib: Map<string, Attr>): AttrsValue {
  const entries = new Map<string, Attr>();
  for (const name of ['isOptionType', 'isType', 'setType']) {
    const attr = lib.get(name);
    if (attr !== undefined) entries.set(name, attr);
  }
  const add = (name: string, value: Value) => entries.set(name, { thunk: ready(value) });
  for (const name of plainTypes) add(name, typeValue(machine, { name }));
  add('luaInline', typeValue(machine, { name: 'attrs' }));
  add('lines', typeValue(machine, separated('\n')));
  add('commas', typeValue(machine, separated(',')));
  add('envVar', typeValue(machine, separated(':')));
  add('string', typeValue(machine, { name: 'str' }));
  add('port', typeValue(machine, { name: 'intBetween', low: 0, high: 65535 }));
  add('deferredModule', typeValue(machine, { name: 'deferredModule' }));
  add('ints', rangeTypes(machine, intRanges, 'intBetween'));
  add('numbers', rangeTypes(machine, numberRanges, 'numberBetween'));
  for (const [name, run] of Object.entries(typeFunctions)) add(name, new NativeValue(machine, name, run));
  const make = entries.get('mkOptionType');
  if (make !== undefined) lib.set('mkOptionType', make);
  const result: AttrsValue = {
    ...attrs(entries, undefined, unknown('this option type is not known')),
    mayHold: (name) => notImplementedTypes.has(name),
  };
  entries.set('types', { thunk: ready(result) });
  return result;
}

const plainTypes: readonly PlainTypeName[] = [
  'anything',
  'attrs',
  'bool',
  'boolByOr',
  'externalPath',
  'fileset',
  'float',
  'int',
  'nonEmptyStr',
  'number',
  'optionType',
  'package',
  'path',
  'pathInStore',
  'pkgs',
  'raw',
  'shellPackage',
  'singleLineStr',
  'str',
  'unspecified',
];

function separated(separator: string): OptionType {
  return { name: 'separatedString', separator };
}

const intRanges: Readonly<Record<string, readonly [number, number | undefined]>> = {
  positive: [1, undefined],
  unsigned: [0, undefined],
  u8: [0, 255],
  u16: [0, 65535],
  u32: [0, 4294967295],
  s8: [-128, 127],
  s16: [-32768, 32767],
  s32: [-2147483648, 2147483647],
};

const numberRanges: Readonly<Record<string, readonly [number, number | undefined]>> = {
  nonnegative: [0, undefined],
  positive: [0, undefined],
};

function rangeTypes(machine: Machine, ranges: typeof intRanges, kind: 'intBetween' | 'numberBetween'): AttrsValue {
  const entries = new Map<string, Attr>();
  for (const [name, [low, high]] of Object.entries(ranges)) {
    const above = kind === 'numberBetween' && name === 'positive';
    entries.set(name, { thunk: ready(typeValue(machine, { name: kind, low, high, above })) });
  }
  const between = new NativeValue(machine, 'between', (call, low, high) => {
    const ends = [low.force(), high.force()].map((end) =>
      end.kind === 'integer' || end.kind === 'float' ? Number(end.value) : undefined,
    );
    const [from, to] = ends;
    if (from === undefined || to === undefined) return unknown('the ends of a range are not known', call.site);
    return typeValue(call.machine, { name: kind, low: from, high: to });
  });
  entries.set('between', { thunk: ready(between) });
  return attrs(entries);
}

/** The type that a thunk stands for; looked at late, since types may contain themselves. */
function typeOf(thunk: Thunk): OptionType {
  const value = thunk.force();
  const type = optionTypeOf(value);
  if (type !== undefined) return type;
  const reason = value.kind === 'failure' ? value.message : 'a value that is no option type';
  return { name: 'unknown', unknown: unknown(reason, value.site) };
}

/** A type around another one. */
function around(call: Call, name: 'nullOr' | 'attrsOf' | 'lazyAttrsOf' | 'unique', element: Thunk): Value {
  return typeValue(call.machine, {
    name,
    get element() {
      return typeOf(element);
    },
  });
}

function listType(call: Call, element: Thunk, nonEmpty: boolean): Value {
  return typeValue(call.machine, {
    name: 'listOf',
    nonEmpty,
    get element() {
      return typeOf(element);
    },
  });
}

function functionOf(set: AttrsValue, name: string): FunctionValue | undefined {
  const value = set.entries.get(name)?.thunk.force();
  return value?.kind === 'function' ? value : undefined;
}

function flag(set: AttrsValue, name: string): boolean {
  const value = set.entries.get(name)?.thunk.force();
  return value?.kind === 'boolean' && value.value;
}

const noModules = ready(listOf([]));
const nothing: Value = { kind: 'null' };

/** Types with arguments. */
const typeFunctions: NativeTable = {
  listOf: (call, element) => listType(call, element, false),
  nonEmptyListOf: (call, element) => listType(call, element, true),
  attrsOf: (call, element) => around(call, 'attrsOf', element),
  lazyAttrsOf: (call, element) => around(call, 'lazyAttrsOf', element),
  loaOf: (call, element) => around(call, 'attrsOf', element),
  attrListOf: (call, _element) => unknown('this option type is not known', call.site),
  attrsWith(call, argument) {
    const given = attrsArgument(call, argument);
    if (given.kind !== 'attrs') return given;
    const element = given.entries.get('elemType')?.thunk;
    if (element === undefined)
      return given.rest ?? failure('type', "function called without required argument 'elemType'", call.site);
    return around(call, flag(given, 'lazy') ? 'lazyAttrsOf' : 'attrsOf', element);
  },
  nullOr: (call, element) => around(call, 'nullOr', element),
  uniq: (call, element) => around(call, 'unique', element),
  unique: (call, _message, element) => around(call, 'unique', element),
  either: (call, left, right) =>
    typeValue(call.machine, {
      name: 'either',
      get left() {
        return typeOf(left);
      },
      get right() {
        return typeOf(right);
      },
    }),
  oneOf(call, types) {
    const values = types.force();
    if (values.kind !== 'list')
      return isRefusal(values) ? values : failure('type', 'oneOf needs a list of types', call.site);
    if (values.items.length === 0)
      return failure('throw', 'oneOf needs to get at least one type in its argument', call.site);
    return typeValue(call.machine, {
      name: 'oneOf',
      get alternatives() {
        return values.items.map((item) =>
          item.kind === 'item' ? typeOf(item.thunk) : ({ name: 'unknown', unknown: item.unknown } as const),
        );
      },
    });
  },
  enum: (call, values) => typeValue(call.machine, { name: 'enum', values }),
  strMatching: (call, pattern) =>
    typeValue(call.machine, {
      name: 'strMatching',
      pattern,
      match: new NativeValue(call.machine, 'match', (inner, text) => matchPattern(inner, pattern, text)),
    }),
  separatedString(call, separator) {
    const text = separator.force();
    if (text.kind === 'string') return typeValue(call.machine, separated(text.text));
    return isRefusal(text) ? text : failure('type', 'separatedString needs a string', call.site);
  },
  passwdEntry: (call, element) =>
    typeValue(call.machine, {
      name: 'addCheck',
      get element() {
        return typeOf(element);
      },
      check: ready(new NativeValue(call.machine, 'passwdEntry', (inner, text) => isPasswdEntry(inner, text))),
    }),
  submodule: (call, module) =>
    typeValue(call.machine, {
      name: 'submodule',
      modules: { force: () => moduleList(module) },
      shorthandOnlyDefinesConfig: true,
    }),
  submoduleWith(call, argument) {
    const given = attrsArgument(call, argument);
    if (given.kind !== 'attrs') return given;
    return typeValue(call.machine, {
      name: 'submodule',
      modules: given.entries.get('modules')?.thunk ?? noModules,
      specialArgs: given.entries.get('specialArgs')?.thunk,
      shorthandOnlyDefinesConfig: flag(given, 'shorthandOnlyDefinesConfig'),
    });
  },
  coercedTo: (call, from, coerce, to) =>
    typeValue(call.machine, {
      name: 'coercedTo',
      coerce,
      get from() {
        return typeOf(from);
      },
      get to() {
        return typeOf(to);
      },
    }),
  functionTo: (call, result) =>
    typeValue(call.machine, {
      name: 'functionTo',
      get result() {
        return typeOf(result);
      },
    }),
  deferredModuleWith(call, argument) {
    const given = attrsArgument(call, argument);
    if (given.kind !== 'attrs') return given;
    return typeValue(call.machine, {
      name: 'deferredModule',
      staticModules: given.entries.get('staticModules')?.thunk,
    });
  },
  addCheck: (call, element, check) =>
    typeValue(call.machine, {
      name: 'addCheck',
      check,
      get element() {
        return typeOf(element);
      },
    }),
  attrTag: (call, tags) => typeValue(call.machine, { name: 'attrTag', tags }),
  pathWith(call, argument) {
    const given = attrsArgument(call, argument);
    if (given.kind !== 'attrs') return given;
    const asked = ['inStore', 'absolute'].map((name) => given.entries.get(name)?.thunk.force() ?? nothing);
    const strange = asked.find(({ kind }) => kind !== 'boolean' && kind !== 'null');
    if (strange) return isRefusal(strange) ? strange : unknown('what is asked of a path is not known', call.site);
    const [inStore, absolute] = asked.map((value) => (value.kind === 'boolean' ? value.value : undefined));
    return typeValue(call.machine, { name: 'pathWith', inStore, absolute });
  },
  mkOptionType(call, argument) {
    const given = attrsArgument(call, argument);
    if (given.kind !== 'attrs') return given;
    const made = typeValue(call.machine, {
      name: 'custom',
      attrs: given,
      check: functionOf(given, 'check'),
      merge: functionOf(given, 'merge'),
    });
    return {
      ...made,
      entries: new Map([...made.entries, ...given.entries, ['_type', { thunk: ready(string('option-type')) }]]),
    };
  },
};

function matchPattern(call: Call, pattern: Thunk, text: Thunk): Value {
  return regexBuiltins.match?.(call, pattern, text) ?? unknown('regular expressions are not known', call.site);
}

/** `toList`. */
function moduleList(module: Thunk): Value {
  const value = module.force();
  if (value.kind === 'list') return value;
  return { kind: 'list', items: [{ kind: 'item', thunk: module }] };
}

function isPasswdEntry(call: Call, text: Thunk): Value {
  const value = text.force();
  return value.kind === 'string'
    ? boolean(!/[:\n]/.test(value.text), call.site)
    : isRefusal(value)
      ? value
      : boolean(false, call.site);
}
