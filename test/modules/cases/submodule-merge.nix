lib:
[ { options.s = lib.mkOption { type = lib.types.attrsOf (lib.types.submodule { options.l = lib.mkOption { type = lib.types.listOf lib.types.str; default = [ ]; }; options.x = lib.mkOption { type = lib.types.int; default = 1; }; }); }; }
  { options.s = lib.mkOption { type = lib.types.attrsOf (lib.types.submodule { options.more = lib.mkOption { type = lib.types.str; default = "extra"; }; }); }; }
  { s.p.l = [ "a" ]; } { s.p = lib.mkIf true { l = [ "b" ]; x = lib.mkForce 3; }; s.q = lib.mkIf false { x = 9; }; } { s.p.x = 2; } ]
