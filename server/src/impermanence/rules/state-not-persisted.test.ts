import { expect, test } from 'vitest';
import { found, mended, messages, problemsOf, wiped } from '../../../../test/rules/found.ts';
import type { Files } from '../../../../test/support/folder.ts';

const id = 'state-not-persisted';

const store = (text: string) =>
  `  environment.persistence."/nix/p" = {\n    directories = [ "/var/log" "/var/lib/nixos" ${text} ];\n  };`;
test('a service that is on and keeps something', () => {
  expect(found(id, wiped(`  services.jellyfin.enable = true;\n${store('')}`))).toEqual(['5 info']);
  expect(messages(id, wiped(`  services.jellyfin.enable = true;\n${store('')}`))[0]).toContain('/var/lib/jellyfin');
  expect(found(id, wiped(`  services.jellyfin.enable = false;\n${store('')}`))).toEqual([]);
});
test('its path, a parent, or a mount of its own', () => {
  expect(found(id, wiped(`  services.tailscale.enable = true;\n${store('"/var/lib/tailscale"')}`))).toEqual([]);
  expect(
    found(
      id,
      wiped(
        '  services.tailscale.enable = true;\n  environment.persistence."/nix/p".directories = [ "/var/lib" "/var/log" ];',
      ),
    ),
  ).toEqual([]);
  expect(
    found(
      id,
      wiped(
        `  services.tailscale.enable = true;\n  fileSystems."/var/lib/tailscale" = { device = "/dev/sda1"; fsType = "ext4"; };\n${store('')}`,
      ),
    ),
  ).toEqual([]);
});
test('an option that moves it', () => {
  expect(found(id, wiped(`  services.postgresql = { enable = true; dataDir = "/nix/pg"; };\n${store('')}`))).toEqual(
    [],
  );
  expect(
    messages(id, wiped(`  services.postgresql = { enable = true; dataDir = "/srv/pg"; };\n${store('')}`))[0],
  ).toContain('/srv/pg');
});
test('containers lie where their backend keeps them', () => {
  const containers = (backend: string) =>
    `  virtualisation.oci-containers = { ${backend} containers.x.image = "x"; };\n${store('')}`;
  expect(messages(id, wiped(containers('')))).toEqual([expect.stringContaining('/var/lib/containers')]);
  expect(messages(id, wiped(containers('backend = "docker";')))).toEqual([expect.stringContaining('/var/lib/docker')]);
  const kept = `  virtualisation.oci-containers = { backend = "docker"; containers.x.image = "x"; };\n${store('"/var/lib/docker"')}`;
  expect(found(id, wiped(kept))).toEqual([]);
});
test('servers with names of their own', () => {
  expect(messages(id, wiped(`  services.redis.servers.cache.enable = true;\n${store('')}`))[0]).toContain(
    '/var/lib/redis-cache',
  );
  const unnamed = '  services.redis.servers."".enable = true;\n';
  expect(messages(id, wiped(`${unnamed}${store('')}`))[0]).toMatch(/\/var\/lib\/redis is/);
  expect(found(id, wiped(`${unnamed}${store('"/var/lib/redis"')}`))).toEqual([]);
});
test('lies elsewhere with an earlier state version', () => {
  const vaults = (version: string) =>
    messages(
      id,
      wiped(`  services.vaultwarden.enable = true;\n  system.stateVersion = "${version}";\n${store('')}`),
    )[0];
  expect(vaults('24.05')).toContain('/var/lib/bitwarden_rs is');
  expect(vaults('24.11')).toContain('/var/lib/vaultwarden is');
});
test('is added with its owner', () => {
  expect(mended(id, wiped(`  services.postgresql.enable = true;\n${store('')}`))).toContain(
    'user = "postgres"; group = "postgres";',
  );
});
test('is not added to a list of the same set again, nor in place of it, where it stands already under a condition', () => {
  const list = 'lib.mkIf false [ "/var/lib/tailscale" ]';
  for (const written of [
    `  environment.persistence."/nix/p" = { hideMounts = true; directories = ${list}; };`,
    `  environment.persistence."/nix/p".hideMounts = true;\n  environment.persistence."/nix/p".directories = ${list};`,
  ]) {
    const [text = ''] = Object.values(wiped(`  services.tailscale.enable = true;\n${written}`));
    const files = { 'configuration.nix': `{ lib, ... }: ${text}` };
    expect(found(id, files)).toHaveLength(1);
    expect(mended(id, files)).toBe(files['configuration.nix']);
  }
});
test('a root that stays, and a configuration without a store', () => {
  expect(
    found(id, {
      'configuration.nix':
        '{ services.tailscale.enable = true; fileSystems."/" = { device = "/dev/sda1"; fsType = "ext4"; }; }',
    }),
  ).toEqual([]);
  expect(found(id, wiped('  services.tailscale.enable = true;'))).toEqual([]);
});
test('a part that somebody chose to keep', () => {
  const entries = (path: string) => `  environment.persistence."/nix/p".directories = [ "/var/lib/nixos" "${path}" ];`;
  const service = '  services.postgresql.enable = true;';
  expect(found(id, wiped(`${service}\n${entries('/var/lib/postgresql/16')}`))).toEqual([]);
  expect(found(id, wiped(`${service}\n${entries('/var/lib/postgresql-backup')}`))).toEqual(['5 info']);
});
test('a place that is written out and the default anyway', () => {
  const service = '  services.ollama = { enable = true; home = "/var/lib/ollama"; };';
  const entries = (path: string) => `  environment.persistence."/nix/p".directories = [ "/var/lib/nixos" "${path}" ];`;
  expect(found(id, wiped(`${service}\n${entries('/var/lib/private/ollama')}`))).toEqual([]);
  expect(found(id, wiped(`${service}\n${entries('/srv')}`))).toEqual(['5 info']);
});
test('images of Docker and data of Vaultwarden elsewhere', () => {
  const moved = (text: string) => found(id, wiped(`  ${text}\n${store('')}`));
  expect(moved('virtualisation.docker = { enable = true; daemon.settings.data-root = "/nix/docker"; };')).toEqual([]);
  expect(moved('virtualisation.docker = { enable = true; extraOptions = "--data-root=/nix/docker"; };')).toEqual([]);
  expect(moved('virtualisation.docker = { enable = true; extraOptions = "--debug"; };')).toEqual(['5 info']);
  expect(moved('services.vaultwarden = { enable = true; config.DATA_FOLDER = "/nix/vault"; };')).toEqual([]);
});
test('certificates that a virtual host asks for', () => {
  const host = (text: string) => found(id, wiped(`  services.nginx.virtualHosts."a.org" = { ${text} };\n${store('')}`));
  expect(host('enableACME = true;')).toEqual(['5 info']);
  expect(host('root = "/x";')).toEqual([]);
});
test.each(['home-assistant', 'forgejo', 'caddy', 'sonarr', 'mosquitto', 'transmission'])('%s', (name) =>
  expect(found(id, wiped(`  services.${name}.enable = true;\n${store('')}`))).toEqual(['5 info']),
);
test('is told without a name in the middle of a sentence: not all of them are names of programs', () => {
  const clock = wiped(`  time.hardwareClockInLocalTime = true;\n${store('')}`);
  expect(messages(id, clock)).toEqual([
    '/etc/adjtime is lost at every boot (clock: drift of the hardware clock, and whether it shows local time).',
  ]);
  const printing = wiped(`  services.printing.enable = true;\n${store('')}`);
  expect(messages(id, printing)).toEqual([
    '/var/lib/cups, /var/cache/cups are lost at every boot (printing: printers).',
  ]);
  expect(problemsOf(id, clock)[0]?.fixes[0]?.title).toBe('Persist /etc/adjtime in /nix/p');
});
test('no host gets an entry twice for the sake of another', () => {
  const hosts = (kept: string): Files => ({
    'flake.nix': `{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-25.11";
  inputs.impermanence.url = "github:nix-community/impermanence";
  outputs = inputs: {
    nixosConfigurations = builtins.mapAttrs (name: _: inputs.nixpkgs.lib.nixosSystem {
      specialArgs = { inherit name; };
      modules = [ inputs.impermanence.nixosModules.impermanence ./box.nix ];
    }) { a = 1; b = 2; };
  };
}
`,
    'box.nix': `{ lib, name, ... }: {
  fileSystems."/" = { device = "none"; fsType = "tmpfs"; options = [ "size=1G" "mode=755" ]; };
  fileSystems."/nix" = { device = "/dev/disk/by-label/nix"; fsType = "ext4"; };
  services.tailscale.enable = true;
  environment.persistence."/nix/p".directories = [ "/var/lib/nixos" ] ++ lib.optional (name == "a") "${kept}";
}
`,
  });
  const preferred = (kept: string) =>
    problemsOf(id, hosts(kept)).map(({ hosts, fixes }) => [...hosts, fixes[0]?.preferred]);
  expect(preferred('/var/lib/tailscale')).toEqual([['b', false]]);
  expect(preferred('/srv')).toEqual([['a', 'b', true]]);
});
