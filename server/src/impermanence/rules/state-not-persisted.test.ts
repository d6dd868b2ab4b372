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
test('arguments in a list, and directories of which there are several', () => {
  const cluster = (text: string) => found(id, wiped(`  services.k3s = { enable = true; ${text} };\n${store('')}`));
  expect(cluster('extraFlags = [ "--disable=traefik" "--cluster-cidr=10.42.0.0/16" ];')).toEqual(['5 info']);
  expect(cluster('extraFlags = [ "--data-dir=/nix/k3s" ];')).toEqual([]);
  expect(cluster('role = "agent";')).toEqual([]);
  const objects = (dirs: string) =>
    messages(id, wiped(`  services.minio = { enable = true; dataDir = [ ${dirs} ]; };\n${store('')}`));
  expect(objects('"/srv/a"')).toEqual([expect.stringContaining('/srv/a is lost')]);
  expect(objects('"/srv/a" "/srv/b"')).toEqual([]);
});
test('a place in the default one is the default', () => {
  const objects = (text: string, kept: string) =>
    messages(id, wiped(`  services.garage = { enable = true; ${text} };\n${store(kept)}`));
  const written = 'settings.metadata_dir = "/var/lib/garage/meta";';
  expect(objects(written, '')).toEqual([expect.stringContaining('/var/lib/private/garage is lost')]);
  expect(objects(written, '"/var/lib/private/garage"')).toEqual([]);
  expect(objects('settings.metadata_dir = "/srv/meta";', '')).toEqual([expect.stringContaining('/srv/meta is lost')]);
});
test('only where another option says that there is any', () => {
  const checks = (text: string) => found(id, wiped(`  services.gatus = { enable = true; ${text} };\n${store('')}`));
  expect(checks('')).toEqual([]);
  expect(checks('settings.storage = { type = "postgres"; path = "postgres://x"; };')).toEqual([]);
  expect(checks('settings.storage = { type = "sqlite"; path = "/var/lib/gatus/data.db"; };')).toEqual(['5 info']);
  const acme = 'certificatesResolvers.le.acme';
  const proxy = (text: string) => found(id, wiped(`  services.traefik = { ${text} };\n${store('')}`));
  expect(proxy('enable = true; staticConfigOptions.api = { };')).toEqual([]);
  expect(proxy(`enable = true; staticConfigOptions.${acme}.storage = "/var/lib/traefik/acme.json";`)).toEqual([
    '5 info',
  ]);
  expect(proxy(`enable = true; staticConfigOptions.${acme}.storage = "/nix/acme.json";`)).toEqual([]);
  expect(proxy(`staticConfigOptions.${acme}.storage = "/var/lib/traefik/acme.json";`)).toEqual([]);
});
test('an option with which it is not known where it lies', () => {
  const news = (text: string) => found(id, wiped(`  services.sabnzbd = { enable = true; ${text} };\n${store('')}`));
  expect(news('')).toEqual(['5 info']);
  expect(news('configFile = "/srv/sabnzbd.ini";')).toEqual([]);
  const bridge = (text: string) =>
    found(id, wiped(`  services.mautrix-signal = { enable = true; ${text} };\n${store('')}`));
  expect(bridge('')).toEqual(['5 info']);
  expect(bridge('settings.homeserver.domain = "a.org";')).toEqual(['5 info']);
  expect(bridge('settings.database = { type = "postgres"; uri = "postgresql:///x"; };')).toEqual([]);
});
test('where modules of other versions keep it', () => {
  const videos = (kept: string) => found(id, wiped(`  services.pinchflat.enable = true;\n${store(kept)}`));
  expect(videos('')).toEqual(['5 info']);
  expect(videos('"/var/lib/pinchflat"')).toEqual([]);
  expect(videos('"/var/lib/private/pinchflat"')).toEqual([]);
});
test('dynamic users elsewhere with an earlier state version, and ones that are none', () => {
  const requests = (version: string) =>
    messages(id, wiped(`  services.seerr.enable = true;\n${version}${store('')}`)).map((text) => text.split(' ')[0]);
  expect(requests('  system.stateVersion = "25.11";\n')).toEqual(['/var/lib/private/jellyseerr']);
  expect(requests('  system.stateVersion = "26.05";\n')).toEqual(['/var/lib/private/seerr']);
  expect(requests('')).toEqual([]);
  const fixed = '  systemd.services.garage.serviceConfig.DynamicUser = false;\n';
  const objects = (text: string) => messages(id, wiped(`  services.garage.enable = true;\n${text}${store('')}`))[0];
  expect(objects(fixed)).toContain('/var/lib/garage is lost');
  expect(objects('')).toContain('/var/lib/private/garage is lost');
});
test('instances with names of their own', () => {
  const users = (path: string) =>
    messages(
      id,
      wiped(`  services.authelia.instances.main = { enable = true; settings.storage.${path}; };\n${store('')}`),
    );
  expect(users('local.path = "/var/lib/authelia-main/db.sqlite3"')[0]).toContain('/var/lib/authelia-main is lost');
  expect(users('postgres.address = "unix:///run/postgresql"')).toEqual([]);
});
