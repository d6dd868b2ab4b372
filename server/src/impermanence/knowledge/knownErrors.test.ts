import { describe, expect, test } from 'vitest';
import { rules } from '../rules/index.ts';
import { knownErrors, knownErrorsIn } from './knownErrors.ts';

const firstRule = (text: string) => knownErrorsIn(text)[0]?.rules[0];

describe('messages are recognised as terminals show them', () => {
  test.each([
    [
      "error: builder for '/nix/store/x.service.drv' failed to produce output path for output 'out' at '/nix/store/x.service'",
      'home-manager-unit-build-failure',
    ],
    [
      "fuse: mountpoint is not empty\nfuse: if you are sure this is safe, use the 'nonempty' mount option",
      'home-tmpfs-not-separate',
    ],
    [
      'environment.persistence:\n    The following directories were specified two or more\n    times:\n      /var/log\n',
      'duplicate-entry',
    ],
    [
      '    All filesystems used for ephemeral storage must\n    have the option "neededForBoot" set to true.',
      'mount-not-needed-for-boot',
    ],
    [
      '    All filesystems used for persistent storage must\n    have the flag neededForBoot set to true.',
      'store-not-needed-for-boot',
    ],
    [
      "The option definition `allowOther' in `/etc/nixos/home.nix' no longer has any effect; please remove it.",
      'removed-option',
    ],
    [
      'error: The option `environment.persistence."/persist".dirs\' does not exist. Definition values:',
      'unknown-option',
    ],
    [
      'error: A definition for option `environment.persistence."/persist".directories."[definition 1-entry 1]".mode\' is not of type `string\'.',
      'wrong-type',
    ],
    ["fuse: if you are sure this is safe, use the\n  'nonempty' mount option", 'home-tmpfs-not-separate'],
    ['hm-activate-mog[2064]: There is already an active mount at or\n    below /home/mog/code!', 'covered-entry'],
    ['trace: warning: home.persistence."/p".allowOther not set; assuming \'false\'.', 'fuse-allow-other-unset'],
    ["fusermount3: option allow_other only allowed if 'user_allow_other' is set in /etc/fuse.conf", 'fuse-allow-other'],
    ["Existing file '/home/mog/.gnupg/gpg.conf' is in the way of '/nix/store/x'", 'managed-file-in-directory'],
    ['error: opening repo: opendir(objects): No such file or directory', 'state-not-persisted'],
    ['Failed assertions:\n- This module cannot be used with scripted initrd.', 'wipe-script-ignored'],
    [
      'error: The option `environment.persistence."/persist".users.root.home\' does not exist. Definition values:',
      'removed-option',
    ],
    ['error: No device specified for mount point ‘/etc/ssh’.', 'mount-flag-only'],
    ['Failed assertions:\n- systemd stage 1 does not support `boot.initrd.postResumeCommands`.', 'wipe-script-ignored'],
  ])('%s', (text, rule) => {
    expect(firstRule(text)).toBe(rule);
  });

  test.each([
    ['/home/mog/x: Transport endpoint is not connected', 'FUSE'],
    ['Could not find suitable profile directory, tried /home/mog/.local/state/home-manager', 'profile'],
    ['waiting for device /mnt-root/persistent/var/lib/nixos to appear......', 'first stage'],
    ['umount: /var/lib/x: target is busy.', 'shape'],
  ])('%s, which no rule foresees', (text, part) => {
    expect(knownErrorsIn(text).map(({ cause, rules: ids }) => [cause.includes(part), ids])).toEqual([[true, []]]);
  });

  test('a message of something else is not explained', () => {
    expect(knownErrorsIn("error: undefined variable 'pkgs'")).toEqual([]);
  });
});

test('every error names rules that exist', () => {
  const ids = new Set(rules.map(({ id }) => id));
  expect(knownErrors.flatMap((error) => error.rules).filter((id) => !ids.has(id))).toEqual([]);
});
