import { landmarks } from '../revisions.ts';
import { changes, sources } from './changes.ts';
import type { OptionFact } from './optionFact.ts';

/** Who an entry belongs to, which decides the defaults of its owner and where its path starts. */
export type EntryScope = 'system' | 'user' | 'home';

const owners = {
  system: { user: '"root"', group: '"root"', base: 'absolute' },
  user: { user: 'the name of the user', group: "the user's group", base: 'relative to the home directory' },
  home: { user: '`home.username`', group: "the user's group", base: 'relative to the home directory' },
} as const;

/** The fields of an item of `directories` and `files` below `prefix` (`environment.persistence.<name>`). */
export function entryFacts(prefix: string, scope: EntryScope): readonly OptionFact[] {
  return [...directoryFacts(`${prefix}.directories.*`, scope), ...fileFacts(`${prefix}.files.*`, scope)];
}

function directoryFacts(prefix: string, scope: EntryScope): OptionFact[] {
  const since = scope === 'home' ? changes.homeObjects : changes.objectEntries;
  return [
    {
      path: `${prefix}.directory`,
      type: 'string',
      default: undefined,
      meaning: `The directory to keep, ${owners[scope].base}. It is kept below the storage path under its full target path.`,
      since,
      source: sources.v2,
    },
    ...permissionFacts(prefix, scope, scope === 'home' ? changes.rewrite : changes.objectEntries, 'the directory'),
    {
      path: `${prefix}.hideMount`,
      type: 'boolean',
      default: "the store's `hideMounts`",
      meaning: 'Mounts it with `x-gvfs-hide`, so that file managers do not list the bind mount as a drive.',
      since: scope === 'home' ? changes.rewrite : changes.storagePath,
      source: sources.v2,
    },
    {
      path: `${prefix}.allowTrash`,
      type: 'boolean',
      default: "the store's `allowTrash`",
      meaning: 'Mounts it with `x-gvfs-trash`, so that GIO programs can move files on it to the trash.',
      since: changes.allowTrash,
      source: sources.v2,
    },
    ...commonFacts(prefix, scope),
    internal(`${prefix}.dirPath`, 'absolute path', 'computed', 'The target as the module computed it.', scope),
    ...methodFacts(prefix, scope),
  ];
}

function fileFacts(prefix: string, scope: EntryScope): OptionFact[] {
  const since = scope === 'home' ? changes.rewrite : changes.objectEntries;
  return [
    {
      path: `${prefix}.file`,
      type: 'string',
      default: undefined,
      meaning: `The file to keep, ${owners[scope].base}.`,
      since,
      source: sources.v2,
    },
    {
      path: `${prefix}.method`,
      type: 'one of "auto", "symlink"',
      default: '"auto"',
      values: ['auto', 'symlink'],
      meaning:
        'How the file gets to its place. `auto` bind-mounts it when it exists in the store and links it otherwise; `symlink` always links, which suits programs that replace the file but follow links.',
      since: changes.rewrite,
      source: sources.v2,
    },
    {
      path: `${prefix}.parentDirectory`,
      type: 'set of user, group and mode',
      default: `${owners[scope].user}, ${owners[scope].group}, "0755"`,
      meaning: 'Owner and mode of the directory the file lies in, used when that directory has to be created.',
      since,
      source: sources.v2,
    },
    ...permissionFacts(`${prefix}.parentDirectory`, scope, since, 'the parent directory'),
    ...commonFacts(prefix, scope),
    internal(`${prefix}.filePath`, 'absolute path', 'computed', 'The target as the module computed it.', scope),
  ];
}

function permissionFacts(
  prefix: string,
  scope: EntryScope,
  since: OptionFact['since'],
  what: string,
): readonly OptionFact[] {
  const note = 'Used only when it does not exist in the store yet; what exists keeps its owner and mode.';
  const v2 = scope === 'home' ? sources.v2 : sources.v2System;
  return [
    {
      path: `${prefix}.user`,
      type: 'string',
      default: owners[scope].user,
      meaning: `Owner of ${what} when it is created. ${note}`,
      since,
      source: v2,
    },
    {
      path: `${prefix}.group`,
      type: 'null or string',
      default: owners[scope].group,
      meaning: `Group of ${what} when it is created. ${note}`,
      since,
      source: v2,
    },
    {
      path: `${prefix}.mode`,
      type: 'string',
      default: '"0755"',
      meaning: `Permissions of ${what} when it is created: octal (\`"0700"\`) or symbolic (\`"u=rwx,g=rx,o="\`). ${note}`,
      since,
      source: v2,
    },
  ];
}

function commonFacts(prefix: string, scope: EntryScope): OptionFact[] {
  const since = scope === 'home' ? changes.rewrite : changes.objectEntries;
  return [
    {
      path: `${prefix}.persistentStoragePath`,
      type: 'absolute path',
      default: "the store's `persistentStoragePath`",
      meaning: 'The storage this one entry is kept in, where it is not the store it is listed in.',
      since,
      source: sources.v2,
    },
    internal(`${prefix}.home`, 'null or absolute path', 'null', 'The home directory the entry lies in.', scope),
    internal(`${prefix}.enableDebugging`, 'boolean', "the store's", 'Makes the scripts print what they do.', scope),
    ...(prefix.endsWith('directories.*')
      ? [
          internal(
            `${prefix}.defaultPerms`,
            'set',
            'computed',
            'Owner and mode for parents that have to be created.',
            scope,
          ),
        ]
      : []),
  ];
}

function methodFacts(prefix: string, scope: EntryScope): OptionFact[] {
  const reason = 'Directories are real bind mounts now; there is no other way to link them to choose.';
  if (scope === 'home') {
    return [
      {
        path: `${prefix}.method`,
        type: 'one of "bindfs", "symlink"',
        default: "the store's `defaultDirectoryMethod`",
        values: ['bindfs', 'symlink'],
        meaning:
          '`bindfs` mounts the directory through FUSE, `symlink` links it: faster, but some programs replace links.',
        since: changes.homeObjects,
        removal: { change: changes.rewrite, reason },
        source: sources.v1Home,
      },
    ];
  }
  return [
    {
      path: `${prefix}.method`,
      type: 'removed',
      default: undefined,
      meaning: 'Never did anything here; it is refused by name since the rewrite.',
      since: changes.rewrite,
      removal: { change: landmarks.firstV2, reason },
      source: sources.v2,
    },
  ];
}

function internal(path: string, type: string, fallback: string, meaning: string, scope: EntryScope): OptionFact {
  const since = scope === 'home' ? changes.rewrite : changes.defaultPerms;
  return { path, type, default: fallback, meaning, internal: true, since, source: sources.v2 };
}
