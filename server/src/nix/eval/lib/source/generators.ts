/** `lib.generators` and `lib.cli`. */
export const generatorsSource = `
lib:
let
  inherit (builtins) concatLists concatMap concatStringsSep isAttrs isBool isFloat isInt isList isPath isString;
  inherit (lib) concatStrings escape mapAttrsToList;
in
rec {
  mkValueStringDefault = { }: v:
    if isInt v || isFloat v || lib.isDerivation v then toString v
    else if isString v then v
    else if v == true then "true"
    else if v == false then "false"
    else if v == null then "null"
    else abort "generators.mkValueStringDefault: this kind of value is not supported";
  mkKeyValueDefault = { mkValueString ? mkValueStringDefault { } }: sep: k: v: escape [ sep ] k + sep + mkValueString v;
  toKeyValue = { mkKeyValue ? mkKeyValueDefault { } "=", listsAsDuplicateKeys ? false, indent ? "" }:
    let
      line = k: v: indent + mkKeyValue k v + "\\n";
      linesOf = k: v: if listsAsDuplicateKeys && isList v then map (line k) v else [ (line k v) ];
    in set: concatStrings (concatLists (mapAttrsToList linesOf set));
  toINI = { mkSectionName ? (name: escape [ "[" "]" ] name), mkKeyValue ? mkKeyValueDefault { } "=", listsAsDuplicateKeys ? false }: sections:
    concatStringsSep "\\n" (mapAttrsToList (name: values: "[" + mkSectionName name + "]\\n" + toKeyValue { inherit mkKeyValue listsAsDuplicateKeys; } values) sections);
  toINIWithGlobalSection = { mkSectionName ? (name: escape [ "[" "]" ] name), mkKeyValue ? mkKeyValueDefault { } "=", listsAsDuplicateKeys ? false }: { globalSection, sections ? { } }:
    (if globalSection == { } then "" else toKeyValue { inherit mkKeyValue listsAsDuplicateKeys; } globalSection + "\\n")
    + toINI { inherit mkSectionName mkKeyValue listsAsDuplicateKeys; } sections;
  toGitINI = set:
    let
      isPlainSet = v: isAttrs v && !(lib.isDerivation v);
      quoted = s: "\\"" + builtins.replaceStrings [ "\\n" "\\t" "\\"" "\\\\" ] [ "\\\\n" "\\\\t" "\\\\\\"" "\\\\\\\\" ] s + "\\"";
      section = name:
        let parts = lib.splitString "." name;
        in if lib.hasInfix "\\"" name || builtins.length parts == 1 then name
          else builtins.head parts + " \\"" + concatStringsSep "." (builtins.tail parts) + "\\"";
      valueText = v: mkValueStringDefault { } (if isString v then quoted v else v);
      line = k: v: "\\t" + mkKeyValueDefault { mkValueString = valueText; } " = " k v;
      lines = k: v: if isList v then concatStringsSep "\\n" (map (line k) v) else line k v;
      nested = builtins.filter (name: isAttrs set.\${name} && builtins.any isPlainSet (builtins.attrValues set.\${name})) (builtins.attrNames set);
      leaves = path: v:
        if isPlainSet v then concatMap (name: leaves (path ++ [ name ]) v.\${name}) (builtins.attrNames v)
        else if builtins.length path > 1 then [ (lib.setAttrByPath [ (concatStringsSep "." (lib.init path)) (lib.last path) ] v) ]
        else [ (lib.setAttrByPath path v) ];
    in toINI { mkKeyValue = lines; mkSectionName = section; }
      (removeAttrs set nested // builtins.foldl' lib.recursiveUpdate { } (leaves [ ] (lib.genAttrs nested (name: set.\${name}))));
  toJSON = { }: builtins.toJSON;
  toYAML = { }: builtins.toJSON;
  mkLuaInline = expr: { _type = "lua-inline"; inherit expr; };
  toPretty = { allowPrettyValues ? false, multiline ? true, indent ? "" }:
    let
      go = indent: v:
        let
          open = if multiline then "\\n" + indent + "  " else " ";
          close = if multiline then "\\n" + indent else " ";
          deeper = go (indent + "  ");
          text =
            let
              rows = builtins.filter isString (builtins.split "\\n" v);
              long = map (builtins.replaceStrings [ "\\\${" "''" ] [ "''\\\${" "'''" ]) rows;
              end = lib.last long;
            in
            if multiline && builtins.length rows > 1
            then "''" + open + concatStringsSep open (lib.init long) + (if end == "" then close else open + end) + "''"
            else "\\"" + concatStringsSep "\\\\n" (map (escape [ "\\\\" "\\"" "\\\${" ]) rows) + "\\"";
          args = lib.functionArgs v;
        in
        if isInt v then toString v
        else if isFloat v then builtins.toJSON v
        else if isString v then text
        else if v == true then "true"
        else if v == false then "false"
        else if v == null then "null"
        else if isPath v then toString v
        else if isList v then (if v == [ ] then "[ ]" else "[" + open + lib.concatMapStringsSep open deeper v + close + "]")
        else if lib.isFunction v then
          (if args == { } then "<function>" else "<function, args: {" + concatStringsSep ", " (mapAttrsToList (name: optional: if optional then name + "?" else name) args) + "}>")
        else if allowPrettyValues && v ? __pretty && v ? val then v.__pretty v.val
        else if v == { } then "{ }"
        else if (v.type or null) == "derivation" then "<derivation " + (v.name or "???") + ">"
        else "{" + open + concatStringsSep open (mapAttrsToList (name: value: lib.strings.escapeNixIdentifier name + " = " + deeper value + ";") v) + close + "}";
    in go indent;
}
`;

