import type { KnownError } from './knownErrors.ts';
import { messagePattern } from './messagePattern.ts';

const repository = 'nix-community/impermanence';

/** What the activation of Home Manager, FUSE and programs say on a running machine. */
export const activationErrors: readonly KnownError[] = [
  {
    message: /fuse:\s+mountpoint\s+is\s+not\s+empty|use\s+the\s+'nonempty'\s+mount\s+option/,
    cause:
      'The old Home Manager module mounts with bindfs, which wants an empty folder; on a home that shares the root it is not.',
    remedy:
      'Give the home a tmpfs of its own, or update the module: since 2026 it makes real bind mounts. The mount option “nonempty” only hides what lies there.',
    rules: ['home-tmpfs-not-separate'],
    source: { repository, thread: 18 },
  },
  {
    message: messagePattern('There is already an active mount at or below'),
    cause:
      'The old Home Manager module looks for the path in the list of mounts before it mounts. It found one there: of an earlier generation, of a persisted directory inside this one, or a file system below the storage whose path ends alike.',
    remedy:
      'Unmount what is left of the earlier generation (fusermount -u), keep one entry where two are nested, or update the module: since 2026 it leaves mounting to systemd.',
    rules: ['covered-entry', 'duplicate-entry'],
    source: { repository, thread: 198 },
  },
  {
    message: messagePattern('Could not find suitable profile directory'),
    cause:
      'Home Manager keeps its profile in ~/.local/state/nix (or /nix/var/nix/profiles/per-user) and finds neither: the home was emptied, or with the old module home.persistence and environment.persistence.….users of one user were used at once.',
    remedy:
      'Persist .local/state/nix and .local/state/home-manager of the user, and use one of the two ways for a user.',
    rules: [],
    source: { repository: 'nix-community/home-manager', thread: 5421 },
  },
  {
    message: /allowOther\s+not\s+set;\s+assuming\s+'false'/,
    cause:
      'A warning of the old Home Manager module: other users, root among them, cannot look into its bindfs mounts.',
    remedy: 'Set allowOther to false to keep it so, or to true together with programs.fuse.userAllowOther = true.',
    rules: ['fuse-allow-other-unset'],
    source: { repository, thread: 39 },
  },
  {
    message: /option\s+allow_other\s+only\s+allowed\s+if\s+'user_allow_other'/,
    cause: 'bindfs was told to let other users in (allowOther), which FUSE does not let a user do by itself.',
    remedy: 'Set programs.fuse.userAllowOther = true in the configuration of the system, or allowOther = false.',
    rules: ['fuse-allow-other'],
    source: { repository, thread: 39 },
  },
  {
    message: messagePattern('Transport endpoint is not connected'),
    cause:
      'A FUSE mount is there whose program has ended: bindfs of the old Home Manager module, if the path is persisted.',
    remedy:
      'Unmount it (fusermount -u) and activate again; the module of 2026 makes real bind mounts, which cannot end so.',
    rules: [],
    source: { repository, thread: 248 },
  },
  {
    message: /Existing file '[^']*' is in the way of|Existing file '[^']*' would be clobbered/,
    cause:
      'Home Manager wants to make a link where a file lies: one that was kept, because its folder is persisted, or one that a program has written.',
    remedy:
      'Persist only the folders with data below it, not the one that holds what Home Manager writes, and move the file away once.',
    rules: ['managed-file-in-directory'],
    source: { repository, thread: 204 },
  },
  {
    message: /waiting\s+for\s+device\s+\/mnt-root\/\S+\s+to\s+appear/,
    cause: 'The first stage of the boot binds from a folder of the storage that is not there yet, as on a first boot.',
    remedy: 'Make the folder in the storage once; later revisions of the module make it themselves.',
    rules: [],
    source: { repository, thread: 121 },
  },
  {
    message: /opening\s+repo:\s+opendir\(objects\):\s+No such file or directory/,
    cause: 'The repository of Flatpak is gone, or only a part of it was kept.',
    remedy: 'Persist /var/lib/flatpak for the system, and .local/share/flatpak and .var/app for users.',
    rules: ['state-not-persisted'],
    source: { repository, thread: 41 },
  },
  {
    message: /umount:\s+\S+:\s+target is busy/,
    cause:
      'An entry changed its shape (a directory became a file or several directories) while something uses the old mount.',
    remedy: 'Stop what uses it, unmount it and switch again, or restart.',
    rules: [],
    source: { repository, thread: 96 },
  },
  {
    message: messagePattern('This module cannot be used with scripted initrd'),
    cause: 'The module “preservation” needs systemd in the initrd.',
    remedy: 'Set boot.initrd.systemd.enable = true, and make units of what postDeviceCommands and its like did.',
    rules: ['wipe-script-ignored'],
    source: { repository: 'nix-community/preservation', path: 'module.nix' },
  },
];
