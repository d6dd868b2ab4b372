/**
 * flakelight: outputs from options and from the folder `nix` (nix-community/flakelight, default.nix and builtinModules:
 * nixDir, nixosConfigurations, nixosModules, homeConfigurations). Packages, shells and checks are left out.
 */
export const flakelight = `
{ lib, outside, ... }:
let
  inherit (lib) mkOption types;
  dirPaths = path:
    let
      content = builtins.readDir path;
      bare = name: lib.removePrefix "_" (lib.removeSuffix ".nix" name);
      taken = builtins.filter
        (name: name != "default.nix" && (lib.hasSuffix ".nix" name || builtins.pathExists (path + "/\${name}/default.nix")))
        (builtins.attrNames content);
      place = name:
        if content ? "_\${name}.nix" then path + "/_\${name}.nix"
        else if content ? "\${name}.nix" then path + "/\${name}.nix"
        else path + "/\${name}";
    in
    lib.genAttrs (map bare taken) place;
  # What stands in the folder for an option: a file, or a folder with one file for each name.
  found = paths: dir: name:
    if dir == null then [ ]
    else if builtins.pathExists (dir + "/\${name}.nix") then [ (import (dir + "/\${name}.nix")) ]
    else if builtins.pathExists (dir + "/\${name}/default.nix") then [ (import (dir + "/\${name}")) ]
    else if builtins.pathExists (dir + "/\${name}") then [ (if paths then dirPaths (dir + "/\${name}") else lib.mapAttrs (_: import) (dirPaths (dir + "/\${name}"))) ]
    else [ ];

  base = src: { config, ... }:
    let
      arguments = { inherit lib src; inherit (config) inputs outputs; moduleArgs = arguments; flakelight = outside.lib; inherit config; };
      called = type: types.coercedTo (types.addCheck types.raw builtins.isFunction) (f: f arguments) type;
      each = called (types.lazyAttrsOf (called types.raw));
      modules = called (types.lazyAttrsOf types.deferredModule);
      option = type: mkOption { inherit type; default = { }; };
      fromDir = paths: name: lib.mkMerge (builtins.concatMap (found paths config.nixDir) ([ name ] ++ config.nixDirAliases.\${name} or [ ]));
      inputs = { nixpkgs = outside.inputs.nixpkgs; } // config.inputs;
      # Shared by all systems: inputs' and the like, of which nothing is known here.
      shared = { _module.args.inputs' = outside; };
      nixos = hostname: given:
        if given ? config then given
        else inputs.nixpkgs.lib.nixosSystem (given // {
          specialArgs = { inherit inputs hostname; } // given.specialArgs or { };
          modules = [ shared ] ++ given.modules or [ ];
        });
      home = name: given:
        if given ? activationPackage || given ? config then given
        else inputs.home-manager.lib.homeManagerConfiguration (builtins.removeAttrs given [ "system" ] // {
          extraSpecialArgs = { inherit inputs; inputs' = outside; } // given.extraSpecialArgs or { };
          modules = [ { home.username = lib.mkDefault (builtins.head (lib.splitString "@" name)); } ] ++ given.modules or [ ];
          pkgs = inputs.nixpkgs.legacyPackages.\${given.system};
        });
    in {
      freeformType = types.lazyAttrsOf types.unspecified;
      options = {
        inputs = option (types.lazyAttrsOf types.raw);
        nixDir = mkOption { type = types.nullOr types.path; default = src + "/nix"; };
        nixDirAliases = option (types.attrsOf (types.listOf types.str));
        nixosConfigurations = option each;
        homeConfigurations = option each;
        nixosModules = option modules;
        homeModules = option modules;
        outputs = option (called (types.lazyAttrsOf types.raw));
      };
      config = {
        _module.args = builtins.removeAttrs arguments [ "config" "lib" ];
        nixDirAliases = lib.mkMerge ([ { nixosConfigurations = [ "nixos" ]; homeConfigurations = [ "home" ]; } ] ++ found false config.nixDir "nixDirAliases");
        nixosConfigurations = fromDir false "nixosConfigurations";
        homeConfigurations = fromDir false "homeConfigurations";
        nixosModules = fromDir true "nixosModules";
        homeModules = fromDir true "homeModules";
        outputs = {
          nixosConfigurations = lib.mapAttrs nixos config.nixosConfigurations;
          homeConfigurations = lib.mapAttrs home config.homeConfigurations;
          inherit (config) nixosModules homeModules;
        };
      };
    };
  make = extra: src: root: (lib.evalModules { modules = extra ++ [ (base src) root ]; }).config.outputs;
  mkFlake = extra: {
    __functor = _: make extra;
    extend = more: mkFlake (extra ++ more);
  };
in {
  __functor = _: make [ ];
  lib = { mkFlake = mkFlake [ ]; };
}
`;
