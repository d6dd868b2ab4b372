import { denAspects } from './denAspects.ts';
import { denBatteries } from './denBatteries.ts';

/**
 * den: hosts, users and homes out of aspects (vic/den, v0.5.0 to 927f4d8; nix/lib/types.nix, modules/context,
 * modules/outputs). Which classes users have by themselves, and whether they have what their host says for them, changed
 * with its releases. Policies and quirks of later ones are not told: hosts of a flake with such are open.
 */
export const den = `
{ lib, outside, locked, isKnown }:
let
  aspects = (${denAspects}) { inherit lib outside isKnown; };
  release =
    let named = if locked.ref == null then null else builtins.match "v0\\\\.([0-9]+)\\\\..*" locked.ref; in
    if named != null then builtins.fromJSON (builtins.head named)
    else if locked.lastModified == null then 99
    else if locked.lastModified < 1772584329 then 10
    else if locked.lastModified < 1773392129 then 11
    else if locked.lastModified < 1776546158 then 16
    else 99;
  usualClasses = if release <= 10 then [ "homeManager" ] else [ "user" ];
  hostSpeaksForUsers = release <= 12;

  make = inputs: { lib, config, options, ... }:
    let
      inherit (lib) mkOption types;
      inherit (config) den;
      text = default: mkOption { type = types.str; inherit default; };
      raw = default: mkOption { type = types.raw; inherit default; };
      more = types.lazyAttrsOf types.anything;
      tree = key: types.lazyAttrsOf (aspects.type key);
      aspectOption = key: mkOption { type = aspects.type key; default = { }; };
      aspectOf = entity: if builtins.isString entity.aspect then den.aspects.\${entity.aspect} or { } else entity.aspect;
      about = kind: { includes = [ (den.ctx.\${kind} or { }) ] ++ lib.optional (!(builtins.elem kind [ "host" "user" "home" ])) (schemaOf kind); };
      # Aspects for a kind of context that are said where its entities would be.
      schemaOf = kind: {
        includes = builtins.concatMap (each: if builtins.isAttrs each then each.includes or [ ] else [ ]) (den.schema.\${kind}.imports or [ ]);
      };
      battery = (${denBatteries}) { inherit lib inputs config outside; resolve = class: aspect: collect class { } { } aspect; };

      entity = kind: { config, ... }: {
        freeformType = more;
        options.includes = mkOption { type = types.listOf types.raw; default = [ ]; };
        imports = [ (den.schema.\${kind} or { }) (den.schema.conf or { }) (den.base.\${kind} or { }) (den.base.conf or { }) ];
        config._module.args.\${kind} = config;
      };
      hostType = system: name: { config, ... }: {
        imports = [ (entity "host") { _module.args.name = name; } ];
        options = {
          name = text name;
          hostName = text config.name;
          system = if system == null then mkOption { type = types.str; } else text system;
          class = text (if lib.hasSuffix "darwin" config.system then "darwin" else "nixos");
          description = text "";
          aspect = raw (den.aspects.\${config.name} or { });
          users = mkOption { type = types.attrsOf (userType config); default = { }; };
          instantiate = raw inputs.nixpkgs.lib.nixosSystem;
          intoAttr = raw [ "nixosConfigurations" config.name ];
          home-manager = mkOption {
            default = { };
            type = types.submodule {
              freeformType = more;
              options.enable = mkOption { type = types.bool; default = true; };
              options.module = mkOption { type = types.raw; default = config.hm-module or inputs.home-manager.nixosModules.home-manager; };
            };
          };
          mainModule = mkOption { type = types.raw; default = { imports = systemModules config; }; };
        };
      };
      userType = host: types.submodule ({ name, config, ... }: {
        imports = [ (entity "user") ];
        config._module.args.host = host;
        options = {
          name = text name;
          userName = text name;
          class = mkOption { type = types.nullOr types.str; default = null; };
          classes = mkOption { type = types.listOf types.str; default = if config.class == null then usualClasses else [ config.class ]; };
          aspect = raw (den.aspects.\${config.name} or { });
          host = raw host;
        };
      });
      homeType = system: name: { config, ... }:
        let parts = lib.splitString "@" name; in {
          imports = [ (entity "home") { _module.args.name = name; } ];
          options = {
            name = text (builtins.head parts);
            userName = text (builtins.head parts);
            hostName = mkOption { type = types.nullOr types.str; default = if builtins.length parts > 1 then lib.last parts else null; };
            system = if system == null then mkOption { type = types.str; } else text system;
            class = text "homeManager";
            aspect = raw (den.aspects.\${config.name} or { });
            pkgs = raw inputs.nixpkgs.legacyPackages.\${config.system};
            instantiate = raw inputs.home-manager.lib.homeManagerConfiguration;
            intoAttr = raw [ "homeConfigurations" name ];
          };
        };
      # Below their system, or of late by themselves.
      isSystem = name: builtins.match ".*-(linux|darwin)" name != null;
      evaluated = modules: builtins.removeAttrs (lib.evalModules { inherit modules; }).config [ "_module" ];
      perSystem = kind: mkOption {
        default = { };
        type = types.attrsOf types.deferredModule;
        apply = lib.mapAttrs (name: module:
          if isSystem name then lib.mapAttrs (inner: each: evaluated [ (kind name inner) each ])
            (evaluated [ { freeformType = types.attrsOf types.deferredModule; } module ])
          else evaluated [ (kind null name) module ]);
      };
      entitiesOf = set: builtins.concatMap (name: if isSystem name then builtins.attrValues set.\${name} else [ set.\${name} ]) (builtins.attrNames set);

      # What host and users say for each other.
      between = host: user:
        let
          from = entity: names: map (name: (aspectOf entity).provides.\${name} or { }) names;
          others = builtins.filter (each: each.name != user.name) (builtins.attrValues host.users);
          named = entity: (aspectOf entity).name or entity.name;
        in
        from host [ (named user) "to-users" ] ++ from user [ (named host) "to-hosts" ]
        ++ builtins.concatMap (other: from other [ (named user) "to-users" ]) others;
      # Later releases have aspects in entities themselves.
      inEntity = entity: { includes = if release > 16 then entity.includes else [ ]; };
      userRoot = host: user: {
        includes = [ (aspectOf user) (inEntity user) den.default (about "user") (about "default") { includes = between host user; } ];
      };
      hostScope = host: { includes = [ (aspectOf host) (inEntity host) den.default (about "host") (about "default") ]; };
      hostRoot = host: {
        includes = (hostScope host).includes ++ map
          (user: {
            _mark = "context";
            ctx = { inherit host user; };
            aspect = userRoot host user;
            scope = userRoot host user;
            inherit quirks;
          })
          (builtins.attrValues host.users);
      };
      # What the aspects of an entity say for each quirk; others may send more.
      quirks = ctx: scope: lib.mapAttrs
        (name: _: builtins.concatMap (module: lib.flatten module.imports) (collectIn { } name ctx { } scope scope) ++ outside)
        (den.quirks or { });
      collect = class: ctx: root: aspect: collectIn (quirks ctx (scopeOf ctx)) class ctx root (scopeOf ctx) aspect;
      scopeOf = ctx:
        if ctx ? user then userRoot ctx.host ctx.user
        else if ctx ? host then hostScope ctx.host
        else { };
      collectIn = quirks: class: ctx: root: scope: aspect: aspects.modules {
        inherit class ctx quirks scope;
        chain = [ root ];
        path = "top";
        depth = 0;
        forwards = 0;
        without = [ ];
        exact = false;
        direct = false;
        near = map (kind: "ctx.\${kind}") [ "host" "user" "home" "hm-host" "hm-user" ]
          ++ map (entity: (aspectOf entity)._key or "") (builtins.attrValues ctx ++ builtins.attrValues (ctx.host.users or { }));
      } aspect;

      systemModules = host:
        let
          ctx = { inherit host; };
          root = hostRoot (host // { aspect = aspectOf host; });
          users = builtins.attrValues host.users;
          homeUsers = builtins.filter (user: host.home-manager.enable && builtins.elem "homeManager" user.classes) users;
          inUser = class: user: aspect: collect class { inherit host user; } root aspect;
          account = user:
            let found = inUser "user" user (aspectOf user); in
            lib.optional (release >= 11 || found != [ ]) { users.users.\${user.userName} = _: { imports = found; }; };
          home = user: {
            home-manager.users.\${user.userName} = _: {
              imports = inUser "homeManager" user (userRoot host user) ++ inUser "homeManager" user (about "hm-user")
                ++ (if hostSpeaksForUsers then inUser "homeManager" user (aspectOf host) else [ ]);
            };
          };
          directed = builtins.any (name: den ? \${name}) [ "policies" "stages" ] 
            || builtins.any (kind: builtins.any (value: value ? into) (den.ctx.\${kind}._values or [ ])) [ "host" "user" ];
        in
        collect "nixos" ctx root root ++ collect "os" ctx root root
        ++ builtins.concatMap account users
        ++ lib.optionals (homeUsers != [ ]) ([ host.home-manager.module ] ++ collect "nixos" ctx root (about "hm-host") ++ map home homeUsers)
        ++ lib.optional directed outside;
      system = host: host.instantiate {
        modules = [ host.mainModule { nixpkgs.hostPlatform = lib.mkDefault host.system; } ];
      };
      home = each: each.instantiate {
        inherit (each) pkgs;
        modules = collect "homeManager" { home = each; } { } { includes = [ (aspectOf each) (inEntity each) den.default (about "home") (about "default") ]; };
      };
      placed = value: each:
        if builtins.isString each.intoAttr then { \${each.intoAttr}.\${each.name} = value each; }
        else if each.intoAttr == [ ] then { }
        else lib.setAttrByPath each.intoAttr (value each);
      hosts = builtins.filter (host: host.class == "nixos") (entitiesOf den.hosts);
    in {
      options.den = mkOption {
        default = { };
        type = types.submodule {
          freeformType = types.lazyAttrsOf types.unspecified;
          options = {
            hosts = perSystem hostType;
            homes = perSystem homeType;
            aspects = mkOption { type = tree "aspects"; default = { }; };
            ful = mkOption { type = types.lazyAttrsOf (tree "ful"); default = { }; };
            ctx = mkOption { type = tree "ctx"; default = { }; };
            default = aspectOption "den";
            schema = mkOption { type = types.lazyAttrsOf types.deferredModule; default = { }; };
            base = mkOption { type = types.lazyAttrsOf types.deferredModule; default = { }; };
            lib = mkOption { type = types.lazyAttrsOf types.raw; default = { }; apply = given: outside.lib // battery.lib // given; };
            provides = mkOption {
              type = tree "provides";
              default = { };
              apply = given: outside.provides // lib.mapAttrs (name: value: aspects.node "den.provides.\${name}" name [ value ]) battery.provides // given;
            };
          } // lib.genAttrs [ "_" "batteries" ] (_: mkOption {
            type = tree "provides";
            default = { };
            apply = given: den.provides // given;
          });
        };
      };
      config._module.args.den = config.den;
      config.flake = lib.mkMerge (map (placed system) hosts ++ map (placed home) (entitiesOf den.homes));
    };

  flakeModule = { inputs, lib, ... }: {
    imports = [ (make inputs) ] ++ lib.optional (!(inputs ? flake-parts)) {
      options.flake = lib.mkOption { default = { }; type = lib.types.submodule { freeformType = lib.types.lazyAttrsOf lib.types.unspecified; }; };
    };
  };
  namespace = name: sources: { config, lib, ... }: {
    imports = [ (lib.mkAliasOptionModule [ name ] [ "den" "ful" name ]) ]
      ++ map (source: { den.ful.\${name} = source.denful.\${name}; })
        (builtins.filter (source: !(builtins.isBool source)) (lib.flatten [ sources ]));
    config._module.args.\${name} = config.den.ful.\${name} or { };
  };
in {
  inherit namespace flakeModule;
  flakeModules = { default = flakeModule; dendritic = flakeModule; };
  modules.flake = { default = flakeModule; dendritic = flakeModule; };
  nixModule = make;
  flakeOutputs = lib.genAttrs [ "all" "flake" "nixosConfigurations" "homeConfigurations" "darwinConfigurations" "packages" ] (_: { });
}
`;
