import type { Sources } from '../eval/sources.ts';
import type { Term } from '../eval/term.ts';
import type { External, FilePath, Thunk, Value } from '../eval/value.ts';
import type { Host, ModuleReference, OptionDeclaration } from './configuration.ts';
import type { NativeModule } from './declare.ts';
import type { ModuleSet } from './evaluateModules.ts';
import type { LockedInput } from './lock.ts';
import type { Session } from './session.ts';

/** Options declared above this room: they may depend on what there is in the module set. */
export type Declarations = (seen: Seen) => {
  readonly nixos?: NativeModule | undefined;
  readonly home?: NativeModule | undefined;
};

/** What is known of a module set before anything is declared in it from above. */
export interface Seen {
  readonly modules: readonly ModuleReference[];
  /** Those of the system around a home; none where there is no system. */
  readonly around: readonly ModuleReference[];
  readonly inputs: ReadonlyMap<string, LockedInput>;
  /** How modules in sight declare an option at this path. */
  declarationsOf(path: readonly string[]): readonly OptionDeclaration[];
}

/** What is to be seen of a module set, a home's being part of a system perhaps. */
export function seenIn(set: ModuleSet, context: HostContext, system?: ModuleSet): Seen {
  return {
    modules: set.collected().references,
    around: system?.collected().references ?? [],
    inputs: context.inputs(),
    declarationsOf: (path) => set.declarationsOf(path),
  };
}

/** One evaluation, for one host or for finding hosts: what its parts share. */
export interface HostContext {
  readonly sources: Sources;
  readonly session: Session;
  readonly declarations: Declarations;
  /** nixpkgs' `lib`. */
  readonly lib: Thunk;
  /** The value of Nix text that is part of the engine. */
  ownCode(term: Term): Value;
  /** `pkgs` for a system such as "x86_64-linux"; undefined where it is not known which. */
  pkgs(system: Value | undefined): Thunk;
  /** The inputs of the flake, as far as there is one. */
  inputs(): ReadonlyMap<string, LockedInput>;
  /**
   * Adds the inputs of a flake inside of it, and gives them by their names there: one that is called like another one of the flake is known
   * as `name of owner`.
   */
  addInputs(more: ReadonlyMap<string, LockedInput>, owner: string): ReadonlyMap<string, LockedInput>;
  /** The files read so far. */
  files(): ReadonlySet<FilePath>;
}

/** What makes a system or a home, as a call such as `nixosSystem { … }` says it. */
export interface SystemCall {
  readonly kind: 'nixos' | 'home';
  readonly argument: Thunk;
  /** nixpkgs, as far as it is visible. */
  readonly nixpkgs: External | undefined;
}

/** What a whole host is evaluated for. */
export type HostNamed = Pick<Host, 'name' | 'kind' | 'user'>;