export const cliSource = `
lib:
rec {
  toGNUCommandLineShell = options: attrs: lib.escapeShellArgs (toGNUCommandLine options attrs);
  toGNUCommandLine =
    {
      mkOptionName ? k: if builtins.stringLength k == 1 then "-" + k else "--" + k,
      mkBool ? k: v: lib.optional v (mkOptionName k),
      mkList ? k: v: builtins.concatMap (mkOption k) v,
      mkOption ? k: v:
        let text = lib.generators.mkValueStringDefault { } v; in
        if v == null then [ ]
        else if optionValueSeparator == null then [ (mkOptionName k) text ]
        else [ (mkOptionName k + optionValueSeparator + text) ],
      optionValueSeparator ? null,
    }: options:
    builtins.concatLists (lib.mapAttrsToList (k: v: if builtins.isBool v then mkBool k v else if builtins.isList v then mkList k v else mkOption k v) options);
  toCommandLine = format: attrs:
    let
      render = { option, sep, explicitBool, formatArg ? lib.generators.mkValueStringDefault { } }: v:
        if v == null || (!explicitBool && v == false) then [ ]
        else if !explicitBool && v == true then [ option ]
        else if sep != null then [ (option + sep + formatArg v) ]
        else [ option (formatArg v) ];
    in
    builtins.concatLists (lib.mapAttrsToList (k: v:
      if k == "" then throw "an option needs a name"
      else if builtins.isList v then builtins.concatMap (render (format k)) v
      else render (format k) v) attrs);
  toCommandLineShell = format: attrs: lib.escapeShellArgs (toCommandLine format attrs);
  toCommandLineGNU = { isLong ? name: builtins.stringLength name > 1, explicitBool ? false, formatArg ? lib.generators.mkValueStringDefault { } }:
    toCommandLine (name: { option = (if isLong name then "--" else "-") + name; sep = if isLong name then "=" else ""; inherit explicitBool formatArg; });
  toCommandLineShellGNU = options: attrs: lib.escapeShellArgs (toCommandLineGNU options attrs);
}
`;
