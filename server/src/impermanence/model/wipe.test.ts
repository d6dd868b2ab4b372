import { describe, expect, test } from 'vitest';
import type { Condition } from '../../nix/modules/configuration.ts';
import type { OpenMount } from './mounts.ts';
import type { BootScript } from './scripts.ts';
import { findRollbacks, findWipe, judgeMounts } from './wipe.ts';

function mount(mountPoint: string, fsType: string | undefined, more: Partial<OpenMount> = {}): OpenMount {
  return {
    name: mountPoint,
    mountPoint,
    fsType,
    device: '/dev/vda',
    options: ['defaults'],
    mergedOptions: ['defaults'],
    neededForBoot: false,
    site: undefined,
    sites: {},
    optionSites: [],
    origin: 'fileSystems',
    condition: 'yes',
    ...more,
  };
}

function script(text: string | undefined, condition: Condition = 'yes'): BootScript {
  return { option: ['boot', 'initrd', 'postResumeCommands'], text, site: undefined, condition };
}

/** What becomes of the mounts, and of the root. */
function judge(mounts: readonly OpenMount[], scripts: readonly BootScript[] = [], maybeMore = false) {
  const rollbacks = findRollbacks(scripts, maybeMore);
  const judged = judgeMounts({ mounts, unknown: undefined }, rollbacks);
  const { kind } = findWipe(judged, rollbacks);
  return { kind, wiped: Object.fromEntries(judged.map(({ mountPoint, wiped }) => [mountPoint, wiped])) };
}

const subvolume = (name: string): Partial<OpenMount> => ({ options: [`subvol=${name}`, 'noatime'] });

describe('memory', () => {
  test('a root of tmpfs', () => {
    expect(judge([mount('/', 'tmpfs'), mount('/nix', 'ext4')])).toEqual({
      kind: 'tmpfs',
      wiped: { '/': true, '/nix': false },
    });
  });
  test('a root of tmpfs that disko makes', () => {
    expect(judge([mount('/', 'tmpfs', { origin: 'disko' })]).kind).toBe('disko');
  });
  test('a root of tmpfs that may not be there', () => {
    expect(judge([mount('/', 'tmpfs', { condition: 'unknown' })]).kind).toBe('unknown');
  });
  test('a root of an unknown type', () => {
    expect(judge([mount('/', undefined)])).toEqual({ kind: 'unknown', wiped: { '/': undefined } });
  });
  test('no root in sight', () => {
    expect(judge([mount('/nix', 'ext4')]).kind).toBe('unknown');
  });
});

describe('bind mounts', () => {
  const bind = (mountPoint: string, device: string) => mount(mountPoint, 'none', { device, options: ['bind'] });
  test('share the fate of what they show', () => {
    const mounts = [
      mount('/', 'tmpfs'),
      mount('/persist', 'ext4'),
      bind('/var/log', '/persist/log'),
      bind('/srv', '/opt/srv'),
    ];
    expect(judge(mounts).wiped).toEqual({ '/': true, '/persist': false, '/var/log': false, '/srv': true });
  });
  test('of each other give nothing', () => {
    expect(judge([bind('/a', '/b'), bind('/b', '/a')]).wiped).toEqual({ '/a': undefined, '/b': undefined });
  });
});

describe('scripts with loops and variables', () => {
  test('empty every subvolume they run over', () => {
    const mounts = ['/', '/home', '/nix'].map((at) => mount(at, 'btrfs', subvolume(at === '/' ? 'root' : at.slice(1))));
    const text =
      'for s in root home; do\n  btrfs subvolume delete /mnt/$s\n  btrfs subvolume snapshot /mnt/$s-blank /mnt/$s\ndone';
    expect(judge(mounts, [script(text)])).toEqual({
      kind: 'btrfs',
      wiped: { '/': true, '/home': true, '/nix': false },
    });
  });
  test('empty what a variable names', () => {
    const mounts = [mount('/', 'zfs', { device: 'tank/root' }), mount('/home', 'zfs', { device: 'tank/home' })];
    const text = 'pool=tank\nfor s in root home; do zfs rollback -r "$pool/$s@blank"; done';
    expect(judge(mounts, [script(text)]).wiped).toEqual({ '/': true, '/home': true });
  });
});

