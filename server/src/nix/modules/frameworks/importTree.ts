/**
 * import-tree: the Nix files of folders as one module, with a chain of calls to say which (vic/import-tree
 * c41e7d58045f9057880b0d85e1152d6a4430dbf1, default.nix). `leaves hidden places given` lists what lies in them: `value` is what goes into
 * the list, `seen` what filters look at (the path below the folder; other things as they are), `plain` whether it is taken
 * where no filter of one's own decides.
 */
export const importTree = `
{ lib, outside, leaves }:
let
  both = first: second: x: first x && second x;
  no = test: x: !test x;
  matches = regex: path: builtins.match regex path != null;
  empty = { keep = _: true; only = null; change = x: x; pipe = null; places = [ ]; api = { }; ready = false; };

  chosen = state: given:
    let
      wanted = leaf: (if state.only == null then leaf.plain else state.only leaf.seen) && state.keep leaf.seen;
    in
    map (leaf: state.change leaf.value) (builtins.filter wanted (leaves (state.only != null) state.places given));

  make = state:
    let
      tree = builtins.mapAttrs (_: method: method tree) state.api // {
        __config = state;
        __functor = _: given:
          let files = chosen state given; in
          if state.pipe == null then { imports = files; }
          else if !state.ready then throw "You need to call withLib before trying to read the tree."
          else state.pipe files;

        filter = test: make (state // { keep = both state.keep test; });
        filterNot = test: make (state // { keep = both state.keep (no test); });
        match = regex: tree.filter (matches regex);
        matchNot = regex: tree.filterNot (matches regex);
        initFilter = test: make (state // { only = test; });
        map = change: make (state // { change = x: change (state.change x); });
        addPath = place: make (state // { places = state.places ++ [ place ]; });
        addAPI = api: make (state // { api = state.api // api; });
        withLib = _: make (state // { ready = true; });
        pipeTo = pipe: make (state // { inherit pipe; });
        leafs = tree.pipeTo (files: files);
        result = tree [ ];
        files = tree.leafs.result;
        new = make empty;
      };
    in
    tree;
in
make empty
`;
