import { globalNames } from '../globalNames.ts';
import type { Machine } from '../machine.ts';
import { type NativeTable, NativeValue } from '../native.ts';
import { type Attr, ready, type Thunk, unknown, type Value } from '../value.ts';
import { attrs, boolean, integer, nullValue, string } from '../values.ts';
import { attrsBuiltins } from './attrs.ts';
import { controlBuiltins } from './control.ts';
import { dataBuiltins } from './data.ts';
import { derivationBuiltins } from './derivations.ts';
import { fetcherBuiltins } from './fetchers.ts';
import { hashBuiltins } from './hashes.ts';
import { kindBuiltins } from './kinds.ts';
import { listBuiltins } from './lists.ts';
import { numberBuiltins } from './numbers.ts';
import { regexBuiltins } from './regexes.ts';
import { sortingBuiltins } from './sorting.ts';
import { sourceBuiltins } from './sources.ts';
import { stringBuiltins } from './strings.ts';
import { versionBuiltins } from './versions.ts';

/** All native builtins by name. */
export const builtinTable: NativeTable = {
  ...attrsBuiltins,
  ...controlBuiltins,
  ...dataBuiltins,
  ...derivationBuiltins,
  ...fetcherBuiltins,
  ...hashBuiltins,
  ...kindBuiltins,
  ...listBuiltins,
  ...numberBuiltins,
  ...regexBuiltins,
  ...sortingBuiltins,
  ...sourceBuiltins,
  ...stringBuiltins,
  ...versionBuiltins,
  // Nothing about the machine, the time or the version of Nix is known.
  getEnv: (_call, name) =>
    name.force().kind === 'failure' ? name.force() : unknown('environment variables are not known'),
};

/** The value of `builtins`. */
export function makeBuiltins(machine: Machine): Value {
  const entries = new Map<string, Attr>();
  for (const [name, run] of Object.entries(builtinTable))
    entries.set(name, { thunk: ready(new NativeValue(machine, name, run)) });
  const constants: Readonly<Record<string, Value>> = {
    true: boolean(true),
    false: boolean(false),
    null: nullValue(),
    langVersion: integer(6),
    storeDir: string('/nix/store'),
    currentSystem: unknown('the system of whoever evaluates is not known'),
    currentTime: unknown('the time of the evaluation is not known'),
    nixVersion: unknown('the version of Nix is not known'),
    nixPath: unknown('the search path of whoever evaluates is not known'),
  };
  for (const [name, value] of Object.entries(constants)) entries.set(name, { thunk: ready(value) });
  const builtins: Value = attrs(entries, undefined, unknown('this builtin is not known'));
  entries.set('builtins', { thunk: ready(builtins) });
  return builtins;
}

/** The global variables that go with a value of `builtins`. */
export function globalsFrom(builtins: Value): ReadonlyMap<string, Thunk> {
  const globals = new Map<string, Thunk>();
  if (builtins.kind !== 'attrs') return globals;
  for (const [name, attr] of builtins.entries) {
    if (globalNames.includes(name)) globals.set(name, attr.thunk);
    else globals.set(`__${name}`, attr.thunk);
  }
  return globals;
}
