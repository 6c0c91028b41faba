/* The layer lies between a program and its disk. Preloaded, it writes down what a process does to the files
   beneath one folder (LAYER_FOLDER, to LAYER_LOG), and makes calls fail that were chosen to (LAYER_FAULT, or
   layer_fail). tests/survival/layer.py builds it and reads what it wrote. Linux and glibc only. */

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#define SHORT (-1)

struct record {
    uint32_t mark;
    uint32_t kind;
    uint64_t inode;
    uint64_t at;
    uint32_t path;
    uint32_t data;
};

static pthread_mutex_t turn = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP;
static char folder[PATH_MAX];
static size_t folder_length;
static int log_file = -1;

static struct {
    char call[16], ending[64];
    int error;
    long first, count, seen, hit;
    double chance;
    uint64_t state;
} fault;

void layer_fail(const char *call, int error, long first, long count, const char *ending)
{
    pthread_mutex_lock(&turn);
    snprintf(fault.call, sizeof fault.call, "%s", call);
    snprintf(fault.ending, sizeof fault.ending, "%s", ending);
    fault.error = error;
    fault.first = first;
    fault.count = count;
    fault.seen = fault.hit = 0;
    fault.chance = 0;
    pthread_mutex_unlock(&turn);
}

void layer_fail_by_chance(const char *call, int error, double chance, unsigned long seed, const char *ending)
{
    layer_fail(call, error, 0, 0, ending);
    fault.chance = chance;
    fault.state = seed * 2654435761u + 88172645463325252ull;
}

long layer_hits(void) { return fault.hit; }

__attribute__((constructor)) static void begin(void)
{
    const char *given = getenv("LAYER_FOLDER"), *log = getenv("LAYER_LOG"), *wanted = getenv("LAYER_FAULT");
    if (given) {
        snprintf(folder, sizeof folder, "%s/", given);
        folder_length = strlen(folder);
    }
    if (log)
        log_file = syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
    if (wanted) {
        char call[16] = "", ending[64] = "";
        int error = 0;
        long first = 0, count = 0;
        if (sscanf(wanted, "%15[^:]:%d:%ld:%ld:%63s", call, &error, &first, &count, ending) >= 4)
            layer_fail(call, error, first, count, ending);
    }
}

static int within(const char *path) { return folder_length && !strncmp(path, folder, folder_length); }

static int name_of(int fd, char *path)
{
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, PATH_MAX - 1);
    path[length < 0 ? 0 : length] = 0;
    return length > 0 && path[0] == '/';
}

static int full(int base, const char *given, char *path)
{
    char start[PATH_MAX];
    if (given[0] == '/') {
        snprintf(path, PATH_MAX, "%s", given);
        return within(path);
    }
    if (base == AT_FDCWD ? !getcwd(start, sizeof start) : !name_of(base, start))
        return 0;
    if (snprintf(path, PATH_MAX, "%s/%s", start, given) >= PATH_MAX)
        return 0;
    return within(path);
}

static int ours(int fd, char *path, struct stat *about)
{
    if (!folder_length || fstat(fd, about) || !(S_ISREG(about->st_mode) || S_ISDIR(about->st_mode)))
        return 0;
    if (!name_of(fd, path))
        return 0;
    return within(path) || (S_ISDIR(about->st_mode) && strlen(path) + 1 == folder_length && !strncmp(path, folder, folder_length - 1));
}

static void note(char kind, uint64_t inode, uint64_t at, const char *path, const void *data, size_t length)
{
    if (log_file < 0)
        return;
    struct record record = {0x4c415952, (uint32_t)kind, inode, at, path ? strlen(path) : 0, length};
    struct iovec parts[3] = {{&record, sizeof record}, {(void *)path, record.path}, {(void *)data, length}};
    if (writev(log_file, parts, 3) < 0)
        abort();
}

void layer_mark(const char *text)
{
    pthread_mutex_lock(&turn);
    note('A', 0, 0, "", text, strlen(text));
    pthread_mutex_unlock(&turn);
}

