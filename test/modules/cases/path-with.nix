lib: [
  {
    options = {
      relative = lib.mkOption { type = lib.types.pathWith { absolute = false; inStore = false; }; };
      outside = lib.mkOption { type = lib.types.pathWith { inStore = false; }; };
      free = lib.mkOption { type = lib.types.listOf (lib.types.pathWith { }); };
      twice = lib.mkOption { type = lib.types.pathWith { absolute = true; }; };
    };
  }
  {
    options.twice = lib.mkOption { type = lib.types.path; };
    options.away = lib.mkOption { type = lib.types.externalPath; };
  }
  { options.away = lib.mkOption { type = lib.types.pathWith { absolute = true; inStore = false; }; }; }
  {
    relative = ".local/share/x";
    outside = "/var/lib/x";
    free = [ "a" "/b" ];
    twice = "/c";
    away = "/d";
  }
]
