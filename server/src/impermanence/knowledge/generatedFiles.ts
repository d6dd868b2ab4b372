import type { Source } from './source.ts';

/** A file that NixOS writes itself at every activation or boot. */
export interface GeneratedFile {
  readonly path: string;
  /** What belongs there instead of persisting it, as a sentence. */
  readonly instead: string;
  /** Generated only where this option is set; undefined: always. */
  readonly onlyWith?: readonly string[];
  readonly source: Source;
}

const etc = (path: string): Source => ({ repository: 'NixOS/nixpkgs', revision: 'master', path });
const users = etc('nixos/modules/config/users-groups.nix');
const networking = etc('nixos/modules/config/networking.nix');
const shells = etc('nixos/modules/config/shells-environment.nix');
const byOption = 'Set it by its options.';
const accounts = 'Declare users and groups, and persist /var/lib/nixos to keep their ids.';
const passwords = 'Set users.users.<name>.hashedPasswordFile to a file in the storage to keep passwords.';

/** Files of /etc that the configuration generates: a persisted file is in the way (`A file already exists at …!`). */
export const generatedFiles: readonly GeneratedFile[] = [
  { path: '/etc/passwd', instead: accounts, source: users },
  { path: '/etc/group', instead: accounts, source: users },
  { path: '/etc/shadow', instead: passwords, source: users },
  { path: '/etc/gshadow', instead: passwords, source: users },
  { path: '/etc/subuid', instead: accounts, source: users },
  { path: '/etc/subgid', instead: accounts, source: users },
  { path: '/etc/hosts', instead: 'Use networking.hosts or networking.extraHosts.', source: networking },
  {
    path: '/etc/hostname',
    instead: 'Use networking.hostName.',
    source: etc('nixos/modules/tasks/network-interfaces.nix'),
  },
  { path: '/etc/resolv.conf', instead: 'It is written by the network at every boot.', source: networking },
  { path: '/etc/nsswitch.conf', instead: byOption, source: etc('nixos/modules/config/nsswitch.nix') },
  { path: '/etc/fstab', instead: 'Use fileSystems.', source: etc('nixos/modules/tasks/filesystems.nix') },
  {
    path: '/etc/crypttab',
    instead: 'Use boot.initrd.luks.devices or environment.etc.',
    source: etc('nixos/modules/system/boot/luksroot.nix'),
  },
  { path: '/etc/profile', instead: 'Use environment.loginShellInit and environment.variables.', source: shells },
  { path: '/etc/bashrc', instead: 'Use programs.bash.', source: etc('nixos/modules/programs/bash/bash.nix') },
  { path: '/etc/sudoers', instead: 'Use security.sudo.', source: etc('nixos/modules/security/sudo.nix') },
  {
    path: '/etc/static',
    instead: 'It is a link to what the configuration generates.',
    source: etc('nixos/modules/system/etc/setup-etc.pl'),
  },
  { path: '/etc/os-release', instead: byOption, source: etc('nixos/modules/misc/version.nix') },
  { path: '/etc/nix/nix.conf', instead: 'Use nix.settings.', source: etc('nixos/modules/config/nix.nix') },
  {
    path: '/etc/ssh/sshd_config',
    instead: 'Use services.openssh.settings.',
    source: etc('nixos/modules/services/networking/ssh/sshd.nix'),
  },
  {
    path: '/etc/localtime',
    instead: 'It follows time.timeZone.',
    onlyWith: ['time', 'timeZone'],
    source: etc('nixos/modules/config/locale.nix'),
  },
];
