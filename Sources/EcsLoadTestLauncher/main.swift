LauncherFunction.serve()
