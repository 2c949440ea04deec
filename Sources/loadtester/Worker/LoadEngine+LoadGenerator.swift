public import LoadEngine
public import ResultPipeline

/// Said where the two meet: the functions, which know no engine, stay free of it.
extension LoadEngine: LoadGenerator {}
