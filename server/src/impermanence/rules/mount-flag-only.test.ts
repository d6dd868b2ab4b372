import { expect, test } from 'vitest';
import { flake, found, mended, system, v1Inputs } from '../../../../test/rules/found.ts';

const id = 'mount-flag-only';

const flag = '  fileSystems."/etc/ssh".neededForBoot = true;';
const entry = '  environment.persistence."/persist".directories = [ "/etc/ssh" "/var/lib/nixos" ];';
test('only where nothing else defines the file system', () => {
  expect(found(id, system(`${flag}\n${entry}`))).toEqual(['3 error']);
  expect(found(id, system(`${flag}\n  fileSystems."/etc/ssh".device = "/dev/sda1";\n${entry}`))).toEqual([]);
  expect(found(id, `{ ${flag} ${entry} }`)).toEqual([]);
});
test('only for persisted directories', () => expect(found(id, system(flag))).toEqual([]));
test('before v2 the module defined it', () => expect(found(id, flake(`${flag}\n${entry}`, v1Inputs))).toEqual([]));
test('a comment outlives the line', () => {
  expect(mended(id, system(`${flag} # for sops\n${entry}`))).toContain('  # for sops\n');
});
