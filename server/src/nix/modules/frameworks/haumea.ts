/**
 * haumea: a folder as a set, each file loaded and each folder transformed (nix-community/haumea, src). Names that start
 * with `_` are seen from the tree alone, with `__` from their own folder alone.
 */
export const haumea = `
{ lib, outside, ... }:
let
  parse = name: kind:
    let parts = builtins.match "(_{0,2})(.*)" name; stripped = builtins.elemAt parts 1; bare = builtins.match "(.+)\\\\.[^.]+" stripped; in
    if stripped == "" then null
    else {
      inherit stripped;
      name = if kind == "directory" || bare == null then stripped else builtins.head bare;
      visibility = { "" = "public"; "_" = "root"; "__" = "super"; }.\${builtins.head parts};
    };
  take = n: list: lib.take n list;
  view = { cursor ? [ ], node, pov, transformer }:
    if !node.isDir then node.content
    else transformer cursor (builtins.listToAttrs (builtins.concatMap
      (name:
        let
          child = node.children.\${name};
          seen = {
            public = true;
            root = pov != "external";
            super = pov != "external" && take (builtins.length cursor) pov == cursor;
          }.\${child.visibility};
        in
        if seen then [ { inherit name; value = view { cursor = cursor ++ [ name ]; node = child; inherit pov transformer; }; } ] else [ ])
      (builtins.attrNames node.children)));
  gather = { src, matchers, inputs, tree }:
    let content = builtins.readDir src; in
    builtins.listToAttrs (builtins.concatMap
      (file:
        let
          kind = content.\${file};
          parsed = parse file kind;
          matches = builtins.filter (each: each.matches parsed.stripped) matchers;
        in
        if parsed == null then [ ]
        else if kind == "directory" then [ {
          inherit (parsed) name;
          value = {
            inherit (parsed) visibility;
            isDir = true;
            children = gather { inherit inputs matchers; src = src + "/\${file}"; tree = tree // { pov = tree.pov ++ [ parsed.name ]; }; };
          };
        } ]
        else if kind == "regular" && matches != [ ] then [ {
          inherit (parsed) name;
          value = {
            inherit (parsed) visibility;
            isDir = false;
            content =
              let
                self = (builtins.head matches).loader
                  (inputs // { inherit self; super = lib.getAttrFromPath tree.pov (view tree); root = view tree; })
                  (src + "/\${file}");
              in self;
          };
        } ]
        else [ ])
      (builtins.attrNames content));
  loadWith = importer: inputs: path:
    let value = importer path; in
    if builtins.isFunction value then value (builtins.mapAttrs (name: _: inputs.\${name}) (builtins.functionArgs value)) else value;
  loaders = {
    default = loadWith import;
    verbatim = _: import;
    path = _: path: path;
    scoped = inputs: loadWith (builtins.scopedImport inputs) inputs;
    callPackage = inputs: path:
      let value = import path; wanted = builtins.functionArgs value; in
      value (builtins.intersectAttrs wanted inputs);
  };
  extension = ext: loader: {
    matches = file: lib.hasSuffix ".\${ext}" file && builtins.stringLength file > builtins.stringLength ext + 1;
    inherit loader;
  };
  matchers = {
    inherit extension;
    nix = extension "nix";
    json = extension "json" (_: lib.importJSON);
    toml = extension "toml" (_: lib.importTOML);
    always = loader: { matches = _: true; inherit loader; };
    regex = re: loader: {
      matches = file: builtins.match re file != null;
      loader = inputs: path: loader (builtins.match re (baseNameOf path)) inputs path;
    };
  };
  hoist = merge: wrap: from: to: cursor: set:
    let target = if cursor == [ ] then to else from; in
    lib.foldl' merge { } (map
      (file:
        let value = set.\${file}; in
        if !(value ? \${from}) then { \${file} = value; }
        else { \${file} = removeAttrs value [ from ]; \${target} = wrap file value.\${from}; })
      (builtins.attrNames set));
  transformers = {
    liftDefault = _: set: removeAttrs set [ "default" ] // (set.default or { });
    hoistAttrs = hoist lib.recursiveUpdate (file: value: { \${file} = value; });
    hoistLists = from: to: cursor:
      let key = if cursor == [ ] then to else from; in
      hoist
        (a: b: a // b // { \${key} = (a.\${key} or [ ]) ++ (b.\${key} or [ ]); })
        (_: value: value) from to cursor;
    prependUnderscore = _: lib.mapAttrs' (name: value: {
      name = if builtins.match "[A-Za-z_].*" name != null then name else "_\${name}";
      inherit value;
    });
  };
in {
  lib = {
    inherit loaders matchers transformers;
    load = { src, loader ? loaders.default, inputs ? { }, transformer ? [ ] }:
      let
        applied = cursor: set: builtins.foldl' (all: each: each cursor all) set (lib.flatten [ transformer ]);
        root = {
          isDir = true;
          children = gather {
            inherit src inputs;
            matchers = if builtins.isFunction loader then [ (matchers.nix loader) ] else loader;
            tree = { pov = [ ]; transformer = applied; node = root; };
          };
        };
      in
      view { pov = "external"; transformer = applied; node = root; };
    loadEvalTests = _: { };
  };
}
`;
