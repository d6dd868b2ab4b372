/** ez-configs: systems of a flake-parts module from folders (ehllie/ez-configs, flake-module.nix). Homes beside systems are left out. */
export const ezConfigs = `
{ outside, ... }:
let
  module = { lib, inputs, config, ... }:
    let
      inherit (lib) mkOption types;
      cfg = config.ezConfigs;
      read = dir:
        if builtins.pathExists (dir + ".nix") then { default = dir + ".nix"; }
        else if !(builtins.pathExists dir) then { }
        else
          let content = builtins.readDir dir; in
          builtins.listToAttrs (builtins.concatMap
            (name:
              let bare = builtins.match "(.*)\\\\.nix" name; in
              if content.\${name} == "regular" && bare != null then [ { name = builtins.head bare; value = dir + "/\${name}"; } ]
              else if builtins.pathExists (dir + "/\${name}/default.nix") then [ { inherit name; value = dir + "/\${name}/default.nix"; } ]
              else [ ])
            (builtins.attrNames content));
      folder = kind: {
        modulesDirectory = mkOption { type = types.path; default = cfg.root + "/\${kind}-modules"; };
        configurationsDirectory = mkOption { type = types.path; default = cfg.root + "/\${kind}-configurations"; };
        earlyModuleArgs = mkOption { type = types.attrsOf types.anything; default = cfg.earlyModuleArgs; };
      };
      early = args: modules:
        if args == { } then modules
        else lib.mapAttrs
          (_: file:
            let value = import file; in
            if !(builtins.isFunction value) then file
            else
              let
                wanted = builtins.functionArgs value;
                given = lib.filterAttrs (name: _: wanted ? \${name}) args;
              in lib.setFunctionArgs (more: value (more // given)) (builtins.removeAttrs wanted (builtins.attrNames given)))
          modules;
      hostOptions.options = {
        importDefault = mkOption { type = types.bool; default = true; };
        userHomeModules = mkOption { type = types.raw; default = [ ]; };
        arch = mkOption { type = types.str; default = "x86_64"; };
      };
      homeModules = early cfg.home.earlyModuleArgs (read cfg.home.modulesDirectory);
      nixosModules = early cfg.nixos.earlyModuleArgs (read cfg.nixos.modulesDirectory);
      userModules = read cfg.home.configurationsDirectory;
      userImports = user: [ (userModules.\${user} or { }) ]
        ++ lib.optionals (cfg.home.users.\${user}.importDefault or true) [ (homeModules.default or { }) (homeModules.linux or { }) ];
      build = name: file:
        let
          host = cfg.nixos.hosts.\${name} or { importDefault = true; userHomeModules = [ ]; };
          users = if builtins.isList host.userHomeModules then host.userHomeModules else builtins.attrNames host.userHomeModules;
        in
        inputs.nixpkgs.lib.nixosSystem {
          specialArgs = cfg.nixos.specialArgs // { ezModules = nixosModules; };
          modules = [ file { networking.hostName = lib.mkDefault name; } ]
            ++ lib.optional host.importDefault (nixosModules.default or { })
            ++ lib.optionals (users != [ ]) [
              inputs.home-manager.nixosModules.default
              {
                home-manager.extraSpecialArgs = cfg.home.extraSpecialArgs // { ezModules = homeModules; };
                home-manager.users = lib.genAttrs users (user: { imports = userImports user; });
              }
            ];
        };
    in {
      options.ezConfigs = {
        root = mkOption { type = types.nullOr types.path; default = null; };
        globalArgs = mkOption { type = types.attrsOf types.raw; default = { }; };
        earlyModuleArgs = mkOption { type = types.attrsOf types.raw; default = { }; };
        home = folder "home" // {
          extraSpecialArgs = mkOption { type = types.attrsOf types.raw; default = cfg.globalArgs; };
          users = mkOption { type = types.attrsOf types.attrs; default = { }; };
        };
        nixos = folder "nixos" // {
          specialArgs = mkOption { type = types.attrsOf types.raw; default = cfg.globalArgs; };
          hosts = mkOption { type = types.attrsOf (types.submodule hostOptions); default = { }; };
        };
        darwin = mkOption { type = types.raw; default = { }; };
      };
      config.flake = {
        inherit homeModules nixosModules;
        nixosConfigurations = lib.mapAttrs build (read cfg.nixos.configurationsDirectory);
      };
    };
in {
  flakeModule = module;
  flakeModules.default = module;
}
`;
