import { describe, expect, test } from 'vitest';
import { see } from '../support/models.ts';

const v1 = { assumeEra: 'v1-late' } as const;
const bird = 'users.users.bird = { isNormalUser = true; };';

/** The layout of the wiki page: dotfiles for GNU Stow beside a store of the home's own. */
const stow = `{
  ${bird}
  home-manager.users.bird = {
    home.persistence."/nix/dotfiles" = {
      removePrefixDirectory = true;
      allowOther = true;
      directories = [ "Firefox/.mozilla" { directory = "Steam/.local/share/Steam"; method = "symlink"; } ];
      files = [ "Atom/.atom/config.cson" ];
    };
    home.persistence."/nix/dotfiles/Plasma" = {
      removePrefixDirectory = false;
      directories = [ ".kde/" ];
      files = [ ".config/kwinrc" ];
    };
  };
}`;

describe('home.persistence', () => {
  test('in the Stow layout lacks the first component of the path', () => {
    const { entries, model } = see(stow, v1);
    expect(entries).toEqual([
      'directory /home/bird/.mozilla <- /nix/dotfiles home:bird',
      'directory /home/bird/.local/share/Steam <- /nix/dotfiles home:bird',
      'file /home/bird/.atom/config.cson <- /nix/dotfiles home:bird',
      'directory /home/bird/.kde <- /nix/dotfiles/Plasma home:bird',
      'file /home/bird/.config/kwinrc <- /nix/dotfiles/Plasma home:bird',
    ]);
    expect(model.entries.map(({ method }) => method)).toEqual(['bindfs', 'symlink', 'symlink', 'bindfs', 'symlink']);
    expect(model.stores.map(({ removePrefixDirectory }) => removePrefixDirectory)).toEqual([true, false]);
  });

  test('has no modes; owner is the user', () => {
    const { model } = see(stow, v1);
    expect(model.entries[0]).toMatchObject({ user: 'bird', group: 'users', mode: undefined });
  });

  test('has the paths as written where they were an own layout, in the present module', () => {
    const { entries } = see(stow);
    expect(entries[0]).toBe('directory /home/bird/Firefox/.mozilla <- /nix/dotfiles home:bird');
  });

  test('names include the home, and are the storage path', () => {
    const { model } = see(
      `{ ${bird} home-manager.users.bird.home.persistence."/p/home/bird".directories = [ ".ssh" ]; }`,
      v1,
    );
    expect(model.entries.map(({ path, source }) => [path, source])).toEqual([['/home/bird/.ssh', '/p/home/bird']]);
  });
});

describe('environment.persistence', () => {
  test('keeps system paths as written', () => {
    const { entries } = see(
      '{ environment.persistence."/p" = { directories = [ "/var/log/" "var//x" ]; files = [ "/etc//y" ]; }; }',
      v1,
    );
    expect(entries).toEqual([
      'directory /var/log/ <- /p system',
      'directory var//x <- /p system',
      'file /etc//y <- /p system',
    ]);
  });

  test('takes the home of a user from users.<name>.home', () => {
    const text = `{ ${bird} environment.persistence."/p".users = {
      bird.directories = [ "a" ]; root = { home = "/root"; directories = [ "b" ]; }; }; }`;
    expect([...see(text, v1).entries].sort()).toEqual([
      'directory /home/bird/a <- /p user:bird',
      'directory /root/b <- /p user:root',
    ]);
  });

  test('files are bind-mounted or linked, as there is', () => {
    const { model } = see('{ environment.persistence."/p".files = [ "/etc/machine-id" ]; }', v1);
    expect(model.entries[0]?.method).toBe('auto');
  });

  test('lists of a store are also defined by those of its users: weaker ones do not count, stronger ones replace them', () => {
    const text = (priority: string) => `{ lib, ... }: { ${bird} environment.persistence."/p" = {
      directories = lib.${priority} [ "/a" ]; files = [ "/f" ]; users.bird = { directories = [ "b" ]; files = [ "g" ]; }; }; }`;
    const directories = (priority: string, options: typeof v1 | undefined) =>
      see(text(priority), options).entries.filter((entry) => entry.startsWith('directory'));
    const own = 'directory /a <- /p system';
    const ofUser = 'directory /home/bird/b <- /p user:bird';
    expect(directories('mkDefault', v1)).toEqual([ofUser]);
    expect(directories('mkForce', v1)).toEqual([own]);
    expect(directories('mkBefore', v1)).toEqual([own, ofUser]);
    expect(directories('mkDefault', undefined)).toEqual([own, ofUser]);
    expect(directories('mkForce', undefined)).toEqual([own, ofUser]);
    expect(see(text('mkForce'), v1).entries).toContain('file /home/bird/g <- /p user:bird');
  });

  test('who reads the list of a store finds those of its users there: first, but for what is before them', () => {
    const read = (list: string, options: typeof v1 | undefined) =>
      see(
        `{ lib, config, ... }: { ${bird} environment.persistence."/q".directories = [ (lib.head config.environment.persistence."/p".directories).dirPath ];
          environment.persistence."/p" = { directories = ${list}; users.bird.directories = [ "b" ]; }; }`,
        options,
      ).entries.filter((entry) => entry.includes('/q'));
    expect(read('[ "/a" ]', v1)).toEqual(['directory /home/bird/b <- /q system']);
    expect(read('lib.mkMerge [ (lib.mkBefore [ "/a" ]) [ "/c" ] ]', v1)).toEqual(['directory /a <- /q system']);
    expect(read('lib.mkForce [ "/a" ]', v1)).toEqual(['directory /a <- /q system']);
    expect(read('[ "/a" ]', undefined)).toEqual(['directory /a <- /q system']);
  });

  test('whether something takes the place of the entries of users may be unknown', () => {
    const found = see(
      `{ lib, config, ... }: { ${bird} environment.persistence."/p" = {
        directories = lib.mkIf config.services.foo.enable (lib.mkForce [ "/a" ]); users.bird.directories = [ "b" ]; }; }`,
      v1,
    );
    expect(found.entries).toEqual([
      'directory /a <- /p system perhaps',
      'directory /home/bird/b <- /p user:bird perhaps',
    ]);
  });
});
