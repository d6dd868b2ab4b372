import { expect, test } from 'vitest';
import { found, system } from '../../../../test/rules/found.ts';

const id = 'example-left-in';

const list = (entry: string, rest = '') =>
  system(`${rest}\n  environment.persistence."/p".directories = [ ${entry} "/var/lib/nixos" ];`);
test('the directory of colord, where nothing uses it', () => {
  expect(found(id, list('"/var/lib/colord"'))).toEqual(['4 warning']);
  expect(found(id, list('"/var/lib/colord"', '  services.colord.enable = true;'))).toEqual([]);
  expect(found(id, list('"/var/lib/colord"', '  services.desktopManager.plasma6.enable = true;'))).toEqual([]);
  expect(found(id, '{ environment.persistence."/p".directories = [ "/var/lib/colord" ]; }')).toEqual([]);
});
test('a bird that nobody declares', () => {
  const user = '  environment.persistence."/p".users.bird.directories = [ "Music" ];';
  expect(found(id, system(user))).toEqual(['3 warning']);
  expect(found(id, system(`  users.users.bird = { isNormalUser = true; uid = 1; };\n${user}`))).toEqual([]);
});
