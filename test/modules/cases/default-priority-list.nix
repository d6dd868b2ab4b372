lib:
[ { options.a = lib.mkOption { type = with lib.types; listOf int; default = [ 0 ]; }; } { a = lib.mkDefault [ 1 ]; } { a = lib.mkDefault [ 2 ]; } ]
