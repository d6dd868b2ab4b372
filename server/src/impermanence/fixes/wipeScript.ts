import type { Model, Mount } from '../model/model.ts';
import { splitPath } from '../model/paths.ts';
import type { FileEdit, FixContext } from './fileEdit.ts';
import { insertOption } from './modules.ts';

/** A script that empties the root at boot. */
export interface WipeScript {
  /** What it does, for people. */
  readonly title: string;
  readonly lines: readonly string[];
}

/**
 * The script that fits the root: a btrfs subvolume is moved aside, a zfs dataset rolled back to its snapshot `blank`.
 * Undefined for other file systems, for a root that is the whole btrfs, and where parts are not known. The idea is that of the
 * README of nix-community/impermanence.
 */
export function wipeScript({ fsType, device, options }: Mount): WipeScript | undefined {
  if (typeof device !== 'string' || !isPlain(device)) return undefined;
  if (fsType === 'zfs') {
    return { title: `Roll ${device} back to ${device}@blank at boot`, lines: [`zfs rollback -r ${device}@blank`] };
  }
  const subvolume = options?.findLast((option) => option.startsWith('subvol='))?.slice('subvol='.length);
  const name = subvolume === undefined ? undefined : splitPath(subvolume).join('/');
  if (fsType !== 'btrfs' || !name || !isPlain(name)) return undefined;
  return {
    title: `Begin with an empty subvolume ${name} at every boot (the old ones are kept in old_roots)`,
    lines: [
      'mkdir -p /btrfs_tmp',
      `mount -t btrfs -o subvol=/ ${device} /btrfs_tmp`,
      `if [ -e /btrfs_tmp/${name} ]; then`,
      '  mkdir -p /btrfs_tmp/old_roots',
      `  mv /btrfs_tmp/${name} "/btrfs_tmp/old_roots/$(date +%Y-%m-%d_%H-%M-%S)"`,
      'fi',
      `btrfs subvolume create /btrfs_tmp/${name}`,
      'umount /btrfs_tmp',
    ],
  };
}

/** Whether a word needs no quotes in a shell and no escapes in Nix. */
function isPlain(word: string): boolean {
  return /^[\w@%+=:,./-]+$/.test(word);
}

/** Adds the script to the scripted initrd, after the machine may have resumed from hibernation. */
export function addWipeCommands(
  context: FixContext,
  model: Model,
  root: Mount,
  { lines }: WipeScript,
): readonly FileEdit[] | undefined {
  return insertOption(context, model, ['boot', 'initrd', 'postResumeCommands'], indented(lines, ''), root.site);
}

/** Adds the script as a unit of the systemd initrd. */
export function addWipeUnit(
  context: FixContext,
  model: Model,
  root: Mount,
  { lines }: WipeScript,
): readonly FileEdit[] | undefined {
  const unit = [
    '{',
    '  wantedBy = [ "initrd.target" ];',
    // What resumes from hibernation comes before local-fs-pre.target.
    '  after = [ "initrd-root-device.target" "local-fs-pre.target" ];',
    '  before = [ "sysroot.mount" ];',
    '  unitConfig.DefaultDependencies = "no";',
    '  serviceConfig.Type = "oneshot";',
    `  script = ${indented(lines, '  ')};`,
    '}',
  ].join('\n');
  return insertOption(context, model, ['boot', 'initrd', 'systemd', 'services', 'wipe-root'], unit, root.site);
}

function indented(lines: readonly string[], margin: string): string {
  return ["''", ...lines.map((line) => `${margin}  ${line}`), `${margin}''`].join('\n');
}
