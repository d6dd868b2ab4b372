import { join } from './join.ts';
import { delay, Env, type Machine, speculate, thunkOf, tooDeep, tooLong } from './machine.ts';
import { NativeValue } from './native.ts';
import { selectExternal } from './select.ts';
import type { FormalTerm, LambdaTerm } from './term.ts';
import {
  type AttrsValue,
  type FunctionValue,
  ready,
  type Site,
  type Thunk,
  type Unknown,
  unknown,
  type Value,
} from './value.ts';
import { because, failure, typeFailure } from './values.ts';

/** A function written in Nix, with the variables around it. */
export class LambdaValue implements FunctionValue {
  readonly kind = 'function';
  readonly term: LambdaTerm;
  readonly env: Env;
  readonly attrs: undefined = undefined;

  constructor(term: LambdaTerm, env: Env) {
    this.term = term;
    this.env = env;
  }

  get site(): Site | undefined {
    return this.term.site;
  }

  get name(): string | undefined {
    return this.term.parameter;
  }

  get formals(): ReadonlyMap<string, boolean> | undefined {
    return (
      this.term.formals && new Map(this.term.formals.map((formal) => [formal.name, formal.fallback !== undefined]))
    );
  }

  /** The names of the formals; none where there are no formals. */
  formalNames(): readonly string[] {
    return this.term.formals?.map(({ name }) => name) ?? [];
  }

  get ellipsis(): boolean {
    return this.term.ellipsis;
  }

  apply(argument: Thunk, site?: Site): Value {
    return this.env.machine.apply(this, [argument], site);
  }
}

/** Applies a function to arguments one after the other; `site` is that of the call. */
export function applyAll(machine: Machine, callee: Value, args: readonly Thunk[], site?: Site): Value {
  const { depth } = machine;
  if (depth >= machine.maximalDepth) return tooDeep(site);
  machine.depth = depth + 1;
  const value = applyEach(machine, callee, args, site);
  machine.depth = depth;
  return value;
}

function applyEach(machine: Machine, callee: Value, args: readonly Thunk[], site?: Site): Value {
  let value = callee;
  for (let index = 0; index < args.length; ) {
    if (value instanceof NativeValue) {
      const wanted = value.arity - value.bound.length;
      const taken = args.slice(index, index + wanted);
      index += taken.length;
      if (machine.fuel-- <= 0) return tooLong;
      value = value.take(taken, site);
      continue;
    }
    const argument = args[index++];
    if (argument === undefined) break;
    value = applyOne(machine, value, argument, site);
  }
  return value;
}

function applyOne(machine: Machine, callee: Value, argument: Thunk, site?: Site): Value {
  if (callee instanceof LambdaValue) {
    const inner = callLambda(callee, argument, site);
    return inner instanceof Env ? machine.evaluate(callee.term.body, inner) : inner;
  }
  switch (callee.kind) {
    case 'function':
      return callee.apply(argument, site);
    case 'attrs':
      return applyFunctor(machine, callee, argument, site);
    case 'unknown':
      return applyUnknown(machine, callee, argument, site);
    case 'failure':
      return callee;
    default:
      return failure(
        'type',
        `attempt to call something which is not a function but ${typeFailure('', callee).message.slice(9).split(' while')[0]}`,
        site,
      );
  }
}

function applyFunctor(machine: Machine, callee: AttrsValue, argument: Thunk, site?: Site): Value {
  const functor = callee.entries.get('__functor');
  if (functor !== undefined) return machine.apply(functor.thunk.force(), [ready(callee), argument], site);
  if (callee.rest !== undefined) return applyUnknown(machine, callee.rest, argument, site);
  return failure('type', 'attempt to call something which is not a function but a set', site);
}

/** What an imported file of an outside source gives when it is called still lies there: `(import <home-manager> { }).nixos`. */
function applyUnknown(machine: Machine, callee: Unknown, argument: Thunk, site?: Site): Value {
  const place = callee.external;
  if (place === undefined) return because(callee, site);
  const answer = machine.hooks.callExternal?.(place, argument, callee, site);
  if (answer !== undefined) return answer;
  return place.imported ? callee : because(callee, site);
}

/** The environment of a lambda's body, or why it cannot be entered. */
export function callLambda(callee: LambdaValue, argument: Thunk, site?: Site): Env | Value {
  const { term, env } = callee;
  if (term.formals === undefined) return new Env(env.machine, [argument], env);
  const given = argument.force();
  if (given.kind === 'attrs') return bindFormals(callee, term.formals, given, argument, site);
  if (given.kind === 'failure') return given;
  if (given.kind !== 'unknown') return typeFailure('a set', given, site);
  return bindUnknown(callee, term.formals, given, argument);
}

function bindFormals(
  callee: LambdaValue,
  formals: readonly FormalTerm[],
  given: AttrsValue,
  argument: Thunk,
  site?: Site,
): Env | Value {
  const { term, env } = callee;
  const slots: Thunk[] = [];
  const inner = new Env(env.machine, slots, env);
  let used = 0;
  for (const formal of formals) {
    const attr = given.entries.get(formal.name);
    if (attr !== undefined) used++;
    if (attr === undefined && given.rest === undefined && formal.fallback === undefined) {
      return failure('type', `function called without required argument '${formal.name}'`, site ?? term.site);
    }
    if (attr !== undefined && (attr.maybe === undefined || formal.fallback === undefined)) slots.push(attr.thunk);
    else slots.push(formalThunk(formal, given, inner));
  }
  if (!term.ellipsis && used < given.entries.size) {
    const extra = [...given.entries].find(
      ([name, attr]) => attr.maybe === undefined && formals.every((formal) => formal.name !== name),
    );
    if (extra !== undefined)
      return failure('type', `function called with unexpected argument '${extra[0]}'`, site ?? term.site);
  }
  slots.push(argument);
  return inner;
}

/** A formal that is not given, or perhaps not: its fallback, what may be given, or both. */
function formalThunk(formal: FormalTerm, given: AttrsValue, inner: Env): Thunk {
  const { machine } = inner;
  const maybe = given.entries.get(formal.name);
  const why = maybe?.maybe ?? given.rest;
  const { fallback } = formal;
  if (why === undefined)
    return fallback === undefined ? ready(unknown(`argument ${formal.name} is missing`)) : thunkOf(fallback, inner);
  const value = maybe?.thunk ?? ready(selectExternal(why, formal.name));
  if (fallback === undefined) return value;
  return delay(machine, () =>
    speculate(machine, () => join(machine, value.force(), machine.evaluate(fallback, inner), why)),
  );
}

function bindUnknown(callee: LambdaValue, formals: readonly FormalTerm[], given: Unknown, argument: Thunk): Env {
  const { env } = callee;
  const slots: Thunk[] = formals.map((formal) => ready(selectExternal(given, formal.name)));
  slots.push(argument);
  return new Env(env.machine, slots, env);
}
