/**
 * The part of denix' library that is the same for all hosts: short forms of options, attributes by dotted paths, files, and extensions
 * with those that come along (yunfachi/denix d90f816, lib/options.nix, attrset.nix, umport.nix, extension.nix, extensions/).
 * Of the extension `base` the displays and assertions are left out where no option stands behind them. An expression of `lib` and `isKnown`.
 */
export const denixLibrary = `(
  let
    inherit (lib) types;
    short = type: default: lib.mkOption { inherit type default; };
    shortOf = type: element: short (type element);
    either = type: option: option // { type = types.oneOf [ option.type type ]; };
    attribute = path: lib.setAttrByPath (lib.splitString "." path);
    free = types.attrsOf types.anything;
    options = rec {
      inherit (types) anything attrsOf bool coercedTo enum float int listOf number package path port singleLineStr str submodule;
      attrs = free;
      attrsLegacy = types.attrs;
      lambda = types.functionTo types.anything;
      lambdaTo = types.functionTo;
      list = types.listOf types.anything;
      anythingOption = short types.anything;
      attrsLegacyOption = short types.attrs;
      attrsOfOption = shortOf types.attrsOf;
      attrsOption = short free;
      boolOption = short types.bool;
      coercedToOption = from: coerce: to: short (types.coercedTo from coerce to);
      enumOption = shortOf types.enum;
      floatOption = short types.float;
      intOption = short types.int;
      lambdaOption = short lambda;
      lambdaToOption = shortOf types.functionTo;
      listOfOption = shortOf types.listOf;
      listOption = short list;
      numberOption = short types.number;
      packageOption = short types.package;
      pathOption = short types.path;
      portOption = short types.port;
      singleLineStrOption = short types.singleLineStr;
      strOption = short types.str;
      submoduleOption = shortOf types.submodule;
      allowAnything = either types.anything;
      allowAttrs = either free;
      allowAttrsLegacy = either types.attrs;
      allowAttrsOf = element: either (types.attrsOf element);
      allowBool = either types.bool;
      allowCoercedToOption = from: coerce: to: either (types.coercedTo from coerce to);
      allowEnum = values: either (types.enum values);
      allowFloat = either types.float;
      allowInt = either types.int;
      allowLambda = either lambda;
      allowLambdaTo = result: either (types.functionTo result);
      allowList = either list;
      allowListOf = element: either (types.listOf element);
      allowNull = option: option // { type = types.nullOr option.type; };
      allowNumber = either types.number;
      allowPackage = either types.package;
      allowPath = either types.path;
      allowPortOption = either types.port;
      allowSingleLineStrOption = either types.singleLineStr;
      allowStr = either types.str;
      noDefault = option: builtins.removeAttrs option [ "default" ];
      noNullDefault = option: if option.default == null then noDefault option else option;
      readOnly = option: option // { readOnly = true; };
      apply = option: apply: option // { inherit apply; };
      description = option: description: option // { inherit description; };
      singleEnableOption = default: { name, ... }: attribute "\${name}.enable" (boolOption default);
      singleCascadeEnableOption = args: singleEnableOption args.parent.enable args;
      moduleOptions = options: args: attribute args.name (if builtins.isFunction options then options args else options);
    };
    byPath = {
      splitStrPath = lib.splitString ".";
      getAttrByStrPath = path: set: default: lib.attrByPath (lib.splitString "." path) default set;
      setAttrByStrPath = attribute;
      hasAttrs = names: set: names == [ ] || builtins.any (name: set ? \${name}) names;
    };
    isNix = lib.hasSuffix ".nix";
    below = place:
      if builtins.readFileType place != "directory" then lib.optional (isNix (toString place)) place
      else builtins.concatLists (lib.mapAttrsToList (name: kind:
        if kind == "directory" then below (place + "/\${name}") else lib.optional (isNix name) (place + "/\${name}")) (builtins.readDir place));
    beside = place: builtins.concatLists (lib.mapAttrsToList (name: kind:
      lib.optional (kind == "directory" || isNix name) (place + "/\${name}")) (builtins.readDir place));
    isBelow = place: folder: toString place == toString folder || lib.hasPrefix (toString folder + "/") (toString place);
    umport = { path ? null, paths ? [ ], include ? [ ], exclude ? [ ], recursive ? true }:
      let
        find = builtins.concatMap (if recursive then below else beside);
        isLeft = place: !(lib.any (isBelow place) exclude);
      in lib.unique (builtins.filter isLeft (find (paths ++ lib.optional (path != null) path)) ++ find include);
    asOverlay = given: final: prev:
      let once = given prev; in
      if !builtins.isFunction given then given else if builtins.isFunction once then given final prev else once;
    over = first: second: final: prev:
      let early = first final prev; in lib.recursiveUpdate early (second final (prev // early));
    extension = { name, description ? null, maintainers ? [ ], config ? (_: _: { }), initialConfig ? null, configOrder ? 0,
        libExtension ? (_: _: _: { }), libExtensionOrder ? 0, modules ? (_: [ ]) }:
      let
        start = if initialConfig == null then (_: { }) else if builtins.isFunction initialConfig then initialConfig else _: initialConfig;
        make = given:
          let
            overlay = asOverlay given;
            settled = lib.fix (final: let prev = start final; in lib.recursiveUpdate prev (overlay final prev));
            once = libExtension settled;
          in {
            inherit name description maintainers initialConfig configOrder libExtensionOrder;
            libExtension = if !builtins.isFunction libExtension then (_: _: libExtension)
              else if builtins.isFunction once then asOverlay once else _: _: once;
            modules = if builtins.isFunction modules then modules settled else modules;
            __unfix__ = make;
            __unfixConfig__ = overlay;
            config = settled;
            withConfig = more: make (over overlay (asOverlay more));
          };
      in make config;
    mergeExtensions = name: parts:
      let
        by = order: builtins.sort (a: b: a.\${order} < b.\${order}) parts;
        starts = builtins.filter (each: each.initialConfig != null) parts;
      in if builtins.length parts == 1 then builtins.head parts else extension {
        inherit name;
        config = builtins.foldl' over (_: _: { }) (map (each: each.__unfixConfig__) (by "configOrder"));
        initialConfig = if builtins.length starts == 1 then (builtins.head starts).initialConfig else null;
        libExtension = config: builtins.foldl' over (_: _: { }) (map (each: (each.__unfix__ config).libExtension) (by "libExtensionOrder"));
        modules = config: builtins.concatMap (each: (each.__unfix__ config).modules) parts;
      };
    callExtension = file: import file { delib = self; inherit lib; };
    callExtensions = { paths ? [ ], exclude ? [ ], recursive ? true }:
      lib.mapAttrs mergeExtensions (builtins.groupBy (each: each.name) (map callExtension (umport { inherit paths exclude recursive; })));
    args = extension {
      name = "args";
      config.path = "args";
      modules = config: [ ({ delib, ... }: delib.module {
        name = config.path;
        options = attribute config.path (lib.genAttrs [ "shared" "nixos" "home" "darwin" ] (_: options.attrsLegacyOption { }));
        nixos.always = { cfg, ... }: { imports = [ { _module.args = cfg.shared; } { _module.args = cfg.nixos; } ]; };
        home.always = { cfg, ... }: { imports = [ { _module.args = cfg.shared; } { _module.args = cfg.home; } ]; };
      }) ];
    };
    base = extension {
      name = "base";
      initialConfig = {
        enableAll = true;
        args = { enable = false; path = "args"; };
        assertions = { enable = true; moduleSystem = "home-manager"; };
      };
      config = final: _: {
        hosts = {
          enable = final.enableAll;
          inherit (final) args assertions;
          type = { enable = true; generateIsType = true; types = [ "desktop" "laptop" "server" ]; };
          features = { enable = true; generateIsFeatured = true; features = [ ]; default = [ ]; defaultByHostType = { }; };
          system.enable = true;
          displays.enable = true;
          extraSubmodules = [ ];
        };
        rices = { enable = final.enableAll; inherit (final) args assertions; extraSubmodules = [ ]; };
      };
      libExtension = config: _: _: {
        generateHostTypeSubmodule = { generateIsType ? config.hosts.type.generateIsType, types ? config.hosts.type.types }:
          { config, ... }: {
            options = { type = options.noDefault (options.enumOption types null); } // lib.optionalAttrs generateIsType (
              { isPC = options.boolOption (builtins.elem config.type [ "desktop" "laptop" ]); }
              // builtins.listToAttrs (map (type: {
                name = "is" + lib.toUpper (builtins.substring 0 1 type) + builtins.substring 1 (-1) type;
                value = options.boolOption (config.type == type);
              }) types));
          };
        generateHostFeaturesSubmodule = { generateIsFeatured ? config.hosts.features.generateIsFeatured,
            features ? config.hosts.features.features, default ? config.hosts.features.default,
            defaultByHostType ? config.hosts.features.defaultByHostType }:
          { config, ... }: {
            options = {
              defaultFeatures = options.listOfOption (types.enum features) (default ++ (defaultByHostType.\${config.type} or [ ]));
              features = options.listOfOption (types.enum features) [ ];
            } // lib.optionalAttrs generateIsFeatured (builtins.listToAttrs (map (feature: {
              name = "\${feature}Featured";
              value = options.boolOption (builtins.elem feature (config.features ++ config.defaultFeatures));
            }) features));
          };
        generateHostDisplaysSubmodule = _: { config, ... }: {
          options.displays = options.listOfOption (types.submodule {
            options = {
              enable = options.boolOption true;
              name = options.noDefault (options.strOption null);
              primary = options.boolOption (builtins.length config.displays == 1);
              touchscreen = options.boolOption false;
              refreshRate = options.intOption 60;
              width = options.intOption 1920;
              height = options.intOption 1080;
              x = options.intOption 0;
              y = options.intOption 0;
            };
          }) [ ];
        };
        generateHostSystemSubmodule = _: { config, ... }: {
          options.system = options.allowNull (options.strOption null);
          config.homeManagerSystem = lib.mkIf (config.system != null) config.system;
        };
      };
      modules = config:
        let
          told = category: names: lib.optionalAttrs config.\${category}.args.enable (attribute config.\${category}.args.path { shared = names; });
        in lib.optional config.hosts.enable ({ delib, ... }: delib.module {
          name = "hosts";
          options =
            let
              inherit (config) hosts;
              parts = [ { options = delib.hostSubmoduleOptions; } ]
                ++ lib.optional hosts.type.enable (delib.generateHostTypeSubmodule { })
                ++ lib.optional hosts.features.enable (delib.generateHostFeaturesSubmodule { })
                ++ lib.optional hosts.displays.enable (delib.generateHostDisplaysSubmodule { })
                ++ lib.optional hosts.system.enable (delib.generateHostSystemSubmodule { })
                ++ hosts.extraSubmodules;
            in { host = delib.hostOption parts; hosts = delib.hostsOption parts; };
          nixos.always = { myconfig, ... }:
            let current = delib._callLibArgs.currentHostName; in
            lib.optionalAttrs config.hosts.system.enable {
              nixpkgs.hostPlatform = lib.mkIf (current != null && myconfig.hosts.\${current}.system != null) myconfig.hosts.\${current}.system;
            };
          myconfig.always = { myconfig, ... }: told "hosts" { inherit (myconfig) host hosts; };
        }) ++ lib.optional config.rices.enable ({ delib, ... }: delib.module {
          name = "rices";
          options =
            let parts = [ { options = delib.riceSubmoduleOptions; } ] ++ config.rices.extraSubmodules;
            in { rice = delib.riceOption parts; rices = delib.ricesOption parts; };
          myconfig.always = { myconfig, ... }: told "rices" { inherit (myconfig) rice rices; };
        });
    };
    overlays = extension {
      name = "overlays";
      config = { defaultTargets = [ "nixos" "home" ]; moduleNamePrefix = "overlays"; };
      libExtension = config: final: _: {
        overlayModule = { name, overlay ? null, overlays ? [ ], targets ? config.defaultTargets, withPrefix ? true, enabled ? true }:
          let set = { nixpkgs.overlays = overlays ++ lib.optional (overlay != null) overlay; }; in
          final.module {
            name = if withPrefix then "\${config.moduleNamePrefix}.\${name}" else name;
            options = options.singleEnableOption enabled;
            nixos.ifEnabled = lib.mkIf (builtins.elem "nixos" targets) set;
            home.ifEnabled = lib.mkIf (builtins.elem "home" targets) set;
          };
      };
    };
    self = options // byPath // {
      inherit options umport extension mergeExtensions callExtension callExtensions;
      inherit (lib) fix;
      attrset = byPath;
      extensions = { inherit args base overlays; };
    };
  in self
)`;
