public import LoadEngine

extension LoadEngine: LoadGenerator {}
