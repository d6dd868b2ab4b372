lib:
[ { options = lib.genAttrs [ "l" "s" "b" ] (_: lib.mkOption { }); } { l = [ 1 ]; s = { a = 1; }; b = true; } { l = [ 2 ]; s = { b = 2; }; b = false; } ]
