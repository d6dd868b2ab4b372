import type { FilePath, Pinned, Site, Unknown } from '../../nix/eval/value.ts';
import type { Condition, Configuration, Host, ModuleReference } from '../../nix/modules/configuration.ts';
import type { Era } from '../knowledge/revisions.ts';

/** Everything the rules and features know about one host. All paths in it are absolute and as the real module computes them. */
export interface Model {
  readonly host: Host;
  readonly configuration: Configuration;
  /** Whether something unfollowed could supply what is missing (RULES.md): rules of the form "X is missing" are silent then. Always true for a lone module. */
  readonly open: boolean;
  readonly releases: Releases;
  readonly wipe: Wipe;
  readonly mounts: readonly Mount[];
  /** Set where fileSystems or disko have parts that are not known: rules about missing mounts are silent. */
  readonly mountsUnknown: Unknown | undefined;
  readonly stores: readonly Store[];
  readonly entries: readonly Entry[];
  /** Files and links that the configuration puts in place (environment.etc, systemd.tmpfiles, secrets). */
  readonly links: readonly Link[];
  /** What the preservation module keeps. */
  readonly preserved: readonly Preserved[];
  readonly users: readonly User[];
  readonly groups: readonly Group[];
  /** Parts that could not be computed, for `show`. */
  readonly unknowns: readonly UnknownPart[];
  /** The impermanence modules imported, by how they were imported. */
  readonly persistenceModules: readonly PersistenceModule[];
  /** Files this host consists of. */
  readonly files: ReadonlySet<FilePath>;
}

/** A value with the place it was set at; `site` is undefined for defaults. */
export interface Sourced<T> {
  readonly value: T;
  readonly site: Site | undefined;
}

export type { Era } from '../knowledge/revisions.ts';

export interface Releases {
  readonly nixpkgs: Release;
  readonly homeManager: Release;
  readonly impermanence: ImpermanenceRelease;
  readonly stateVersion: Sourced<string> | undefined;
  /** home.stateVersion by user. */
  readonly homeStateVersions: ReadonlyMap<string, Sourced<string>>;
}

/** What is known of the version of an input. */
export interface Release {
  /** "YY.MM", "unstable", or undefined where unknown. */
  readonly release: string | undefined;
  /** How it is known. */
  readonly evidence: 'lock' | 'ref' | 'url' | 'channel' | 'none';
  readonly url: string | undefined;
  readonly ref: string | undefined;
  readonly rev: string | undefined;
  /** Seconds since 1970 of the locked revision. */
  readonly lastModified: number | undefined;
  /** Input name in flake.nix, where it is one. */
  readonly input: string | undefined;
  /** Where the release is written: the string with the URL. */
  readonly site: Site | undefined;
  /** fetchTarball of a branch without a hash. */
  readonly unpinned: boolean;
  /** The program that pins it and the name it has there, where it is one of npins, niv or lon. */
  readonly pin: Pinned | undefined;
}

export interface ImpermanenceRelease extends Release {
  /** Undefined where unknown (a locked pull-request branch). */
  readonly era: Era | undefined;
  /** Set where the fact is known from the lock rather than assumed from the lack of one. */
  readonly locked: boolean;
}

/** An import of the impermanence module. */
export interface PersistenceModule {
  readonly kind: 'nixos' | 'home-manager';
  /** `path`: an import of home-manager.nix or nixos.nix by path into the source; `output`: a flake output. */
  readonly by: 'path' | 'output';
  /** The scope it was imported into. */
  readonly scope: 'nixos' | 'home';
  readonly user: string | undefined;
  readonly reference: ModuleReference;
}

export interface Wipe {
  readonly kind: 'none' | 'tmpfs' | 'btrfs' | 'zfs' | 'disko' | 'unknown';
  readonly site: Site | undefined;
  /** Where the wipe is a script or unit: the option path that holds it (`boot.initrd.postDeviceCommands`). */
  readonly option: readonly string[] | undefined;
}

