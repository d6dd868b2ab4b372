import { packageFetchers } from '../eval/builtins/fetchers.ts';
import { createEvaluation, type Evaluation } from '../eval/evaluate.ts';
import type { Sources } from '../eval/sources.ts';
import type { FilePath, Thunk, Value } from '../eval/value.ts';
import { lazy, ready } from '../eval/value.ts';
import { evalModulesValue } from './evalModules.ts';
import type { Declarations, HostContext } from './hostContext.ts';
import { packages } from './hostPackages.ts';
import { callKnown, importKnown } from './knownCalls.ts';
import type { LockedInput } from './lock.ts';
import { mergeGiven } from './mergeGiven.ts';
import { once } from './once.ts';
import { pinnedSources } from './pins.ts';
import { createSession, type Located, type ModuleEvaluation } from './session.ts';
import { fits } from './typeChecks.ts';

/** A context with the handle to tell it of its flake. */
export interface OpenContext extends HostContext {
  readonly evaluation: Evaluation;
  /** Tells which inputs there are, once they are read. */
  setInputs(inputs: ReadonlyMap<string, LockedInput>): void;
}

/** Begins an evaluation over the files of a workspace, with everything this room knows of the world outside of them. */
export function createContext(sources: Sources, declarations: Declarations): OpenContext {
  let inputs: ReadonlyMap<string, LockedInput> = new Map();
  const evaluation: Evaluation = createEvaluation(sources, {
    callExternal: (place, argument, _callee, site) => callKnown({ context, evaluation, place, argument, site }),
    importExternal: (place, value) => importKnown(context, place, value),
    importFile: (file, read) => pinnedSources(file.path, file.text, read),
    evalModules: (argument) => evalModulesValue(context, argument),
    fits,
    mergeByType: (type, place, definitions) => mergeGiven(context.session, type, place.force(), definitions.force()),
  });
  const lib: Thunk = { force: () => evaluation.lib };
  const fetchers = once(
    () =>
      new Map(
        Object.entries(packageFetchers).map(([name, run]) => [name, { thunk: ready(evaluation.native(name, run)) }]),
      ),
  );
  const byPlatform = new Map<string | undefined, Thunk>();
  const context: OpenContext = {
    sources,
    evaluation,
    declarations,
    lib,
    ownCode: (term) => evaluation.evaluateTerm(term),
    session: createSession(moduleEvaluation(evaluation, sources, lib)),
    inputs: () => inputs,
    setInputs(given) {
      inputs = given;
    },
    addInputs(more, owner) {
      const own = new Map([...more].map(([name, input]) => [name, renamed(input, inputs.get(name), owner)]));
      inputs = new Map([...inputs, ...[...own.values()].map((input) => [input.name, input] as const)]);
      return own;
    },
    pkgs(system) {
      const key = system?.kind === 'string' ? system.text : undefined;
      const known = byPlatform.get(key);
      if (known !== undefined) return known;
      const made = lazy(() => packages(lib, key === undefined ? undefined : system, fetchers()));
      byPlatform.set(key, made);
      return made;
    },
    files: () => evaluation.files,
  };
  return context;
}

/** An input under a name that no other one has. */
function renamed(input: LockedInput, other: LockedInput | undefined, owner: string): LockedInput {
  const isSame = other === undefined || (other.rev !== undefined && other.rev === input.rev);
  return isSame ? (other ?? input) : { ...input, name: `${input.name} of ${owner}` };
}

function moduleEvaluation(evaluation: Evaluation, sources: Sources, lib: Thunk): ModuleEvaluation {
  return {
    lib,
    importFile: (path): Value => evaluation.importFile(path),
    importModule: (path): Value => evaluation.importModule(path),
    isFile: (path, file) => path === file || `${path}/default.nix` === file,
    forgetModule: (path) => evaluation.forgetModule(path),
    locate: (path) => locate(path, sources),
  };
}

function locate(path: FilePath, sources: Sources): Located {
  const content = sources.at(path);
  switch (content?.kind) {
    case undefined:
      return { kind: 'pending', reason: `${path} was not read yet` };
    case 'file':
      return { kind: 'file', path };
    case 'missing':
      return { kind: 'missing', reason: `there is no file ${path}` };
    case 'unreadable':
      return { kind: 'unreadable', reason: `${path} cannot be read: ${content.reason}` };
    case 'directory': {
      const inner = `${path}/default.nix`;
      const below = sources.at(inner);
      if (below === undefined) return { kind: 'pending', reason: `${inner} was not read yet` };
      if (below.kind === 'file') return { kind: 'file', path: inner };
      return { kind: 'missing', reason: `the folder ${path} has no default.nix` };
    }
  }
}
