import type { Machine } from './machine.ts';
import type {
  AttrsValue,
  BooleanValue,
  Failure,
  FunctionValue,
  IntegerValue,
  ListValue,
  Site,
  StringValue,
  Thunk,
  Unknown,
  Value,
} from './value.ts';
import { typeFailure } from './values.ts';

/** What a native function is told besides its arguments. */
export interface Call {
  readonly machine: Machine;
  /** Where it is called. */
  readonly site: Site | undefined;
}

/** A function in TypeScript; it takes as many arguments as it has parameters behind the first. */
export type Native = (call: Call, ...args: Thunk[]) => Value;

/** Native functions by their name. */
export type NativeTable = Readonly<Record<string, Native>>;

/** A native function as a value, perhaps with some arguments already. */
export class NativeValue implements FunctionValue {
  readonly kind = 'function';
  readonly machine: Machine;
  readonly name: string;
  readonly run: Native;
  readonly bound: readonly Thunk[];
  readonly site: Site | undefined = undefined;
  readonly formals: undefined = undefined;
  readonly attrs: undefined = undefined;

  constructor(machine: Machine, name: string, run: Native, bound: readonly Thunk[] = []) {
    this.machine = machine;
    this.name = name;
    this.run = run;
    this.bound = bound;
  }

  get arity(): number {
    return this.run.length - 1;
  }

  /** As many more arguments as are wanted, or fewer. */
  take(args: readonly Thunk[], site?: Site): Value {
    const all = this.bound.length === 0 ? args : [...this.bound, ...args];
    if (all.length < this.arity) return new NativeValue(this.machine, this.name, this.run, all);
    return this.run({ machine: this.machine, site }, ...all);
  }

  apply(argument: Thunk, site?: Site): Value {
    return this.machine.apply(this, [argument], site);
  }
}

/** Why an argument cannot be used. */
export type Refusal = Unknown | Failure;

function refuse(value: Value, expected: string, call: Call): Refusal {
  return value.kind === 'unknown' || value.kind === 'failure' ? value : typeFailure(expected, value, call.site);
}

/** The list an argument is, or why it is none. */
export function listArgument(call: Call, argument: Thunk): ListValue | Refusal {
  const value = argument.force();
  return value.kind === 'list' ? value : refuse(value, 'a list', call);
}

export function attrsArgument(call: Call, argument: Thunk): AttrsValue | Refusal {
  const value = argument.force();
  return value.kind === 'attrs' ? value : refuse(value, 'a set', call);
}

/** A string as it is; nothing is coerced. */
export function stringArgument(call: Call, argument: Thunk): StringValue | Refusal {
  const value = argument.force();
  return value.kind === 'string' ? value : refuse(value, 'a string', call);
}

export function booleanArgument(call: Call, argument: Thunk): BooleanValue | Refusal {
  const value = argument.force();
  return value.kind === 'boolean' ? value : refuse(value, 'a Boolean', call);
}

export function integerArgument(call: Call, argument: Thunk): IntegerValue | Refusal {
  const value = argument.force();
  return value.kind === 'integer' ? value : refuse(value, 'an integer', call);
}

/** Whether a value cannot be worked with: `unknown` and `failure` go through every strict operation. */
export function isRefusal(value: { readonly kind: string }): value is Refusal {
  return value.kind === 'unknown' || value.kind === 'failure';
}
