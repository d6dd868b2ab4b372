import { parse as parseToml, TomlDate } from 'smol-toml';
import { toJson } from '../json.ts';
import { type NativeTable, stringArgument } from '../native.ts';
import { bounded } from '../numbers.ts';
import { type Attr, ready, type Site, unknown, type Value } from '../value.ts';
import { attrs, boolean, failure, float, integer, item, list, nullValue, string } from '../values.ts';

/** JSON, TOML, XML. */
export const dataBuiltins: NativeTable = {
  toJSON(call, x) {
    const text = toJson(call.machine, x.force(), 'text');
    return typeof text === 'string' ? string(text, call.site) : text;
  },
  fromJSON(call, text) {
    const value = stringArgument(call, text);
    return value.kind === 'string' ? fromJson(value.text, value.site ?? call.site) : value;
  },
  fromTOML(call, text) {
    const value = stringArgument(call, text);
    return value.kind === 'string' ? fromToml(value.text, value.site ?? call.site) : value;
  },
  toXML: (call, x) => (x.force().kind === 'failure' ? x.force() : unknown('XML is not written here', call.site)),
};

/** The value of a JSON text. Numbers that JavaScript would round are unknown. */
export function fromJson(text: string, site?: Site): Value {
  try {
    return fromPlain(JSON.parse(markIntegers(text)), site);
  } catch {
    return failure('other', 'the text is no valid JSON', site);
  }
}

const integerMark = '\u0000integer:';
const floatMark = '\u0000float:';

/** JSON with every number as a marked string: Nix tells `1` from `1.0` and has 64-bit integers. */
function markIntegers(text: string): string {
  return text.replace(/"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g, (token) => {
    if (token.startsWith('"')) return token;
    if (!/^-?(?:0|[1-9]\d*)(?:\.|[eE]|$)/.test(token)) return token;
    return JSON.stringify((/[.eE]/.test(token) ? floatMark : integerMark) + token);
  });
}

function fromPlain(plain: unknown, site?: Site): Value {
  if (plain === null) return nullValue(site);
  if (typeof plain === 'boolean') return boolean(plain, site);
  if (typeof plain === 'string') return fromText(plain, site);
  if (Array.isArray(plain))
    return list(
      plain.map((element) => item(ready(fromPlain(element, site)), site)),
      site,
    );
  const entries = new Map<string, Attr>();
  for (const [name, value] of Object.entries(plain as Record<string, unknown>))
    entries.set(name, { thunk: ready(fromPlain(value, site)), site });
  return attrs(entries, site);
}

function fromText(text: string, site?: Site): Value {
  if (text.startsWith(floatMark)) return float(Number(text.slice(floatMark.length)), site);
  if (!text.startsWith(integerMark))
    return text.includes('\u0000') ? unknown('a string with a zero byte', site) : string(text, site);
  const number = bounded(BigInt(text.slice(integerMark.length)));
  return number === undefined ? unknown('an integer of more than 64 bits', site) : integer(number, site);
}

function fromToml(text: string, site?: Site): Value {
  try {
    return fromTomlValue(parseToml(text, { integersAsBigInt: true }), site);
  } catch {
    return failure('other', 'the text is no valid TOML', site);
  }
}

function fromTomlValue(plain: unknown, site?: Site): Value {
  if (typeof plain === 'bigint') return integer(plain, site);
  if (typeof plain === 'number') return float(plain, site);
  if (typeof plain === 'boolean') return boolean(plain, site);
  if (typeof plain === 'string') return string(plain, site);
  if (plain instanceof TomlDate) return failure('other', 'dates and times are not supported', site);
  if (Array.isArray(plain))
    return list(
      plain.map((element) => item(ready(fromTomlValue(element, site)), site)),
      site,
    );
  const entries = new Map<string, Attr>();
  for (const [name, value] of Object.entries(plain as Record<string, unknown>))
    entries.set(name, { thunk: ready(fromTomlValue(value, site)), site });
  return attrs(entries, site);
}
