import type { Source } from './source.ts';

/** A directory of a home that only its owner should look into. */
export interface PrivateDirectory {
  /** Relative to the home. */
  readonly path: string;
  /** What is in it. */
  readonly holds: string;
  readonly source: Source;
}

const secure: Source = { repository: 'nix-community/impermanence', thread: 139 };
const readme: Source = { repository: 'nix-community/impermanence', revision: '7b1d382', path: 'README.org' };

/** Directories that hold secrets: the module creates them with mode 0755 unless told otherwise. */
export const privateDirectories: readonly PrivateDirectory[] = [
  { path: '.ssh', holds: 'private keys', source: readme },
  { path: '.gnupg', holds: 'private keys', source: readme },
  { path: '.local/share/keyrings', holds: 'passwords', source: readme },
  { path: '.local/share/kwalletd', holds: 'passwords', source: secure },
  { path: '.password-store', holds: 'passwords', source: secure },
  { path: '.local/share/password-store', holds: 'passwords', source: secure },
  { path: '.pki', holds: 'certificates and keys', source: secure },
  { path: '.aws', holds: 'credentials', source: secure },
  { path: '.azure', holds: 'credentials', source: secure },
  { path: '.kube', holds: 'credentials', source: secure },
  { path: '.docker', holds: 'credentials', source: secure },
  { path: '.config/gcloud', holds: 'credentials', source: secure },
  { path: '.config/sops', holds: 'private keys', source: secure },
  { path: '.config/rclone', holds: 'credentials', source: secure },
];
