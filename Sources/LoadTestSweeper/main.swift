SweeperFunction.serve()
