import { arithmetic, negate } from './arithmetic.ts';
import { callLambda, LambdaValue } from './call.ts';
import { concatenate, update } from './combine.ts';
import { bind, makeSet } from './construct.ts';
import { equal, lessThan } from './equality.ts';
import { join } from './join.ts';
import { Env, type Machine, siteOf, speculate, thunkOf, tooDeep, tooLong } from './machine.ts';
import { hasPath, selectPath } from './select.ts';
import type { ApplyTerm, BinaryTerm, ChainTerm, FreeTerm, IfTerm, ListTerm, Term } from './term.ts';
import { interpolate, interpolatePath } from './text.ts';
import { type Thunk, type Unknown, unknown, type Value } from './value.ts';
import { attrsOf, boolean, done, failure, item, list, string, typeFailure } from './values.ts';
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
      case 'apply': {
        const next = enter(term, env);
        if (!(next instanceof Entered)) return next;
        term = next.term;
        env = next.env;
        continue;
      }
      case 'lambda':
        return new LambdaValue(term, env);
      case 'let':
        env = bind(term, env);
        term = term.body;
        continue;
      case 'interpolated':
        return interpolate(machine, term.parts, env, term.site);
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
        const condition = evaluate(term.condition, env);
        if (condition.kind === 'failure') return condition;
        if (condition.kind === 'unknown') machine.assumptions++;
        else if (condition.kind !== 'boolean') return typeFailure('a Boolean', condition, term.condition.site);
        else if (!condition.value) return failure('assert', 'assertion failed', term.site);
        term = term.body;
        continue;
      }
      case 'chain':
        return chain(term, env);
      case 'binary':
        return binary(term, env);
      default:
        return evaluateRare(term, env, machine);
    }
  }
}

const noSlots: Thunk[] = [];

function evaluateRare(
  term: Exclude<
    Term,
    {
      kind:
        | 'constant'
        | 'local'
        | 'attrs'
        | 'list'
        | 'select'
        | 'apply'
        | 'lambda'
        | 'let'
        | 'interpolated'
        | 'if'
        | 'with'
        | 'assert'
        | 'chain'
        | 'binary';
    }
  >,
  env: Env,
  machine: Machine,
): Value {
  switch (term.kind) {
    case 'free':
      return free(term, env);
    case 'has':
      return hasPath(machine, evaluate(term.target, env), term, env);
    case 'not': {
      const operand = evaluate(term.operand, env);
      if (operand.kind === 'boolean') return boolean(!operand.value, term.site);
      return operand.kind === 'unknown' || operand.kind === 'failure'
        ? operand
        : typeFailure('a Boolean', operand, term.operand.site);
    }
    case 'negate':
      return negate(evaluate(term.operand, env), term.site);
    case 'arithmetic': {
      let result = evaluate(term.first, env);
      for (const { operator, term: operand } of term.steps) {
        if (result.kind === 'failure') return result;
        result = arithmetic(machine, operator, result, evaluate(operand, env), term.site);
      }
      return result;
    }
    case 'path':
      return interpolatePath(machine, term, env);
    case 'searchPath': {
      if (term.finder === undefined) return findFile(machine, term.text, term.site);
      const finder = evaluate(term.finder, env);
      return machine.apply(
        finder,
        [done(unknown('builtins.nixPath is not known')), done(string(term.text, term.site))],
        term.site,
      );
    }
    case 'position': {
      const line = unknown('positions are not kept');
      const file = term.site === undefined ? line : string(term.site.file, term.site);
      return attrsOf({ file, line, column: line }, term.site);
    }
    case 'hole':
      return unknown(term.reason, term.site);
  }
}

function slotOf(env: Env, depth: number, slot: number): Thunk {
  let around: Env | undefined = env;
  for (let rest = depth; rest > 0; rest--) around = around?.around;
  const thunk = around?.slots[slot];
  if (thunk === undefined) throw new Error('a variable was resolved to a place that does not exist');
  return thunk;
}

function free(term: FreeTerm, env: Env): Value {
  const global = env.machine.globals.get(term.name);
  return global === undefined ? variableOf(term, env) : global.force();
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

function undecided(term: IfTerm, condition: Value, env: Env): Value {
  if (condition.kind === 'failure') return condition;
  if (condition.kind !== 'unknown') return typeFailure('a Boolean', condition, term.condition.site);
  const { machine } = env;
  return speculate(machine, () =>
    join(machine, evaluate(term.whenTrue, env), evaluate(term.whenFalse, env), condition),
  );
}

function chain(term: ChainTerm, env: Env): Value {
  const { operands, operator, site } = term;
  if (operator === '&&' || operator === '||') return decide(term, env);
  const values: Value[] = [];
  for (const operand of operands) {
    const value = evaluate(operand, env);
    if (value.kind === 'failure') return value;
    values.push(value);
  }
  return operator === '++' ? concatenate(env.machine, values, site) : update(env.machine, values, site);
}

/** `&&` and `||`: the first operand that settles it; after an unknown one, a settling operand settles it all the same. */
function decide(term: ChainTerm, env: Env): Value {
  const settling = term.operator === '||';
  let open: Unknown | undefined;
  for (const operand of term.operands) {
    const value = open === undefined ? evaluate(operand, env) : speculate(env.machine, () => evaluate(operand, env));
    if (value.kind === 'unknown') open ??= value;
    else if (value.kind !== 'boolean') {
      if (open !== undefined) return open;
      return value.kind === 'failure' ? value : typeFailure('a Boolean', value, operand.site);
    } else if (value.value === settling) {
      if (open !== undefined) env.machine.assumptions++;
      return boolean(settling, term.site);
    }
  }
  return open ?? boolean(!settling, term.site);
}

function binary(term: BinaryTerm, env: Env): Value {
  const { operator, site } = term;
  const { machine } = env;
  const left = evaluate(term.left, env);
  if (left.kind === 'failure') return left;
  if (operator === '->') return implies(term, left, env);
  const right = evaluate(term.right, env);
  switch (operator) {
    case '==':
      return equal(machine, left, right, site);
    case '!=':
      return not(equal(machine, left, right, site));
    case '<':
      return lessThan(machine, left, right, site);
    case '>':
      return lessThan(machine, right, left, site);
    case '<=':
      return not(lessThan(machine, right, left, site));
    case '>=':
      return not(lessThan(machine, left, right, site));
  }
}

function not(value: Value): Value {
  return value.kind === 'boolean' ? boolean(!value.value, value.site) : value;
}

function implies(term: BinaryTerm, left: Value, env: Env): Value {
  if (left.kind !== 'boolean' && left.kind !== 'unknown') return typeFailure('a Boolean', left, term.left.site);
  if (left.kind === 'boolean' && !left.value) return boolean(true, term.site);
  const right = evaluate(term.right, env);
  if (right.kind === 'boolean') return right.value || left.kind === 'boolean' ? boolean(right.value, term.site) : left;
  if (left.kind === 'unknown') return left;
  return right.kind === 'unknown' || right.kind === 'failure'
    ? right
    : typeFailure('a Boolean', right, term.right.site);
}
