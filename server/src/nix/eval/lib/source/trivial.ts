/** `lib.trivial`, `lib.fixedPoints`, `lib.asserts`, `lib.debug` and other small things. */
export const trivialSource = `
lib:
{
  id = x: x;
  const = x: y: x;
  pipe = builtins.foldl' (x: f: f x);
  or = x: y: x || y;
  and = x: y: x && y;
  xor = x: y: (!x) != (!y);
  bitNot = builtins.sub (-1);
  boolToString = b: if b then "true" else "false";
  boolToYesNo = b: if b then "yes" else "no";
  mergeAttrs = a: b: a // b;
  flip = f: a: b: f b a;
  defaultTo = default: x: if x == null then default else x;
  mapNullable = f: x: if x == null then x else f x;
  min = a: b: if a < b then a else b;
  max = a: b: if a > b then a else b;
  mod = a: b: a - b * (a / b);
  compare = a: b: if a < b then -1 else if a > b then 1 else 0;
  splitByAndCompare = p: yes: no: a: b: if p a then (if p b then yes a b else -1) else if p b then 1 else no a b;
  importJSON = path: builtins.fromJSON (builtins.readFile path);
  importTOML = path: builtins.fromTOML (builtins.readFile path);
  warn = message: value: builtins.trace message value;
  warnIf = cond: message: if cond then lib.warn message else x: x;
  warnIfNot = cond: message: if cond then x: x else lib.warn message;
  info = message: value: builtins.trace message value;
  showWarnings = warnings: value: builtins.foldl' (v: w: lib.warn w v) value warnings;
  throwIf = cond: message: if cond then throw message else x: x;
  throwIfNot = cond: message: if cond then x: x else throw message;
  checkListOfEnum = message: valid: given:
    let bad = builtins.filter (x: !(builtins.elem x valid)) given;
    in if bad == [ ] then x: x
      else throw (message + ": " + lib.concatStringsSep " " (map toString bad) + " unexpected; valid ones: " + lib.concatStringsSep " " (map toString valid));
  setFunctionArgs = f: args: { __functor = self: f; __functionArgs = args; };
  functionArgs = f: if f ? __functor then f.__functionArgs or (lib.functionArgs (f.__functor f)) else builtins.functionArgs f;
  isFunction = f: builtins.isFunction f || (f ? __functor && lib.isFunction (f.__functor f));
  mirrorFunctionArgs = f: let args = lib.functionArgs f; in g: lib.setFunctionArgs g args;
  toFunction = v: if lib.isFunction v then v else k: v;
  toHexString =
    let digits = [ "0" "1" "2" "3" "4" "5" "6" "7" "8" "9" "A" "B" "C" "D" "E" "F" ];
    in n: lib.concatStrings (map (builtins.elemAt digits) (lib.toBaseDigits 16 n));
  toBaseDigits = base: n:
    let
      split' = i: if i < base then [ i ] else [ (lib.mod i base) ] ++ split' (i / base);
    in
    assert builtins.isInt base; assert builtins.isInt n; assert base >= 2; assert n >= 0;
    lib.reverseList (split' n);
  fromHexString = text:
    let
      digits = "0123456789abcdef";
      value = c: lib.findFirst (n: builtins.substring n 1 digits == c) (throw ("not a hexadecimal digit: " + c)) (builtins.genList (n: n) 16);
      plain = lib.removePrefix "0x" (lib.toLower text);
    in builtins.foldl' (n: c: n * 16 + value c) 0 (lib.stringToCharacters plain);

  fix = f: let x = f x; in x;
  fix' = f: let x = f x // { __unfix__ = f; }; in x;
  converge = f: x: let next = f x; in if next == x then x else lib.converge f next;
  extends = overlay: f: final: let prev = f final; in prev // overlay final prev;
  composeExtensions = f: g: final: prev: let fApplied = f final prev; prev' = prev // fApplied; in fApplied // g final prev';
  composeManyExtensions = lib.foldr lib.composeExtensions (final: prev: { });
  toExtension = f: if lib.isFunction f then (final: prev: let once = f prev; in if lib.isFunction once then f final prev else once) else (final: prev: f);
  makeExtensible = lib.makeExtensibleWithCustomName "extend";
  makeExtensibleWithCustomName = name: f:
    lib.fix' (self: (f self) // builtins.listToAttrs [ { inherit name; value = g: lib.makeExtensibleWithCustomName name (lib.extends g f); } ]);

  extend = overlay: let final = lib // overlay final lib // { extend = next: lib.extend (lib.composeExtensions overlay next); }; in final;

  assertMsg = cond: message: if cond then true else throw message;
  assertOneOf = name: value: allowed: lib.assertMsg (builtins.elem value allowed) (name + " must be one of the allowed values");
  assertEachOneOf = name: values: allowed: lib.assertMsg (builtins.all (v: builtins.elem v allowed) values) ("each element of " + name + " must be one of the allowed values");
  checkAssertWarn = assertions: warnings: value:
    let failed = map (a: a.message) (builtins.filter (a: !a.assertion) assertions);
    in if failed != [ ] then throw ("Failed assertions:" + lib.concatStrings (map (m: "\\n- " + m) failed)) else lib.showWarnings warnings value;

  ifEnable = on: x:
    if on then x
    else if builtins.isList x then [ ]
    else if builtins.isAttrs x then { }
    else if builtins.isBool x then false
    else null;
  maybeAttr = name: default: set: set.\${name} or default;
  maybeAttrNullable = lib.maybeAttr;
  nvs = name: value: { \${name} = value; };
  setAttr = set: name: value: set // { \${name} = value; };
  setAttrMerge = name: default: set: f: lib.setAttr set name (f (lib.maybeAttr name default set));
  mergeAttrsWithFunc = f: a: b: let all = b // a; in all // builtins.mapAttrs (name: f all.\${name}) b;
  mergeAttrsConcatenateValues = lib.mergeAttrsWithFunc (a: b: lib.toList a ++ lib.toList b);

  traceVal = x: x;
  traceValFn = f: x: x;
  traceIf = cond: message: x: x;
  traceSeq = x: y: builtins.deepSeq x y;
  traceSeqN = depth: x: y: y;
  traceValSeq = x: builtins.deepSeq x x;
  traceValSeqFn = f: x: builtins.deepSeq (f x) x;
  traceValSeqN = depth: x: x;
}
`;
