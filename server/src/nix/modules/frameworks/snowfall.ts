/**
 * snowfall-lib: systems, homes, modules and a library from folders (snowfallorg/lib, snowfall-lib/system, home, module
 * and internal). Packages, shells and checks are left out.
 */
export const snowfall = `
{ lib, outside, ... }:
let
  mkFlake = { inputs, src, snowfall ? { }, ... }@options:
    let
      namespace = snowfall.namespace or "internal";
      root = snowfall.root or src;
      folders = path:
        if !(builtins.pathExists path) then [ ]
        else
          let content = builtins.readDir path; in
          map (name: path + "/\${name}") (builtins.filter (name: content.\${name} == "directory") (builtins.attrNames content));
      defaults = path: below:
        if !(builtins.pathExists path) then [ ]
        else
          let content = builtins.readDir path; in
          builtins.concatMap
            (name:
              let kind = content.\${name}; in
              if kind == "directory" then defaults (path + "/\${name}") (below ++ [ name ])
              else if kind == "regular" && name == "default.nix" then [ { path = path + "/default.nix"; name = builtins.concatStringsSep "/" below; } ]
              else [ ])
            (builtins.attrNames content);
      others = builtins.removeAttrs inputs [ "self" "src" ];
      libraries = builtins.listToAttrs (builtins.concatMap
        (name: if builtins.isAttrs (others.\${name}.lib or null) then [ { inherit name; value = others.\${name}.lib; } ] else [ ])
        (builtins.attrNames others));
      baseLib = lib // libraries // { snowfall = outside; };
      userLib = lib.foldr lib.recursiveUpdate { } (map
        (file: let value = import file.path; in
          if builtins.isFunction value
          then value (lib.intersectAttrs (builtins.functionArgs value) libArguments)
          else value)
        (defaults (root + "/lib") [ ]));
      libArguments = { inherit namespace; inputs = others; snowfall-inputs = outside; lib = systemLib; };
      systemLib = baseLib // { \${namespace} = userLib; };
      modules = kind: builtins.listToAttrs (map (file: { inherit (file) name; value = file.path; }) (defaults (root + "/modules/\${kind}") [ ]));
      named = set: map (name: set.\${name}) (builtins.attrNames set);
      targets = folder: builtins.concatMap
        (target: map (path: { inherit path; name = baseNameOf path; target = baseNameOf target; })
          (builtins.filter (path: builtins.pathExists (path + "/default.nix")) (folders target)))
        (folders (root + "/\${folder}"));
      homes = map
        (home: let parts = builtins.match "([^@]*)@?(.*)" home.name; in
          home // { user = builtins.elemAt parts 0; host = builtins.elemAt parts 1; })
        (targets "homes");
      homeOptions = options.homes or { };
      usersOf = { host, system }: builtins.filter (home: if home.host == "" then home.target == system else home.host == host) homes;
      homeModules = named (modules "home");
      homeUser = user: { config, lib, osConfig ? { }, ... }: {
        options.snowfallorg.user = {
          enable = lib.mkOption { type = lib.types.bool; default = false; };
          name = lib.mkOption { type = lib.types.str; };
          home.directory = lib.mkOption { type = lib.types.str; default = osConfig.users.users.\${user}.home or "/home/\${user}"; };
        };
        config.snowfallorg.user = { enable = lib.mkDefault true; name = lib.mkDefault user; };
        config.home = lib.mkIf config.snowfallorg.user.enable {
          username = lib.mkDefault config.snowfallorg.user.name;
          homeDirectory = lib.mkDefault config.snowfallorg.user.home.directory;
        };
      };
      userModule = { config, lib, ... }: {
        options.snowfallorg.users = lib.mkOption {
          default = { };
          type = lib.types.attrsOf (lib.types.submodule ({ name, ... }: {
            options = {
              create = lib.mkOption { type = lib.types.bool; default = true; };
              admin = lib.mkOption { type = lib.types.bool; default = true; };
              home.enable = lib.mkOption { type = lib.types.bool; default = true; };
              home.path = lib.mkOption { type = lib.types.str; default = "/home/\${name}"; };
              home.config = lib.mkOption { type = lib.types.raw; default = { }; };
            };
          }));
        };
        config.users.users = lib.mapAttrs
          (name: user: {
            isNormalUser = lib.mkDefault true;
            name = lib.mkDefault name;
            home = lib.mkDefault user.home.path;
            group = lib.mkDefault "users";
            extraGroups = lib.optional user.admin "wheel";
          })
          (lib.filterAttrs (_: user: user.create) config.snowfallorg.users);
      };
      arguments = { host, system }: {
        inherit system host namespace;
        target = system;
        format = "linux";
        virtual = false;
        systems = outside;
        lib = systemLib;
        inputs = builtins.removeAttrs inputs [ "src" ];
      };
      homeManager = place: lib.optionals (inputs ? home-manager) ([
        inputs.home-manager.nixosModules.home-manager
        {
          home-manager.extraSpecialArgs = builtins.removeAttrs (arguments place) [ "namespace" ] // { format = "home"; inherit namespace; };
          home-manager.sharedModules = homeModules ++ (homeOptions.modules or [ ]);
        }
      ] ++ map
        (home: { config, lib, ... }: {
          snowfallorg.users.\${home.user} = { };
          home-manager.useGlobalPkgs = lib.mkDefault true;
          home-manager.users.\${home.user} = lib.mkIf config.snowfallorg.users.\${home.user}.home.enable {
            imports = [ (homeUser home.user) (config.snowfallorg.users.\${home.user}.home.config) (home.path + "/default.nix") ]
              ++ (homeOptions.users.\${home.name}.modules or [ ]);
          };
        })
        (usersOf place));
      system = { path, name, target }:
        let
          place = { host = name; system = target; };
          overrides = options.systems.hosts.\${name} or { };
        in
        inputs.nixpkgs.lib.nixosSystem {
          system = target;
          specialArgs = (overrides.specialArgs or { }) // arguments place;
          modules = [ (path + "/default.nix") { networking.hostName = lib.mkDefault name; } ] ++ named (modules "nixos")
            ++ (overrides.modules or [ ]) ++ (options.systems.modules.nixos or [ ]) ++ homeManager place ++ [ userModule ];
        };
      home = { path, name, target, user, host }: inputs.home-manager.lib.homeManagerConfiguration {
        pkgs = inputs.nixpkgs.legacyPackages.\${target};
        extraSpecialArgs = arguments { inherit host; system = target; } // { inherit name user; format = "home"; };
        modules = [ (path + "/default.nix") (homeUser user) ] ++ homeModules ++ (homeOptions.users.\${name}.modules or [ ]) ++ (homeOptions.modules or [ ]);
      };
      linux = each: builtins.match ".*-linux" each.target != null;
      alone = home: !builtins.any (each: builtins.elem home (usersOf { host = each.name; system = each.target; })) (targets "systems");
      outputs = {
        lib = userLib;
        nixosConfigurations = builtins.listToAttrs (map (each: { inherit (each) name; value = system each; }) (builtins.filter linux (targets "systems")));
        homeConfigurations = builtins.listToAttrs (map (each: { inherit (each) name; value = home each; }) (builtins.filter (each: linux each && alone each) homes));
        nixosModules = modules "nixos" // (options.modules.nixos or { });
        homeModules = modules "home" // (options.modules.home or { });
        darwinModules = modules "darwin";
        packages = outside;
        devShells = outside;
        checks = outside;
        overlays = outside;
        pkgs = outside;
      };
      own = [ "systems" "modules" "overlays" "packages" "outputs-builder" "outputsBuilder" "packagesPrefix" "hosts" "homes"
        "channels-config" "channelsConfig" "templates" "checks" "alias" "snowfall" "inputs" "src" ];
    in
    outputs // builtins.removeAttrs options own;
  mkLib = given: lib // { mkFlake = options: mkFlake (given // options); };
in {
  inherit mkFlake mkLib;
}
`;
