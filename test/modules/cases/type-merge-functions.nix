lib:
let t = lib.types; in
[
  { options.x = lib.mkOption { type = lib.mkOptionType { name = "t"; }; }; options.out = lib.mkOption { type = t.anything; }; }
  { x = "a"; }
  { x = "b"; }
  { out.str = t.str.merge [ "a" ] [ { file = "f"; value = "x"; } ]; out.list = (t.listOf t.int).merge [ "a" ] [ { file = "f"; value = [ 1 ]; } { file = "f"; value = [ (lib.mkIf false 3) 2 ]; } ]; out.set = (t.attrsOf (t.listOf t.int)).merge [ ] [ { file = "f"; value.a = [ 1 ]; } { file = "f"; value.a = lib.mkBefore [ 2 ]; } ]; }
]
