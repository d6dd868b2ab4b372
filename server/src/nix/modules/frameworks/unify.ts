/**
 * unify: hosts of a flake-parts module out of modules that have a part for NixOS and one for homes (quasigod/unify on
 * Codeberg; the same in sebb3/unify, modules/nixos.nix and modules.nix). Hosts of macOS are left out.
 */
export const unify = `
{ outside, ... }:
let
  module = { lib, inputs, config, ... }:
    let
      inherit (lib) mkOption types;
      cfg = config.unify;
      part = mkOption { type = types.deferredModule; default = { }; };
      parts = { nixos = part; home = part; darwin = part; };
      modules = mkOption { type = types.listOf (types.submodule { options = parts; }); default = [ ]; };
      hostType = types.submodule ({ name, ... }: {
        options = cfg.options // parts // {
          inherit modules;
          name = mkOption { type = types.str; default = name; };
          users = mkOption {
            type = types.lazyAttrsOf (types.submodule { options = { inherit modules; home = part; }; });
            default = { };
          };
          args = mkOption { type = types.lazyAttrsOf types.raw; default = { }; };
        };
      });
      hosts = mkOption { type = types.attrsOf hostType; default = { }; };
      build = _: host:
        let
          specialArgs = { hostConfig = host; } // host.args;
          home = user: { imports = map (each: each.home) user.modules ++ [ user.home cfg.home host.home ]; };
        in
        inputs.nixpkgs.lib.nixosSystem {
          inherit specialArgs;
          modules = map (each: each.nixos) host.modules ++ [
            cfg.nixos
            host.nixos
            inputs.home-manager.nixosModules.default
            { home-manager = { extraSpecialArgs = specialArgs; users = lib.mapAttrs (_: home) host.users; }; }
          ];
        };
    in {
      options.unify = parts // {
        options = mkOption { type = types.lazyAttrsOf types.raw; default = { }; };
        modules = mkOption { type = types.lazyAttrsOf (types.submodule { options = parts; }); default = { }; };
        hosts = { nixos = hosts; darwin = hosts; };
      };
      config.flake.modules = {
        nixos = lib.mapAttrs (_: each: each.nixos) cfg.modules // { default = cfg.nixos; };
        homeManager = lib.mapAttrs (_: each: each.home) cfg.modules // { default = cfg.home; };
      };
      config.flake.nixosConfigurations = lib.mapAttrs build cfg.hosts.nixos;
    };
in {
  flakeModule = module;
  flakeModules = { default = module; unify = module; };
}
`;
