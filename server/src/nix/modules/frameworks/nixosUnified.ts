/**
 * nixos-unified, once nixos-flake: systems from `configurations/nixos`, modules of flake-parts from `modules/flake`
 * (srid/nixos-unified, flake.nix, nix/modules/flake-parts/autowire.nix and lib.nix).
 */
export const nixosUnified = library('');

/** What it was before: its modules come with it, and systems are made from a module alone. */
export const nixosFlake = library(`
      flake.nixosModules = { nixosFlake = unified; home-manager = homes; };
      flake.nixos-flake.lib = known // {
        mkLinuxSystem = first:
          if builtins.isAttrs first && builtins.isBool (first.home-manager or null) then mkLinuxSystem first
          else mkLinuxSystem { } first;
      };`);

function library(more: string): string {
  return `
{ outside, ... }:
let
  nixFiles = dir: use:
    let
      entry = name: kind:
        let bare = builtins.match "(.*)\\\\.nix" name; in
        if kind == "regular" then
          if bare == null then [ ] else [ { name = builtins.head bare; value = use (dir + "/\${name}"); } ]
        else if kind == "directory" && builtins.pathExists (dir + "/\${name}/default.nix") then
          [ { inherit name; value = use (dir + "/\${name}"); } ]
        else [ ];
      content = builtins.readDir dir;
    in
    if builtins.pathExists dir
    then builtins.listToAttrs (builtins.concatMap (name: entry name content.\${name}) (builtins.attrNames content))
    else { };
  default = { self, inputs, config, lib, ... }:
    let
      flake = { inherit self inputs config; };
      homeCommon = { config, pkgs, lib, ... }: {
        home.homeDirectory =
          lib.mkDefault "/\${if pkgs.stdenv.isDarwin then "Users" else "home"}/\${config.home.username}";
      };
      homes = {
        imports = [ inputs.home-manager.nixosModules.home-manager ];
        home-manager = {
          useGlobalPkgs = true;
          useUserPackages = true;
          extraSpecialArgs = { inherit flake; };
          sharedModules = [ homeCommon ];
        };
      };
      unified = { lib, ... }: {
        options.nixos-unified = lib.mkOption { type = lib.types.attrs; default = { }; };
      };
      mkLinuxSystem = { home-manager ? false }: module: inputs.nixpkgs.lib.nixosSystem {
        specialArgs = { inherit flake; };
        modules = [ unified module ] ++ (if home-manager then [ homes ] else [ ]);
      };
      mkHomeConfiguration = pkgs: module: inputs.home-manager.lib.homeManagerConfiguration {
        inherit pkgs;
        extraSpecialArgs = { inherit flake; };
        modules = [ homeCommon module ];
      };
      known = {
        inherit mkLinuxSystem mkHomeConfiguration;
        mkMacosSystem = outside;
        specialArgsFor = { common = { inherit flake; }; nixos = { inherit flake; }; darwin = { inherit flake; }; };
      };
    in {
      flake.nixos-unified.lib = known;${more}
    };
  autoWire = { self, ... }: {
    flake = {
      nixosConfigurations =
        nixFiles (self + "/configurations/nixos") (self.nixos-unified.lib.mkLinuxSystem { home-manager = true; });
      nixosModules = nixFiles (self + "/modules/nixos") (file: file);
      darwinModules = nixFiles (self + "/modules/darwin") (file: file);
      homeModules = nixFiles (self + "/modules/home") (file: file);
      overlays = nixFiles (self + "/overlays") (file: import file self.nixos-unified.lib.specialArgsFor.common);
    };
  };
in {
  flakeModule = default;
  flakeModules = { inherit default autoWire; };
  lib.mkFlake = { inputs, root, systems ? [ ], specialArgs ? { } }:
    inputs.flake-parts.lib.mkFlake { inherit inputs specialArgs; } {
      inherit systems;
      _module.args = { inherit root; };
      imports =
        let
          folders = builtins.filter (folder: builtins.pathExists (root + "/\${folder}"))
            [ "nix/modules/flake" "modules/flake" "nix/modules/flake-parts" "modules/flake-parts" ];
          folder = root + "/\${builtins.head folders}";
        in
        map (name: folder + "/\${name}") (builtins.attrNames (builtins.readDir folder));
    };
}
`;
}
