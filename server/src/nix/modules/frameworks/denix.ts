import { denixLibrary } from './denixLibrary.ts';

/**
 * Denix: hosts, rices and modules out of all files of some folders, each of them a call of `delib` (yunfachi/denix d90f816,
 * lib/configurations). `delib` is made for each host anew. Assertions on names are left out.
 */
export const denix = `
{ lib, outside, isKnown, ... }:
let
  library = ${denixLibrary};
  configurations = { myconfigName ? "myconfig", denixLibName ? "delib", extensions ? [ ], paths ? [ ], exclude ? [ ],
      recursive ? true, specialArgs ? { }, extraModules ? [ ], nixpkgs ? outside.inputs.nixpkgs, home-manager ? outside.inputs.home-manager,
      homeManagerNixpkgs ? nixpkgs, homeManagerUser ? null, useHomeManagerModule ? true, moduleSystem ? null, isHomeManager ? false, ... }@given:
    let
      kind = given.moduleSystem or (if isHomeManager then "home" else "nixos");
      files = library.umport { inherit paths exclude recursive; };
      more = builtins.concatMap (extension: extension.modules) extensions;
      pieces = kind: user: inNixos: rec {
        myconfig = content: { \${myconfigName} = content; };
        nixos = content: if kind == "nixos" then content else { };
        home = content: if kind == "home" then content
          else if kind == "nixos" && inNixos then { home-manager.users.\${user} = content; } else { };
        darwin = content: if kind == "darwin" then content else { };
        all = parts: [ (myconfig parts.myconfig) (nixos parts.nixos) (home parts.home) (darwin parts.darwin) ];
        when = condition: parts: map (config: { config = lib.mkIf condition config; }) (all parts);
      };
      delibFor = { kind, user, inNixos, current, config }:
        let
          parts = pieces kind user inNixos;
          filled = given: { myconfig = { }; nixos = { }; home = { }; darwin = { }; } // given;
          call = args: part: if builtins.isFunction part then part args else part;
          each = args: given: lib.mapAttrs (_: call args)
            { inherit (filled given) myconfig nixos home darwin; };
          named = category: isOn: { name, ... }@own: {
            imports = [ ({ config, ... }:
              let
                args = { inherit name; cfg = config.\${myconfigName}.\${category}.\${name}; myconfig = config.\${myconfigName}; };
                made = each args own;
                shared = each args (own.shared or { });
                hasShared = category == "hosts";
              in {
                config.\${myconfigName}.\${category}.\${name} = own // made // lib.optionalAttrs hasShared { inherit shared; };
                imports = lib.optionals hasShared (parts.all shared) ++ lib.optionals (isOn name) (parts.all made);
              }) ];
          };
          module = { name, options ? { }, ... }@own: {
            imports = [ ({ config, ... }:
              let
                myconfig = config.\${myconfigName};
                path = lib.splitString "." name;
                from = path: if path == [ ] then myconfig else lib.attrByPath path { } myconfig;
                cfg = from path;
                args = { inherit name myconfig cfg; parent = from (lib.init path); };
                stage = stage: lib.mapAttrs (_: part: call args (part.\${stage} or { }))
                  { inherit (filled own) myconfig nixos home darwin; };
              in {
                options.\${myconfigName} = call args options;
                imports = parts.all (stage "always")
                  ++ parts.when (cfg.enable or false) (stage "ifEnabled")
                  ++ parts.when (!(cfg.enable or true)) (stage "ifDisabled");
              }) ];
          };
          kinds = {
            _callLibArgs = { inherit config lib myconfigName; currentHostName = current; useHomeManagerModule = inNixos; homeManagerUser = user; };
            inherit module;
            host = named "hosts" (name: name == current);
            rice = named "rices" (_: false);
            hostSubmoduleOptions = with library; {
              name = noDefault (strOption null);
              useHomeManagerModule = boolOption inNixos;
              homeManagerUser = noNullDefault (strOption user);
              homeManagerSystem = noDefault (strOption null);
              myconfig = attrsOption { };
              nixos = attrsOption { };
              home = attrsOption { };
              darwin = attrsOption { };
              shared = { myconfig = attrsOption { }; nixos = attrsOption { }; home = attrsOption { }; darwin = attrsOption { }; };
              rice = allowNull (enumOption (builtins.attrNames (config.\${myconfigName}.rices or { })) null);
            };
            riceSubmoduleOptions = with library; {
              name = strOption null;
              inherits = listOfOption str [ ];
              inheritanceOnly = boolOption false;
              myconfig = attrsOption { };
              nixos = attrsOption { };
              home = attrsOption { };
              darwin = attrsOption { };
            };
            hostOption = host: library.noDefault (library.submoduleOption host null);
            hostsOption = host: library.attrsOfOption (lib.types.submodule host) { };
            riceOption = rice: library.allowNull (library.submoduleOption rice null);
            ricesOption = rice: library.attrsOfOption (lib.types.submodule rice) { };
            hostNamesAssertions = _: [ ];
            riceNamesAssertions = _: [ ];
          };
          extend = before: extension: final: let prev = before final; in lib.recursiveUpdate prev (extension.libExtension final prev);
        in lib.fix (builtins.foldl' extend (_: outside.lib // library // kinds) extensions);
      systemOf = { kind, user, inNixos, current, platform ? null, own }:
        let
          special = config: specialArgs // {
            \${denixLibName} = delibFor { inherit kind user inNixos current config; };
            useHomeManagerModule = inNixos;
            homeManagerUser = user;
          };
          nixos = nixpkgs.lib.nixosSystem {
            specialArgs = special nixos.config;
            modules = own ++ extraModules ++ files ++ lib.optional inNixos home-manager.nixosModules.home-manager ++ more;
          };
          home = home-manager.lib.homeManagerConfiguration {
            extraSpecialArgs = special home.config;
            pkgs = homeManagerNixpkgs.legacyPackages.\${platform};
            modules = own ++ extraModules ++ files ++ more;
          };
        in if kind == "nixos" then nixos else if kind == "home" then home else outside;
      described = (systemOf {
        kind = "nixos";
        inNixos = useHomeManagerModule;
        user = homeManagerUser;
        current = null;
        own = [ ({ config, ... }: { \${myconfigName}.host = builtins.head (builtins.attrValues config.\${myconfigName}.hosts); }) ];
      }).config.\${myconfigName};
      hosts = described.hosts;
      rices = described.rices or { };
      systemFor = host: rice:
        let
          parts = pieces kind host.homeManagerUser host.useHomeManagerModule;
          ofRice = rice: parts.all { inherit (rice) myconfig nixos home darwin; };
        in systemOf {
          inherit kind;
          user = host.homeManagerUser;
          inNixos = host.useHomeManagerModule;
          current = host.name;
          platform = host.homeManagerSystem;
          own = [ ({ options, ... }: {
            config.\${myconfigName} = { inherit host; } // lib.optionalAttrs (options.\${myconfigName} ? rice) { inherit rice; };
          }) ] ++ lib.optionals (rice != null) (ofRice rice ++ builtins.concatMap (name: ofRice rices.\${name}) rice.inherits);
        };
      title = host: name: (if kind == "home" then "\${host.homeManagerUser}@" else "") + name;
      plain = lib.mapAttrs' (name: host: {
        name = title host name;
        value = systemFor host (if (host.rice or null) == null then null else rices.\${host.rice});
      }) hosts;
      withRice = name: rice: lib.mapAttrs' (host: value: { name = title value "\${host}-\${name}"; value = systemFor value rice; }) hosts;
      shown = lib.filterAttrs (_: rice: !rice.inheritanceOnly) rices;
    in builtins.foldl' (all: name: all // withRice name shown.\${name}) plain (builtins.attrNames shown);
in {
  lib = outside.lib // library // { inherit configurations; };
}
`;
