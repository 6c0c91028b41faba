"""Why the system did not do something with a file, in a few English words, whatever its own language is."""

import errno

_WHY = {
    errno.EACCES: "permission denied",
    errno.EBUSY: "device or resource busy",
    errno.EDQUOT: "disk quota exceeded",
    errno.EEXIST: "file exists",
    errno.EFBIG: "file too large",
    errno.EINVAL: "invalid argument",
    errno.EIO: "input/output error",
    errno.EISDIR: "is a directory",
    errno.ELOOP: "the links there lead to each other",
    errno.EMFILE: "too many open files",
    errno.ENAMETOOLONG: "file name too long",
    errno.ENFILE: "too many open files in system",
    errno.ENODEV: "no such device",
    errno.ENOENT: "no such file or directory",
    errno.ENOMEM: "cannot allocate memory",
    errno.ENOSPC: "no space left on device",
    errno.ENOTDIR: "not a directory",
    errno.ENXIO: "no such device or address",
    errno.EPERM: "operation not permitted",
    errno.EROFS: "read-only file system",
    errno.ESTALE: "stale file handle",
}


def why_not(fault: OSError) -> str:
    """The cause of a fault; one that is not listed is told in the words of the system."""
    return _WHY.get(fault.errno or 0) or (fault.strerror or type(fault).__name__).lower()
