lib:
[ { options.s = lib.mkOption { type = lib.types.submodule { freeformType = with lib.types; attrsOf (either str (attrsOf int)); options.known = lib.mkOption { type = lib.types.bool; default = false; }; }; }; } { s = { known = true; other = "x"; deep.n = 1; }; } { s.deep.m = 2; } ]
