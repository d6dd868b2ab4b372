import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha256, sha512 } from '@noble/hashes/sha2.js';
import { attrsArgument, type Call, isRefusal, type NativeTable, stringArgument } from '../native.ts';
import { selectName } from '../select.ts';
import { toBytes } from '../utf8.ts';
import { type Thunk, unknown, type Value } from '../value.ts';
import { failure, string, typeFailure } from '../values.ts';

/** Hashes. */
export const hashBuiltins: NativeTable = {
  hashString(call, algorithm, text) {
    const name = stringArgument(call, algorithm);
    if (name.kind !== 'string') return name;
    if (algorithms[name.text] === undefined)
      return failure('other', `unknown hash algorithm '${name.text}'`, call.site);
    const value = stringArgument(call, text);
    return value.kind === 'string' ? hashText(call, algorithm, value.text) : value;
  },
  convertHash(call, argument) {
    const given = attrsArgument(call, argument);
    if (given.kind !== 'attrs') return given;
    const hash = selectName(call.machine, given, 'hash', call.site);
    if (hash.kind !== 'string') return isRefusal(hash) ? hash : typeFailure('a string', hash, call.site);
    const format = selectName(call.machine, given, 'toHashFormat', call.site);
    if (format.kind !== 'string') return isRefusal(format) ? format : typeFailure('a string', format, call.site);
    const named = given.entries.get('hashAlgo')?.thunk.force();
    return convert(call, hash.text, named?.kind === 'string' ? named.text : undefined, format.text);
  },
};

/** The hash of a text in base 16. */
export function hashText(call: Call, algorithm: Thunk, text: string): Value {
  const name = stringArgument(call, algorithm);
  if (name.kind !== 'string') return name;
  const hash = algorithms[name.text];
  if (hash === undefined) return failure('other', `unknown hash algorithm '${name.text}'`, call.site);
  return string(digestOf(hash, text), call.site);
}

/** The SHA-256 of a text in base 16. */
export function sha256Of(text: string): string {
  return digestOf({ size: 32, digest: sha256 }, text);
}

function digestOf({ digest }: Algorithm, text: string): string {
  return toHex(digest(Uint8Array.from(toBytes(text), (character) => character.charCodeAt(0))));
}

interface Algorithm {
  readonly size: number;
  readonly digest: (bytes: Uint8Array) => Uint8Array;
}

const algorithms: Readonly<Record<string, Algorithm>> = {
  md5: { size: 16, digest: md5 },
  sha1: { size: 20, digest: sha1 },
  sha256: { size: 32, digest: sha256 },
  sha512: { size: 64, digest: sha512 },
};

function convert(call: Call, hash: string, named: string | undefined, format: string): Value {
  const [, prefix, rest] = /^(?:(md5|sha1|sha256|sha512)[:-])?(.*)$/.exec(hash) ?? [];
  const name = prefix ?? named;
  const size = name === undefined ? undefined : algorithms[name]?.size;
  if (name === undefined || size === undefined || rest === undefined)
    return unknown('a hash without a known algorithm', call.site);
  const bytes = decode(rest, size);
  if (bytes === undefined) return failure('other', `'${hash}' is no valid hash`, call.site);
  switch (format) {
    case 'base16':
      return string(toHex(bytes), call.site);
    case 'nix32':
    case 'base32':
      return string(toNix32(bytes), call.site);
    case 'base64':
      return string(toBase64(bytes), call.site);
    case 'sri':
      return string(`${name}-${toBase64(bytes)}`, call.site);
    default:
      return failure('other', `unknown hash format '${format}'`, call.site);
  }
}

function decode(text: string, size: number): Uint8Array | undefined {
  if (/^[0-9a-fA-F]*$/.test(text) && text.length === size * 2) {
    return Uint8Array.from({ length: size }, (_, index) => Number.parseInt(text.slice(index * 2, index * 2 + 2), 16));
  }
  if (text.length === nix32Length(size)) return fromNix32(text, size);
  return text.length === Math.ceil(size / 3) * 4 ? fromBase64(text, size) : undefined;
}

function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

const nix32Digits = '0123456789abcdfghijklmnpqrsvwxyz';

function nix32Length(size: number): number {
  return Math.floor((size * 8 - 1) / 5) + 1;
}

/** Base 32 as Nix writes it: its own alphabet, least significant digit last. */
export function toNix32(bytes: Uint8Array): string {
  let text = '';
  for (let n = nix32Length(bytes.length) - 1; n >= 0; n--) {
    const bit = n * 5;
    const index = bit >> 3;
    const shift = bit & 7;
    text += nix32Digits[(((bytes[index] ?? 0) >> shift) | ((bytes[index + 1] ?? 0) << (8 - shift))) & 31];
  }
  return text;
}

function fromNix32(text: string, size: number): Uint8Array | undefined {
  const bytes = new Uint8Array(size);
  for (let n = 0; n < text.length; n++) {
    const digit = nix32Digits.indexOf(text[text.length - n - 1] ?? ' ');
    if (digit < 0) return undefined;
    const bit = n * 5;
    const index = bit >> 3;
    const shift = bit & 7;
    bytes[index] = (bytes[index] ?? 0) | ((digit << shift) & 255);
    if (index + 1 < size) bytes[index + 1] = (bytes[index + 1] ?? 0) | (digit >> (8 - shift));
    else if (digit >> (8 - shift) !== 0) return undefined;
  }
  return bytes;
}

const base64Digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let index = 0; index < bytes.length; index += 3) {
    const bits = ((bytes[index] ?? 0) << 16) | ((bytes[index + 1] ?? 0) << 8) | (bytes[index + 2] ?? 0);
    const left = bytes.length - index;
    for (let digit = 0; digit < 4; digit++) text += digit <= left ? base64Digits[(bits >> (18 - digit * 6)) & 63] : '=';
  }
  return text;
}

function fromBase64(text: string, size: number): Uint8Array | undefined {
  const digits = [...text.replace(/=+$/, '')].map((character) => base64Digits.indexOf(character));
  if (digits.includes(-1)) return undefined;
  return Uint8Array.from({ length: size }, (_, index) => {
    const bit = index * 8;
    const at = Math.floor(bit / 6);
    const bits = ((digits[at] ?? 0) << 6) | (digits[at + 1] ?? 0);
    return (bits >> (4 - (bit % 6))) & 255;
  });
}
