lib:
[ { options.a = lib.mkOption { type = with lib.types; attrsOf (listOf int); default = { }; }; } { a.x = lib.mkIf false [ 1 ]; a.y = lib.mkIf true [ 2 ]; a.z = lib.mkMerge [ ]; } ]
