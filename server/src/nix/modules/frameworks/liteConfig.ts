/** lite-config: systems of a flake-parts module (yelite/lite-config and AtaraxiaSjel/lite-config, flake-module.nix). */
export const liteConfig = `
{ ... }:
let
  module = { lib, inputs, config, withSystem, ... }:
    let
      inherit (lib) mkOption types;
      cfg = config.lite-config;
      argumentsOf = host: {
        inherit inputs;
        inherit (host) useHomeManager;
        hostPlatform = withSystem host.system ({ pkgs, ... }: pkgs.stdenv.hostPlatform);
        flake-nixpkgs = cfg.nixpkgs.nixpkgs;
      } // cfg.extraSpecialArgs;
      build = name: host: cfg.nixpkgs.nixpkgs.lib.nixosSystem {
        specialArgs = argumentsOf host;
        modules = [
          (if host.hostModule == null then cfg.hostModuleDir + "/\${name}" else host.hostModule)
          { networking.hostName = name; }
          { nixpkgs.hostPlatform = lib.mkDefault host.system; }
        ] ++ cfg.systemModules ++ (
          if host.useHomeManager then [
            cfg.homeManagerFlake.nixosModules.default
            { home-manager = { sharedModules = cfg.homeModules; useGlobalPkgs = true; extraSpecialArgs = argumentsOf host; }; }
          ]
          # A stand-in that takes any definition and does nothing with it.
          else lib.optional cfg.importDummyHomeManager { home-manager.users = lib.mkForce { }; }
        );
      };
      isLinux = host: builtins.match ".*-linux" host.system != null;
    in {
      options.lite-config = {
        nixpkgs = mkOption {
          default = { };
          type = types.submodule {
            freeformType = types.lazyAttrsOf types.raw;
            options.nixpkgs = mkOption { type = types.raw; default = inputs.nixpkgs; };
          };
        };
        hosts = mkOption {
          default = { };
          type = types.attrsOf (types.submodule {
            options = {
              system = mkOption { type = types.str; };
              hostModule = mkOption { type = types.nullOr types.deferredModule; default = null; };
              useHomeManager = mkOption { type = types.bool; default = cfg.homeModules != [ ] || cfg.homeConfigurations != { }; };
            };
          });
        };
        systemModules = mkOption { type = types.listOf types.deferredModule; default = [ ]; };
        homeModules = mkOption { type = types.listOf types.deferredModule; default = [ ]; };
        extraSpecialArgs = mkOption { type = types.lazyAttrsOf types.raw; default = { }; };
        importDummyHomeManager = mkOption { type = types.bool; default = false; };
        hostModuleDir = mkOption { type = types.path; };
        homeManagerFlake = mkOption { type = types.raw; default = inputs.home-manager; };
        homeConfigurations = mkOption { type = types.attrsOf types.deferredModule; default = { }; };
        builder = mkOption { type = types.raw; default = { }; };
      };
      config.flake.nixosConfigurations = lib.mapAttrs build (lib.filterAttrs (_: isLinux) cfg.hosts);
    };
in {
  flakeModule = module;
}
`;
