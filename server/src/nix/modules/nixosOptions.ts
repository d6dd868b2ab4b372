import { unknown } from '../eval/value.ts';
import type { NativeModule } from './declare.ts';
import { bool, declareOptions, option } from './declare.ts';
import { fileSystemOptions } from './fileSystemOptions.ts';
import { types } from './nativeTypes.ts';
import type { Openness } from './openness.ts';
import { serviceOptions } from './serviceOptions.ts';
import { showOption } from './session.ts';
import { bootOptions, systemOptions } from './systemOptions.ts';
import { fixedUsers, userOptions } from './userOptions.ts';

/** Services that are off unless a configuration says otherwise: no module of nixpkgs turns them on by itself. */
const offByDefault = [
  'services.adguardhome',
  'services.fail2ban',
  'services.home-assistant',
  'services.mullvad-vpn',
  'services.plex',
  'services.syncthing',
  'services.tailscale',
  'services.vaultwarden',
  'services.zerotierone',
  'virtualisation.incus',
  'virtualisation.libvirtd',
  'virtualisation.lxd',
  'virtualisation.waydroid',
];

/**
 * The options of NixOS that this extension reads, with types and defaults as in nixpkgs. Everything else of NixOS is
 * taken as `nixosWorld` says.
 */
export const nixosModule: NativeModule = {
  options: declareOptions(
    ...fileSystemOptions,
    ...userOptions,
    ...bootOptions,
    ...systemOptions,
    ...serviceOptions,
    ...offByDefault.map((path) => option(`${path}.enable`, types.bool, { default: bool(false) })),
  ),
  config: fixedUsers.config,
};

/** Top-level names of NixOS and of modules that many people add to it: anything may be below them. */
const nixosNames = new Set(
  `age appstream assertions boot catppuccin chaotic console containers deployment disko documentation dysnomia ec2
   environment facter fileSystems fonts gtk hardware hjem home-manager i18n ids image isoImage jovian jobs krb5 lanzaboote
   lib location mailserver meta microvm networking niri nix nixarr nixops nixpkgs nur oci openstack passthru power
   powerManagement preservation programs proxmox qt sdImage security services snapraid sops specialisation stubby stylix
   swapDevices system systemd test time topology users virtualisation vm warnings wsl xdg zramSwap`.split(/\s+/),
);

/** NixOS as an open world: what is not declared here may well be declared there. */
export const nixosWorld: Openness = {
  kind: 'world',
  owns: (name) => nixosNames.has(name),
  rest: (path) => ({
    ...unknown(
      path.length === 0
        ? 'no module in sight declares this option'
        : `the defaults of NixOS for ${showOption(path)} are not known`,
    ),
    byDefault: true,
  }),
};
