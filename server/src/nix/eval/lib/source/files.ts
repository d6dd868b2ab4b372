/** `lib.filesystem`, `lib.path`, `lib.versions`, `lib.sources`. */
export const filesystemSource = `
lib:
let
  walk = dir: builtins.concatMap (name:
    let kind = builtins.getAttr name (builtins.readDir dir); path = dir + ("/" + name);
    in if kind == "directory" then walk path else [ path ]) (builtins.attrNames (builtins.readDir dir));
in
{
  inherit (builtins) baseNameOf dirOf isPath readDir readFileType hashFile;
  pathType = builtins.readFileType;
  pathIsDirectory = path: builtins.pathExists path && lib.filesystem.pathType path == "directory";
  pathIsRegularFile = path: builtins.pathExists path && lib.filesystem.pathType path == "regular";
  listFilesRecursive = walk;
  resolveDefaultNix = v:
    if lib.pathIsDirectory v then v + "/default.nix"
    else if builtins.isString v && lib.hasSuffix "/" v then v + "default.nix"
    else v;
  locateDominatingFile = pattern: file:
    let
      go = path:
        let matches = builtins.filter (m: m != null) (map (builtins.match pattern) (builtins.attrNames (builtins.readDir path)));
        in if matches != [ ] then { inherit path matches; } else if toString path == "/" then null else go (dirOf path);
    in go (if toString file == "/" || lib.pathIsDirectory file then file else dirOf file);
  haskellPathsInDir = root:
    builtins.listToAttrs (builtins.filter (p: builtins.pathExists (p.value + ("/" + p.name + ".cabal")))
      (map (name: { inherit name; value = root + ("/" + name); }) (builtins.attrNames (builtins.readDir root))));
}
`;

export const pathSource = `
lib:
let
  inherit (builtins) concatStringsSep filter isPath isString match split substring;
  problem = s:
    if !(isString s) then "not a string"
    else if s == "" then "empty"
    else if substring 0 1 s == "/" then "absolute"
    else if match "(.*/)?\\\\.\\\\.(/.*)?" s != null then "with a \`..\` component"
    else null;
  isValid = s: problem s == null;
  parts = s: filter (p: isString p && p != "" && p != ".") (split "/" s);
  shown = ps: "./" + (if ps == [ ] then "." else concatStringsSep "/" ps);
  demand = cond: what: lib.assertMsg cond ("lib.path: " + what);
  needPath = p: demand (isPath p) "a path was expected";
  needSubpath = s: demand (isValid s) "not a valid subpath string";
  componentsOf = p: parts (toString p);
  isPrefix = a: b: lib.take (builtins.length a) b == a;
in
{
  append = path: sub: assert needPath path; assert needSubpath sub; path + ("/" + sub);
  hasPrefix = a: assert needPath a; b: assert needPath b; isPrefix (componentsOf a) (componentsOf b);
  removePrefix = a: assert needPath a; b: assert needPath b;
    if isPrefix (componentsOf a) (componentsOf b) then shown (lib.drop (builtins.length (componentsOf a)) (componentsOf b))
    else throw "lib.path.removePrefix: the first path is not a prefix of the second";
  splitRoot = path: assert needPath path; { root = /.; subpath = shown (componentsOf path); };
  hasStorePathPrefix = path: assert needPath path;
    let c = componentsOf path; in isPrefix [ "nix" "store" ] c && builtins.length c > 2 && match ".{32}-.+" (builtins.elemAt c 2) != null
      || c != [ ] && match "[0-9a-z]{52}" (builtins.head c) != null;
  subpath = {
    inherit isValid;
    join = subs: if builtins.all isValid subs then shown (builtins.concatMap parts subs) else throw "lib.path.subpath.join: an element is not a valid subpath string";
    components = s: assert needSubpath s; parts s;
    normalise = s: assert needSubpath s; shown (parts s);
  };
}
`;

export const versionsSource = `
lib:
let part = n: v: builtins.elemAt (builtins.splitVersion v) n; in
rec {
  inherit (builtins) compareVersions splitVersion;
  major = part 0;
  minor = part 1;
  patch = part 2;
  majorMinor = v: builtins.concatStringsSep "." (lib.take 2 (splitVersion v));
  pad = n: v:
    let
        suffix = let tail = builtins.tail (lib.splitString "-" v); in if tail == [ ] then "" else "-" + builtins.concatStringsSep "-" tail;
        given = lib.splitString "." (builtins.head (lib.splitString "-" v));
    in builtins.concatStringsSep "." (lib.take n (given ++ builtins.genList (_: "0") n)) + suffix;
}
`;
