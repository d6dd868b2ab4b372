lib:
[ ({ config, ... }: { options.name = lib.mkOption { type = lib.types.str; default = "box"; }; options.full = lib.mkOption { type = lib.types.str; default = "${config.name}.lan"; defaultText = "x"; description = "d"; example = "e"; }; }) { name = "other"; } ]
