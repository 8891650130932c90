"""What the operating system refuses, in the language in use; what is not known here keeps the system's own words."""

import errno

from store.language import _


def system_words(error: OSError) -> str:
    """Return what is the matter: "No space is left on the disk"."""
    known = {
        errno.ENOENT: _("There is no such file or folder"),
        errno.EACCES: _("You have no permission for that"),
        errno.EPERM: _("You have no permission for that"),
        errno.EISDIR: _("It is a folder, not a file"),
        errno.ENOTDIR: _("A part of the path is a file, not a folder"),
        errno.EEXIST: _("It is there already"),
        errno.ENOSPC: _("No space is left on the disk"),
        errno.EDQUOT: _("Your quota of the disk is used up"),
        errno.EROFS: _("The disk can only be read"),
        errno.EIO: _("The disk or the line failed"),
        errno.ENAMETOOLONG: _("The name is too long"),
        errno.EMFILE: _("Too many files are open"),
        errno.ECONNREFUSED: _("The connection was refused"),
        errno.ETIMEDOUT: _("There was no answer in time"),
    }
    return known.get(error.errno or 0) or error.strerror or str(error)
