import { sha256 } from '@noble/hashes/sha2.js';
import { attrsArgument, type Call, isRefusal, type NativeTable, stringArgument } from '../native.ts';
import { selectName } from '../select.ts';
import { toBytes } from '../utf8.ts';
import { type Attr, type AttrsValue, type Thunk, unknown, type Value } from '../value.ts';
import { asThunk, attrs, attrsOf, list, string, typeFailure } from '../values.ts';
import { toNix32 } from './hashes.ts';

/** Derivations: what was asked for is known, where it will lie in the store is not. */
export const derivationBuiltins: NativeTable = {
  derivation: (call, argument) => derivation(call, argument),
  derivationStrict(call, argument) {
    const given = attrsArgument(call, argument);
    if (given.kind !== 'attrs') return given;
    const path = unknown('where a derivation lies in the store is not known', call.site);
    return attrsOf({ drvPath: path, out: path }, call.site);
  },
  placeholder(call, output) {
    const name = stringArgument(call, output);
    if (name.kind !== 'string') return name;
    const bytes = Uint8Array.from(toBytes(`nix-output:${name.text}`), (character) => character.charCodeAt(0));
    return string(`/${toNix32(sha256(bytes))}`, call.site);
  },
  outputOf: (call, drv, _output) =>
    drv.force().kind === 'failure' ? drv.force() : unknown('outputs of derivations are not computed', call.site),
};

function derivation(call: Call, argument: Thunk): Value {
  const given = attrsArgument(call, argument);
  if (given.kind !== 'attrs') return given;
  const name = selectName(call.machine, given, 'name', call.site);
  if (name.kind === 'failure') return name;
  if (name.kind !== 'string' && !isRefusal(name)) return typeFailure('a string', name, call.site);
  const outputs = given.entries.get('outputs')?.thunk.force();
  if (outputs !== undefined && outputs.kind !== 'list')
    return isRefusal(outputs) ? outputs : typeFailure('a list', outputs, call.site);
  const known = (outputs?.items ?? []).map((item) => (item.kind === 'item' ? item.thunk.force() : item.unknown));
  const names =
    outputs === undefined ? ['out'] : known.map((value) => (value.kind === 'string' ? value.text : undefined));
  if (names.includes(undefined)) return unknown('the outputs of a derivation are not known', call.site);
  return derivationSet(call, given, names as readonly string[]);
}

function derivationSet(call: Call, given: AttrsValue, names: readonly string[]): AttrsValue {
  const what = given.entries.get('name')?.thunk.force();
  const path = unknown(
    `where ${what?.kind === 'string' ? what.text : 'a derivation'} lies in the store is not known`,
    call.site,
  );
  const made = new Map<string, AttrsValue>();
  const output = (name: string): Thunk => ({ force: () => made.get(name) ?? path });
  const shared: Record<string, Thunk | Value> = {
    all: list(names.map((name) => ({ kind: 'item', thunk: output(name) }))),
    drvAttrs: given,
    drvPath: path,
    outPath: path,
    type: string('derivation'),
  };
  for (const name of names) {
    const entries = new Map<string, Attr>(given.entries);
    for (const other of names) entries.set(other, { thunk: output(other) });
    for (const [key, value] of Object.entries({ ...shared, outputName: string(name) })) {
      entries.set(key, { thunk: asThunk(value) });
    }
    made.set(name, attrs(entries, call.site, given.rest));
  }
  return made.get(names[0] ?? 'out') ?? attrs(new Map(), call.site, path);
}
