import Glibc

/// The three descriptors that every process has.
enum StandardStreams {
    /// Puts something in the place of each that whoever started this process has closed. Otherwise the next file or socket
    /// that is opened would get its number, and what is printed would go there. Nothing can be written to what is put
    /// there, so that a result for a closed output is an error and not lost without a word.
    static func keepOpen() {
        for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) == -1 {
            // The lowest number that is free, which is this one.
            _ = open("/dev/null", O_RDONLY)
        }
    }
}
