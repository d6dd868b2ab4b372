import type { Machine } from '../machine.ts';
import { type Native, NativeValue } from '../native.ts';
import type { OptionType, TypeFunction, TypeOrigin } from '../optionType.ts';
import { type Attr, type AttrsValue, ready, unknown } from '../value.ts';
import { attrs, boolean, string } from '../values.ts';

/** The value of an option type. */
export function typeValue(machine: Machine, type: OptionType): AttrsValue {
  const check = new OfType(machine, 'check', type, (call, value) => {
    const answer = call.machine.hooks.fits?.(type, value.force());
    return answer === undefined
      ? unknown('whether a value fits an option type is not known', call.site)
      : boolean(answer, call.site);
  });
  const merge = new OfType(
    machine,
    'merge',
    type,
    (call, place, definitions) =>
      call.machine.hooks.mergeByType?.(type, place, definitions) ??
      unknown('how the definitions of an option merge is not known', call.site),
  );
  const entries = new Map<string, Attr>([
    ['_type', { thunk: ready(string('option-type')) }],
    ['name', { thunk: ready(string(type.name)) }],
    ['check', { thunk: ready(check) }],
    ['merge', { thunk: ready(merge) }],
  ]);
  const origin: TypeOrigin = { kind: 'type', type };
  return { ...attrs(entries, undefined, unknown('a part of an option type that is not known')), origin };
}

/** A function of an option type that knows which one. */
class OfType extends NativeValue implements TypeFunction {
  readonly ofType: OptionType;

  constructor(machine: Machine, name: string, type: OptionType, run: Native) {
    super(machine, name, run);
    this.ofType = type;
  }
}
