/** `lib.fileset` and `lib.sources`: sets of files as lists of their paths. */
export const filesetSource = `
lib:
let
  inherit (builtins) elem filter isPath pathExists;
  isFileset = x: (x._type or "") == "fileset";
  make = files: { _type = "fileset"; inherit files; };
  filesOf = x:
    if isFileset x then x.files
    else if !(isPath x) then throw "lib.fileset: neither a file set nor a path"
    else if !(pathExists x) then throw ("lib.fileset: " + toString x + " does not exist")
    else if builtins.readFileType x == "directory" then lib.filesystem.listFilesRecursive x
    else [ x ];
  components = path: filter (part: builtins.isString part && part != "") (builtins.split "/" (toString path));
  ordered = files: map (x: x.path) (builtins.sort (a: b: lib.compareLists lib.compare a.key b.key < 0) (map (path: { inherit path; key = components path; }) (lib.unique files)));
in
rec {
  inherit isFileset;
  empty = make [ ];
  unions = sets: make (builtins.concatMap filesOf sets);
  union = a: b: unions [ a b ];
  intersection = a: b: let inB = filesOf b; in make (filter (file: elem file inB) (filesOf a));
  difference = a: b: let inB = filesOf b; in make (filter (file: !(elem file inB)) (filesOf a));
  maybeMissing = path: if pathExists path then make (filesOf path) else empty;
  fileFilter = keep: path:
    make (filter (file:
      let name = baseNameOf file;
      in keep { inherit name; type = "regular"; hasExt = ext: lib.hasSuffix ("." + ext) name; }) (filesOf path));
  toList = set: ordered (filesOf set);
  trace = set: value: value;
  traceVal = set: set;
  toSource = { root, fileset }: { outPath = builtins.path { path = root; name = "source"; }; origSrc = root; };
}
`;

export const sourcesSource = `
lib:
rec {
  cleanSource = src: cleanSourceWith { inherit src; };
  cleanSourceWith = { filter ? path: type: true, src, name ? null }: { outPath = builtins.filterSource filter src; origSrc = src; };
  sourceByRegex = src: regexes: cleanSourceWith { inherit src; };
  sourceFilesBySuffices = src: suffixes: cleanSourceWith { inherit src; };
}
`;
