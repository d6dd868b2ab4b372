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
    '“install -d -o mira -g users /p/home/mira; mv /p/A/.a /p/home/mira/.a”',
  );
  const spaced = 'removePrefixDirectory = true; directories = [ "A/.config/b c" ]; files = [ "A/.config/d" ];';
  expect(messages(id, home(spaced))[0]).toContain(
    "/p/home/mira /p/home/mira/.config; mv '/p/A/.config/b c' '/p/home/mira/.config/b c'; mv /p/A/.config/d ",
  );
});
test('shows by one of many how they move', () => {
  const many = 'removePrefixDirectory = true; directories = [ "A/.a" "B/.b" "C/.c" ]; files = [ "D/.d" ];';
  expect(messages(id, home(many))[0]).toMatch(
    /“install -d -o mira -g users \/p\/home\/mira; mv \/p\/A\/\.a \/p\/home\/mira\/\.a”, and so on for the other 3\.$/,
  );
});
test('names no path that is not there', () => {
  expect(messages(id, home('removePrefixDirectory = true;'))[0]).toContain('a path a/b is persisted as it is written');
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
