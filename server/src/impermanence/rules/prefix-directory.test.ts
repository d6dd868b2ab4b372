import { expect, test } from 'vitest';
import { flake, found, messages, problemsOf, system, v2Inputs } from '../../../../test/rules/found.ts';

const id = 'prefix-directory';

const home = (text: string) => system(`  home-manager.users.mira.home.persistence."/p" = { ${text} };`);
test('only where it is true', () => {
  expect(found(id, home('removePrefixDirectory = true; directories = [ "A/.a" ];'))).toEqual(['3 error']);
  expect(found(id, home('removePrefixDirectory = false; directories = [ "A/.a" ];'))).toEqual([]);
});
test('tells what to move where', () => {
  expect(messages(id, home('removePrefixDirectory = true; directories = [ "A/.a" ];'))[0]).toContain(
    '“mv /p/A/.a /p/home/mira/.a”',
  );
});
test('offers the branch that still has it', () => {
  const configuration = flake(
    '  home-manager.users.mira.home.persistence."/p" = { removePrefixDirectory = true; directories = [ "A/.a" ]; };',
    v2Inputs,
  );
  const [, pin] = problemsOf(id, configuration)[0]?.fixes ?? [];
  expect(pin?.title).toBe('Use the branch home-manager-v1');
  expect(pin?.edits()?.[0]?.text).toContain('home-manager-v1');
});
