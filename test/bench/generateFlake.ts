/** How large a generated flake is. */
export interface FlakeSize {
  readonly files: number;
  readonly hosts: number;
}

/**
 * A flake of the shape large personal configurations have: a helper that makes hosts, a tree of feature modules with
 * options of their own that every host imports, a folder for each host, Home Manager, a lock file. Paths are absolute,
 * below `root`. Deterministic.
 */
export function generateFlake(root: string, { files, hosts }: FlakeSize): ReadonlyMap<string, string> {
  const names = Array.from({ length: hosts }, (_, index) => `host${index}`);
  const perHost = 4;
  const shared = Math.max(1, files - hosts * perHost - 2);
  const result = new Map<string, string>();
  result.set(`${root}/flake.nix`, flake(names));
  result.set(`${root}/flake.lock`, lock());
  result.set(`${root}/modules/default.nix`, moduleList(shared));
  for (let index = 0; index < shared; index++) result.set(`${root}/${modulePath(index)}`, featureModule(index));
  names.forEach((name, index) => {
    result.set(`${root}/hosts/${name}/default.nix`, hostModule(name, index, shared));
    result.set(`${root}/hosts/${name}/disks.nix`, disks(index));
    result.set(`${root}/hosts/${name}/persist.nix`, persist(index));
    result.set(`${root}/hosts/${name}/home.nix`, home(index));
  });
  return result;
}

/** The file that the keystroke benchmarks type in. */
export function typedFile(root: string): string {
  return `${root}/hosts/host0/persist.nix`;
}

/** The file that turns features of the first host on. */
export function switchedFile(root: string): string {
  return `${root}/hosts/host0/default.nix`;
}

function modulePath(index: number): string {
  return `modules/area${index % 20}/feature${index}.nix`;
}

function flake(names: readonly string[]): string {
  return `{
  description = "generated";
  inputs = {
    nixpkgs.url = "github:NixOS/nixpkgs/nixos-25.11";
    home-manager.url = "github:nix-community/home-manager/release-25.11";
    home-manager.inputs.nixpkgs.follows = "nixpkgs";
    impermanence.url = "github:nix-community/impermanence";
  };
  outputs = { self, nixpkgs, home-manager, impermanence, ... }@inputs:
    let
      mkHost = name: nixpkgs.lib.nixosSystem {
        system = "x86_64-linux";
        specialArgs = { inherit inputs name; };
        modules = [
          ./hosts/\${name}
          ./modules
          home-manager.nixosModules.home-manager
          impermanence.nixosModules.impermanence
        ];
      };
    in
    {
      nixosConfigurations = nixpkgs.lib.genAttrs [ ${names.map((name) => `"${name}"`).join(' ')} ] mkHost;
    };
}
`;
}

function lock(): string {
  const node = (owner: string, repo: string, lastModified: number, extra: object = {}) => ({
    locked: { type: 'github', owner, repo, lastModified, rev: '0'.repeat(40), narHash: 'sha256-' },
    original: { type: 'github', owner, repo },
    ...extra,
  });
  return JSON.stringify(
    {
      nodes: {
        'home-manager': node('nix-community', 'home-manager', 1767700000, { inputs: { nixpkgs: ['nixpkgs'] } }),
        impermanence: node('nix-community', 'impermanence', 1769548169),
        nixpkgs: node('NixOS', 'nixpkgs', 1767700000),
        root: { inputs: { 'home-manager': 'home-manager', impermanence: 'impermanence', nixpkgs: 'nixpkgs' } },
      },
      root: 'root',
      version: 7,
    },
    undefined,
    2,
  );
}

function moduleList(shared: number): string {
  const paths = Array.from({ length: shared }, (_, index) => `    ./area${index % 20}/feature${index}.nix`);
  return `{\n  imports = [\n${paths.join('\n')}\n  ];\n}\n`;
}

