import { expect, test } from 'vitest';
import { found, problemsOf, system } from '../../../../test/rules/found.ts';

const id = 'owner-mismatch';

const entry = (text: string) =>
  system(
    `  services.postgresql.enable = true;\n  environment.persistence."/p".directories = [ ${text} "/var/lib/nixos" ];`,
  );
test('owner, group and mode, in either way of writing', () => {
  expect(found(id, entry('"/var/lib/postgresql"'))).toEqual(['4 info']);
  const mode = found(
    id,
    entry('{ directory = "/var/lib/postgresql"; user = "postgres"; group = "postgres"; mode = "u=rwx,g=rx,o="; }'),
  );
  expect(mode.length).toBeLessThanOrEqual(1);
});
test('a service that is off, and one that keeps its data elsewhere', () => {
  expect(
    found(id, system('  environment.persistence."/p".directories = [ "/var/lib/postgresql" "/var/lib/nixos" ];')),
  ).toEqual([]);
  expect(
    found(
      id,
      system(
        '  services.postgresql = { enable = true; dataDir = "/data/pg"; };\n  environment.persistence."/p".directories = [ "/var/lib/postgresql" "/var/lib/nixos" ];',
      ),
    ),
  ).toEqual([]);
});
test('a service that runs as somebody else', () => {
  const jellyfin = (settings: string, owner: string) =>
    found(
      id,
      system(
        `  services.jellyfin = { enable = true; ${settings} };\n  environment.persistence."/p".directories = [ { directory = "/var/lib/jellyfin"; ${owner} mode = "0700"; } "/var/lib/nixos" ];`,
      ),
    );
  const mira = 'user = "mira"; group = "users";';
  expect(jellyfin('', mira)).toEqual(['4 info']);
  expect(jellyfin(mira, mira)).toEqual([]);
  expect(jellyfin(mira, 'user = "jellyfin"; group = "jellyfin";')).toEqual(['4 info']);
  expect(jellyfin('user = (import ./secret.nix).user;', mira)).toEqual([]);
});
test('an owner that systemd-tmpfiles gives', () => {
  const ruled = (rule: string) =>
    found(
      id,
      system(
        `  services.postgresql.enable = true;\n  environment.persistence."/p".directories = [ "/var/lib/postgresql" "/var/lib/nixos" ];\n  systemd.tmpfiles.${rule};`,
      ),
    );
  expect(ruled('rules = [ "d /p/var/lib/postgresql 0750 postgres postgres -" ]')).toEqual([]);
  expect(ruled('settings.pg."/var/lib/postgresql".d = { user = "postgres"; group = "postgres"; }')).toEqual([]);
  const perhaps = (condition: string, rule: string) => `${rule} = (import <nixpkgs/lib>).${condition} (import <x>)`;
  const owned = '{ user = "postgres"; group = "postgres"; }';
  expect(ruled(`${perhaps('optional', 'rules')} "d /p/var/lib/postgresql 0750 postgres postgres -"`)).toEqual([]);
  expect(ruled(`${perhaps('mkIf', 'settings.pg."/var/lib/postgresql".d')} ${owned}`)).toEqual([]);
  expect(ruled(`${perhaps('mkIf', 'settings')} { pg."/var/lib/postgresql".d = ${owned}; }`)).toEqual([]);
  expect(ruled('rules = [ "d /p/var/lib/postgresql 0755 root root -" ]')).toEqual(['4 info']);
  expect(ruled('rules = [ "d /p/var/lib/other 0750 postgres postgres -" ]')).toEqual(['4 info']);
});
test('an entry that is the name of an attribute has no fix', () => {
  const files = system(
    '  services.postgresql.enable = true;\n  environment.persistence."/p".directories = builtins.attrNames { "/var/lib/postgresql" = 1; "/var/lib/nixos" = 1; };',
  );
  expect(found(id, files)).toEqual(['4 info']);
  expect(problemsOf(id, files).map(({ fixes }) => fixes[0]?.edits())).toEqual([undefined]);
});
test('a service that corrects the owner of its directory, and one that does not', () => {
  const service = (name: string, path: string) =>
    found(
      id,
      system(
        `  services.${name}.enable = true;\n  environment.persistence."/p".directories = [ "${path}" "/var/lib/nixos" ];`,
      ),
    );
  expect(service('karakeep', '/var/lib/karakeep')).toEqual([]);
  expect(service('mongodb', '/var/db/mongodb')).toEqual(['4 info']);
  expect(service('mongodb', '/var/db/mongodb/')).toEqual(['4 info']);
  expect(service('garage.settings.data_dir = "/srv/g"; services.garage', '/srv/g')).toEqual([]);
});
