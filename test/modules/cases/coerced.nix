lib:
[ { options.l = lib.mkOption { type = with lib.types; listOf (coercedTo str (d: { directory = d; }) (submodule { options.directory = lib.mkOption { type = str; }; options.mode = lib.mkOption { type = str; default = "0755"; }; })); }; }
  { l = [ "/a" { directory = "/b"; mode = "0700"; } ]; } { l = lib.mkBefore [ "/c" ]; } ]
