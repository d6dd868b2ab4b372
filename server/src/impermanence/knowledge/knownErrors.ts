import { activationErrors } from './activationErrors.ts';
import { messagePattern } from './messagePattern.ts';
import type { Source } from './source.ts';

/** An error message of Nix, of the module or of the boot that is known to come from persistence, and what to do. */
export interface KnownError {
  /** What the message looks like; white space in it stands for any white space, since modules and terminals wrap lines. */
  readonly message: RegExp;
  /** What it means, as a sentence or two. */
  readonly cause: string;
  readonly remedy: string;
  /** Ids of the rules that find it in the text before it happens, the nearest first; none where it only shows on the machine. */
  readonly rules: readonly string[];
  readonly source: Source;
}

const impermanence = (thread: number): Source => ({ repository: 'nix-community/impermanence', thread });
const module: Source = { repository: 'nix-community/impermanence', revision: '7b1d382', path: 'nixos.nix' };
const options: Source = { ...module, path: 'submodule-options.nix' };
const mountFile: Source = { ...module, path: 'mount-file.bash' };

/** In the order they are tried; a message may match several. */
export const knownErrors: readonly KnownError[] = [
  {
    message: messagePattern("failed to produce output path for output 'out'"),
    cause:
      'Home Manager 21.11 writes its user units with a quoted name, which nixpkgs 22.05 and later quotes a second time: the file ends up outside the output. Every persisted directory of the old Home Manager module makes such a unit.',
    remedy: 'Use the Home Manager of the same release as nixpkgs.',
    rules: ['home-manager-unit-build-failure', 'release-mismatch'],
    source: impermanence(95),
  },
  {
    message: messagePattern("The option `home.persistence' does not exist"),
    cause:
      'The module of 2026 reaches Home Manager only through its NixOS module; a stand-alone Home Manager has no home.persistence.',
    remedy: 'Use Home Manager as a NixOS module, or lock the branch home-manager-v1.',
    rules: ['standalone-home-manager', 'module-not-imported'],
    source: impermanence(292),
  },
  {
    message: messagePattern("The option `environment.persistence' does not exist"),
    cause: 'No module of this system declares it.',
    remedy: 'Import nixosModules.impermanence.',
    rules: ['module-not-imported'],
    source: module,
  },
  {
    message: /Home Manager flake outputs are deprecated|home\.persistence:\s+Module was imported manually/,
    cause: 'The NixOS module imports its Home Manager part by itself since 2026.',
    remedy: 'Delete the import of the Home Manager module.',
    rules: ['home-module-imported'],
    source: { ...module, path: 'home-manager.nix' },
  },
  {
    message: messagePattern('persistentStoragePath contains home directory path'),
    cause: 'The store of home.persistence names the home a second time; the module appends it itself since 2026.',
    remedy: 'Cut the home from the name. The data stays where it is.',
    rules: ['store-name-contains-home'],
    source: { ...module, path: 'home-manager.nix' },
  },
  {
    message:
      /The option definition `(removePrefixDirectory|allowOther|defaultDirectoryMethod|method|home)' in [\s\S]* no\s+longer has any effect/,
    cause: 'The option was removed when the module changed from bindfs to bind mounts.',
    remedy: 'Remove it. Who needs removePrefixDirectory locks the branch home-manager-v1.',
    rules: ['removed-option', 'prefix-directory'],
    source: options,
  },
  {
    message: messagePattern('No device specified for mount point'),
    cause: 'Persisted directories are no entries of fileSystems any more, so neededForBoot alone makes an empty one.',
    remedy: 'Remove the flag and let sops or agenix read the key in the storage.',
    rules: ['mount-flag-only'],
    source: impermanence(294),
  },
  {
    message: messagePattern('All filesystems used for persistent storage must have'),
    cause: 'The storage is mounted too late to bind from it.',
    remedy: 'Set neededForBoot = true on its file system.',
    rules: ['store-not-needed-for-boot', 'store-parent-not-needed-for-boot'],
    source: module,
  },
  {
    message: messagePattern('All filesystems used for ephemeral storage must have'),
    cause: 'A file system above a persisted path is mounted after the bind mount and hides it.',
    remedy: 'Set neededForBoot = true on it.',
    rules: ['mount-not-needed-for-boot'],
    source: module,
  },
  {
    message: /The following (directories|files) were specified two or more\s+times/,
    cause: 'Two entries have one target, perhaps in different files, users or stores.',
    remedy: 'Remove one of them.',
    rules: ['duplicate-entry'],
    source: module,
  },
  {
    message: messagePattern('Neither /var/lib/nixos nor any of its parents are persisted'),
    cause: 'Users and groups without fixed ids get new ones at every boot, and their files belong to somebody else.',
    remedy: 'Persist /var/lib/nixos.',
    rules: ['uids-not-stable'],
    source: impermanence(178),
  },
  {
    message: /systemd stage 1 does not support `?boot\.initrd\.post(Resume|Device|Mount)Commands/,
    cause:
      'The script that wipes the root is for the scripted initrd; systemd runs the initrd by default since NixOS 26.05.',
    remedy: 'Make it a unit of boot.initrd.systemd.services, ordered before sysroot.mount.',
    rules: ['wipe-script-ignored'],
    source: impermanence(320),
  },
  {
    message: /A file already exists at |Activation script snippet 'persist-files' failed/,
    cause:
      'A file that is not empty stands where a persisted file should be bound: NixOS makes it itself, or it was not moved to the storage.',
    remedy:
      'Move it into the storage first; do not list files that NixOS generates, nor files below a persisted directory.',
    rules: ['generated-file', 'file-inside-directory', 'file-and-directory'],
    source: mountFile,
  },
  {
    message: messagePattern('that is too permissive (0700 was requested), refusing'),
    cause: 'systemd wants /var/lib/private closed, but parents of entries are created with mode 0755.',
    remedy: 'Add a systemd.tmpfiles rule of mode 0700 for it, or persist /var/lib/private itself with mode = "0700".',
    rules: ['private-state-parent', 'dynamic-user-path'],
    source: impermanence(254),
  },
  {
    message:
      /Cannot read ssh key '|Activation script snippet 'setupSecretsForUsers' failed|no identity matched any of the recipients/,
    cause: 'Secrets are decrypted before persisted paths are mounted, so the key is not there yet.',
    remedy: 'Point sops.age.sshKeyPaths, sops.age.keyFile or age.identityPaths to the key in the storage.',
    rules: ['secret-key-too-late', 'password-file-too-late'],
    source: { repository: 'Mic92/sops-nix', thread: 167 },
  },
  {
    message: messagePattern('/etc/machine-id is not on a temporary file system'),
    cause: 'systemd-machine-id-commit meets a persisted machine-id; the module handles that since 2024-11-10.',
    remedy: 'Update the impermanence input.',
    rules: ['module-too-old-for-machine-id'],
    source: impermanence(229),
  },
  {
    message: /Device or resource busy|rename[\s\S]{0,200}EBUSY/,
    cause: 'A program replaces a persisted file by renaming another over it, which a bind mount does not allow.',
    remedy: 'Persist the folder, or use method = "symlink" where the program follows symbolic links.',
    rules: ['replaced-by-rename'],
    source: impermanence(175),
  },
  {
    message: /Invalid cross-device link|Unable to trash file across filesystem boundaries/,
    cause: 'Every persisted directory is a mount of its own, and the trash lies on another.',
    remedy: 'Set allowTrash = true on the store or the entry.',
    rules: ['trash-across-mounts'],
    source: impermanence(317),
  },
  {
    message: messagePattern("Users and home doesn't match"),
    cause: "users.<name>.home of the store differs from the user's home.",
    remedy: 'Remove it from the store.',
    rules: ['user-home-mismatch'],
    source: { ...module, revision: '4b3e914' },
  },
  {
    message: /(^|\s)attribute 'dag' missing/,
    cause:
      'The Home Manager module of impermanence was imported into NixOS, or Home Manager is of another age than it expects.',
    remedy: 'Import it below home-manager.users.<name>.',
    rules: ['home-module-in-nixos', 'release-mismatch'],
    source: impermanence(51),
  },
  {
    message: messagePattern('Detected unsafe path transition'),
    cause:
      'Revisions of the module from 2026-01-04 to 2026-01-19 make / belong to a user with mode 0700 as soon as a file is persisted.',
    remedy: 'Update the impermanence input to 69ecf31 or later.',
    rules: ['broken-module-revision'],
    source: impermanence(295),
  },
  {
    message: /opening file '[^']*\/default\.nix': No such file or directory/,
    cause: 'A path without quotes in a list of entries is taken for a module to import.',
    remedy: 'Quote the path.',
    rules: ['wrong-type', 'missing-import'],
    source: options,
  },
  {
    message: /A definition for option `(environment|home)\.persistence\.[\s\S]*' is not of type/,
    cause:
      'A value of another type than the option takes: a mode without quotes, a string for a list, a store whose name is no path.',
    remedy: 'Write the value as the option wants it.',
    rules: ['wrong-type', 'invalid-mode', 'store-not-absolute'],
    source: options,
  },
  {
    message: /The option `environment\.persistence\.[^']*\.users\.[^']*\.home' does not exist/,
    cause: 'The home of a user of the storage was removed from the module; at first there was no better message.',
    remedy: 'Remove it: the home is that of users.users.<name>.',
    rules: ['removed-option'],
    source: impermanence(286),
  },
  {
    message: /The option `(environment|home)\.persistence\.[\s\S]*' does not exist/,
    cause: 'The module has no option of that name at the locked revision.',
    remedy: 'Correct the name, or update the input if it came later.',
    rules: ['unknown-option'],
    source: options,
  },
  {
    message: /\.(directory|file)' was accessed but has no value defined/,
    cause: 'An entry written as a set lacks its path.',
    remedy: 'Give it directory = "…" or file = "…".',
    rules: ['missing-path'],
    source: options,
  },
  ...activationErrors,
];

/** The known errors a text shows, in the order of the table. */
export function knownErrorsIn(text: string): readonly KnownError[] {
  return knownErrors.filter((error) => error.message.test(text));
}
