import { fact, nixpkgs } from './fact.ts';
import type { OptionFact } from './optionFact.ts';

const fileSystems = nixpkgs('tasks/filesystems.nix');
const stage1 = nixpkgs('system/boot/stage-1.nix');
const initrd = nixpkgs('system/boot/systemd/initrd.nix');

/** The options of NixOS about file systems and the initial ramdisk. */
export const storageFacts: readonly OptionFact[] = [
  fact(
    'fileSystems',
    'attribute set of (submodule)',
    '{ }',
    'What is mounted where; names are mount points.',
    fileSystems,
  ),
  fact(
    'fileSystems.<name>.mountPoint',
    'non-empty string',
    '"‹name›"',
    'Where it is mounted, if that is not the name.',
    fileSystems,
  ),
  fact(
    'fileSystems.<name>.device',
    'null or non-empty string',
    'null',
    'What is mounted: a device such as `/dev/disk/by-label/nixos`, a dataset, a folder to bind, `none` for tmpfs.',
    fileSystems,
  ),
  fact(
    'fileSystems.<name>.fsType',
    'non-empty string',
    '"auto"',
    'The type of the file system. `tmpfs` is memory and empty after every boot.',
    fileSystems,
  ),
  fact(
    'fileSystems.<name>.options',
    'non-empty list of non-empty strings',
    '[ "defaults" ]',
    'Mount options. A tmpfs takes `size=` (half of memory without it) and `mode=` (1777 without it).',
    fileSystems,
  ),
  fact(
    'fileSystems.<name>.neededForBoot',
    'boolean',
    'false',
    'Whether it is mounted in the initial ramdisk already. What holds persistent storage has to be, and (since impermanence of 2026-01-27) every file system that persisted paths lie on. NixOS does so by itself for `/`, `/nix`, `/nix/store`, `/var`, `/var/log`, `/var/lib`, `/var/lib/nixos`, `/etc` and `/usr`.',
    stage1,
  ),
  fact(
    'fileSystems.<name>.label',
    'null or non-empty string',
    'null',
    'The label of the device, in place of `device`.',
    fileSystems,
  ),
  fact('fileSystems.<name>.depends', 'list of path', '[ ]', 'Paths that have to be mounted before.', fileSystems),
  fact(
    'fileSystems.<name>.autoFormat',
    'boolean',
    'false',
    'Whether an empty device is formatted at boot.',
    fileSystems,
  ),
  fact(
    'fileSystems.<name>.autoResize',
    'boolean',
    'false',
    'Whether it is grown to the size of its device at boot.',
    fileSystems,
  ),
  fact(
    'fileSystems.<name>.noCheck',
    'boolean',
    'false',
    'Whether it is left out when file systems are checked at boot.',
    fileSystems,
  ),
  fact(
    'swapDevices',
    'list of (submodule)',
    '[ ]',
    'Swap. With one that is as large as memory the machine can hibernate; a root that is wiped before it resumes is damaged then.',
    nixpkgs('config/swap.nix'),
  ),
  fact('boot.resumeDevice', 'string', '""', 'The device a hibernated system is resumed from.', stage1),
  fact(
    'boot.initrd.postDeviceCommands',
    'strings concatenated with "\\n"',
    '""',
    'Shell commands of the scripted initial ramdisk after devices appeared, and before a hibernated system is resumed: not the place to wipe a root where one can be. Refused with `boot.initrd.systemd.enable`.',
    stage1,
  ),
  fact(
    'boot.initrd.postResumeCommands',
    'strings concatenated with "\\n"',
    '""',
    'Shell commands of the scripted initial ramdisk after an attempt to resume: the place to wipe a root. Refused with `boot.initrd.systemd.enable`.',
    stage1,
  ),
  fact(
    'boot.initrd.postMountCommands',
    'strings concatenated with "\\n"',
    '""',
    'Shell commands of the scripted initial ramdisk after file systems are mounted. Refused with `boot.initrd.systemd.enable`.',
    stage1,
  ),
  fact(
    'boot.initrd.systemd.enable',
    'boolean',
    'true since NixOS 26.05, before false',
    'Whether systemd runs the initial ramdisk. A root is wiped by a unit in `boot.initrd.systemd.services` then.',
    initrd,
  ),
  fact(
    'boot.initrd.systemd.services',
    'attribute set of (submodule)',
    '{ }',
    'Units of the initial ramdisk. One that wipes the root belongs after `initrd-root-device.target` and before `sysroot.mount`.',
    initrd,
  ),
  fact(
    'boot.initrd.systemd.services.<name>.script',
    'strings concatenated with "\\n"',
    '""',
    'The shell commands of the unit.',
    initrd,
  ),
  fact(
    'boot.initrd.supportedFilesystems',
    'attribute set of boolean or list of string',
    '{ }',
    'File systems that the initial ramdisk has to know.',
    stage1,
  ),
];
