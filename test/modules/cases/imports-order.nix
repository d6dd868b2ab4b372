lib:
let decl = { options.l = lib.mkOption { type = lib.types.listOf lib.types.str; default = [ "default" ]; }; };
in [ decl { imports = [ { l = [ "inner1" ]; } { imports = [ { l = [ "deep" ]; } ]; l = [ "inner2" ]; } ]; l = [ "outer" ]; } { l = [ "last" ]; } ]
