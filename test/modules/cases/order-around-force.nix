lib:
[ { options.l = lib.mkOption { type = lib.types.listOf lib.types.str; default = [ ]; }; } { l = lib.mkAfter (lib.mkForce [ "x" ]); } ]
