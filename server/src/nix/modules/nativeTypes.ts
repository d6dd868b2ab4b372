import type { OptionType, PathWithType, PlainTypeName } from '../eval/optionType.ts';
import type { Thunk, Value } from '../eval/value.ts';
import { ready, unknown } from '../eval/value.ts';
import type { NativeModule } from './declare.ts';

const noModules: Thunk = ready({ kind: 'list', items: [] });

function plain(name: PlainTypeName): OptionType {
  return { name };
}

/** The types of `lib.types` under their names there, for options declared in TypeScript. */
export const types = {
  bool: plain('bool'),
  int: plain('int'),
  float: plain('float'),
  str: plain('str'),
  path: plain('path'),
  package: plain('package'),
  attrs: plain('attrs'),
  raw: plain('raw'),
  anything: plain('anything'),
  unspecified: plain('unspecified'),
  /** Not said here: definitions merge by their shape. */
  shape: { name: 'unknown', unknown: unknown('the type of the option is not known') } as OptionType,
  /** The same for an option whose parts, however deep, are options themselves. */
  deepShape: { name: 'unknown', unknown: unknown('the type of the option is not known'), deep: true } as OptionType,
  lines: { name: 'separatedString', separator: '\n' } as OptionType,
  listOf: (element: OptionType): OptionType => ({ name: 'listOf', element, nonEmpty: false }),
  attrsOf: (element: OptionType): OptionType => ({ name: 'attrsOf', element }),
  lazyAttrsOf: (element: OptionType): OptionType => ({ name: 'lazyAttrsOf', element }),
  nullOr: (element: OptionType): OptionType => ({ name: 'nullOr', element }),
  either: (left: OptionType, right: OptionType): OptionType => ({ name: 'either', left, right }),
  enum: (...values: readonly string[]): OptionType => ({
    name: 'enum',
    values: ready({
      kind: 'list',
      items: values.map((text) => ({ kind: 'item', thunk: ready({ kind: 'string', text }) })),
    }),
  }),
  /** Definitions of the first type are handed to `coerce` and then are of the second. */
  coercedTo: (from: OptionType, coerce: (value: Thunk) => Value, to: OptionType): OptionType => ({
    name: 'coercedTo',
    from,
    coerce: ready({ kind: 'function', apply: coerce }),
    to,
  }),
  /** A definition that is a set is all `config`, as in `types.submodule`. */
  submodule: (module: NativeModule): OptionType => ({
    name: 'submodule',
    modules: noModules,
    shorthandOnlyDefinesConfig: true,
    native: [module],
  }),
  deferredModule: { name: 'deferredModule' } as OptionType,
};

/** The type as nixpkgs' messages name it (`description` of lib/types.nix). */
export function describeType(type: OptionType): string {
  switch (type.name) {
    case 'listOf':
      return `${type.nonEmpty ? 'non-empty ' : ''}list of ${describeType(type.element)}`;
    case 'attrsOf':
    case 'lazyAttrsOf':
      return `${type.name === 'lazyAttrsOf' ? 'lazy ' : ''}attribute set of ${describeType(type.element)}`;
    case 'nullOr':
      return `null or ${describeType(type.element)}`;
    case 'either':
      return `${describeType(type.left)} or ${describeType(type.right)}`;
    case 'oneOf':
      return type.alternatives.map(describeType).join(' or ');
    case 'coercedTo':
      return `${describeType(type.to)} or ${describeType(type.from)} convertible to it`;
    case 'functionTo':
      return `function that evaluates to a(n) ${describeType(type.result)}`;
    case 'unique':
    case 'addCheck':
      return describeType(type.element);
    case 'separatedString':
      return `strings concatenated with ${JSON.stringify(type.separator)}`;
    case 'enum':
      return `one of ${describeChoices(type.values.force())}`;
    case 'intBetween':
    case 'numberBetween':
      return describeRange(type.name === 'intBetween' ? 'integer' : 'number', type.low, type.high);
    case 'pathWith':
      return describePath(type);
    case 'custom':
      return describeCustom(type.attrs.entries.get('description')?.thunk ?? type.attrs.entries.get('name')?.thunk);
    default:
      return plainDescriptions[type.name] ?? type.name;
  }
}

const plainDescriptions: Readonly<Record<string, string>> = {
  str: 'string',
  singleLineStr: '(optionally newline-terminated) single-line string',
  nonEmptyStr: 'non-empty string',
  bool: 'boolean',
  int: 'signed integer',
  float: 'floating point number',
  path: 'absolute path',
  attrs: 'attribute set',
  deferredModule: 'module',
  unspecified: 'unspecified value',
  raw: 'raw value',
};

function describeRange(what: string, low: number | undefined, high: number | undefined): string {
  if (low !== undefined && high !== undefined) return `${what} between ${low} and ${high} (both inclusive)`;
  return low === undefined ? what : `${what} of at least ${low}`;
}

function describePath({ absolute, inStore }: PathWithType): string {
  const form = absolute === undefined ? '' : absolute ? 'absolute ' : 'relative ';
  const place = inStore === undefined ? '' : inStore ? ' in the Nix store' : ' not in the Nix store';
  return `${form}path${place}`;
}

function describeChoices(values: Value): string {
  if (values.kind !== 'list') return '…';
  return values.items
    .map((item) => {
      const value = item.kind === 'item' ? item.thunk.force() : item.unknown;
      if (value.kind === 'string') return JSON.stringify(value.text);
      return value.kind === 'integer' || value.kind === 'boolean' ? String(value.value) : `<${value.kind}>`;
    })
    .join(', ');
}

function describeCustom(thunk: Thunk | undefined): string {
  const value = thunk?.force();
  return value?.kind === 'string' ? value.text : 'value of a type of its own';
}
