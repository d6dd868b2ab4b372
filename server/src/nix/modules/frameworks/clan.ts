/**
 * Clan: machines from the inventory, the option `machines` and the folder of that name (clan-lol/clan-core,
 * modules/clan/module.nix, nixosModules/machineModules/forName.nix). What its core and services add is not known.
 */
export const clan = `
{ lib, outside, ... }:
let
  build = { self, directory ? self, machines ? { }, inventory ? { }, specialArgs ? { }, ... }:
    let
      content = builtins.readDir (directory + "/machines");
      listed = if builtins.pathExists (directory + "/machines")
        then lib.filterAttrs (_: kind: kind == "directory") content else { };
      file = directory + "/inventory.json";
      saved = if builtins.pathExists file then builtins.fromJSON (builtins.readFile file) else { };
      described = (saved.machines or { }) // (inventory.machines or { });
      class = name: described.\${name}.machineClass or "nixos";
      names = builtins.filter (name: class name == "nixos") (builtins.attrNames (listed // described // machines));
      system = name: self.inputs.nixpkgs.lib.nixosSystem {
        specialArgs = { clan-core = outside; inherit self; } // specialArgs;
        modules = [
          outside
          { networking.hostName = lib.mkDefault name; }
          (machines.\${name} or { })
        ] ++ builtins.filter builtins.pathExists
          (map (each: directory + "/machines/\${name}/\${each}") [ "configuration.nix" "hardware-configuration.nix" "disko.nix" ]);
      };
      nixosConfigurations = lib.genAttrs names system;
      more = { darwinConfigurations = outside; darwinModules = outside; nixosModules = outside; clanInternals = outside; };
    in
    { inherit nixosConfigurations; } // more // { config = { inherit nixosConfigurations; } // more; };
  module = { self, config, lib, ... }:
    let made = build ({ inherit self; } // config.clan); in {
      options.clan = lib.mkOption { type = lib.types.attrs; default = { }; };
      config.flake.nixosConfigurations = made.nixosConfigurations;
      config.flake.clan = made.config;
    };
in {
  lib = { clan = build; buildClan = build; };
  clanLib = { clan = build; buildClan = build; };
  flakeModules.default = module;
  flakeModule = module;
}
`;
