import { expect, test } from 'vitest';
import { found, messages, system } from '../../../../test/rules/found.ts';

const id = 'placeholder-user';

test('a placeholder in code and in a path, not in a sentence or a comment', () => {
  expect(found(id, '{ users.users.<username>.isNormalUser = true; }')).toEqual(['1 error']);
  expect(found(id, '{ a = "/home/<user>/x"; }')).toEqual(['1 error']);
  expect(found(id, '{ a = "/home/$USERNAME"; }')).toEqual(['1 error']);
  expect(found(id, '{ description = "the option users.users.<username> of NixOS"; b = "users.<name>"; }')).toEqual([]);
  expect(found(id, "{ script = ''\n  echo \"$USERNAME\" /home/$USERNAME\n''; # <username>\n }")).toEqual([]);
});
test('a user of that name who is declared is a user', () => {
  const entries = '  environment.persistence."/p".users.username.directories = [ "x" ];';
  expect(messages(id, system(`  users.users.mira.isNormalUser = true;\n${entries}`))).toHaveLength(1);
  expect(found(id, system(`  users.users.username = { isNormalUser = true; uid = 1; };\n${entries}`))).toEqual([]);
});
test('a module alone does not know who is declared elsewhere', () => {
  expect(found(id, '{ fileSystems."/home/username" = { device = "none"; fsType = "tmpfs"; }; }')).toEqual([]);
});
test('placeholders for something else', () => {
  expect(found(id, '{ pkgs, ... }: { services.x.package = pkgs.<system>.x; }')).toEqual([]);
  expect(found(id, '{ home-manager.users.<username>.x = 1; }')).toEqual(['1 error']);
});
test('in the home of an entry', () => {
  const entries = (user: string) =>
    system(
      `  users.users.mira.isNormalUser = true;\n  environment.persistence."/p".directories = [ "/home/${user}/x" ];`,
    );
  expect(found(id, entries('username'))).toEqual(['4 error']);
  expect(found(id, entries('mira'))).toEqual([]);
});
