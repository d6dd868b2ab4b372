import { nameOf } from '../builtins/attrs.ts';
import { maybeAttr, withoutPlace } from '../join.ts';
import { delayCall, speculate } from '../machine.ts';
import {
  attrsArgument,
  booleanArgument,
  type Call,
  isRefusal,
  listArgument,
  type NativeTable,
  type Refusal,
} from '../native.ts';
import { type Attr, type AttrsValue, ready, type Thunk, type Value } from '../value.ts';
import { attrs, string, typeFailure } from '../values.ts';

/** `lib.attrsets` where attributes have to keep their site and their doubt. */
export const libAttrsets: NativeTable = {
  filterAttrs(call, predicate, set) {
    const value = attrsArgument(call, set);
    return value.kind === 'attrs' ? filterEntries(call, predicate, value) : value;
  },
  genAttrs(call, names, f) {
    const values = listArgument(call, names);
    if (values.kind !== 'list') return values;
    const entries = new Map<string, Attr>();
    let rest: AttrsValue['rest'];
    for (const item of values.items) {
      const name = item.kind === 'gap' ? item.unknown : item.thunk.force();
      if (name.kind === 'unknown') rest ??= withoutPlace(name);
      if (item.kind === 'gap' || name.kind === 'unknown') continue;
      if (name.kind !== 'string') return isRefusal(name) ? name : typeFailure('a string', name, call.site);
      if (entries.get(name.text)?.maybe === undefined && entries.has(name.text)) continue;
      entries.set(name.text, {
        thunk: delayCall(call.machine, f, item.thunk),
        site: item.site ?? name.site,
        maybe: item.maybe,
      });
    }
    return attrs(entries, call.site, rest);
  },
  optionalAttrs(call, condition, set) {
    const answer = booleanArgument(call, condition);
    if (answer.kind === 'boolean') return answer.value ? set.force() : attrs(new Map(), call.site);
    const value = answer.kind === 'unknown' ? speculate(call.machine, () => set.force()) : answer;
    if (answer.kind !== 'unknown' || value.kind !== 'attrs') return answer;
    const why = withoutPlace(answer);
    const entries = new Map<string, Attr>();
    for (const [name, attr] of value.entries) entries.set(name, maybeAttr(attr, why));
    return attrs(entries, value.site, value.rest);
  },
};

function filterEntries(call: Call, predicate: Thunk, value: AttrsValue): Value {
  const entries = new Map<string, Attr>();
  for (const [name, attr] of value.entries) {
    const answer = holds(call, predicate, name, attr);
    if (answer === true) entries.set(name, attr);
    else if (answer === false) continue;
    else if (answer.kind === 'unknown') entries.set(name, maybeAttr(attr, withoutPlace(answer)));
    else if (attr.maybe === undefined) return answer;
  }
  const { rest, restLike } = value;
  const site = call.site ?? value.site;
  if (rest === undefined) return attrs(entries, site);
  if (restLike === undefined) return attrs(entries, site, withoutPlace(rest));
  const others = speculate(call.machine, () =>
    call.machine.apply(predicate.force(), [ready(nameOf(restLike)), restLike]),
  );
  const none = others.kind === 'boolean' && !others.value;
  return none ? attrs(entries, site) : { ...attrs(entries, site, withoutPlace(rest)), restLike };
}

function holds(call: Call, predicate: Thunk, name: string, attr: Attr): boolean | Refusal {
  const answer = call.machine.apply(predicate.force(), [ready(string(name, attr.site)), attr.thunk], call.site);
  if (answer.kind === 'boolean') return answer.value;
  return isRefusal(answer) ? answer : typeFailure('a Boolean', answer, call.site);
}