export interface Mount {
  /** The attribute name in `fileSystems`, by which the module looks mounts up; nearly always the mount point. */
  readonly name: string;
  readonly mountPoint: string;
  readonly fsType: string | undefined;
  /** null: not set. undefined: not known. */
  readonly device: string | null | undefined;
  /** One option an item, whether written as strings of their own or with commas in one. */
  readonly options: readonly string[] | undefined;
  /** The strings as merged, as NixOS has them. */
  readonly mergedOptions: readonly string[] | undefined;
  readonly neededForBoot: boolean | undefined;
  /** Loses its content at every boot; undefined where unknown. */
  readonly wiped: boolean | undefined;
  /** The name in `fileSystems."…"` (the first definition), or the disko attribute. */
  readonly site: Site | undefined;
  /** Where the parts were written. */
  readonly sites: {
    readonly device?: Site | undefined;
    readonly fsType?: Site | undefined;
    readonly options?: Site | undefined;
    readonly neededForBoot?: Site | undefined;
  };
  /** Sites of each option, parallel to `options` where known; those of one string (`"size=1G,mode=755"`) share its site. */
  readonly optionSites: readonly (Site | undefined)[];
  readonly origin: 'fileSystems' | 'disko';
  readonly condition: Condition;
}

export interface Store {
  /** The attribute name. */
  readonly name: string;
  /** persistentStoragePath; undefined where unknown. */
  readonly path: string | undefined;
  /** Where persistentStoragePath was set; undefined where it is the name. */
  readonly pathSite?: Site | undefined;
  readonly enable: boolean | undefined;
  readonly scope: StoreScope;
  /** The name as written (first definition). */
  readonly site: Site | undefined;
  /** All sites the name was written at. */
  readonly sites: readonly Site[];
  readonly hideMounts: boolean | undefined;
  readonly enableWarnings: boolean | undefined;
  /** v1's home stores: targets lack the first component of the path (the layout of GNU Stow). */
  readonly removePrefixDirectory?: boolean | undefined;
  readonly condition: Condition;
  /** The option path up to and with the name: ["environment", "persistence", "/persist"]. */
  readonly optionPath: readonly string[];
}

export type StoreScope = { readonly kind: 'system' } | { readonly kind: 'home'; readonly user: string | undefined };

export interface Entry {
  readonly kind: 'directory' | 'file';
  /** Final absolute target. */
  readonly path: string;
  /** As written (`directory`/`file` field or the string). */
  readonly written: string;
  /** persistentStoragePath the entry is kept under. */
  readonly source: string | undefined;
  readonly store: Store;
  readonly origin: EntryOrigin;
  readonly user: string | null | undefined;
  readonly group: string | null | undefined;
  readonly mode: string | undefined;
  /** How a file gets to its place (`auto`, `symlink`); for directories of v1's home.persistence `bindfs` or `symlink`, else undefined. */
  readonly method: string | undefined;
  readonly hideMount: boolean | undefined;
  readonly condition: Condition;
  /** Why it is not known whether the entry is there, as far as that can be told. */
  readonly conditionReason?: string | undefined;
  /** The list item as written; the mapped-over item for generated entries. */
  readonly site: Site | undefined;
  /** The string that holds the path, where it stands apart from the item (object entries). */
  readonly pathSite: Site | undefined;
  /** Where user, group, mode, method were set explicitly; absent for defaults. */
  readonly fieldSites: { readonly [field: string]: Site | undefined };
  /** Whether written as an object. */
  readonly object: boolean;
}

export type EntryOrigin =
  | { readonly kind: 'system' }
  /** environment.persistence.<store>.users.<user> */
  | { readonly kind: 'user'; readonly user: string }
  /** home.persistence; user undefined in a lone Home Manager module. */
  | { readonly kind: 'home'; readonly user: string | undefined };

/** A symbolic link made at boot, or a file that is made anew from what the configuration says. Paths are absolute. */
export interface Link {
  readonly path: string;
  /** Undefined: what is there comes from the configuration itself (a text, a file of it, a secret) and is the same at every boot. */
  readonly target: string | undefined;
  readonly condition: Condition;
}

/** A path that the preservation module keeps. */
export interface Preserved {
  readonly kind: 'directory' | 'file';
  readonly path: string;
  readonly condition: Condition;
}

export interface User {
  readonly name: string;
  readonly home: string | undefined;
  readonly group: string | undefined;
  readonly uid: number | null | undefined;
  readonly isNormalUser: boolean | undefined;
  /** users.users.<name> as written; undefined for root and for users only mentioned. */
  readonly site: Site | undefined;
  readonly condition: Condition;
}

export interface Group {
  readonly name: string;
  readonly gid: number | null | undefined;
  readonly site: Site | undefined;
}

/** For `show`: which part is unknown and why. `path` is an option path with `<name>` for unknown names. */
export interface UnknownPart {
  readonly path: string;
  readonly reason: string;
  readonly site: Site | undefined;
}
