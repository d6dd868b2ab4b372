import { expect, test } from 'vitest';
import { found, system } from '../../../../test/rules/found.ts';

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
