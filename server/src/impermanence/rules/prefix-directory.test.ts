import { expect, test } from 'vitest';
import { found, messages, system } from '../../../../test/rules/found.ts';

const id = 'prefix-directory';

const home = (text: string) => system(`  home-manager.users.mira.home.persistence."/p" = { ${text} };`);
test('only where it is true', () => {
  expect(found(id, home('removePrefixDirectory = true; directories = [ "A/.a" ];'))).toEqual(['3 error']);
  expect(found(id, home('removePrefixDirectory = false; directories = [ "A/.a" ];'))).toEqual([]);
});
test('tells what to move where', () => {
  expect(messages(id, home('removePrefixDirectory = true; directories = [ "A/.a" ];'))[0]).toContain(
    '`mv /p/A/.a /p/home/mira/.a`',
  );
});
