import type { Hooks } from './hooks.ts';
import type { Sources } from './sources.ts';
import type { Term } from './term.ts';
import { type FilePath, Ready, type Site, type Thunk, type Unknown, unknown, type Value } from './value.ts';
import { failure } from './values.ts';

/** The state of one evaluation. Mutable, and owned by the evaluation alone. */
export interface Machine {
  readonly sources: Sources;
  readonly hooks: Hooks;
  /** What files see without binding it: `true`, `map`, `builtins` … */
  globals: ReadonlyMap<string, Thunk>;
  /** Steps that are left. */
  fuel: number;
  /** The most steps that one value may take that is asked for from outside: one that never ends leaves the others theirs. */
  readonly ration: number;
  /** How many evaluations are under way inside each other. */
  depth: number;
  readonly maximalDepth: number;
  /** Above 0 while a branch is evaluated that real Nix might not take: a cycle is then no failure. */
  speculation: number;
  /** How often each condition is undecided in the branches that are being evaluated. */
  readonly undecided: Map<Term, number>;
  /** Counts how often something unknown was assumed to evaluate without failure. */
  assumptions: number;
  /** Files and folders that were asked for. */
  readonly files: Set<FilePath>;
  /** Those of them that have to be fetched first. */
  readonly pending: Set<FilePath>;
  readonly imports: Map<FilePath, Thunk>;
  /** Files whose content was asked for otherwise than as a module: it may have gone anywhere. */
  readonly readByCode: Set<FilePath>;
  readonly evaluate: (term: Term, env: Env) => Value;
  /** Applies a function (or what stands for one) to arguments one after the other. */
  readonly apply: (callee: Value, args: readonly Thunk[], site?: Site) => Value;
}

/** The variables in reach of a term. Slots are filled when a recursive scope is made and never change after that. */
export class Env {
  readonly machine: Machine;
  readonly slots: Thunk[];
  readonly around: Env | undefined;
  /** The set of a `with`. */
  readonly scope: Thunk | undefined;

  constructor(machine: Machine, slots: Thunk[], around: Env | undefined, scope?: Thunk) {
    this.machine = machine;
    this.slots = slots;
    this.around = around;
    this.scope = scope;
  }
}

/** An expression to be evaluated once, when it is needed. */
export class TermThunk implements Thunk {
  private term: Term;
  private env: Env | undefined;
  private value: Value | undefined;

  constructor(term: Term, env: Env) {
    this.term = term;
    this.env = env;
    this.value = undefined;
  }

  force(): Value {
    if (this.value !== undefined) return this.value;
    const env = this.env;
    if (env === undefined) return cycle(this.term.site);
    const { machine } = env;
    const { depth } = machine;
    this.env = undefined;
    let value: Value;
    try {
      value = depth === 0 ? this.rationed(env) : machine.evaluate(this.term, env);
    } catch (error) {
      value = outOfStack(error, this.term.site);
    }
    machine.depth = depth;
    if (value.kind === 'failure' && value.message === cycleMessage && machine.speculation > 0)
      value = unknownCycle(value.site);
    this.value = value.site === undefined ? located(value, this.term.site) : value;
    return this.value;
  }

  private rationed(env: Env): Value {
    const { machine } = env;
    return withFuel(machine, machine.ration, () => machine.evaluate(this.term, env));
  }

  known(): Value | undefined {
    return this.value;
  }

  /** Where the expression was written. */
  get site(): Site | undefined {
    return this.term.site;
  }
}

/** What natives and `lib` make is located where it was asked for. */
function located(value: Value, site: Site | undefined): Value {
  if (site === undefined || value.kind === 'function' || value.kind === 'unknown') return value;
  return { ...value, site };
}

/** Where what a thunk stands for was written, as far as that is known without forcing it. */
export function siteOf(thunk: Thunk): Site | undefined {
  if (thunk instanceof TermThunk) return thunk.site;
  return thunk instanceof Ready ? thunk.value.site : undefined;
}

/** The thunk of a term; what is a value already, or a variable, needs none of its own. */
export function thunkOf(term: Term, env: Env): Thunk {
  if (term.kind === 'constant') return term.thunk;
  if (term.kind === 'local') {
    let around: Env | undefined = env;
    for (let depth = term.depth; depth > 0; depth--) around = around?.around;
    const thunk = around?.slots[term.slot];
    if (thunk !== undefined) return thunk;
  }
  return new TermThunk(term, env);
}

/** A computation in TypeScript to be done once, guarded as terms are. */
export class ComputedThunk implements Thunk {
  private readonly machine: Machine;
  private compute: (() => Value) | undefined;
  private value: Value | undefined;

  constructor(machine: Machine, compute: () => Value) {
    this.machine = machine;
    this.compute = compute;
    this.value = undefined;
  }

  force(): Value {
    if (this.value !== undefined) return this.value;
    const { machine, compute } = this;
    if (compute === undefined) return machine.speculation > 0 ? unknownCycle() : cycle();
    const { depth } = machine;
    if (depth >= machine.maximalDepth) return tooDeep();
    this.compute = undefined;
    machine.depth = depth + 1;
    try {
      this.value = depth === 0 ? withFuel(machine, machine.ration, compute) : compute();
    } catch (error) {
      this.value = outOfStack(error);
    }
    machine.depth = depth;
    return this.value;
  }

  known(): Value | undefined {
    return this.value;
  }
}

/** A computation that is put off until its value is needed. */
export function delay(machine: Machine, compute: () => Value): Thunk {
  return new ComputedThunk(machine, compute);
}

/** A call that is put off until its value is needed. */
export function delayCall(machine: Machine, callee: Thunk, ...args: readonly Thunk[]): Thunk {
  return new ComputedThunk(machine, () => machine.apply(callee.force(), args));
}

/** Evaluates what real Nix might not evaluate, both branches of an unknown condition say. */
export function speculate<Result>(machine: Machine, compute: () => Result): Result {
  machine.speculation++;
  try {
    return compute();
  } finally {
    machine.speculation--;
  }
}

/** Gives a computation its own steps: what it uses up beyond them is unknown, the rest of the evaluation goes on. */
export function withFuel<Result>(machine: Machine, steps: number, compute: () => Result): Result {
  const before = machine.fuel;
  const given = Math.min(steps, before);
  machine.fuel = given;
  try {
    return compute();
  } finally {
    machine.fuel = before - (given - Math.max(machine.fuel, 0));
  }
}

/**
 * Takes steps for items or attributes that are put together at once, before there are too many of them for the memory.
 * Gives whether there are steps left; without, `tooLong` is the answer.
 */
export function spend(machine: Machine, steps: number): boolean {
  machine.fuel -= steps;
  return machine.fuel > 0;
}

/** The answer when the steps are used up. */
export const tooLong: Unknown = unknown('evaluating it took too long');

/** The answer when evaluations are nested too deeply. */
export function tooDeep(site?: Site): Unknown {
  return unknown('evaluating it goes too deep', site);
}

const cycleMessage = 'infinite recursion encountered';

function cycle(site?: Site): Value {
  return failure('infinite-recursion', cycleMessage, site);
}

function unknownCycle(site?: Site): Value {
  return unknown('it seems to depend on itself', site);
}

/** The stack may run out below the bound on depth, deep in natives: then the value is unknown. */
function outOfStack(error: unknown, site?: Site): Value {
  if (!(error instanceof RangeError)) throw error;
  return tooDeep(site);
}
