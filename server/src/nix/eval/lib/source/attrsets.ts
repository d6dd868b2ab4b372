/** The parts of `lib.attrsets` that are short in Nix. */
export const attrsetsSource = `
lib:
let
  inherit (builtins) attrNames attrValues concatMap elem elemAt filter foldl' hasAttr head isAttrs isList length listToAttrs mapAttrs removeAttrs tail zipAttrsWith;
  pair = name: value: { inherit name value; };
  derivation' = x: (x.type or null) == "derivation";
in
rec {
  nameValuePair = pair;
  attrByPath = path: default: set:
    let go = n: s: if n == length path then s else if isAttrs s && hasAttr (elemAt path n) s then go (n + 1) (builtins.getAttr (elemAt path n) s) else default;
    in go 0 set;
  hasAttrByPath = path: set:
    let go = n: s: n == length path || (isAttrs s && hasAttr (elemAt path n) s && go (n + 1) (builtins.getAttr (elemAt path n) s));
    in go 0 set;
  longestValidPathPrefix = path: set:
    let go = n: s: if n == length path then path else if isAttrs s && hasAttr (elemAt path n) s then go (n + 1) (builtins.getAttr (elemAt path n) s) else lib.take n path;
    in go 0 set;
  getAttrFromPath = path: attrByPath path (throw ("cannot find attribute '" + lib.concatStringsSep "." path + "'"));
  setAttrByPath = path: value:
    let go = n: if n == length path then value else listToAttrs [ (pair (elemAt path n) (go (n + 1))) ];
    in go 0;
  attrVals = names: set: map (name: builtins.getAttr name set) names;
  getAttrs = names: set: listToAttrs (map (name: pair name (builtins.getAttr name set)) names);
  attrsToList = set: map (name: pair name (builtins.getAttr name set)) (attrNames set);
  mapAttrsToList = f: set: attrValues (mapAttrs f set);
  mapAttrs' = f: set: listToAttrs (mapAttrsToList f set);
  genAttrs' = xs: f: listToAttrs (map f xs);
  concatMapAttrs = f: set: mergeAttrsList (mapAttrsToList f set);
  mergeAttrsList = foldl' (a: b: a // b) { };
  filterAttrsRecursive = pred: set:
    mapAttrs (_: v: if isAttrs v then filterAttrsRecursive pred v else v) (lib.filterAttrs pred set);
  foldlAttrs = f: init: set: foldl' (acc: name: f acc name (builtins.getAttr name set)) init (attrNames set);
  foldAttrs = op: nul: sets: lib.foldr (one: acc: foldl' (all: name: all // listToAttrs [ (pair name (op (builtins.getAttr name one) (attrByPath [ name ] nul all))) ]) acc (attrNames one)) { } sets;
  collect = pred: set: if pred set then [ set ] else if isAttrs set then concatMap (collect pred) (attrValues set) else [ ];
  cartesianProduct = sets: foldl' (rows: name: concatMap (row: map (value: row // listToAttrs [ (pair name value) ]) (builtins.getAttr name sets)) rows) [ { } ] (attrNames sets);
  cartesianProductOfSets = cartesianProduct;
  mapCartesianProduct = f: sets: map f (cartesianProduct sets);
  mapAttrsRecursive = mapAttrsRecursiveCond (_: true);
  mapAttrsRecursiveCond = cond: f:
    let go = path: mapAttrs (name: value: if isAttrs value && cond value then go (path ++ [ name ]) value else f (path ++ [ name ]) value);
    in go [ ];
  mapAttrsToListRecursive = mapAttrsToListRecursiveCond (_: _: true);
  mapAttrsToListRecursiveCond = pred: f: set:
    let go = path: value: if isAttrs value && pred path value then concatMap (name: go (path ++ [ name ]) (builtins.getAttr name value)) (attrNames value) else [ (f path value) ];
    in go [ ] set;
  isDerivation = derivation';
  toDerivation = path: builtins.throw "paths of the store are not known";
  zipAttrsWithNames = names: f: sets: listToAttrs (map (name: pair name (f name (builtins.catAttrs name sets))) names);
  zipAttrs = zipAttrsWith (_: values: values);
  recursiveUpdateUntil = pred:
    let go = path: a: b: a // mapAttrs (name: value: let here = path ++ [ name ]; in if !(hasAttr name a) || pred here (builtins.getAttr name a) value then value else go here (builtins.getAttr name a) value) b;
    in go [ ];
  recursiveUpdate = a: b: recursiveUpdateUntil (_: x: y: !(isAttrs x && isAttrs y)) a b;
  matchAttrs = pattern: set:
    if !(isAttrs set) then false
    else builtins.all (name: hasAttr name set && (let p = builtins.getAttr name pattern; v = builtins.getAttr name set; in if isAttrs p then matchAttrs p v else p == v)) (attrNames pattern);
  overrideExisting = old: new: mapAttrs (name: value: attrByPath [ name ] value new) old;
  showAttrPath = path: if path == [ ] then "<root attribute path>" else lib.concatMapStringsSep "." lib.strings.escapeNixIdentifier path;
  unionOfDisjoint = a: b: let both = builtins.intersectAttrs a b; in if both == { } then a // b else mapAttrs (name: v: if hasAttr name both then throw ("unionOfDisjoint: collision on " + name) else v) (a // b);
  recurseIntoAttrs = set: set // { recurseForDerivations = true; };
  dontRecurseIntoAttrs = set: set // { recurseForDerivations = false; };
  getOutput = output: pkg: if !(pkg ? outputSpecified) || !pkg.outputSpecified then attrByPath [ output ] (pkg.out or pkg) pkg else pkg;
  getFirstOutput = candidates: pkg:
    let found = lib.findFirst (name: pkg ? \${name}) null candidates;
    in if (pkg.outputSpecified or false) || found == null then pkg else builtins.getAttr found pkg;
  getBin = getOutput "bin";
  getLib = getFirstOutput [ "lib" "out" ];
  getStatic = getFirstOutput [ "static" "lib" "out" ];
  getDev = getOutput "dev";
  getInclude = getFirstOutput [ "include" "dev" "out" ];
  getMan = getFirstOutput [ "man" "out" ];
  chooseDevOutputs = map getDev;
  updateManyAttrsByPath =
    let
      noValue = throw "updateManyAttrsByPath: no value there";
      change = n: has: value: updates:
        let
          parts = builtins.partition (u: length u.path == n) updates;
          deeper = builtins.groupBy (u: elemAt u.path n) parts.wrong;
          below =
            if parts.wrong == [ ] then value
            else if !has then mapAttrs (_: change (n + 1) false noValue) deeper
            else if isAttrs value then value // mapAttrs (name: change (n + 1) (hasAttr name value) (if hasAttr name value then builtins.getAttr name value else noValue)) deeper
            else throw "updateManyAttrsByPath: a path leads into a value that is no set";
        in foldl' (v: u: u.update v) below parts.right;
    in updates: value: change 0 true value updates;
}
`;