describe('other file systems', () => {
  test('a subvolume of bcachefs is made anew', () => {
    const of = (name: string) => ({ device: '/dev/a:/dev/b', options: [`X-mount.subdir=${name}`] });
    const mounts = [mount('/', 'bcachefs', of('root')), mount('/nix', 'bcachefs', of('nix'))];
    const text = 'bcachefs subvolume delete /mnt/root\nbcachefs subvolume create /mnt/root';
    expect(judge(mounts, [script(text)])).toEqual({ kind: 'unknown', wiped: { '/': true, '/nix': false } });
    expect(judge(mounts)).toEqual({ kind: 'none', wiped: { '/': false, '/nix': false } });
    expect(judge(mounts, [], true).wiped).toEqual({ '/': undefined, '/nix': false });
  });
  test.each([
    'mkfs.ext4 -F /dev/vda2',
    'mkfs -t xfs /dev/vda2',
    'rm -rf /mnt-root/*',
    'find /mnt -mindepth 1 -delete',
    'lvconvert --merge pool/blank',
  ])('a script that may empty the root: %s', (text) => {
    const mounts = [mount('/', 'ext4'), mount('/nix', 'ext4')];
    expect(judge(mounts, [script(text)])).toEqual({ kind: 'unknown', wiped: { '/': undefined, '/nix': false } });
    expect(judge(mounts, [script('echo hello')]).kind).toBe('none');
  });
});

describe('btrfs', () => {
  const root = mount('/', 'btrfs', subvolume('root'));
  const nix = mount('/nix', 'btrfs', subvolume('nix'));
  const aside = `
    mkdir /tmp/top
    mount /dev/vg/root /tmp/top
    if [[ -e /tmp/top/root ]]; then
      mv /tmp/top/root "/tmp/top/old/$(date -u +%s)"
    fi
    btrfs subvolume create /tmp/top/root
  `;
  test('the old root is moved aside and a new one made', () => {
    expect(judge([root, nix], [script(aside)])).toEqual({ kind: 'btrfs', wiped: { '/': true, '/nix': false } });
  });
  test.each([
    'btrfs subvolume delete /mnt/root\nbtrfs subvolume snapshot /mnt/root-blank /mnt/root',
    'btrfs sub del /mnt/root && btrfs sub snap /mnt/blank /mnt/root',
    '"$out/bin/btrfs" subvolume delete "/mnt/root"; btrfs subvolume create "/mnt/root"',
  ])('restored from a snapshot: %s', (text) => {
    expect(judge([root, nix], [script(text)])).toEqual({ kind: 'btrfs', wiped: { '/': true, '/nix': false } });
  });
  test('only the home is made anew', () => {
    const home = mount('/home', 'btrfs', subvolume('@home'));
    const text = 'btrfs subvolume delete /mnt/@home\nbtrfs subvolume snapshot /mnt/@home-blank /mnt/@home';
    expect(judge([root, home], [script(text)])).toEqual({ kind: 'none', wiped: { '/': false, '/home': true } });
  });
  test('names in variables mean the root', () => {
    const text = 'btrfs subvolume delete "$1"\nbtrfs subvolume create "$1"';
    expect(judge([root, nix], [script(text)])).toEqual({ kind: 'btrfs', wiped: { '/': true, '/nix': false } });
  });
  test('a root without a subvolume', () => {
    expect(judge([mount('/', 'btrfs')], [script(aside)]).kind).toBe('btrfs');
  });
  test.each([
    ['old snapshots are deleted', 'btrfs subvolume delete /mnt/old/1'],
    ['a snapshot is taken', 'btrfs subvolume snapshot -r /mnt/root /mnt/backup'],
    ['nothing of the kind', 'echo btrfs'],
  ])('%s: nothing is wiped', (_what, text) => {
    expect(judge([root], [script(text)])).toEqual({ kind: 'none', wiped: { '/': false } });
  });
  test('under an unknown condition', () => {
    expect(judge([root], [script(aside, 'unknown')])).toEqual({ kind: 'unknown', wiped: { '/': undefined } });
  });
  test('a script of which nothing can be seen', () => {
    expect(judge([root, nix], [script(undefined)])).toEqual({
      kind: 'unknown',
      wiped: { '/': undefined, '/nix': false },
    });
  });
  test('modules out of sight may wipe what can be rolled back, not the rest', () => {
    expect(judge([root], [], true).kind).toBe('unknown');
    expect(judge([mount('/', 'ext4')], [], true).kind).toBe('none');
  });
});

describe('zfs', () => {
  const root = mount('/', 'zfs', { device: 'rpool/local/root' });
  const home = mount('/home', 'zfs', { device: 'rpool/local/home' });
  test('the dataset of the root is rolled back', () => {
    const text = 'zpool import rpool\nzfs rollback -r rpool/local/root@blank && echo done';
    expect(judge([root, home], [script(text)])).toEqual({ kind: 'zfs', wiped: { '/': true, '/home': false } });
  });
  test('the home as well', () => {
    const text = 'zfs rollback -r rpool/local/root@blank\nzfs rollback -r rpool/local/home@blank';
    expect(judge([root, home], [script(text)]).wiped).toEqual({ '/': true, '/home': true });
  });
  test('a dataset by a name that is not known is the root', () => {
    const text = ['zfs rollback -r $', '{pool}/root@blank'].join('');
    expect(judge([root, home], [script(text)]).wiped).toEqual({ '/': true, '/home': false });
  });
  test('another dataset is not', () => {
    expect(judge([root], [script('zfs rollback rpool/other@blank')])).toEqual({ kind: 'none', wiped: { '/': false } });
  });
});
