/**
 * The lists of systems that flake-utils gives along with its functions (numtide/flake-utils, lib.nix, allSystems.nix); its functions are
 * known by their names.
 */
export const flakeUtils = `
{ outside, ... }:
let
  defaultSystems = [ "aarch64-darwin" "aarch64-linux" "x86_64-darwin" "x86_64-linux" ];
  named = name: { inherit name; value = name; };
  others = [
    "aarch64-freebsd" "aarch64-genode" "aarch64-netbsd" "aarch64-none" "aarch64_be-none" "armv5tel-linux" "armv6l-linux" "armv7a-linux"
    "armv7l-linux" "i686-cygwin" "i686-freebsd" "i686-linux" "loongarch64-linux" "mips64el-linux" "mipsel-linux" "powerpc64-linux"
    "powerpc64le-linux" "riscv32-linux" "riscv64-linux" "s390x-linux" "x86_64-cygwin" "x86_64-freebsd" "x86_64-solaris"
  ];
in {
  lib = outside.lib // {
    inherit defaultSystems;
    system = outside.lib.system // builtins.listToAttrs (map named (defaultSystems ++ others));
  };
}
`;

/** What flake-utils-plus adds to that (gytis-ivaskevicius/flake-utils-plus 1.5, lib/exportModules.nix); `mkFlake` is known by its name. */
export const flakeUtilsPlus = `
{ lib, outside, isKnown, ... }@given:
let
  utils = (${flakeUtils}) given;
  named = module:
    if builtins.isPath module then { name = lib.removeSuffix ".nix" (baseNameOf module); value = import module; }
    else if builtins.isAttrs module && module ? _file
      then { name = lib.removeSuffix ".toml" (lib.removeSuffix ".nix" (baseNameOf module._file)); value = module; }
    else { name = outside; value = module; };
in {
  lib = utils.lib // { exportModules = modules: builtins.listToAttrs (map named modules); };
}
`;
