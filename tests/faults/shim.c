/*
 * Stands between a program and its disk, for everything below one folder: writes down what was asked of the
 * disk, lets the n-th request fail, or ends the program at it. `shim.py` builds and drives it; it is put in
 * front of the C library with LD_PRELOAD and needs no rights.
 *
 * A program under it has one thread that writes, so nothing here is locked.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

/* Kinds of requests; shim.py has the same numbers. */
enum {
    OPEN = 1, /* every opening; those that create, or open for writing what exists, are also the next two */
    CREATE = 2,
    REOPEN = 4,
    READ = 8,
    WRITE = 16,
    SYNC = 32,
    TRUNCATE = 64,
    RENAME = 128,
    UNLINK = 256,
    MKDIR = 512
};
/* What happens at the n-th: an error; an error after half of it was done; the end; the end after half of it. */
enum { FAIL, FAIL_HALF, DIE, DIE_HALF };

#define MAX_FD 4096

static char root[PATH_MAX];
static size_t root_length;
static char watched[MAX_FD];
static int trace = -1;

static int kinds, error_number, how;
static long nth, times, seen;

/* --- driven from shim.py ------------------------------------------------------------------------------- */

void shim_watch(const char *folder)
{
    snprintf(root, sizeof root, "%s/", folder);
    root_length = strlen(root);
    memset(watched, 0, sizeof watched);
}

void shim_trace(int fd) { trace = fd; }

void shim_arm(int which, long first, long count, int error, int manner)
{
    kinds = which;
    nth = first;
    times = count; /* below 0: for ever */
    error_number = error;
    how = manner;
    seen = 0;
}

long shim_seen(void) { return seen; }

/* --- writing down -------------------------------------------------------------------------------------- */

static void put(const void *data, size_t length)
{
    const char *at = data;
    while (length > 0) {
        long done = syscall(SYS_write, trace, at, length);
        if (done < 0)
            return;
        at += done;
        length -= (size_t)done;
    }
}

/* One line "what fd number length", then `length` bytes. */
static void note(const char *what, int fd, long long number, const void *data, size_t length)
{
    char head[80];
    if (trace < 0)
        return;
    put(head, (size_t)snprintf(head, sizeof head, "%s %d %lld %zu\n", what, fd, number, length));
    put(data, length);
}

static void note_names(const char *what, const char *first, const char *second)
{
    char both[2 * PATH_MAX];
    int length = snprintf(both, sizeof both, "%s%c%s", first, 0, second);
    note(what, -1, 0, both, (size_t)length);
}

void shim_mark(const char *text) { note("mark", -1, 0, text, strlen(text)); }

/* --- deciding ------------------------------------------------------------------------------------------ */

/* The folder itself, whose names are synced through it, or what is below it. */
static int inside(const char *path)
{
    return root_length && !strncmp(path, root, root_length - 1) &&
           (path[root_length - 1] == '/' || path[root_length - 1] == '\0');
}

static int ours(int fd) { return root_length && fd >= 0 && fd < MAX_FD && watched[fd]; }

static void die(void)
{
    kill(getpid(), SIGKILL);
    for (;;)
        pause();
}

/* Whether this request is one that fails; it does not return from one that ends the program. */
static int fails(int kind)
{
    if (!(kinds & kind))
        return 0;
    seen++;
    if (!nth || seen < nth || (times >= 0 && seen >= nth + times))
        return 0;
    if (how == DIE || (how == DIE_HALF && kind != WRITE))
        die();
    errno = error_number;
    return 1;
}

#define REAL(name) \
    static __typeof__(name) *real; \
    if (!real) \
        real = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)

/* --- names --------------------------------------------------------------------------------------------- */

static int opened(int fd, const char *path, int flags, int existed)
{
    if (fd < 0 || fd >= MAX_FD)
        return fd;
    watched[fd] = 1;
    note("open", fd, ((flags & O_CREAT) && !existed ? 1 : 0) + (flags & O_TRUNC ? 2 : 0), path, strlen(path));
    return fd;
}

static int exists(const char *path)
{
    struct stat status;
    int before = errno, found = !lstat(path, &status);
    errno = before;
    return found;
}

static int open_fails(int flags, int existed)
{
    int creates = (flags & O_CREAT) && !existed;
    int writes = (flags & O_ACCMODE) != O_RDONLY;
    return fails(creates ? CREATE | OPEN : writes ? REOPEN | OPEN : OPEN);
}

