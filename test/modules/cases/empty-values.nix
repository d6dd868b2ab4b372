lib:
[ { options = { l = lib.mkOption { type = lib.types.listOf lib.types.str; }; a = lib.mkOption { type = lib.types.attrsOf lib.types.str; }; n = lib.mkOption { type = lib.types.nullOr lib.types.str; }; s = lib.mkOption { type = lib.types.submodule { options.x = lib.mkOption { default = 1; }; }; }; }; } ]
