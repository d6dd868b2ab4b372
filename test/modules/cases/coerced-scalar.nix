lib:
[ { options.a = lib.mkOption { type = with lib.types; coercedTo int toString str; }; options.b = lib.mkOption { type = with lib.types; coercedTo (listOf str) (l: lib.genAttrs l (_: true)) (attrsOf bool); }; } { a = 5; b = [ "x" "y" ]; } { b = { z = false; }; } ]
