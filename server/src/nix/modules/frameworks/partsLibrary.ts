/** Functions of flake-parts' library that modules are made with (hercules-ci/flake-parts, lib.nix and modules/moduleWithSystem.nix). */
export const partsLibrary = `
{ lib, outside }:
let
  isFlake = value: if value ? _type then value._type == "flake" else value ? inputs && value ? outputs && value ? sourceInfo;
  mkPerSystemOption = module: lib.mkOption { type = lib.types.deferredModuleWith { staticModules = [ module ]; }; };
in {
  importApply = path: arguments: { _file = path; imports = [ (import path arguments) ]; };
  importAndPublish = name: module: { imports = [ module ]; flake.modules.flake.\${name} = module; };
  mkSubmoduleOptions = options: lib.mkOption { type = lib.types.submoduleWith { modules = [ { inherit options; } ]; }; };
  defaultModule = value: if isFlake value then value.flakeModules.default or value else value;
  inherit mkPerSystemOption;
  mkDeferredModuleOption = mkPerSystemOption;
  attrsWith = lib.types.attrsWith;
}
`;
