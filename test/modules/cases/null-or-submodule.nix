lib:
[ { options.a = lib.mkOption { type = with lib.types; nullOr (submodule { options.x = lib.mkOption { type = int; default = 1; }; }); default = null; }; options.b = lib.mkOption { type = with lib.types; nullOr (submodule { options.x = lib.mkOption { type = int; default = 1; }; }); default = null; }; } { b = { }; } ]