/* 0: go on; SHORT: do half of it; else the error that the call gives. */
static int fails(const char *call, const char *path)
{
    size_t ending = strlen(fault.ending), length = strlen(path);
    if (!fault.call[0] || strcmp(call, fault.call))
        return 0;
    if (ending > length || strcmp(path + length - ending, fault.ending))
        return 0;
    fault.seen++;
    if (fault.chance > 0) {
        fault.state ^= fault.state << 13, fault.state ^= fault.state >> 7, fault.state ^= fault.state << 17;
        if ((double)(fault.state >> 11) / 9007199254740992.0 >= fault.chance)
            return 0;
    } else if (fault.seen < fault.first || (fault.count && fault.seen >= fault.first + fault.count))
        return 0;
    fault.hit++;
    return fault.error;
}

static int refused(const char *call, const char *path)
{
    int error = fails(call, path);
    if (!error)
        return 0;
    errno = error == SHORT ? EIO : error;
    return 1;
}

static int opened(int base, const char *given, int flags, mode_t mode)
{
    char path[PATH_MAX];
    struct stat about;
    int inside = folder_length && full(base, given, path);
    int writes = flags & (O_CREAT | O_TRUNC | O_WRONLY | O_RDWR);
    if (!inside || !writes)
        return syscall(SYS_openat, base, given, flags | O_LARGEFILE, mode);
    pthread_mutex_lock(&turn);
    int fd = -1, there = !syscall(SYS_faccessat, base, given, F_OK);
    if (!refused("open", path))
        fd = syscall(SYS_openat, base, given, flags | O_LARGEFILE, mode);
    int error = errno;
    if (fd >= 0 && ours(fd, path, &about)) {
        if (!there)
            note('C', about.st_ino, 0, path, NULL, 0);
        else if (flags & O_TRUNC)
            note('T', about.st_ino, 0, path, NULL, 0);
    }
    errno = error;
    pthread_mutex_unlock(&turn);
    return fd;
}

#define MODE(mode)                                   \
    mode_t mode = 0;                                 \
    if (flags & (O_CREAT | __O_TMPFILE)) {           \
        va_list rest;                                \
        va_start(rest, flags);                       \
        mode = va_arg(rest, mode_t);                 \
        va_end(rest);                                \
    }

