lib:
let
  t = lib.types;
  first = t.str // { merge = loc: defs: (lib.head defs).value; };
  described = t.submodule { options.x = lib.mkOption { type = t.int; default = 4; }; } // { description = "a thing"; };
  upper = t.listOf t.str // { merge = loc: defs: map lib.toUpper ((t.listOf t.str).merge loc defs); };
  short = t.str // { check = s: lib.isString s && lib.stringLength s < 3; };
  either = t.either short t.int;
  same = lib.mkOptionType { name = "same"; check = lib.isString; merge = lib.mergeEqualOption; };
  one = lib.mkOptionType { name = "one"; check = lib.isString; merge = lib.options.mergeOneOption; };
in
[
  { options = { f = lib.mkOption { type = t.unspecified; default = null; }; a = lib.mkOption { type = first; }; b = lib.mkOption { type = described; default = { }; }; c = lib.mkOption { type = upper; }; d = lib.mkOption { type = t.nullOr either; }; e = lib.mkOption { type = same; }; g = lib.mkOption { type = one; }; h = lib.mkOption { type = t.attrsOf described; }; }; }
  { a = "one"; c = [ "x" ]; d = "ab"; e = "s"; g = "g"; h.k = { }; }
  { a = "two"; c = lib.mkBefore [ "y" ]; e = "s"; h.k.x = 5; h.l = { }; }
]
