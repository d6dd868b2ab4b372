import { denAspects } from './denAspects.ts';

/**
 * flake-aspects: modules of flake-parts by class out of aspects that include each other (vic/flake-aspects 56fa8d4,
 * nix/aspects.nix and resolve.nix). A module that is included twice counts once.
 */
export const flakeAspects = `
{ lib, outside, isKnown, ... }:
let
  aspects = (${denAspects}) { inherit lib outside isKnown; };
  imports = class: aspects.modules {
    inherit class;
    ctx = { };
    chain = [ ];
    path = "flake";
    without = [ ];
    exact = false;
    depth = 0;
    forwards = 0;
    direct = true;
    near = true;
    quirks = { };
    scope = { };
  };
  said = aspect: builtins.filter
    (name: builtins.match "_.*" name == null && !(builtins.elem name [ "name" "includes" "provides" ])) (builtins.attrNames aspect);
  module = { lib, config, ... }:
    let
      inherit (lib) mkOption types;
      all = config.flake.aspects;
      classes = lib.unique (builtins.concatMap said (builtins.attrValues all));
    in {
      options.flake.aspects = mkOption {
        default = { };
        type = types.submodule ({ config, ... }: {
          freeformType = types.lazyAttrsOf (aspects.type "aspects");
          config._module.args.aspects = config;
        });
        apply = lib.mapAttrs (_: aspect: aspect // { resolve = { class, ... }: { imports = imports class aspect; }; });
      };
      config.flake.modules = lib.genAttrs classes (class: lib.mapAttrs (_: aspect: { imports = imports class aspect; }) all);
    };
in {
  flakeModule = module;
  flakeModules.default = module;
}
`;