int open(const char *path, int flags, ...) { MODE(mode) return opened(AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE(mode) return opened(AT_FDCWD, path, flags, mode); }
int openat(int base, const char *path, int flags, ...) { MODE(mode) return opened(base, path, flags, mode); }
int openat64(int base, const char *path, int flags, ...) { MODE(mode) return opened(base, path, flags, mode); }
int creat(const char *path, mode_t mode) { return opened(AT_FDCWD, path, O_CREAT | O_WRONLY | O_TRUNC, mode); }
int creat64(const char *path, mode_t mode) { return creat(path, mode); }

static ssize_t written(int fd, const void *data, size_t length, off64_t at)
{
    char path[PATH_MAX];
    struct stat about;
    ssize_t done = -1;
    if (fd == log_file || !ours(fd, path, &about))
        return at < 0 ? syscall(SYS_write, fd, data, length) : syscall(SYS_pwrite64, fd, data, length, at);
    pthread_mutex_lock(&turn);
    int error = fails("write", path);
    if (error == SHORT && length > 1)
        length /= 2, error = 0;
    if (error)
        errno = error == SHORT ? EIO : error;
    else
        done = at < 0 ? syscall(SYS_write, fd, data, length) : syscall(SYS_pwrite64, fd, data, length, at);
    error = errno;
    if (done > 0)
        note('W', about.st_ino, at < 0 ? lseek64(fd, 0, SEEK_CUR) - done : at, path, data, done);
    errno = error;
    pthread_mutex_unlock(&turn);
    return done;
}

ssize_t write(int fd, const void *data, size_t length) { return written(fd, data, length, -1); }
ssize_t pwrite(int fd, const void *data, size_t length, off_t at) { return written(fd, data, length, at); }
ssize_t pwrite64(int fd, const void *data, size_t length, off64_t at) { return written(fd, data, length, at); }

static int on_file(int fd, char kind, const char *call, long number, off64_t at)
{
    char path[PATH_MAX];
    struct stat about;
    if (!ours(fd, path, &about))
        return syscall(number, fd, at);
    pthread_mutex_lock(&turn);
    int done = refused(call, path) ? -1 : (int)syscall(number, fd, at), error = errno;
    if (!done)
        note(S_ISDIR(about.st_mode) ? 'F' : kind, about.st_ino, at, path, NULL, 0);
    errno = error;
    pthread_mutex_unlock(&turn);
    return done;
}

int ftruncate(int fd, off_t at) { return on_file(fd, 'T', "truncate", SYS_ftruncate, at); }
int ftruncate64(int fd, off64_t at) { return on_file(fd, 'T', "truncate", SYS_ftruncate, at); }
int fsync(int fd) { return on_file(fd, 'S', "sync", SYS_fsync, 0); }
int fdatasync(int fd) { return on_file(fd, 'S', "sync", SYS_fdatasync, 0); }

static int on_names(const char *call, char kind, int base, const char *given, int to, const char *other, long number,
                    long a, long b, long c, long d, long e)
{
    char path[PATH_MAX], target[PATH_MAX] = "";
    int inside = folder_length && full(base, given, path);
    if (inside && other)
        inside = full(to, other, target);
    if (!inside)
        return syscall(number, a, b, c, d, e);
    pthread_mutex_lock(&turn);
    int done = refused(call, other ? target : path) ? -1 : (int)syscall(number, a, b, c, d, e), error = errno;
    if (!done)
        note(kind, 0, 0, path, target, strlen(target));
    errno = error;
    pthread_mutex_unlock(&turn);
    return done;
}

int renameat2(int a, const char *from, int b, const char *to, unsigned flags)
{
    return on_names("rename", 'R', a, from, b, to, SYS_renameat2, a, (long)from, b, (long)to, flags);
}
int renameat(int a, const char *from, int b, const char *to) { return renameat2(a, from, b, to, 0); }
int rename(const char *from, const char *to) { return renameat2(AT_FDCWD, from, AT_FDCWD, to, 0); }
int linkat(int a, const char *from, int b, const char *to, int flags)
{
    return on_names("link", 'L', a, from, b, to, SYS_linkat, a, (long)from, b, (long)to, flags);
}
int link(const char *from, const char *to) { return linkat(AT_FDCWD, from, AT_FDCWD, to, 0); }
int unlinkat(int base, const char *path, int flags)
{
    return on_names("unlink", 'U', base, path, 0, NULL, SYS_unlinkat, base, (long)path, flags, 0, 0);
}
int unlink(const char *path) { return unlinkat(AT_FDCWD, path, 0); }
int rmdir(const char *path) { return unlinkat(AT_FDCWD, path, AT_REMOVEDIR); }
int mkdirat(int base, const char *path, mode_t mode)
{
    return on_names("mkdir", 'M', base, path, 0, NULL, SYS_mkdirat, base, (long)path, mode, 0, 0);
}
int mkdir(const char *path, mode_t mode) { return mkdirat(AT_FDCWD, path, mode); }

/* What the layer cannot write down is not there: programs then do it by reading and writing. */
ssize_t sendfile(int out, int in, off_t *at, size_t length)
{
    char path[PATH_MAX];
    struct stat about;
    if (!ours(out, path, &about))
        return syscall(SYS_sendfile, out, in, at, length);
    errno = EINVAL;
    return -1;
}
ssize_t sendfile64(int out, int in, off64_t *at, size_t length) { return sendfile(out, in, (off_t *)at, length); }
ssize_t copy_file_range(int in, off64_t *a, int out, off64_t *b, size_t length, unsigned flags)
{
    char path[PATH_MAX];
    struct stat about;
    if (!ours(out, path, &about))
        return syscall(SYS_copy_file_range, in, a, out, b, length, flags);
    errno = ENOSYS;
    return -1;
}
ssize_t pwritev(int fd, const struct iovec *parts, int count, off_t at)
{
    char path[PATH_MAX];
    struct stat about;
    if (ours(fd, path, &about)) {
        errno = ENOSYS;
        return -1;
    }
    return syscall(SYS_pwritev, fd, parts, count, (long)at, (long)(at >> 32));
}
