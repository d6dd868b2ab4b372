lib:
[ { options = lib.genAttrs [ "a" "b" "c" ] (_: lib.mkOption { type = lib.types.either lib.types.int (lib.types.listOf lib.types.str); }) // { o = lib.mkOption { type = with lib.types; oneOf [ int str (attrsOf int) ]; }; }; }
  { a = 1; b = [ "x" ]; c = [ "y" ]; o.q = 1; } { c = [ "z" ]; o.r = 2; } ]
