import { globalsFrom, makeBuiltins } from './builtins/index.ts';
import { applyAll } from './call.ts';
import { equal } from './equality.ts';
import { importModule, importPath, importValue } from './files.ts';
import type { Hooks } from './hooks.ts';
import { evaluate } from './interpret.ts';
import { join } from './join.ts';
import { toJson } from './json.ts';
import { makeLib } from './lib/index.ts';
import { delay, Env, type Machine, speculate, withFuel } from './machine.ts';
import { type Native, NativeValue } from './native.ts';
import { hasName, selectName } from './select.ts';
import type { Sources } from './sources.ts';
import type { Summary } from './summary.ts';
import type { Term } from './term.ts';
import { coerce, interpolating, stringifying } from './text.ts';
import type {
  AttrsValue,
  Failure,
  FilePath,
  FunctionValue,
  Site,
  StringValue,
  Thunk,
  Unknown,
  Value,
} from './value.ts';

/** One evaluation over the files of a workspace: what it computed stays computed. Nothing of it throws. */
export interface Evaluation {
  /** The value of a file; a folder stands for its default.nix. Each file is evaluated once. */
  importFile(path: FilePath, site?: Site): Value;
  /** The same for a module set that imports a module: nothing else sees the value. */
  importModule(path: FilePath): Value;
  /**
   * Has a file read anew when it is imported the next time, with all steps to be taken again. False where something
   * else than a module set has read it: what was computed from it is not known then.
   */
  forgetModule(path: FilePath): boolean;
  /** `import` of a value: a path, a string, an outside place. */
  importValue(value: Value, site?: Site): Value;
  /** The value of a file's root expression, whether or not the file is among the sources. */
  evaluateSummary(summary: Summary): Value;
  /** The value of an expression that stands in no file. */
  evaluateTerm(term: Term): Value;
  /** Applies a function, or what stands for one; `site` is that of the call. */
  apply(callee: Value, argument: Thunk, site?: Site): Value;
  applyAll(callee: Value, args: readonly Thunk[], site?: Site): Value;
  /** `value.name`; a failure where it is missing, unknown where that is unknown. */
  select(value: Value, name: string, site?: Site): Value;
  /** Whether a set has the attribute; the reason where that is unknown. */
  has(value: AttrsValue, name: string): boolean | Unknown;
  /** `a == b`, three-valued. */
  equal(a: Value, b: Value): Value;
  /** What is known of a value that is one of two. */
  join(a: Value, b: Value, why: Unknown): Value;
  /** The string of a value as `toString` or, copying paths, as interpolation gives it. */
  toText(value: Value, how?: 'toString' | 'interpolation'): StringValue | Unknown | Failure;
  /** JSON text as `builtins.toJSON` writes it, or what stands in the way. */
  toJson(value: Value): string | Unknown | Failure;
  /** A thunk around a computation, guarded against cycles and depth as expressions are. */
  delay(compute: () => Value): Thunk;
  /** A function in TypeScript; it takes as many arguments as it has parameters behind the first. */
  native(name: string, run: Native): FunctionValue;
  /** Evaluates what real Nix might not evaluate (both branches of an unknown condition): cycles give unknown, not failure. */
  speculate<Result>(compute: () => Result): Result;
  /** Steps that are left. */
  readonly fuel: number;
  readonly builtins: Value;
  /** nixpkgs' `lib`, as far as it is known here. */
  readonly lib: AttrsValue;
  /** Files and folders that were asked for so far. */
  readonly files: ReadonlySet<FilePath>;
  /** Those of them that have to be fetched first: the answers may differ after that. */
  readonly pending: ReadonlySet<FilePath>;
}

export interface EvaluationOptions extends Hooks {
  /** Steps in all; about a million take a quarter of a second. */
  readonly fuel?: number | undefined;
  /** Steps for one value that is asked for from outside. */
  readonly ration?: number | undefined;
  /** How deep evaluations may be nested before the value is unknown. */
  readonly depth?: number | undefined;
}

/** Begins an evaluation. */
export function createEvaluation(sources: Sources, options: EvaluationOptions = {}): Evaluation {
  const fuel = options.fuel ?? 4_000_000;
  const machine: Machine = {
    sources,
    hooks: options,
    globals: new Map(),
    fuel,
    ration: options.ration ?? 1_000_000,
    depth: 0,
    maximalDepth: options.depth ?? 700,
    speculation: 0,
    undecided: new Map(),
    assumptions: 0,
    files: new Set(),
    pending: new Set(),
    imports: new Map(),
    readByCode: new Set(),
    evaluate,
    apply: (callee, args, site) => applyAll(machine, callee, args, site),
  };
  const builtins = makeBuiltins(machine);
  let lib: AttrsValue | undefined;
  machine.globals = globalsFrom(builtins);
  return {
    ...operations(machine),
    forgetModule(path) {
      machine.fuel = fuel;
      return machine.imports.delete(path) && !machine.readByCode.has(path);
    },
    builtins,
    get lib() {
      lib ??= makeLib(machine, builtins);
      return lib;
    },
    files: machine.files,
    pending: machine.pending,
    get fuel() {
      return machine.fuel;
    },
  };
}

function operations(
  machine: Machine,
): Omit<Evaluation, 'builtins' | 'lib' | 'files' | 'pending' | 'fuel' | 'forgetModule'> {
  const rationed = (compute: () => Value) =>
    machine.depth === 0 ? withFuel(machine, machine.ration, compute) : compute();
  return {
    importFile: (path, site) => importPath(machine, path, site),
    importModule: (path) => importModule(machine, path),
    importValue: (value, site) => importValue(machine, value, site),
    evaluateSummary: (summary) => delay(machine, () => evaluate(summary.root, new Env(machine, [], undefined))).force(),
    evaluateTerm: (term) => delay(machine, () => evaluate(term, new Env(machine, [], undefined))).force(),
    apply: (callee, argument, site) => rationed(() => applyAll(machine, callee, [argument], site)),
    applyAll: (callee, args, site) => rationed(() => applyAll(machine, callee, args, site)),
    select: (value, name, site) => selectName(machine, value, name, site),
    has: hasName,
    equal: (a, b) => equal(machine, a, b),
    join: (a, b, why) => join(machine, a, b, why),
    toText: (value, how = 'toString') => coerce(machine, value, how === 'toString' ? stringifying : interpolating),
    toJson: (value) => toJson(machine, value, 'data'),
    delay: (compute) => delay(machine, compute),
    native: (name, run) => new NativeValue(machine, name, run),
    speculate: (compute) => speculate(machine, compute),
  };
}
