import type { AttrsValue, External, FilePath, Site, Thunk, Unknown, Value } from '../eval/value.ts';
import type { LockedInput } from './lock.ts';

/**
 * One evaluated host: all modules followed from its root, merged on demand. Nothing in it is computed before it is
 * asked for.
 */
export interface Configuration {
  /** As it was found, but named by `networking.hostName` where no flake names it. */
  readonly host: Host;
  /** The merged `config`; a lazy set. `lookup` is the comfortable way in. */
  readonly config: AttrsValue;
  /** The value at an option path with all defaults applied; unknown with a reason where it is not known. */
  lookup(path: readonly string[]): Value;
  /** What was written for an option (highest priority first filtered out nothing): every definition whose condition is not known to be false. */
  definitions(path: readonly string[]): readonly Definition[];
  /** How modules in sight declare an option at this path. */
  declarationsOf(path: readonly string[]): readonly OptionDeclaration[];
  /** The modules in evaluation order, outside ones included. */
  readonly modules: readonly ModuleReference[];
  /** Imports that could not be followed and are not in the table of well-known modules: the host is open if there is one. */
  readonly unfollowed: readonly ModuleReference[];
  readonly open: boolean;
  /**
   * Takes over a file of which an edit changed one definition, the value at `path` (`NarrowChange`): what depends on it
   * is forgotten, all the rest stays. False where that cannot be done: the configuration is of no use then.
   */
  redefine(file: FilePath, path: readonly string[]): boolean;
  /** Home Manager configurations in it by user name (NixOS module), or the one of a stand-alone home. */
  homes(): ReadonlyMap<string, HomeConfiguration>;
  /** The files this host's evaluation has read so far. */
  readonly files: ReadonlySet<FilePath>;
  /** Known evaluation errors met so far and unknown parts met so far. */
  readonly failures: readonly FailureNote[];
  /** The inputs of the host's flake by name, follows resolved; empty without a flake. */
  inputs(): ReadonlyMap<string, LockedInput>;
}

/** A user's Home Manager configuration. */
export interface HomeConfiguration extends Omit<Configuration, 'homes' | 'host' | 'redefine'> {
  readonly user: string;
}

/** An option that a module declares. */
export interface OptionDeclaration {
  /** The module's file. */
  readonly file: FilePath | undefined;
  readonly hasDefault: boolean;
}

export interface FailureNote {
  readonly path: readonly string[];
  readonly message: string;
  readonly cause: string;
  readonly site: Site | undefined;
  /** Whether it is about an option that the configuration declares itself. */
  readonly own: boolean;
}

/** The name of a host whose name in the flake is not known. */
export const unnamedHost = '?';

/** What a host is and how it was found. */
export interface Host {
  /** The flake attribute, else networking.hostName, else the folder's name. */
  readonly name: string;
  /** `module`: a file analysed by itself. */
  readonly kind: 'nixos' | 'home' | 'module';
  /** The file that makes it: flake.nix, configuration.nix, the module itself. */
  readonly root: FilePath;
  /** Where the host is defined (the flake attribute); undefined for files. */
  readonly site: Site | undefined;
  /** flake.nix beside the root, where there is one. */
  readonly flake: FilePath | undefined;
  /** The value of nixpkgs' source used for the host, as far as it is visible. */
  readonly nixpkgs: External | undefined;
  /** The same for the Home Manager of a home that stands alone. */
  readonly homeManager?: External | undefined;
  /** homeConfigurations: the user's name. */
  readonly user?: string | undefined;
}

/** A module reached through `imports`, `modules`, `sharedModules`, `home-manager.users.<u>` … */
export interface ModuleReference {
  /** The file it was read from, if it lies in the workspace. */
  readonly file: FilePath | undefined;
  /** The list item (or value) that names it. */
  readonly site: Site | undefined;
  /** Where it comes from, if not from the workspace. */
  readonly external: External | undefined;
  /** Why it could not be followed; undefined if it was. */
  readonly unfollowed: Unknown | undefined;
  /** `nixos` for modules of the system, `home` for modules of a Home Manager user. */
  readonly scope: 'nixos' | 'home';
  /** For scope home: the user, or undefined for sharedModules. */
  readonly user?: string | undefined;
  readonly condition: Condition;
}

/** Three-valued: definitions whose condition is known to be false do not exist. */
export type Condition = 'yes' | 'unknown';

/** One definition of an option after `mkIf`, `mkMerge` and friends were peeled off. */
export interface Definition {
  readonly value: Thunk;
  /** The site of the defining name (the last component of the attribute path), or of the value where there is none. */
  readonly nameSite: Site | undefined;
  /** The site of the value as written, behind mkIf/mkMerge/mkForce. */
  readonly valueSite: Site | undefined;
  /** The file of the module that holds it. */
  readonly file: FilePath | undefined;
  /** mkForce 50, none 100, mkDefault 1000, an option's default 1500. */
  readonly priority: number;
  /** mkBefore 500, none 1000, mkAfter 1500. */
  readonly order: number;
  readonly condition: Condition;
  /** Why the condition is unknown. */
  readonly conditionReason: Unknown | undefined;
}

/**
 * What `AttrsValue.origin` holds where a set was made by merging modules (a submodule's value, `config` itself): the
 * way back from the merged value to what people wrote.
 */
export interface MergedSet {
  readonly kind: 'merged';
  /** The option path of this set, `<name>` components filled in: `["environment", "persistence", "/persist"]`. */
  readonly path: readonly string[];
  definitions(path: readonly string[]): readonly Definition[];
  /** Definitions of names that no option declares, where the set takes none of them freely (real Nix: "The option … does not exist"). */
  undeclared(): readonly { readonly path: readonly string[]; readonly definition: Definition }[];
}

/** The merged set behind a value, if it is one. */
export function mergedSet(value: Value): MergedSet | undefined {
  if (value.kind !== 'attrs') return undefined;
  const origin = value.origin as MergedSet | undefined;
  return origin?.kind === 'merged' ? origin : undefined;
}
