import type { Source } from './source.ts';

/** Mount points that NixOS mounts in the initial ramdisk whatever `neededForBoot` says. */
export const pathsNeededForBoot: readonly string[] = [
  '/',
  '/nix',
  '/nix/store',
  '/var',
  '/var/log',
  '/var/lib',
  '/var/lib/nixos',
  '/etc',
  '/usr',
];

/** Source of `pathsNeededForBoot`; old releases lack /var/lib/nixos and /usr. */
export const pathsNeededForBootSource: Source = {
  repository: 'NixOS/nixpkgs',
  revision: 'master',
  path: 'nixos/lib/utils.nix',
};

/** File system types whose content lives in memory and is gone after a boot. Source: Linux, Documentation/filesystems/{tmpfs,ramfs-rootfs-initramfs}.rst */
export const memoryFileSystems: ReadonlySet<string> = new Set(['tmpfs', 'ramfs']);

/** Mount points of the kernel and of systemd that never hold state: nothing at or below them can last. Source: systemd, file-hierarchy(7). */
export const volatilePaths: readonly string[] = ['/proc', '/sys', '/dev', '/run'];

/** File system types with what they are, for hover and completion of `fsType`. */
export const fileSystemTypes: readonly { readonly name: string; readonly meaning: string }[] = [
  { name: 'tmpfs', meaning: 'kept in memory (and swap); empty at every boot' },
  { name: 'ramfs', meaning: 'kept in memory without a size limit; empty at every boot' },
  { name: 'ext4', meaning: 'the common Linux file system' },
  { name: 'btrfs', meaning: 'subvolumes and snapshots; a root subvolume can be rolled back in the initrd' },
  { name: 'xfs', meaning: 'journalling file system for large volumes' },
  {
    name: 'zfs',
    meaning: 'datasets and snapshots; needs networking.hostId; a root dataset can be rolled back in the initrd',
  },
  { name: 'bcachefs', meaning: 'copy-on-write file system with subvolumes' },
  { name: 'f2fs', meaning: 'log-structured file system for flash memory' },
  { name: 'vfat', meaning: 'FAT, what UEFI firmware reads: for the EFI system partition' },
  { name: 'exfat', meaning: 'FAT for large removable media; knows no owners and modes' },
  { name: 'ntfs3', meaning: 'NTFS by the kernel driver' },
  { name: 'nfs', meaning: 'network file system, not available before the network is' },
  { name: 'cifs', meaning: 'SMB share, not available before the network is' },
  { name: 'overlay', meaning: 'a writable layer above read-only ones' },
  { name: 'none', meaning: 'for bind mounts (options "bind")' },
  { name: 'auto', meaning: 'detected when it is mounted; the default' },
];

/** Mount options with what they do, for completion. `fsTypes` undefined: any. */
export const mountOptions: readonly {
  readonly name: string;
  readonly meaning: string;
  readonly fsTypes?: readonly string[];
}[] = [
  { name: 'size=25%', meaning: 'limit as a share of memory; half of memory without it', fsTypes: ['tmpfs'] },
  { name: 'size=2G', meaning: 'limit as a size; half of memory without it', fsTypes: ['tmpfs'] },
  {
    name: 'mode=755',
    meaning: 'permissions of the top folder; 1777, writable for all, without it',
    fsTypes: ['tmpfs', 'ramfs'],
  },
  { name: 'subvol=', meaning: 'the subvolume to mount', fsTypes: ['btrfs'] },
  { name: 'compress=zstd', meaning: 'compress what is written', fsTypes: ['btrfs'] },
  { name: 'noatime', meaning: 'do not note when files were read' },
  { name: 'umask=0077', meaning: 'permissions taken away from all files', fsTypes: ['vfat', 'exfat'] },
  { name: 'bind', meaning: 'show the folder named by device here as well' },
  { name: 'nosuid', meaning: 'set-user-id bits have no effect' },
  { name: 'nodev', meaning: 'device files have no effect' },
  { name: 'noexec', meaning: 'programs cannot be run from it' },
  { name: 'x-gvfs-hide', meaning: 'not shown as a drive by file managers' },
  { name: 'defaults', meaning: "the kernel's defaults" },
];
