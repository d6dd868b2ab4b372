import type { Files } from '../support/folder.ts';

/** A flake whose modules read each other's options in every way there is. */
export const intertwined: Files = {
  'flake.nix': `{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-25.11";
  inputs.home-manager.url = "github:nix-community/home-manager";
  inputs.impermanence.url = "github:nix-community/impermanence";
  outputs = { self, nixpkgs, home-manager, impermanence }: {
    nixosConfigurations = nixpkgs.lib.genAttrs [ "one" "two" ] (name: nixpkgs.lib.nixosSystem {
      system = "x86_64-linux";
      specialArgs = { inherit name; shared = import ./shared.nix; };
      modules = [
        impermanence.nixosModules.impermanence
        home-manager.nixosModules.home-manager
        ./base.nix ./options.nix ./readers.nix ./both.nix ./twice ./twice/default.nix
        (if name == "one" then ./one.nix else { })
      ];
    });
  };
}
`,
  'shared.nix': `{ state = "/var/lib/shared"; keep = true; }
`,
  'base.nix': `{ lib, shared, ... }: {
  fileSystems."/" = { device = "none"; fsType = "tmpfs"; };
  fileSystems."/nix" = { device = "/dev/sda1"; fsType = "ext4"; neededForBoot = true; };
  fileSystems."/persist" = lib.mkIf shared.keep { device = "/dev/sda2"; fsType = "ext4"; neededForBoot = true; };
  networking.hostName = "box";
  services.openssh.enable = true;
  users.users.robin = { isNormalUser = true; group = "robin"; home = "/home/robin"; };
  users.extraGroups.robin = { };
  users.extraUsers.wren = { isNormalUser = true; home = "/home/wren"; };
  environment.systemPackages = [ "unseen" ];
  system.stateVersion = "25.11";
}
`,
  'options.nix': `{ config, lib, ... }: let cfg = config.my; in {
  options.my = {
    keep = lib.mkOption { type = lib.types.listOf lib.types.str; default = [ "/var/lib/default" ]; };
    enable = lib.mkEnableOption "it";
    owner = lib.mkOption { type = lib.types.str; default = "root"; };
  };
  config = lib.mkMerge [
    (lib.mkIf cfg.enable {
      environment.persistence."/persist".directories = map (directory: { inherit directory; user = cfg.owner; }) cfg.keep;
      users.users.made = { isSystemUser = true; group = "made"; };
    })
    { my.owner = lib.mkDefault "robin"; my.keep = [ "/var/lib/own" ]; }
    (lib.mkIf (!cfg.enable) { environment.persistence."/persist".files = [ "/etc/disabled" ]; })
  ];
}
`,
  'readers.nix': `{ config, lib, options, shared, ... }:
let
  kept = config.environment.persistence."/persist".directories;
  hasLog = builtins.any (entry: entry.dirPath == "/var/log") kept;
in {
  environment.persistence."/persist" = {
    hideMounts = true;
    directories = [ "/var/log" shared.state { directory = "/srv/a"; mode = "0700"; } ]
      ++ lib.optionals config.services.openssh.enable [ "/etc/ssh" ];
    files = [ "/etc/machine-id" ];
    users.robin = { directories = [ "Documents" { directory = ".ssh"; mode = "0700"; } ]; files = [ ".history" ]; };
  };
  fileSystems."/log" = lib.mkIf hasLog { device = "/dev/log"; fsType = "ext4"; };
  fileSystems.\${"/of-" + config.networking.hostName} = { device = "tmpfs"; fsType = "tmpfs"; };
  users.users.\${config.my.owner}.group = lib.mkIf options.my.owner.isDefined (lib.mkDefault "users");
  boot.loader.systemd-boot.enable = config.boot.loader.efi.canTouchEfiVariables;
  boot.loader.efi.canTouchEfiVariables = lib.mkDefault true;
  services.postgresql.enable = true;
  services.postgresql.dataDir = "/var/lib/pg";
  environment.etc.note.text = "stores: \${toString (builtins.attrNames config.environment.persistence)}";
  security.sudo.extraConfig = "Defaults lecture=never";
  my.keep = lib.mkAfter [ config.services.postgresql.dataDir ];
}
`,
  'both.nix': `let value = import ./value.nix; in { lib, ... }: {
  imports = [ ./value.nix ./home.nix ];
  environment.persistence."/persist".directories = lib.mkIf (value.my.enable) [ "/srv/both" ];
  environment.persistence."/state" = rec { persistentStoragePath = "/persist"; directories = [ "/srv/rec" ]; enable = directories != [ ]; };
}
`,
  'value.nix': `{ my.enable = true; }
`,
  'twice/default.nix': `{ my.keep = [ "/srv/twice" ]; }
`,
  'one.nix': `{ lib, name, ... }: let extra = [ "/srv/one" ]; in {
  environment.persistence."/persist".directories = extra ++ [ "/srv/\${name}" ];
  users.users.robin.uid = lib.mkForce 1000;
  home-manager.users.robin = { osConfig, ... }: { home.persistence."/persist".files = [ osConfig.my.owner ]; };
  fileSystems."/home" = lib.mkMerge [ { device = "/dev/home"; } (lib.mkIf true { fsType = "ext4"; }) ];
}
`,
  'home.nix': `{ config, ... }: {
  home-manager.sharedModules = [ ./homeModule.nix ];
  home-manager.users.robin.home.stateVersion = "25.11";
  home-manager.extraSpecialArgs = { system = config.networking.hostName; };
}
`,
  'homeModule.nix': `{ config, lib, system, osConfig, ... }: {
  home.persistence."/persist" = { directories = [ "Music" "of-\${system}" ]; files = lib.optional osConfig.services.openssh.enable ".known"; };
  programs.git.enable = true;
  xdg.configFile.made.text = toString (builtins.length config.home.persistence."/persist".directories);
}
`,
};
