/** The parts of `lib.lists` that are short in Nix. */
export const listsSource = `
lib:
let
  inherit (builtins) concatLists concatMap elem elemAt filter foldl' genList head length lessThan listToAttrs sort tail;
  inherit (lib) drop findFirst take;
  minimum = a: b: if a < b then a else b;
in
{
  singleton = x: [ x ];
  forEach = xs: f: map f xs;
  fold = lib.foldr;
  foldl = op: nul: xs: foldl' op nul xs;
  concat = xs: ys: xs ++ ys;
  optionals = cond: xs: if cond then xs else [ ];
  toList = x: if builtins.isList x then x else [ x ];
  range = first: last: if first > last then [ ] else genList (n: first + n) (last - first + 1);
  replicate = n: x: genList (_: x) n;
  takeEnd = n: xs: drop (lib.max 0 (length xs - n)) xs;
  dropEnd = n: xs: take (lib.max 0 (length xs - n)) xs;
  count = pred: foldl' (n: x: if pred x then n + 1 else n) 0;
  ifilter0 = keep: xs: map (i: i.v) (filter (i: keep i.n i.v) (lib.imap0 (n: v: { inherit n v; }) xs));
  findSingle = pred: none: many: xs:
    let found = filter pred xs; n = length found;
    in if n == 0 then none else if n == 1 then head found else many;
  findFirstIndex = pred: none: xs:
    let hit = findFirst (i: pred i.v) null (lib.imap0 (n: v: { inherit n v; }) xs);
    in if hit == null then none else hit.n;
  zipListsWith = f: xs: ys: genList (n: f (elemAt xs n) (elemAt ys n)) (minimum (length xs) (length ys));
  zipLists = lib.zipListsWith (fst: snd: { inherit fst snd; });
  intersectLists = xs: filter (y: elem y xs);
  subtractLists = xs: filter (y: !(elem y xs));
  mutuallyExclusive = xs: ys: length xs == 0 || !(builtins.any (y: elem y ys) xs);
  allUnique = xs: length (lib.unique xs) == length xs;
  uniqueStrings = xs: builtins.attrNames (builtins.groupBy (x: x) xs);
  commonPrefix = xs: ys:
    let
      matching = foldl' (state: pair: if state.going && pair.fst == pair.snd then { going = true; n = state.n + 1; } else { going = false; inherit (state) n; })
        { going = true; n = 0; } (lib.zipLists xs ys);
    in take matching.n xs;
  sortOn = key: xs: map (x: elemAt x 1) (sort (a: b: head a < head b) (map (x: [ (key x) x ]) xs));
  compareLists = cmp: xs: ys:
    if xs == [ ] then (if ys == [ ] then 0 else -1)
    else if ys == [ ] then 1
    else let order = cmp (head xs) (head ys); in if order == 0 then lib.compareLists cmp (tail xs) (tail ys) else order;
  naturalSort = xs:
    let
      parts = s: map (part: if builtins.isList part then lib.toIntBase10 (head part) else part) (builtins.split "(0|[1-9][0-9]*)" s);
      keyed = map (x: [ (parts x) x ]) xs;
    in map (x: elemAt x 1) (sort (a: b: lib.compareLists lib.compare (head a) (head b) < 0) keyed);
  groupBy' = op: nul: pred: xs: builtins.mapAttrs (_: foldl' op nul) (builtins.groupBy pred xs);
  crossLists = f: foldl' (fs: args: concatMap (g: map g args) fs) [ f ];
  concatAttrValues = set: concatLists (builtins.attrValues set);
  replaceElemAt = xs: index: new:
    if index < 0 || index >= length xs then throw "'lists.replaceElemAt' called with an index outside of the list"
    else genList (n: if n == index then new else elemAt xs n) (length xs);
  listDfs = stopOnCycles: before: xs:
    let
      search = us: visited: rest:
        let
          around = builtins.partition (x: before x us) visited;
          next = builtins.partition (x: before x us) rest;
        in
        if stopOnCycles && builtins.length around.right != 0
        then { cycle = us; loops = around.right; inherit visited rest; }
        else if next.right == [ ] then { minimal = us; inherit visited rest; }
        else search (head next.right) ([ us ] ++ visited) (tail next.right ++ next.wrong);
    in search (head xs) [ ] (tail xs);
  toposort = before: xs:
    let
      this = lib.lists.listDfs true before xs;
      rest = lib.toposort before (this.visited ++ this.rest);
    in
    if length xs < 2 then { result = xs; }
    else if this ? cycle then { cycle = lib.reverseList ([ this.cycle ] ++ this.visited); inherit (this) loops; }
    else if rest ? cycle then rest
    else { result = [ this.minimal ] ++ rest.result; };
  hasPrefix = prefix: xs: take (length prefix) xs == prefix;
  removePrefix = prefix: xs:
    if lib.lists.hasPrefix prefix xs then drop (length prefix) xs
    else throw "lib.lists.removePrefix: the first list is not a prefix of the second";
}
`;
