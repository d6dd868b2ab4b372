lib:
[ { options.environment.persistence = lib.mkOption { type = with lib.types; attrsOf (submodule { options.directories = lib.mkOption { type = listOf (coercedTo str (d: { directory = d; }) (submodule { options.directory = lib.mkOption { type = str; }; })); default = [ ]; }; }); default = { }; }; }
  ({ config, ... }: { options.persist = { enable = lib.mkEnableOption "persist"; directories = lib.mkOption { type = with lib.types; listOf str; default = [ ]; }; }; config = lib.mkIf config.persist.enable { environment.persistence."/persist".directories = config.persist.directories; }; })
  { persist.enable = true; persist.directories = [ "/a" ]; } { persist.directories = lib.mkBefore [ "/b" ]; } ]