#define OPENING(name) \
    int name(const char *path, int flags, ...) \
    { \
        mode_t mode = 0; \
        int existed; \
        va_list rest; \
        REAL(name); \
        va_start(rest, flags); \
        if (flags & (O_CREAT | __O_TMPFILE)) \
            mode = va_arg(rest, mode_t); \
        va_end(rest); \
        if (!inside(path)) \
            return real(path, flags, mode); \
        existed = exists(path); \
        if (open_fails(flags, existed)) \
            return -1; \
        return opened(real(path, flags, mode), path, flags, existed); \
    }

OPENING(open)
OPENING(open64)

int close(int fd)
{
    REAL(close);
    if (ours(fd)) {
        watched[fd] = 0;
        note("close", fd, 0, "", 0);
    }
    return real(fd);
}

int rename(const char *from, const char *to)
{
    int done;
    REAL(rename);
    if (!inside(from) && !inside(to))
        return real(from, to);
    if (fails(RENAME))
        return -1;
    done = real(from, to);
    if (!done)
        note_names("rename", from, to);
    return done;
}

int unlink(const char *path)
{
    int done;
    REAL(unlink);
    if (!inside(path))
        return real(path);
    if (fails(UNLINK))
        return -1;
    done = real(path);
    if (!done)
        note("unlink", -1, 0, path, strlen(path));
    return done;
}

int mkdir(const char *path, mode_t mode)
{
    int done;
    REAL(mkdir);
    if (!inside(path))
        return real(path, mode);
    if (fails(MKDIR))
        return -1;
    done = real(path, mode);
    if (!done)
        note("mkdir", -1, 0, path, strlen(path));
    return done;
}

/* --- contents ------------------------------------------------------------------------------------------ */

/* How many bytes of a write may be done: all, half of them, or none, with errno set. */
static size_t allowed(size_t length)
{
    if (!fails(WRITE))
        return length;
    if (how == FAIL || seen != nth) /* what comes after the half of a write fails */
        return 0;
    return length / 2;
}

static ssize_t wrote(int fd, long long at, const void *data, size_t wanted, ssize_t done)
{
    if (done > 0)
        note("write", fd, at, data, (size_t)done);
    if (how == DIE_HALF && done >= 0 && (size_t)done < wanted)
        die();
    return done;
}

ssize_t pwrite64(int fd, const void *data, size_t length, off64_t at)
{
    size_t most;
    REAL(pwrite64);
    if (!ours(fd))
        return real(fd, data, length, at);
    most = allowed(length);
    return most || how == DIE_HALF ? wrote(fd, at, data, length, real(fd, data, most, at)) : -1;
}

ssize_t pwrite(int fd, const void *data, size_t length, off_t at) { return pwrite64(fd, data, length, at); }

ssize_t write(int fd, const void *data, size_t length)
{
    long long at;
    size_t most;
    REAL(write);
    if (!ours(fd))
        return real(fd, data, length);
    at = lseek64(fd, 0, SEEK_CUR);
    most = allowed(length);
    return most || how == DIE_HALF ? wrote(fd, at, data, length, real(fd, data, most)) : -1;
}

ssize_t pread64(int fd, void *data, size_t length, off64_t at)
{
    REAL(pread64);
    return ours(fd) && fails(READ) ? -1 : real(fd, data, length, at);
}

ssize_t pread(int fd, void *data, size_t length, off_t at) { return pread64(fd, data, length, at); }

ssize_t read(int fd, void *data, size_t length)
{
    REAL(read);
    return ours(fd) && fails(READ) ? -1 : real(fd, data, length);
}

static int synced(int fd, int done)
{
    if (!done)
        note("sync", fd, 0, "", 0);
    return done;
}

int fsync(int fd)
{
    REAL(fsync);
    if (!ours(fd))
        return real(fd);
    return fails(SYNC) ? -1 : synced(fd, real(fd));
}

int fdatasync(int fd)
{
    REAL(fdatasync);
    if (!ours(fd))
        return real(fd);
    return fails(SYNC) ? -1 : synced(fd, real(fd));
}

int ftruncate64(int fd, off64_t size)
{
    int done;
    REAL(ftruncate64);
    if (!ours(fd))
        return real(fd, size);
    if (fails(TRUNCATE))
        return -1;
    done = real(fd, size);
    if (!done)
        note("truncate", fd, size, "", 0);
    return done;
}

int ftruncate(int fd, off_t size) { return ftruncate64(fd, size); }
