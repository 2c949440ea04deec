/// What an error of a report means to a person, and what can be done.
public enum ErrorMeaning {
    /// A sentence on the error of this label; nil for one that says it all, and for those of later versions.
    public static func sentence(_ label: String) -> String? { sentences[label] }

    private static let sentences = connecting.merging(responding) { first, _ in first }
        .merging(proxy) { first, _ in first }

    private static let connecting = [
        "dns": "the target's name has no address: check how it is written, or give one with --resolve.",
        "connect_refused": "nothing takes connections at the target's address and port: check both, and that it runs.",
        "connect_timeout":
            "no connection stood in time (--connect-timeout): a firewall may drop packets, the target may take too few "
            + "connections, or not speak TLS where the URL says https.",
        "connect_reset": "the target, or something before it, broke connections off while they were made.",
        "connect_unreachable": "there is no way to the target's address from here: check network and address.",
        "tls_handshake": "TLS could not be agreed on: check that the target speaks TLS 1.2 or later at this port.",
        "tls_certificate":
            "the target's certificate is not trusted, or is one for another name: --ca-file FILE trusts who issued it, "
            + "--server-name NAME checks another name, --insecure (-k) accepts any.",
        "tls_client_certificate":
            "the target asks for a client certificate, and got none or does not accept it: --cert and --key give one.",
        "no_local_ports":
            "this machine has no free port left for the target's address: keep connections alive, or use more tasks.",
        "no_descriptors": "this machine allows too few open files: raise the limit (ulimit -n), or use more tasks.",
        "target_refused": "the address must not be put under load: docs/cli.md says which.",
    ]

    private static let responding = [
        "timeout": "no whole response came in time after the send; --timeout says how long to wait.",
        "connection_closed":
            "the target closed connections before a whole response had come; one that speaks TLS does so where the URL "
            + "says http.",
        "connection_reset": "the target broke connections off before a whole response had come.",
        "too_many_redirects": "there were more redirects than --follow-redirects allows, or they lead in a circle.",
        "invalid_redirect": "a redirect named no http or https URL.",
        "malformed_status_line": "what came is no HTTP/1.1: check scheme and port of the URL.",
        "capture_missing": "responses lacked a value that the plan captures; --debug shows them.",
    ]

    private static let proxy = [
        "proxy_authentication": "the proxy wants a user and a password: --proxy http://USER:PASSWORD@HOST:PORT.",
        "proxy_refused": "the proxy opens no tunnel to the target: it may allow other hosts or ports only.",
        "proxy_invalid": "what answers at the proxy's address is no HTTP proxy.",
        "proxy_closed": "the proxy closed connections instead of opening a tunnel.",
        "proxy_timeout": "the proxy opened no tunnel in time (--connect-timeout).",
    ]
}
