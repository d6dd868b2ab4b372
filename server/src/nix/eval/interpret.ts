import { callLambda, LambdaValue } from './call.ts';
import { bind, makeSet } from './construct.ts';
import { join } from './join.ts';
import { Env, type Machine, siteOf, speculate, thunkOf, tooDeep, tooLong } from './machine.ts';
import { operate } from './operators.ts';
import { hasPath, selectPath } from './select.ts';
import type { ApplyTerm, AssertTerm, IfTerm, ListTerm, PositionTerm, SearchPathTerm, Term } from './term.ts';
import { interpolate, interpolatePath } from './text.ts';
import { ready, type Thunk, unknown, type Value } from './value.ts';
import { attrsOf, because, failure, item, list, string, typeFailure } from './values.ts';
import { findFile, variableOf } from './variables.ts';

/** The value of a term. Bodies of functions, `let` and the like do not nest: a loop by tail calls costs fuel, not stack. */
export function evaluate(term: Term, env: Env): Value {
  if (term.kind === 'constant') return term.value;
  const { machine } = env;
  const { depth } = machine;
  if (depth >= machine.maximalDepth) return tooDeep(term.site);
  machine.depth = depth + 1;
  const value = run(term, env, machine);
  machine.depth = depth;
  return value;
}

function run(start: Term, scope: Env, machine: Machine): Value {
  let term = start;
  let env = scope;
  for (;;) {
    if (machine.fuel-- <= 0) return tooLong;
    switch (term.kind) {
      case 'apply': {
        const next = enter(term, env);
        if (!(next instanceof Entered)) return next;
        term = next.term;
        env = next.env;
        continue;
      }
      case 'let':
        env = bind(term, env);
        term = term.body;
        continue;
      case 'if': {
        const condition = evaluate(term.condition, env);
        if (condition.kind !== 'boolean') return undecided(term, condition, env);
        term = condition.value ? term.whenTrue : term.whenFalse;
        continue;
      }
      case 'with':
        env = new Env(machine, noSlots, env, thunkOf(term.scope, env));
        term = term.body;
        continue;
      case 'assert': {
        const stop = checkAssertion(term, env);
        if (stop !== undefined) return stop;
        term = term.body;
        continue;
      }
      default:
        return settle(term, env, machine);
    }
  }
}

const noSlots: Thunk[] = [];

type Settled = Exclude<Term, { readonly kind: 'apply' | 'let' | 'if' | 'with' | 'assert' }>;

/** Terms whose value is not that of another term. */
function settle(term: Settled, env: Env, machine: Machine): Value {
  switch (term.kind) {
    case 'constant':
      return term.value;
    case 'local':
      return slotOf(env, term.depth, term.slot).force();
    case 'attrs':
      return makeSet(term, env);
    case 'list':
      return makeList(term, env);
    case 'select':
      return selectPath(machine, evaluate(term.target, env), term, env);
    case 'lambda':
      return new LambdaValue(term, env);
    case 'interpolated':
      return interpolate(machine, term.parts, env, term.site);
    case 'has':
      return hasPath(machine, evaluate(term.target, env), term, env);
    case 'path':
      return interpolatePath(machine, term, env);
    case 'free':
      return variableOf(term, env);
    case 'searchPath':
      return searchPath(term, env);
    case 'position':
      return position(term);
    case 'hole':
      return unknown(term.reason, term.site);
    default:
      return operate(term, env);
  }
}

function checkAssertion(term: AssertTerm, env: Env): Value | undefined {
  const condition = evaluate(term.condition, env);
  if (condition.kind === 'boolean')
    return condition.value ? undefined : failure('assert', 'assertion failed', term.site);
  if (condition.kind === 'failure') return condition;
  if (condition.kind !== 'unknown') return typeFailure('a Boolean', condition, term.condition.site);
  env.machine.assumptions++;
  return undefined;
}

function searchPath(term: SearchPathTerm, env: Env): Value {
  if (term.finder === undefined) return findFile(env.machine, term.text, term.site);
  const paths = ready(unknown('builtins.nixPath is not known'));
  return env.machine.apply(evaluate(term.finder, env), [paths, ready(string(term.text, term.site))], term.site);
}

function position(term: PositionTerm): Value {
  const line = unknown('positions are not kept');
  const file = term.site === undefined ? line : string(term.site.file, term.site);
  return attrsOf({ file, line, column: line }, term.site);
}

function slotOf(env: Env, depth: number, slot: number): Thunk {
  let around: Env | undefined = env;
  for (let rest = depth; rest > 0; rest--) around = around?.around;
  const thunk = around?.slots[slot];
  if (thunk === undefined) throw new Error('a variable was resolved to a place that does not exist');
  return thunk;
}

function makeList(term: ListTerm, env: Env): Value {
  return list(
    term.items.map((written) => {
      const thunk = thunkOf(written, env);
      return item(thunk, written.site ?? siteOf(thunk));
    }),
    term.site,
  );
}

/** The body of a function to go on with. */
class Entered {
  readonly term: Term;
  readonly env: Env;
  constructor(term: Term, env: Env) {
    this.term = term;
    this.env = env;
  }
}

/** Calls the function; a lambda that takes the last argument is entered instead, which is what makes tail calls free. */
function enter(term: ApplyTerm, env: Env): Value | Entered {
  const callee = evaluate(term.callee, env);
  const { machine } = env;
  const { args } = term;
  if (args.length === 1 && callee instanceof LambdaValue) {
    const [only] = args;
    if (only !== undefined) {
      const inner = callLambda(callee, thunkOf(only, env), term.site);
      return inner instanceof Env ? new Entered(callee.term.body, inner) : inner;
    }
  }
  return machine.apply(
    callee,
    args.map((argument) => thunkOf(argument, env)),
    term.site,
  );
}

/**
 * A recursive function whose end is not known would be followed along all ways there may be. Beyond this many undecided
 * turns of the same condition its value is unknown.
 */
const maximalTurns = 5;

function undecided(term: IfTerm, condition: Value, env: Env): Value {
  if (condition.kind === 'failure') return condition;
  if (condition.kind !== 'unknown') return typeFailure('a Boolean', condition, term.condition.site);
  const { machine } = env;
  const turns = machine.undecided.get(term) ?? 0;
  if (turns >= maximalTurns) return because(condition, term.site);
  machine.undecided.set(term, turns + 1);
  try {
    return speculate(machine, () =>
      join(machine, evaluate(term.whenTrue, env), evaluate(term.whenFalse, env), condition),
    );
  } finally {
    machine.undecided.set(term, turns);
  }
}
