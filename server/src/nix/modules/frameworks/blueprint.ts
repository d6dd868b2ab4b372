/** blueprint: systems, users and modules from folders (numtide/blueprint, lib/default.nix). */
export const blueprint = `
{ lib, outside, ... }:
let
  folder = path: use:
    let
      content = builtins.readDir path;
      entry = name:
        let bare = builtins.match "(.*)\\\\.nix" name; in
        if content.\${name} == "directory" then [ { inherit name; value = { path = path + "/\${name}"; type = "directory"; }; } ]
        else if bare == null then [ ]
        else [ { name = builtins.head bare; value = { path = path + "/\${name}"; type = content.\${name}; }; } ];
      names = builtins.attrNames content;
      of = kind: builtins.listToAttrs (builtins.concatMap entry (builtins.filter (name: (content.\${name} == "directory") == kind) names));
    in
    if builtins.pathExists path then use (of true // of false) else { };
in {
  __functor = _: { inputs, prefix ? null, systems ? [ ], nixpkgs ? { }, ... }:
    let
      flake = inputs.self;
      src =
        if prefix == null then flake
        else if builtins.isPath prefix then prefix
        else flake + "/\${prefix}";
      specialArgs = { inherit inputs flake; };
      perSystem = { _module.args.perSystem = outside; };
      publisher = { inherit flake inputs; };
      published = path:
        let module = import path; in
        if builtins.isFunction module
          && builtins.all (name: builtins.hasAttr name publisher) (builtins.attrNames (builtins.functionArgs module))
        then { imports = [ (module publisher) ]; _file = path; }
        else path;
      home = user:
        if user.type == "regular" then user.path
        else if builtins.pathExists (user.path + "/home-configuration.nix") then user.path + "/home-configuration.nix"
        else null;
      homes = folder (src + "/hosts") (entries:
        lib.filterAttrs (_: users: users != { }) (lib.mapAttrs
          (_: entry: folder (entry.path + "/users") (users: lib.filterAttrs (_: file: file != null) (lib.mapAttrs (_: home) users)))
          (lib.filterAttrs (_: entry: entry.type == "directory") entries)));
      homeUsers = host: lib.optional (builtins.hasAttr host homes) {
        imports = [ inputs.home-manager.nixosModules.default ];
        home-manager = {
          sharedModules = [ perSystem ];
          extraSpecialArgs = specialArgs;
          users = homes.\${host};
          useGlobalPkgs = lib.mkDefault true;
          useUserPackages = lib.mkDefault true;
        };
      };
      system = builder: more: hostName: path: {
        class = "nixos";
        value = builder {
          modules = [ perSystem path ] ++ homeUsers hostName;
          specialArgs = specialArgs // { inherit hostName; } // more;
        };
      };
      host = hostName: { path, ... }:
        let has = name: builtins.pathExists (path + "/\${name}"); in
        if has "default.nix" then import (path + "/default.nix") { inherit flake inputs hostName; }
        else if has "configuration.nix" then system inputs.nixpkgs.lib.nixosSystem { } hostName (path + "/configuration.nix")
        else if has "rpi-configuration.nix" then
          system inputs.nixos-raspberrypi.lib.nixosSystem { inherit (inputs) nixos-raspberrypi; } hostName (path + "/rpi-configuration.nix")
        else { class = "other"; };
      hosts = folder (src + "/hosts") (lib.mapAttrs host);
      modules = folder (src + "/modules") (lib.mapAttrs
        (_: kind: folder kind.path (lib.mapAttrs (_: module: published module.path))));
    in {
      inherit modules;
      nixosConfigurations = lib.mapAttrs (_: found: found.value) (lib.filterAttrs (_: found: found.class == "nixos") hosts);
      nixosModules = modules.nixos or { };
      homeModules = modules.home or { };
      darwinModules = modules.darwin or { };
      lib = if builtins.pathExists (src + "/lib") then import (src + "/lib") specialArgs else { };
      packages = outside;
      legacyPackages = outside;
      devShells = outside;
      formatter = outside;
      checks = outside;
    };
}
`;
