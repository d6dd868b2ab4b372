import { changes, sources } from './changes.ts';
import { type EntryScope, entryFacts } from './entries.ts';
import type { OptionFact } from './optionFact.ts';

const system = 'environment.persistence';
const home = 'home.persistence';

/** The options of the impermanence module, in every version it had. */
export const persistenceFacts: readonly OptionFact[] = [
  {
    path: system,
    type: 'attribute set of (submodule)',
    default: '{ }',
    meaning:
      'What of the system is kept, by storage: each name is the path of a persistent storage, or a label with `persistentStoragePath` set inside.',
    source: sources.v2System,
  },
  ...storeFacts(`${system}.<name>`, 'system'),
  {
    path: `${system}.<name>.users`,
    type: 'attribute set of (submodule)',
    default: '{ }',
    meaning: 'What is kept of the homes of users. Paths in it are relative to the home of the user named.',
    since: changes.users,
    source: sources.v2System,
  },
  {
    path: `${system}.<name>.users.<name>.home`,
    type: 'absolute path',
    default: '"/home/‹name›"',
    meaning: "The user's home, where it is not the usual one. It has to be the same as `users.users.‹name›.home`.",
    since: changes.users,
    removal: { change: changes.rewrite, reason: 'The home is taken from `users.users.‹name›.home` now.' },
    source: sources.v1,
  },
  ...listFacts(`${system}.<name>.users.<name>`, 'user'),
  {
    path: home,
    type: 'attribute set of (submodule)',
    default: '{ }',
    meaning:
      "What is kept of the home, written in the user's own Home Manager configuration. Up to v1 the name included the home directory (`/persistent/home/bird`); since the rewrite it must not.",
    source: sources.v2Home,
  },
  ...storeFacts(`${home}.<name>`, 'home'),
];

function storeFacts(prefix: string, scope: 'system' | 'home'): OptionFact[] {
  return [...switchFacts(prefix, scope), ...listFacts(prefix, scope), ...removedFacts(prefix, scope)];
}

function switchFacts(prefix: string, scope: 'system' | 'home'): OptionFact[] {
  const isHome = scope === 'home';
  const source = sources.v2;
  return [
    {
      path: `${prefix}.enable`,
      type: 'boolean',
      default: 'true',
      meaning: 'Whether anything of this store is persisted.',
      since: isHome ? changes.homeEnable : changes.enable,
      source,
    },
    {
      path: `${prefix}.persistentStoragePath`,
      type: 'absolute path',
      default: '"‹name›"',
      meaning: 'Where the files and directories really lie; set it where the name is a label and not a path.',
      since: isHome ? changes.homeStoragePath : changes.storagePath,
      source,
    },
    {
      path: `${prefix}.hideMounts`,
      type: 'boolean',
      default: 'false',
      meaning: 'Hides the bind mounts of all its directories from file managers (`x-gvfs-hide`).',
      since: isHome ? changes.rewrite : changes.hideMounts,
      source,
    },
    {
      path: `${prefix}.allowTrash`,
      type: 'boolean',
      default: 'false',
      meaning: 'Lets GIO programs move files on its mounts to the trash (`x-gvfs-trash`).',
      since: changes.allowTrash,
      source,
    },
    {
      path: `${prefix}.enableWarnings`,
      type: 'boolean',
      default: 'true',
      meaning: 'Whether the module warns where user and group ids are not kept (/var/lib/nixos).',
      since: isHome ? changes.rewrite : changes.enableWarnings,
      source,
    },
    {
      path: `${prefix}.enableDebugging`,
      type: 'boolean',
      default: 'false',
      meaning: 'Makes the scripts print what they do.',
      internal: true,
      since: isHome ? changes.rewrite : changes.enableDebugging,
      source,
    },
  ];
}

function listFacts(prefix: string, scope: EntryScope): OptionFact[] {
  const where = scope === 'system' ? 'absolute paths' : 'paths relative to the home directory';
  const since = scope === 'user' ? changes.users : undefined;
  return [
    {
      path: `${prefix}.directories`,
      type: 'list of ((submodule) or string convertible to it)',
      default: '[ ]',
      meaning: `Directories to keep: ${where}, or sets with \`directory\` and its owner and mode. Each is mounted from the store.`,
      since,
      source: scope === 'home' ? sources.v2Home : sources.v2,
    },
    {
      path: `${prefix}.files`,
      type: 'list of ((submodule) or string convertible to it)',
      default: '[ ]',
      meaning: `Files to keep: ${where}, or sets with \`file\`. Each is bind-mounted or linked from the store.`,
      since,
      source: scope === 'home' ? sources.v2Home : sources.v2,
    },
    ...entryFacts(prefix, scope),
  ];
}

function removedFacts(prefix: string, scope: 'system' | 'home'): OptionFact[] {
  const isHome = scope === 'home';
  // The rewrite shares one list of refused names between both scopes, so system stores refuse names they never had.
  const since = isHome ? undefined : changes.rewrite;
  const source = isHome ? sources.v1Home : sources.v2;
  return [
    {
      path: `${prefix}.allowOther`,
      type: 'null or boolean',
      default: 'null',
      meaning: 'Lets other users, root among them, into the FUSE mounts; needs `programs.fuse.userAllowOther = true`.',
      since: isHome ? changes.allowOther : since,
      removal: {
        change: changes.rewrite,
        reason: 'Real bind mounts are used instead of FUSE; everybody who may can get in.',
      },
      source,
    },
    {
      path: `${prefix}.removePrefixDirectory`,
      type: 'boolean',
      default: 'false',
      meaning: 'Leaves the first component of every path out of the target: the layout of GNU Stow.',
      since,
      removal: {
        change: changes.rewrite,
        reason: 'Stow layouts are no longer supported; those who need them stay on the branch `home-manager-v1`.',
      },
      source,
    },
    {
      path: `${prefix}.defaultDirectoryMethod`,
      type: 'one of "bindfs", "symlink"',
      default: '"bindfs"',
      values: ['bindfs', 'symlink'],
      meaning: 'How directories are linked that do not say it themselves.',
      since: isHome ? changes.defaultDirectoryMethod : since,
      removal: { change: changes.rewrite, reason: 'Directories are always real bind mounts now.' },
      source,
    },
  ];
}
