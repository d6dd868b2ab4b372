/** The parts of `lib.strings` that are short in Nix. */
export const stringsSource = `
lib:
let
  inherit (builtins) concatStringsSep elem elemAt filter genList head isList isString length match replaceStrings split stringLength substring;
  lowerChars = stringToCharacters "abcdefghijklmnopqrstuvwxyz";
  upperChars = stringToCharacters "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  stringToCharacters = s: genList (n: substring n 1 s) (stringLength s);
  concatStrings = concatStringsSep "";
  concatMapStrings = f: xs: concatStrings (map f xs);
  escape = chars: replaceStrings chars (map (c: "\\\\" + c) chars);
  escapeRegex = escape (stringToCharacters "\\\\[{()^$?*+|.");
  isNixIdentifier = s: match "[a-zA-Z_][a-zA-Z0-9_'-]*" s != null;
  keywords = [ "assert" "else" "if" "in" "inherit" "let" "or" "rec" "then" "with" ];
  printable = stringToCharacters " !\\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\\\]^_\`abcdefghijklmnopqrstuvwxyz{|}~";
  ascii = { "\\t" = 9; "\\n" = 10; "\\r" = 13; } // builtins.listToAttrs (lib.imap0 (i: name: { inherit name; value = 32 + i; }) printable);
  firstUpper = s: lib.toUpper (substring 0 1 s) + substring 1 (stringLength s) s;
in
{
  inherit lowerChars upperChars stringToCharacters concatStrings concatMapStrings escape escapeRegex;
  join = concatStringsSep;
  replicate = n: s: concatStrings (genList (_: s) n);
  concatMapStringsSep = sep: f: xs: concatStringsSep sep (map f xs);
  concatImapStrings = f: xs: concatStrings (lib.imap1 f xs);
  concatImapStringsSep = sep: f: xs: concatStringsSep sep (lib.imap1 f xs);
  concatMapAttrsStringSep = sep: f: set: concatStringsSep sep (lib.mapAttrsToList f set);
  concatLines = xs: concatMapStrings (x: x + "\\n") xs;
  intersperse = sep: xs:
    if xs == [ ] || length xs == 1 then xs
    else builtins.tail (builtins.concatMap (x: [ sep x ]) xs);
  optionalString = cond: s: if cond then s else "";
  stringAsChars = f: s: concatStrings (map f (stringToCharacters s));
  replaceString = from: to: replaceStrings [ from ] [ to ];
  splitString = sep: s: filter isString (split (escapeRegex (toString sep)) (toString s));
  splitStringBy = pred: keepSplit: s:
    let
      len = stringLength s;
      go = from: at: previous:
        if at == len then [ (substring from (len - from) s) ]
        else
          let here = substring at 1 s; in
          if pred previous here
          then [ (substring from (at - from) s) ] ++ go (if keepSplit then at else at + 1) (at + 1) here
          else go from (at + 1) here;
    in go 0 0 "";
  trim = lib.trimWith { start = true; end = true; };
  trimWith = { start ? false, end ? false }: s:
    let
      blank = " \\t\\r\\n";
      pattern =
        if start && end then "[" + blank + "]*(.*[^" + blank + "])[" + blank + "]*"
        else if start then "[" + blank + "]*(.*)"
        else if end then "(.*[^" + blank + "])[" + blank + "]*"
        else "(.*)";
      found = match pattern s;
    in if found == null then "" else head found;
  toSentenceCase = s:
    if !(isString s) then throw "toSentenceCase needs a string"
    else if s == "" then "" else lib.toUpper (substring 0 1 s) + lib.toLower (substring 1 (stringLength s) s);
  toCamelCase = s:
    let
      words = filter (w: isString w && w != "") (split "[^a-zA-Z0-9]+|_" s);
      first = head words;
    in if words == [ ] then "" else (lib.toLower (substring 0 1 first) + substring 1 (stringLength first) first) + concatMapStrings firstUpper (builtins.tail words);
  escapeShellArg = arg:
    let s = toString arg; in
    if match "[[:alnum:],._+:@%/-]+" s != null then s else "'" + replaceStrings [ "'" ] [ "'\\\\''" ] s + "'";
  escapeShellArgs = lib.concatMapStringsSep " " lib.escapeShellArg;
  isValidPosixName = name: match "[a-zA-Z_][a-zA-Z0-9_]*" name != null;
  toShellVar = name: value:
    if !(lib.isValidPosixName name) then throw (name + " is not a valid shell variable name")
    else if builtins.isAttrs value && !(lib.isStringLike value)
    then "declare -A " + name + "=(" + concatStringsSep " " (lib.mapAttrsToList (n: v: "[" + lib.escapeShellArg n + "]=" + lib.escapeShellArg v) value) + ")"
    else if isList value then "declare -a " + name + "=(" + lib.escapeShellArgs value + ")"
    else name + "=" + lib.escapeShellArg value;
  toShellVars = vars: concatStringsSep "\\n" (lib.mapAttrsToList lib.toShellVar vars);
  escapeNixString = s: escape [ "$" ] (builtins.toJSON s);
  escapeNixIdentifier = s: if isNixIdentifier s && !(elem s keywords) then s else lib.strings.escapeNixString s;
  escapeXML = replaceStrings [ "\\"" "'" "<" ">" "&" ] [ "&quot;" "&apos;" "&lt;" "&gt;" "&amp;" ];
  versionOlder = a: b: builtins.compareVersions b a == 1;
  versionAtLeast = a: b: !(lib.versionOlder a b);
  getName = x: let parse = s: (builtins.parseDrvName s).name; in if isString x then parse x else x.pname or (parse x.name);
  getVersion = x: let parse = s: (builtins.parseDrvName s).version; in if isString x then parse x else x.version or (parse x.name);
  nameFromURL = url: sep:
    let file = lib.last (lib.splitString "/" url); name = head (lib.splitString sep file);
    in assert name != file; name;
  fixedWidthString = width: filler: s:
    let missing = width - stringLength s; in
    assert missing >= 0; concatStrings (genList (_: filler) (if filler == "" then 0 else missing / stringLength filler)) + s;
  fixedWidthNumber = width: n: lib.fixedWidthString width "0" (toString n);
  isStringLike = x: isString x || builtins.isPath x || x ? outPath || x ? __toString;
  isConvertibleWithToString = x: lib.isStringLike x || x == null || builtins.isInt x || builtins.isFloat x || builtins.isBool x || (isList x && builtins.all lib.strings.isConvertibleWithToString x);
  isStorePath = x:
    if lib.isStringLike x then let s = toString x; in substring 0 1 s == "/" && builtins.dirOf s == builtins.storeDir
    else false;
  toInt = s:
    let
      found = match "[[:space:]]*(-?[[:digit:]]+)[[:space:]]*" s;
      zero = match "[[:space:]]*(-?[[:digit:]]+)[[:space:]]*" s != null && match "[[:space:]]*0[[:digit:]]+[[:space:]]*" s != null;
    in if found == null then throw ("toInt: cannot convert " + lib.strings.escapeNixString s + " to an integer")
      else if zero then throw ("toInt: " + lib.strings.escapeNixString s + " has a leading zero")
      else builtins.fromJSON (head found);
  toIntBase10 = s:
    let found = match "[[:space:]]*0*(-?[[:digit:]]+)[[:space:]]*" s;
    in if found == null then throw ("toIntBase10: cannot convert " + lib.strings.escapeNixString s + " to an integer")
      else builtins.fromJSON (head found);
  fileContents = path: lib.removeSuffix "\\n" (builtins.readFile path);
  normalizePath = s: if s == "" then "" else concatStrings ([ (substring 0 1 s) ] ++ genList (n: let c = substring (n + 1) 1 s; in if c == "/" && substring n 1 s == "/" then "" else c) (stringLength s - 1));
  commonPrefixLength = a: b:
    let limit = lib.min (stringLength a) (stringLength b); go = n: if n >= limit || substring n 1 a != substring n 1 b then n else go (n + 1); in go 0;
  commonSuffixLength = a: b:
    let
      la = stringLength a; lb = stringLength b; limit = lib.min la lb;
      go = n: if n >= limit || substring (la - n - 1) 1 a != substring (lb - n - 1) 1 b then n else go (n + 1);
    in go 0;
  charToInt = c: ascii.\${c};
  escapeURL =
    let special = lib.filterAttrs (c: _: match "[A-Za-z0-9_.~-]" c == null) ascii;
    in replaceStrings (builtins.attrNames special) (map (code: "%" + lib.fixedWidthString 2 "0" (lib.toHexString code)) (builtins.attrValues special));
  sanitizeDerivationName = given:
    let
      name = builtins.unsafeDiscardStringContext given;
      parts = split "[^[:alnum:]+._?=-]+" (head (match "\\\\.*(.*)" name));
      clean = concatMapStrings (s: if isList s then "-" else s) parts;
      short = substring (lib.max (stringLength clean - 207) 0) (-1) clean;
    in
    if stringLength name <= 207 && match "[[:alnum:]+_?=-][[:alnum:]+._?=-]*" name != null then name
    else if short == "" then "unknown" else short;
  makeSearchPath = sub: xs: concatStringsSep ":" (map (x: x + "/" + sub) (filter (x: x != null) xs));
  makeSearchPathOutput = output: sub: pkgs: lib.makeSearchPath sub (map (lib.getOutput output) pkgs);
  makeBinPath = lib.makeSearchPathOutput "bin" "bin";
  makeLibraryPath = lib.makeSearchPathOutput "lib" "lib";
  makeIncludePath = lib.makeSearchPathOutput "dev" "include";
  enableFeature = flag: feature: assert isString feature; "--" + (if flag then "enable" else "disable") + "-" + feature;
  enableFeatureAs = flag: feature: value: lib.enableFeature flag feature + lib.optionalString flag ("=" + value);
  withFeature = flag: feature: assert isString feature; "--" + (if flag then "with" else "without") + "-" + feature;
  withFeatureAs = flag: feature: value: lib.withFeature flag feature + lib.optionalString flag ("=" + value);
  cmakeOptionType = type: feature: value: assert elem (lib.toUpper type) [ "BOOL" "FILEPATH" "PATH" "STRING" "INTERNAL" "LIST" ]; "-D" + feature + ":" + lib.toUpper type + "=" + value;
  cmakeBool = condition: flag: lib.cmakeOptionType "bool" condition (lib.toUpper (lib.boolToString flag));
  cmakeFeature = lib.cmakeOptionType "string";
  mesonOption = feature: value: "-D" + feature + "=" + value;
  mesonBool = condition: flag: lib.mesonOption condition (lib.boolToString flag);
  mesonEnable = feature: flag: lib.mesonOption feature (if flag then "enabled" else "disabled");
}
`;
