import { type Call, type NativeTable, stringArgument } from '../native.ts';
import { compareText } from '../utf8.ts';
import type { Thunk, Value } from '../value.ts';
import { attrsOf, integer, listOf, string } from '../values.ts';

/** Versions and names of packages (Nix manual, "Built-in Functions": compareVersions, splitVersion, parseDrvName). */
export const versionBuiltins: NativeTable = {
  compareVersions: (call, a, b) =>
    withTexts(call, a, b, (left, right) => integer(compareVersions(left, right), call.site)),
  splitVersion(call, version) {
    const text = stringArgument(call, version);
    return text.kind === 'string'
      ? listOf(
          splitVersion(text.text).map((part) => string(part, text.site)),
          call.site,
        )
      : text;
  },
  parseDrvName(call, name) {
    const text = stringArgument(call, name);
    if (text.kind !== 'string') return text;
    const dash = /-(?=[^A-Za-z])/.exec(text.text)?.index ?? text.text.length;
    return attrsOf(
      { name: string(text.text.slice(0, dash), text.site), version: string(text.text.slice(dash + 1), text.site) },
      call.site,
    );
  },
};

function withTexts(call: Call, a: Thunk, b: Thunk, compute: (left: string, right: string) => Value): Value {
  const left = stringArgument(call, a);
  if (left.kind !== 'string') return left;
  const right = stringArgument(call, b);
  return right.kind === 'string' ? compute(left.text, right.text) : right;
}

/** -1, 0 or 1. */
export function compareVersions(a: string, b: string): number {
  const left = splitVersion(a);
  const right = splitVersion(b);
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const x = left[index] ?? '';
    const y = right[index] ?? '';
    if (isOlder(x, y)) return -1;
    if (isOlder(y, x)) return 1;
  }
  return 0;
}

/** Runs of digits and runs of anything else, `.` and `-` between them left out. */
export function splitVersion(version: string): string[] {
  return version.match(/[0-9]+|[^0-9.-]+/g) ?? [];
}

function isOlder(a: string, b: string): boolean {
  const left = isNumber(a);
  const right = isNumber(b);
  if (left && right) return Number(a) < Number(b);
  if (a === '' && right) return true;
  if (a === 'pre' && b !== 'pre') return true;
  if (b === 'pre') return false;
  // Numbers are newer than letters: 2.3a < 2.3.1.
  if (right) return true;
  return left ? false : compareText(a, b) < 0;
}

/** Digits beyond 32 bits are text to Nix. */
function isNumber(part: string): boolean {
  return /^[0-9]+$/.test(part) && Number(part) <= 2147483647;
}
