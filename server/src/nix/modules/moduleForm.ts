import type { Attr, AttrsValue, FilePath, ListItem, Site, Thunk, Unknown, Value } from '../eval/value.ts';
import { ready, unknown } from '../eval/value.ts';
import { propertyType } from './definitions.ts';
import { failed } from './session.ts';

/** A module in its long form, whatever form it was written in. */
export interface ModuleForm {
  readonly key: string;
  /** The file its definitions stand in, as far as it is one. */
  readonly file: FilePath | undefined;
  readonly imports: Imports;
  readonly disabled: Thunk | undefined;
  readonly options: Thunk | undefined;
  readonly config: Thunk | undefined;
  readonly freeform: Thunk | undefined;
  /** What is wrong with or unknown about the module as a whole. */
  readonly trouble: Value | undefined;
}

/** The list of imports, or why there is none. */
export interface Imports {
  readonly items: readonly ListItem[];
  readonly trouble: Value | undefined;
  readonly site: Site | undefined;
}

const noImports: Imports = { items: [], trouble: undefined, site: undefined };
const special = new Set(['_class', '_file', 'key', 'disabledModules', 'require', 'imports', 'freeformType']);
const longForm = new Set([
  '_class',
  '_file',
  'key',
  'disabledModules',
  'imports',
  'options',
  'config',
  'meta',
  'freeformType',
]);

/**
 * Brings a module that is no function any more into its long form, as nixpkgs' `unifyModuleSyntax`. `key` and `file`
 * are those of a module that names none itself.
 */
export function unifyModule(value: Value, key: string, file: FilePath | undefined): ModuleForm {
  if (value.kind === 'unknown' || value.kind === 'failure') return withoutContent(key, file, value);
  if (value.kind !== 'attrs') {
    return withoutContent(key, file, failed('type', `module ${key} does not look like a module`, value.site));
  }
  const property = propertyType(value);
  if (property === 'if' || property === 'override' || property === 'merge') {
    return { ...withoutContent(key, file, undefined), config: ready(value) };
  }
  const has = (name: string) => value.entries.get(name);
  const common = {
    key: textOf(has('key')) ?? key,
    file: fileOf(has('_file')) ?? file,
    imports: joinImports(
      readImports(has('imports')),
      has('config') || has('options') ? noImports : readImports(has('require')),
    ),
    disabled: has('disabledModules')?.thunk,
    freeform: has('freeformType')?.thunk,
  };
  if (has('config') === undefined && has('options') === undefined) {
    return { ...common, options: undefined, config: ready(without(value)), trouble: undefined };
  }
  const stray = [...value.entries].find(([name]) => !longForm.has(name));
  return {
    ...common,
    options: has('options')?.thunk,
    config: has('config')?.thunk,
    trouble: stray === undefined ? value.rest : strayAttribute(key, stray[0], stray[1]),
  };
}

function withoutContent(key: string, file: FilePath | undefined, trouble: Value | undefined): ModuleForm {
  return {
    key,
    file,
    imports: noImports,
    disabled: undefined,
    options: undefined,
    config: undefined,
    freeform: undefined,
    trouble,
  };
}

function strayAttribute(key: string, name: string, attr: Attr): Value {
  const message = `Module \`${key}' has an unsupported attribute \`${name}'. This is caused by introducing a top-level \`config' or \`options' attribute.`;
  return failed('other', message, attr.site);
}

function without(value: AttrsValue): AttrsValue {
  if (![...special].some((name) => value.entries.has(name))) return value;
  return { ...value, entries: new Map([...value.entries].filter(([name]) => !special.has(name))) };
}

function readImports(attr: Attr | undefined): Imports {
  if (attr === undefined) return noImports;
  const value = attr.thunk.force();
  if (value.kind === 'list') return { items: value.items, trouble: undefined, site: value.site };
  const trouble =
    value.kind === 'unknown' || value.kind === 'failure' ? value : failed('type', 'imports is not a list', value.site);
  return { items: [], trouble, site: attr.site };
}

function joinImports(a: Imports, b: Imports): Imports {
  if (b === noImports) return a;
  return { items: [...b.items, ...a.items], trouble: a.trouble ?? b.trouble, site: a.site ?? b.site };
}

function textOf(attr: Attr | undefined): string | undefined {
  const value = attr?.thunk.force();
  return value?.kind === 'string' ? value.text : value?.kind === 'path' ? value.path : undefined;
}

function fileOf(attr: Attr | undefined): FilePath | undefined {
  const text = textOf(attr);
  return text?.startsWith('/') === true ? text : undefined;
}

/** Why nothing is known of a module, for a value that is no module. */
export function reasonOf(value: Value): Unknown {
  if (value.kind === 'unknown') return value;
  return unknown(value.kind === 'failure' ? value.message : 'it does not look like a module', value.site);
}
