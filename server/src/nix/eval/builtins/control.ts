import { isRefusal, type NativeTable } from '../native.ts';
import { coerce, interpolating } from '../text.ts';
import type { Value } from '../value.ts';
import { attrsOf, boolean, failure } from '../values.ts';

/** Failing on purpose, catching it, and forcing. What is unknown is assumed to evaluate. */
export const controlBuiltins: NativeTable = {
  throw(call, message) {
    const text = coerce(call.machine, message.force(), interpolating, call.site);
    if (text.kind === 'failure') return text;
    return failure('throw', text.kind === 'string' ? text.text : 'a message that is not known', call.site);
  },
  abort(call, message) {
    const text = coerce(call.machine, message.force(), interpolating, call.site);
    if (text.kind === 'failure') return text;
    return failure('abort', text.kind === 'string' ? text.text : 'a message that is not known', call.site);
  },
  seq(call, first, second) {
    const value = first.force();
    if (value.kind === 'failure') return value;
    if (value.kind === 'unknown') call.machine.assumptions++;
    return second.force();
  },
  deepSeq(call, first, second) {
    return (
      forceDeeply(
        first.force(),
        new Set(),
        () => call.machine.assumptions++,
        () => call.machine.fuel-- > 0,
      ) ?? second.force()
    );
  },
  trace(call, message, value) {
    const said = message.force();
    if (said.kind === 'failure') return said;
    if (said.kind === 'unknown') call.machine.assumptions++;
    return value.force();
  },
  traceVerbose: (_call, _message, value) => value.force(),
  warn(call, message, value) {
    const said = message.force();
    if (said.kind === 'failure') return said;
    if (said.kind !== 'string' && said.kind !== 'unknown')
      return failure('type', 'a warning must be a string', call.site);
    return value.force();
  },
  break: (_call, value) => value.force(),
  addErrorContext: (_call, _message, value) => value.force(),
  tryEval(call, tried) {
    const { machine } = call;
    const before = machine.assumptions;
    const value = tried.force();
    if (value.kind === 'failure') {
      if (value.cause !== 'throw' && value.cause !== 'assert') return value;
      return attrsOf({ success: boolean(false), value: boolean(false) }, call.site);
    }
    if (value.kind === 'unknown') return attrsOf({ success: value, value }, call.site);
    // It rests on something unknown that may as well have thrown.
    if (machine.assumptions !== before)
      return { kind: 'unknown', reason: 'whether it throws is not known', site: call.site };
    return attrsOf({ success: boolean(true), value: tried }, call.site);
  },
};

/** Forces all of a value; the first failure there is. */
export function forceDeeply(
  value: Value,
  seen: Set<Value>,
  onUnknown: () => void,
  goOn: () => boolean,
): Value | undefined {
  if (value.kind === 'failure') return value;
  if (value.kind === 'unknown') onUnknown();
  if (value.kind !== 'list' && value.kind !== 'attrs') return undefined;
  if (seen.has(value)) return undefined;
  seen.add(value);
  if (!goOn()) return { kind: 'unknown', reason: 'evaluating it took too long' };
  const parts = value.kind === 'list' ? value.items : [...value.entries.values()];
  if ((value.kind === 'attrs' && value.rest !== undefined) || value.loose !== undefined) onUnknown();
  for (const part of parts) {
    if ('kind' in part && part.kind === 'gap') {
      onUnknown();
      continue;
    }
    const failed = forceDeeply(part.thunk.force(), seen, onUnknown, goOn);
    if (failed === undefined) continue;
    if (part.maybe === undefined || !isRefusal(failed)) return failed;
    onUnknown();
  }
  return undefined;
}
