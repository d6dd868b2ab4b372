lib:
[ { options.l = lib.mkOption { type = lib.types.lines; default = ""; }; options.c = lib.mkOption { type = lib.types.commas; }; } { l = "a"; c = "x"; } { l = lib.mkBefore "b"; c = "y"; } { l = "c"; } ]
