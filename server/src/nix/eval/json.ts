import { sortedNames } from './builtins/attrs.ts';
import { type Machine, spend, tooDeep, tooLong } from './machine.ts';
import type { Refusal } from './native.ts';
import { coerce, interpolating } from './text.ts';
import { type Unknown, unknown, type Value } from './value.ts';
import { failure } from './values.ts';

/** How floats are written: `data` any way that means the number, `text` only where all versions of Nix agree on the letters. */
export type FloatStyle = 'data' | 'text';

/** A value as JSON text, written as Nix writes it (names sorted, no spaces); the first thing that stands in the way otherwise. */
export function toJson(machine: Machine, value: Value, floats: FloatStyle): string | Refusal {
  const { depth } = machine;
  if (depth >= machine.maximalDepth) return tooDeep();
  if (!spend(machine, 1)) return tooLong;
  machine.depth = depth + 1;
  const text = jsonOf(machine, value, floats);
  machine.depth = depth;
  return text;
}

function jsonOf(machine: Machine, value: Value, floats: FloatStyle): string | Refusal {
  switch (value.kind) {
    case 'null':
      return 'null';
    case 'boolean':
    case 'integer':
      return String(value.value);
    case 'float':
      return floatJson(value.value, floats);
    case 'string':
      return quote(value.text);
    case 'path': {
      const text = coerce(machine, value, interpolating);
      return text.kind === 'string' ? quote(text.text) : text;
    }
    case 'list':
      return listJson(machine, value, floats);
    case 'attrs':
      return attrsJson(machine, value, floats);
    case 'function':
      return failure('type', 'cannot convert a function to JSON', value.site);
    default:
      return value;
  }
}

function listJson(machine: Machine, value: Extract<Value, { kind: 'list' }>, floats: FloatStyle): string | Refusal {
  const parts: string[] = [];
  let open: Unknown | undefined;
  for (const item of value.items) {
    open ??= item.kind === 'gap' ? item.unknown : item.maybe;
    if (item.kind === 'gap') continue;
    const part = toJson(machine, item.thunk.force(), floats);
    if (typeof part === 'string') parts.push(part);
    else if (part.kind === 'failure') return open ?? part;
    else open ??= part;
  }
  return open ?? `[${parts.join(',')}]`;
}

function attrsJson(machine: Machine, value: Extract<Value, { kind: 'attrs' }>, floats: FloatStyle): string | Refusal {
  if (value.entries.has('__toString') || value.entries.has('outPath')) {
    const special = value.entries.has('__toString') ? coerce(machine, value, interpolating) : undefined;
    if (special !== undefined) return special.kind === 'string' ? quote(special.text) : special;
    const outPath = value.entries.get('outPath');
    if (outPath !== undefined) return outPath.maybe ?? toJson(machine, outPath.thunk.force(), floats);
  }
  const parts: string[] = [];
  let open: Unknown | undefined = value.rest;
  for (const name of sortedNames(value)) {
    const attr = value.entries.get(name);
    if (attr === undefined) continue;
    open ??= attr.maybe;
    const part = toJson(machine, attr.thunk.force(), floats);
    if (typeof part === 'string') parts.push(`${quote(name)}:${part}`);
    else if (part.kind === 'failure') return open ?? part;
    else open ??= part;
  }
  return open ?? `{${parts.join(',')}}`;
}

/** Newer versions of Nix write all digits, older ones six: known only where that is the same number. */
function floatJson(value: number, floats: FloatStyle): string | Refusal {
  if (!Number.isFinite(value)) return 'null';
  const plain = !Number.isInteger(value) && Math.abs(value) >= 1e-4 && Math.abs(value) < 1e5;
  if (Number(value.toPrecision(6)) === value && (floats === 'data' || plain)) return String(value);
  return unknown('how a float is written depends on the version of Nix');
}

/** Text as a JSON string. */
export function quote(text: string): string {
  return JSON.stringify(text);
}
