"""Which process of this machine owns the other end of a loopback connection."""

import os


def owner(peer_port: int, own_port: int) -> int | None:
    """Process id, or None where the socket is gone or not ours to see."""
    inode = _inode(peer_port, own_port)
    return _holder(f"socket:[{inode}]") if inode else None


def _inode(local_port: int, remote_port: int) -> str | None:
    local, remote = f":{local_port:04X}", f":{remote_port:04X}"
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        with open(table) as lines:
            for line in lines:
                fields = line.split()
                if fields[1].endswith(local) and fields[2].endswith(remote):
                    return fields[9]
    return None


def _holder(link: str) -> int | None:
    for pid in sorted((int(name) for name in os.listdir("/proc") if name.isdigit()), reverse=True):
        try:
            with os.scandir(f"/proc/{pid}/fd") as entries:
                if any(_reads(entry.path) == link for entry in entries):
                    return pid
        except OSError:
            continue
    return None


def _reads(path: str) -> str:
    try:
        return os.readlink(path)
    except OSError:
        return ""
