/** easy-hosts: systems of a flake-parts module, from options or folders (tgirlcloud/easy-hosts, flake-module.nix and lib.nix). */
export const easyHosts = `
{ outside, ... }:
let
  module = { lib, inputs, config, ... }:
    let
      inherit (lib) mkOption types;
      cfg = config.easy-hosts;
      nothing = _: { modules = [ ]; specialArgs = { }; };
      parts = {
        modules = mkOption { type = types.listOf types.deferredModule; default = [ ]; };
        specialArgs = mkOption { type = types.lazyAttrsOf types.raw; default = { }; };
      };
      perKind = mkOption { type = types.functionTo (types.submodule { options = parts; }); default = nothing; };
      classOf = class: ({ linux = "nixos"; } // cfg.additionalClasses).\${class} or class;
      systemOf = arch: class: arch + "-" + (if classOf class == "darwin" then "darwin" else "linux");
      found = path: names: system:
        let parts = builtins.match "([^-]*)-(.*)" system; in
        lib.mapAttrs (name: _: {
          arch = builtins.elemAt parts 0;
          class = builtins.elemAt parts 1;
          path = path + "/\${name}";
          system = systemOf (builtins.elemAt parts 0) (builtins.elemAt parts 1);
        }) names;
      foundHosts =
        if cfg.onlySystem != null then found cfg.path (builtins.readDir cfg.path) cfg.onlySystem
        else
          lib.foldl' (all: system: all // found (cfg.path + "/\${system}") (builtins.readDir (cfg.path + "/\${system}")) system) { }
            (builtins.attrNames (lib.filterAttrs (_: kind: kind == "directory") (builtins.readDir cfg.path)));
      build = name: host:
        let
          sources = [ cfg.shared host ] ++ map cfg.perTag host.tags ++ [ (cfg.perClass host.class) (cfg.perArch host.arch) ];
          guessed = builtins.filter builtins.pathExists
            [ (inputs.self + "/hosts/\${name}/default.nix") (inputs.self + "/systems/\${name}/default.nix") ];
        in
        host.nixpkgs.lib.nixosSystem {
          specialArgs = lib.foldl' lib.recursiveUpdate { inherit inputs; inherit (inputs) self; } (map (each: each.specialArgs) sources);
          modules = (if host.path != null then [ host.path ] else guessed) ++ [
            { _module.args = { inputs' = outside; self' = outside; }; }
            { networking.hostName = lib.mkDefault name; nixpkgs.hostPlatform = lib.mkDefault host.system; }
          ] ++ builtins.concatMap (each: each.modules) sources;
        };
    in {
      options.easy-hosts = {
        autoConstruct = lib.mkEnableOption "hosts from folders";
        path = mkOption { type = types.nullOr types.path; default = null; };
        onlySystem = mkOption { type = types.nullOr types.str; default = null; };
        shared = parts;
        perClass = perKind;
        perArch = perKind;
        perTag = perKind;
        additionalClasses = mkOption { type = types.attrsOf types.str; default = { }; };
        hosts = mkOption {
          default = { };
          type = types.attrsOf (types.submodule ({ config, ... }: {
            options = {
              nixpkgs = mkOption { type = types.raw; default = inputs.nixpkgs; };
              nix-darwin = mkOption { type = types.raw; default = null; };
              arch = mkOption { type = types.str; default = "x86_64"; };
              class = mkOption { type = types.str; default = "nixos"; };
              tags = mkOption { type = types.listOf types.str; default = [ ]; };
              system = mkOption { type = types.str; default = systemOf config.arch config.class; };
              path = mkOption { type = types.nullOr types.path; default = null; };
              deployable = mkOption { type = types.bool; default = false; };
            } // parts;
          }));
        };
      };
      config = {
        easy-hosts.hosts = lib.mkIf cfg.autoConstruct foundHosts;
        flake.nixosConfigurations = lib.mapAttrs build (lib.filterAttrs (_: host: classOf host.class != "darwin") cfg.hosts);
      };
    };
in {
  flakeModule = module;
  flakeModules.default = module;
}
`;
