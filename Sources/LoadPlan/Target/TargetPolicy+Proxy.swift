extension TargetPolicy {
    /// Why nothing may go by way of a proxy; nil where it may.
    ///
    /// A proxy looks up the names of targets by itself, so that the addresses which it connects to cannot be judged here. Without the
    /// permission for private targets that would be a way around it. With the permission, the proxy's own address and every
    /// target that is an address are judged as ever.
    public var proxyRefusal: String? {
        allowsPrivate
            ? nil
            : "a proxy connects to addresses that cannot be judged here, and private targets are not permitted: "
                + "leave the proxy out, or permit private targets."
    }
}
