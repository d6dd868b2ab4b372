lib:
[ { options.s = lib.mkOption { type = lib.types.attrsOf (lib.types.submodule { options.l = lib.mkOption { type = lib.types.listOf lib.types.str; default = [ ]; }; }); }; }
  { s.p = lib.mkMerge [ { l = [ "a" ]; } (lib.mkIf false { l = [ "b" ]; }) { l = lib.mkBefore [ "c" ]; } ]; } ]
