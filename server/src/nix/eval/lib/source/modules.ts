/** `lib.modules` and `lib.options`: sets that say by `_type` what they are, for the module system to read. */
export const modulesSource = `
lib:
let
  inherit (lib) attrByPath getAttrFromPath mkIf mkMerge mkOption mkOverride optional optionalAttrs setAttrByPath showOption;
  placeholder = part: part == "*" || builtins.match "<(.*)>" part != null;
in
{
  mkIf = condition: content: { _type = "if"; inherit condition content; };
  mkMerge = contents: { _type = "merge"; inherit contents; };
  mkOverride = priority: content: { _type = "override"; inherit priority content; };
  mkOptionDefault = content: { _type = "override"; priority = 1500; inherit content; };
  mkDefault = content: { _type = "override"; priority = 1000; inherit content; };
  mkImageMediaOverride = content: { _type = "override"; priority = 60; inherit content; };
  mkForce = content: { _type = "override"; priority = 50; inherit content; };
  mkVMOverride = content: { _type = "override"; priority = 10; inherit content; };
  mkOrder = priority: content: { _type = "order"; inherit priority content; };
  mkBefore = content: { _type = "order"; priority = 500; inherit content; };
  mkAfter = content: { _type = "order"; priority = 1500; inherit content; };
  mkFixStrictness = x: x;
  mkAssert = assertion: message: content: mkIf (if assertion then true else throw ("Failed assertion: " + message)) content;
  mkDefinition = args@{ file, value, ... }: args // { _type = "definition"; };
  defaultOverridePriority = 100;
  defaultOrderPriority = 1000;

  mkOption =
    { default ? null, defaultText ? null, example ? null, description ? null, relatedPackages ? null, type ? null, apply ? null, internal ? null, visible ? null, readOnly ? null }@given:
    given // { _type = "option"; };
  mkEnableOption = name: mkOption { default = false; example = true; description = "Whether to enable " + name + "."; type = lib.types.bool; };
  mkPackageOption = pkgs: name: { nullable ? false, default ? name, example ? null, extraDescription ? "", pkgsText ? "pkgs" }:
    let
      shown = if builtins.isList name then lib.last name else name;
      path = lib.toList default;
      pathText = lib.showAttrPath path;
    in
    mkOption ((
      if default != null then {
        default = attrByPath path (throw (pathText + " cannot be found in " + pkgsText)) pkgs;
        defaultText = lib.literalExpression (pkgsText + "." + pathText);
      } else if nullable then { default = null; } else { }
    ) // {
      description = "The " + shown + " package to use." + (if extraDescription == "" then "" else " ") + extraDescription;
      type = if nullable then lib.types.nullOr lib.types.package else lib.types.package;
    } // optionalAttrs (example != null) {
      example = lib.literalExpression (if builtins.isList example then pkgsText + "." + lib.showAttrPath example else example);
    });
  mkSinkUndeclaredOptions = attrs: mkOption ({
    internal = true;
    visible = false;
    default = false;
    description = "Sink for option definitions.";
    type = lib.mkOptionType { name = "sink"; check = x: true; merge = loc: defs: false; };
    apply = x: throw "Option value is not readable because the option is not declared.";
  } // attrs);
  literalExpression = text: if builtins.isString text then { _type = "literalExpression"; inherit text; } else throw "literalExpression expects a string.";
  literalCode = languageTag: text: lib.literalMD text;
  literalMD = text: if builtins.isString text then { _type = "literalMD"; inherit text; } else throw "literalMD expects a string.";
  isOption = lib.isType "option";
  isOptionType = lib.isType "option-type";
  isType = type: x: (x._type or "") == type;
  setType = typeName: value: value // { _type = typeName; };
  showOption = parts: lib.concatStringsSep "." (map (part: if placeholder part then part else lib.strings.escapeNixIdentifier part) parts);
  showFiles = files: lib.concatStringsSep " and " (map (file: "\`" + file + "'") files);
  getValues = map (x: x.value);
  getFiles = map (x: x.file);
  unknownModule = "<unknown-file>";
  mergeOneOption = lib.mergeUniqueOption { message = ""; };
  mergeUniqueOption = { message, merge ? null }: loc: defs:
    if builtins.length defs != 1 then throw ("The option \`" + showOption loc + "' is defined multiple times while it's expected to be unique.\n" + message)
    else if merge == null then (builtins.head defs).value else merge loc defs;
  mergeEqualOption = loc: defs:
    let first = (builtins.head defs).value; in
    if builtins.length defs == 1 || builtins.all (def: def.value == first) defs then first
    else throw ("The option \`" + showOption loc + "' has conflicting definition values.");
  mergeDefaultOption = loc: defs:
    let
      values = lib.getValues defs;
      first = builtins.head values;
    in
    if builtins.length values == 1 then first
    else if builtins.all lib.isFunction values then x: lib.mergeDefaultOption loc (map (f: { value = f x; }) values)
    else if builtins.all builtins.isList values then builtins.concatLists values
    else if builtins.all builtins.isAttrs values then builtins.foldl' (a: b: a // b) { } values
    else if builtins.all builtins.isBool values then builtins.any (x: x) values
    else if builtins.all builtins.isString values then lib.concatStrings values
    else if builtins.all builtins.isInt values && builtins.all (x: x == first) values then first
    else throw ("Cannot merge definitions of \`" + showOption loc + "'.");

  mkAliasDefinitions = option: mkIf option.isDefined (mkMerge option.definitions);
  mkAliasAndWrapDefinitions = wrap: option: mkIf option.isDefined (wrap (mkMerge option.definitions));
  mkAliasAndWrapDefsWithPriority = wrap: option:
    mkIf option.isDefined (wrap (mkMerge (map (mkOverride (option.highestPrio or 100)) option.definitions)));
  mkAliasIfDef = option: mkIf option.isDefined;
  mkDerivedConfig = opt: f: mkOverride (opt.highestPrio or 100) (f opt.value);

  doRename = { from, to, visible, warn, use, withPriority ? true, condition ? true }:
    { config, options, ... }:
    let
      old = getAttrFromPath from options;
      type = (attrByPath to { } options).type or (lib.types.submodule { });
      wrap = if withPriority then lib.modules.mkAliasAndWrapDefsWithPriority else lib.mkAliasAndWrapDefinitions;
    in
    {
      options = setAttrByPath from (mkOption {
        inherit visible;
        description = "Alias of {option}\`" + showOption to + "\`.";
        apply = x: use (attrByPath to (abort ("Renaming error: option \`" + showOption to + "' does not exist.")) config);
      } // optionalAttrs (type != null) { inherit type; });
      config = mkIf condition (mkMerge [
        (optionalAttrs (options ? warnings) {
          warnings = optional (warn && old.isDefined)
            ("The option \`" + showOption from + "' defined in " + lib.options.showFiles old.files + " has been renamed to \`" + showOption to + "'.");
        })
        (wrap (setAttrByPath to) old)
      ]);
    };
  mkRenamedOptionModule = from: to: lib.doRename { inherit from to; visible = false; warn = true; use = x: x; };
  mkRenamedOptionModuleWith = { from, to, sinceRelease }: lib.doRename { inherit from to; visible = false; warn = lib.oldestSupportedReleaseIsAtLeast sinceRelease; use = x: x; };
  mkAliasOptionModule = from: to: lib.doRename { inherit from to; visible = true; warn = false; use = x: x; };
  mkAliasOptionModuleMD = lib.mkAliasOptionModule;
  mkRemovedOptionModule = path: instructions:
    { options, ... }:
    let opt = getAttrFromPath path options; in
    {
      options = setAttrByPath path (mkOption {
        visible = false;
        apply = x: throw ("The option \`" + showOption path + "' can no longer be used since it's been removed. " + instructions);
      });
      config.assertions = [
        {
          assertion = !opt.isDefined;
          message = "The option definition \`" + showOption path + "' in " + lib.options.showFiles opt.files + " no longer has any effect; please remove it.\\n" + instructions + "\\n";
        }
      ];
    };
  mkMergedOptionModule = from: to: merge:
    { config, options, ... }:
    let
      unset = "_mkMergedOptionModule";
      isSet = path: getAttrFromPath path config != unset;
    in
    {
      options = builtins.foldl' lib.recursiveUpdate { } (map (path: setAttrByPath path (mkOption { visible = false; default = unset; })) from);
      config = {
        warnings = builtins.concatMap (path: optional (isSet path)
          ("The option \`" + showOption path + "' defined in " + lib.options.showFiles (getAttrFromPath path options).files + " has been changed to \`" + showOption to + "' that has a different type. Please read \`" + showOption to + "' documentation and update your configuration accordingly.")) from;
      } // setAttrByPath to (mkMerge (optional (builtins.any isSet from) (merge config)));
    };
  mkChangedOptionModule = from: to: change: lib.mkMergedOptionModule [ from ] to change;
  setDefaultModuleLocation = file: module: { _file = file; imports = [ module ]; };
  importApply = path: arg: lib.setDefaultModuleLocation path (import path arg);
  importJSON = file: { _file = file; config = lib.trivial.importJSON file; };
  importTOML = file: { _file = file; config = lib.trivial.importTOML file; };
}
`;
