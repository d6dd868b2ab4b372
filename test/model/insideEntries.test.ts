import { describe, expect, test } from 'vitest';
import { see } from '../support/models.ts';

/** What the entries are made with by the real module (7b1d382), where modules look at an entry from inside of it. */
describe('what an entry inherits', () => {
  test('is seen by a function in place of the entry', () => {
    const { model } = see(
      `{ lib, ... }: {
        users.users.bird = { isNormalUser = true; home = "/nest"; };
        environment.persistence."/p" = {
          hideMounts = true;
          directories = [
            ({ config, ... }: { directory = "/a"; mode = if config.user == "root" && config.home == null && config.hideMount then "0700" else "0000"; })
            ({ config, ... }: { directory = "/b"; user = "bird"; group = lib.mkIf (config.persistentStoragePath + config.dirPath == "/p/b") (lib.mkForce "wheel"); })
          ];
          users.bird.directories = [ ({ config, ... }: { directory = "c" + config.home; mode = if config.group + config.defaultPerms.mode == "users0755" then "0711" else "0000"; }) ];
          users.bird.files = [ ({ config, ... }: { file = "x/d"; method = if config.filePath + config.parentDirectory.dirPath == "/nest/x/d/nest/x" then "symlink" else "auto"; }) ];
        };
        home-manager.users.bird.home.persistence."/p".directories = [ ({ config, ... }: { directory = "e"; mode = if config.user + config.home == "bird/nest" && config.group == null then "0701" else "0000"; }) ];
      }`,
    );
    const shown = model.entries.map(({ path, user, group, mode, method }) => [path, user, group, mode ?? method]);
    expect(shown).toEqual([
      ['/a', 'root', 'root', '0700'],
      ['/b', 'bird', 'wheel', '0755'],
      ['/nest/c/nest', 'bird', 'users', '0711'],
      ['/nest/x/d', undefined, undefined, 'symlink'],
      ['/nest/e', 'bird', 'users', '0701'],
    ]);
    expect(model.unknowns).toEqual([]);
  });

  test('is seen by other options of the store', () => {
    const { entries } = see(
      `{ config, ... }: {
        environment.persistence."/p" = { config, ... }: {
          directories = [ "/a" { directory = "b/"; mode = "0700"; } ];
          files = map (each: each.dirPath + "/" + each.mode + each.user) config.directories;
        };
        environment.persistence."/q".directories = map (each: each.defaultPerms.mode + each.dirPath) config.environment.persistence."/p".directories;
      }`,
    );
    expect(entries).toEqual([
      'directory /a <- /p system',
      'directory /b <- /p system',
      'file /a/0755root <- /p system',
      'file /b/0700root <- /p system',
      'directory /0755/a <- /q system',
      'directory /0755/b <- /q system',
    ]);
  });

  test('in the era before the rewrite', () => {
    const { entries } = see(
      `{ environment.persistence."/p" = { config, ... }: { directories = [ "/a" ]; files = map (each: each.directory + each.user) config.directories; }; }`,
      { assumeEra: 'v1-late' },
    );
    expect(entries).toEqual(['directory /a <- /p system', 'file /aroot <- /p system']);
  });
});
