import type { Source } from '../source.ts';

/** What of a service or program has to be kept, and where it lies. */
export interface StateFact {
  /** A name for people: "PostgreSQL". */
  readonly name: string;
  /** `system`: paths are absolute. `user`: they are relative to the home. */
  readonly scope: 'system' | 'user';
  /** Any of these makes it matter. None: it cannot be seen in a configuration (for completion and hover only). */
  readonly neededBy: readonly Trigger[];
  readonly paths: readonly StatePath[];
  /** Options whose value says where the state lies instead: dotted paths. */
  readonly movedBy: readonly string[];
  /** Options with which it is not known where the state lies, or whether there is any. */
  readonly unknownWith?: readonly string[] | undefined;
  /** Where modules of other versions keep it: where one of these is kept, nothing is lost. */
  readonly elsewhere?: readonly string[] | undefined;
  /** Where the first of the paths lies instead with a `system.stateVersion` before that one. */
  readonly earlier?: { readonly before: string; readonly path: string } | undefined;
  /** What lies there, as a fragment of a sentence. */
  readonly what: string;
  readonly source: Source;
}

/** What in a configuration says that something is used. Option paths are dotted; `<name>` stands for any name. */
export type Trigger =
  | { readonly kind: 'always' }
  /** `enabled`: the option is true. `filled`: it is a set or list that is not empty. */
  | {
      readonly kind: 'enabled' | 'filled';
      readonly option: string;
      readonly onlyWith?: Condition | undefined;
    };

/** It matters only where another option has this value, `true` for booleans; unset counts as the default. */
export interface Condition {
  readonly option: string;
  readonly value: string;
  readonly byDefault: boolean;
}

export interface StatePath {
  /** Absolute, or relative to the home; `<name>` stands for the name in the option. */
  readonly path: string;
  readonly kind: 'directory' | 'file';
  /** Undefined: root, or the user of the home. */
  readonly user?: string | undefined;
  readonly group?: string | undefined;
  /** The mode it needs; undefined where any does, where the service sets it by itself, or where that is not verified. */
  readonly mode?: string | undefined;
  /** The service gives itself the directory whenever it starts: by StateDirectory, or a rule for systemd-tmpfiles. */
  readonly corrected?: true | undefined;
  /** Set for services with DynamicUser: the path that is only a link into /var/lib/private. */
  readonly wrongPath?: string | undefined;
}

/** Something the system needs whatever is enabled. */
export function always(name: string, paths: readonly StatePath[], what: string, source: Source): StateFact {
  return { name, scope: 'system', neededBy: [{ kind: 'always' }], paths, movedBy: [], what, source };
}

/** State of a service of the system; `options` are enabled ones, or sets that are not empty where they end in `.*`. */
export function service(
  name: string,
  options: string,
  paths: readonly StatePath[],
  what: string,
  source: Source,
  movedBy: readonly string[] = [],
): StateFact {
  return { name, scope: 'system', neededBy: triggers(options), paths, movedBy, what, source };
}

/** State of a program in the home. */
export function program(
  name: string,
  options: string,
  paths: readonly StatePath[],
  what: string,
  source: Source,
): StateFact {
  return { name, scope: 'user', neededBy: triggers(options), paths, movedBy: [], what, source };
}

function triggers(options: string): readonly Trigger[] {
  return options
    .split(' ')
    .filter((option) => option !== '')
    .map((option) =>
      option.endsWith('.*') ? { kind: 'filled', option: option.slice(0, -2) } : { kind: 'enabled', option },
    );
}

/** A directory; `owner` as "user:group 0700", each part optional. */
export function dir(path: string, owner = ''): StatePath {
  return { path, kind: 'directory', ...permissions(owner) };
}

/** A directory that its service gives itself whenever it starts, so that any owner will do. */
export function ownDir(path: string, owner: string): StatePath {
  return { ...dir(path, owner), corrected: true };
}

/** The fact, where another option has a value as well. */
export function onlyWith(fact: StateFact, option: string, value: string, byDefault: boolean): StateFact {
  const condition = { option, value, byDefault };
  return {
    ...fact,
    neededBy: fact.neededBy.map((trigger) =>
      trigger.kind === 'always' ? trigger : { ...trigger, onlyWith: condition },
    ),
  };
}

export function file(path: string): StatePath {
  return { path, kind: 'file' };
}

/** Several directories of one kind. */
export function dirs(paths: readonly string[], owner = ''): readonly StatePath[] {
  return paths.map((path) => dir(path, owner));
}

/** The state directory of a service with DynamicUser. /var/lib/private itself has to be 0700. */
export function dynamic(name: string): StatePath {
  return { path: `/var/lib/private/${name}`, kind: 'directory', mode: '0700', wrongPath: `/var/lib/${name}` };
}

function permissions(owner: string): Pick<StatePath, 'user' | 'group' | 'mode'> {
  const [, user, group, mode] = /^(?:([^\s:]+):([^\s:]+))? ?(\S+)?$/.exec(owner) ?? [];
  return { user, group, mode };
}

/** The NixOS manual, section "Necessary system state". */
export const manual: Source = {
  repository: 'NixOS/nixpkgs',
  revision: 'master',
  path: 'nixos/doc/manual/administration/system-state.chapter.md',
};

/** The README of the impermanence module, in its examples. */
export const readme: Source = { repository: 'nix-community/impermanence', revision: '7b1d382', path: 'README.org' };

/** A published module that maps services to their paths. */
export const publishedMap: Source = { repository: 'chayleaf/dotfiles', path: 'system/modules/impermanence.nix' };

/** A module of NixOS, below nixos/modules. */
export function nixos(path: string): Source {
  return { repository: 'NixOS/nixpkgs', revision: 'master', path: `nixos/modules/${path}` };
}

/** Seen in so many of 58 public configurations with impermanence (autumn 2026). */
export function survey(count: number): Source {
  return { repository: 'survey of 58 public configurations', path: `seen in ${count}` };
}

/** Kept in the home in so many of 157 public configurations with a wiped root (autumn 2026). */
export function seen(count: number): Source {
  return { repository: 'survey of 157 public configurations', path: `seen in ${count}` };
}

/** A thread of a repository. */
export function thread(repository: string, number: number): Source {
  return { repository, thread: number };
}
