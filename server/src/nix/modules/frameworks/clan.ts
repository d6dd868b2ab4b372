/**
 * Clan: machines from the inventory, the option `machines` and the folder of that name, with the modules that roles bring in by tags
 * (clan-lol/clan-core, modules/clan/module.nix, modules/inventoryClass, flakeModules/clan.nix, nixosModules/machineModules/forName.nix).
 * What its core and the services themselves add is not known.
 */
export const clan = `
{ lib, outside, isKnown, ... }:
let
  inherit (lib) mkOption types;
  free = types.lazyAttrsOf types.unspecified;
  open = options: types.submodule { freeformType = free; inherit options; };
  optional = type: default: mkOption { inherit type default; };
  machine = open { tags = optional (types.listOf types.str) [ ]; machineClass = optional types.str "nixos"; };
  role = open {
    machines = optional free { };
    tags = optional (types.coercedTo (types.listOf types.str) (tags: lib.genAttrs tags (_: { })) free) { };
    extraModules = optional (types.listOf types.raw) [ ];
  };
  tags = machines: types.submoduleWith {
    specialArgs = { inherit machines; };
    modules = [ {
      freeformType = types.lazyAttrsOf (types.listOf types.str);
      all = lib.mkDefault (builtins.attrNames machines);
      nixos = lib.mkDefault (builtins.attrNames (lib.filterAttrs (_: machine: machine.machineClass == "nixos") machines));
      darwin = lib.mkDefault (builtins.attrNames (lib.filterAttrs (_: machine: machine.machineClass == "darwin") machines));
    } ];
  };
  inventory = types.submodule ({ config, ... }: {
    freeformType = free;
    options = {
      machines = optional (types.attrsOf machine) { };
      instances = optional (types.attrsOf (open { roles = optional (types.attrsOf role) { }; })) { };
      tags = optional (tags config.machines) { };
    };
  });
  found = { config, ... }:
    let
      inherit (config) directory;
      folder = directory + "/machines";
      file = directory + "/inventory.json";
    in {
      inventory = lib.mkMerge [
        (if builtins.pathExists file then builtins.fromJSON (builtins.readFile file) else { })
        { machines = lib.mapAttrs (_: _: { }) (config.machines // lib.optionalAttrs (builtins.pathExists folder)
          (lib.filterAttrs (_: kind: kind == "directory") (builtins.readDir folder))); }
      ];
    };
  made = { self, config, ... }:
    let
      inherit (config) directory machines inventory;
      all = inventory.machines;
      isTagged = name: tag: builtins.elem tag all.\${name}.tags || builtins.elem name (inventory.tags.\${tag} or [ ]);
      isIn = name: role: role.machines ? \${name} || lib.any (isTagged name) (builtins.attrNames role.tags);
      place = module: if isKnown module && builtins.isString module then directory + "/\${module}" else module;
      roles = builtins.concatMap (instance: builtins.attrValues instance.roles) (builtins.attrValues inventory.instances);
      ofRoles = name: map place (builtins.concatMap (role: role.extraModules) (builtins.filter (isIn name) roles));
      system = name: _: self.inputs.nixpkgs.lib.nixosSystem {
        specialArgs = { clan-core = outside; inherit self; } // config.specialArgs;
        modules = [
          outside
          { networking.hostName = lib.mkDefault name; }
          (machines.\${name} or { })
        ] ++ builtins.filter builtins.pathExists
          (map (each: directory + "/machines/\${name}/\${each}") [ "configuration.nix" "hardware-configuration.nix" "disko.nix" ])
          ++ (let more = ofRoles name; in if isKnown more then more else [ outside ]);
      };
    in {
      nixosConfigurations = lib.mapAttrs system (lib.filterAttrs (_: { machineClass, ... }: machineClass == "nixos") all);
      darwinConfigurations = outside;
      darwinModules = outside;
      nixosModules = outside;
      clanInternals = outside;
    };
  base = { self, ... }: {
    freeformType = free;
    options = {
      self = optional types.raw self;
      directory = optional types.raw self;
      specialArgs = optional (types.lazyAttrsOf types.raw) { };
      machines = optional (types.attrsOf types.deferredModule) { };
      inventory = optional inventory { };
    };
    imports = [ found ];
  };
  build = { self, ... }@given:
    let
      evaluated = lib.evalModules { specialArgs = { inherit self; }; modules = [ base (builtins.removeAttrs given [ "self" ]) ]; };
      outputs = made { inherit self; inherit (evaluated) config; };
    in outputs // { config = evaluated.config // outputs; };
  module = { self, config, lib, ... }: {
    imports = [ (lib.mkAliasOptionModule [ "clan" ] [ "flake" "clan" ]) ];
    options.flake.clan = mkOption {
      type = types.submoduleWith { specialArgs = { inherit self; }; modules = [ base ]; };
      default = { };
      apply = config: config // made { inherit self config; };
    };
    config.flake.nixosConfigurations = config.flake.clan.nixosConfigurations;
  };
in {
  lib = { clan = build; buildClan = build; };
  clanLib = { clan = build; buildClan = build; };
  flakeModules.default = module;
  flakeModules.clan = module;
  flakeModule = module;
}
`;
