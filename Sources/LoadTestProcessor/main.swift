ProcessorFunction.serve()
