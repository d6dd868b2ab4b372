import type { Source } from './source.ts';

const modules: Source = { repository: 'NixOS/nixpkgs', revision: 'master', path: 'nixos/modules' };

/** Options that NixOS turns on by default, or that other modules (desktops above all) turn on: unset does not mean off. */
export const implicitServices: { readonly options: ReadonlySet<string>; readonly source: Source } = {
  options: new Set([
    'hardware.alsa.enable',
    'networking.networkmanager.enable',
    'networking.useDHCP',
    'networking.wireless.enable',
    'networking.wireless.iwd.enable',
    'security.sudo.enable',
    'services.accounts-daemon.enable',
    'services.colord.enable',
    'services.fwupd.enable',
    'services.geoclue2.enable',
    'services.gnome.gnome-keyring.enable',
    'services.hardware.bolt.enable',
    'services.logrotate.enable',
    'services.pipewire.enable',
    'services.postgresql.enable',
    'services.power-profiles-daemon.enable',
    'services.redis.enable',
    'services.udisks2.enable',
    'services.upower.enable',
    'hardware.bluetooth.enable',
    'virtualisation.podman.enable',
    'virtualisation.docker.enable',
    'security.acme.acceptTerms',
    'security.acme.certs',
    'services.clickhouse.enable',
    'services.influxdb2.enable',
    'services.mysql.enable',
    'services.elasticsearch.enable',
    'services.etcd.enable',
    'services.meilisearch.enable',
    'services.minio.enable',
    'services.mongodb.enable',
    'services.rabbitmq.enable',
    'services.tor.enable',
    'services.redis.servers.<name>.enable',
    'services.rspamd.enable',
  ]),
  source: modules,
};

/** Projects whose NixOS modules declare users: by the name of the repository, in lower case. */
export const modulesWithUsers: ReadonlySet<string> = new Set([
  'arion',
  'authentik-nix',
  'jovian-nixos',
  'microvm.nix',
  'nix-bitcoin',
  'nix-minecraft',
  'nixos-generators',
  'nixos-mailserver',
  'nixos-wsl',
  'raspberry-pi-nix',
  'simple-nixos-mailserver',
]);

/** Projects whose NixOS modules turn no services on; those of nixos-hardware and mail servers do. */
export const modulesWithoutServices: readonly string[] = [
  'impermanence',
  'home-manager',
  'disko',
  'sops-nix',
  'agenix',
  'lanzaboote',
  'stylix',
  'nixpkgs',
  'preservation',
];