function featureModule(index: number): string {
  const persists = index % 5 === 0;
  return `# Feature ${index}: a service with options of its own.
{ config, lib, pkgs, ... }:

let
  cfg = config.features.feature${index};
  inherit (lib) mkEnableOption mkIf mkOption types;
in
{
  options.features.feature${index} = {
    enable = mkEnableOption "feature ${index}";
    port = mkOption {
      type = types.port;
      default = ${3000 + index};
    };
    stateDir = mkOption {
      type = types.str;
      default = "/var/lib/feature${index}";
      description = "Where it keeps its state.";
    };
  };

  config = mkIf cfg.enable {
    systemd.services.feature${index} = {
      wantedBy = [ "multi-user.target" ];
      after = [ "network.target" ];
      serviceConfig = {
        ExecStart = "\${pkgs.hello}/bin/hello --port \${toString cfg.port}";
        Restart = "on-failure";
        User = "feature${index}";
      };
      environment = {
        STATE = cfg.stateDir;
        LEVEL = "info";
      };
    };
    networking.firewall.allowedTCPPorts = [ cfg.port ];
    environment.systemPackages = with pkgs; [ hello curl jq ];
    users.users.feature${index} = {
      isSystemUser = true;
      group = "feature${index}";
      uid = ${2000 + index};
    };
    users.groups.feature${index}.gid = ${2000 + index};
${
  persists
    ? `    environment.persistence."/persist".directories = [
      { directory = cfg.stateDir; user = "feature${index}"; group = "feature${index}"; mode = "0750"; }
    ];
`
    : ''
}  };
}
`;
}

function hostModule(name: string, index: number, shared: number): string {
  const enabled = Array.from({ length: Math.min(40, shared) }, (_, step) => (index * 7 + step * 3) % shared);
  const lines = [...new Set(enabled)].map((feature) => `  features.feature${feature}.enable = true;`);
  return `{ inputs, lib, pkgs, name, ... }:
{
  imports = [ ./disks.nix ./persist.nix ];

  networking.hostName = "${name}";
  time.timeZone = "Europe/Berlin";
  boot.loader.systemd-boot.enable = true;
  services.openssh.enable = true;
  users.mutableUsers = false;
  users.users.robin = {
    isNormalUser = true;
    uid = 1000;
    hashedPasswordFile = "/persist/passwords/robin";
  };
  home-manager.users.robin = import ./home.nix;
${lines.join('\n')}
  system.stateVersion = "25.11";
}
`;
}

function disks(index: number): string {
  return `{
  fileSystems."/" = { device = "none"; fsType = "tmpfs"; options = [ "size=2G" "mode=755" ]; };
  fileSystems."/home/robin" = { device = "none"; fsType = "tmpfs"; options = [ "size=4G" "mode=755" ]; neededForBoot = true; };
  fileSystems."/nix" = { device = "/dev/disk/by-label/nix${index}"; fsType = "ext4"; neededForBoot = true; };
  fileSystems."/persist" = { device = "/dev/disk/by-label/persist${index}"; fsType = "ext4"; neededForBoot = true; };
  fileSystems."/boot" = { device = "/dev/disk/by-label/BOOT${index}"; fsType = "vfat"; };
}
`;
}

function persist(index: number): string {
  const directories = Array.from({ length: 12 }, (_, item) => `      "/srv/data${index}/part${item}"`);
  return `{ lib, config, ... }:
let
  state = "/var/lib";
in
{
  # What every machine keeps.
  environment.persistence."/persist" = {
    hideMounts = true;
    directories = [
      "/var/log"
      "\${state}/nixos"
      "\${state}/systemd"
${directories.join('\n')}
    ] ++ lib.optionals config.services.openssh.enable [ "/etc/ssh" ];
    files = [ "/etc/machine-id" ];
    users.robin.directories = [ "Documents" { directory = ".ssh"; mode = "0700"; } ];
  };
}
`;
}

function home(index: number): string {
  return `{ config, pkgs, lib, ... }:
{
  home.stateVersion = "25.11";
  home.persistence."/persist" = {
    directories = [ "Music" "src/work${index}" ".local/share/direnv" ];
    files = [ ".bash_history" ];
  };
  programs.git.enable = true;
}
`;
}
