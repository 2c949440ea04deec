/* Preloaded into a command: its wall clock steps at given monotonic times. The machine's own clock is untouched.
 * CLOCK_STEPS="AT_MONOTONIC_NS:OFFSET_NS,…" (times rising; each offset replaces the one before).
 * CLOCK_STEP_WITNESS=directory: one file `loaded-PID` for each process that has this library. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#ifndef SO_TIMESTAMPNS_OLD
#define SO_TIMESTAMPNS_OLD 35
#endif
#ifndef SO_TIMESTAMP_OLD
#define SO_TIMESTAMP_OLD 29
#endif

static int (*real_clock_gettime)(clockid_t, struct timespec *);
static ssize_t (*real_recvmsg)(int, struct msghdr *, int);
static int (*real_recvmmsg)(int, struct mmsghdr *, unsigned, int, struct timespec *);
static long long step_at[8], step_offset[8];
static int steps;

__attribute__((constructor)) static void load(void) {
    real_clock_gettime = dlsym(RTLD_NEXT, "clock_gettime");
    real_recvmsg = dlsym(RTLD_NEXT, "recvmsg");
    real_recvmmsg = dlsym(RTLD_NEXT, "recvmmsg");
    const char *text = getenv("CLOCK_STEPS");
    while (text && steps < 8 && sscanf(text, "%lld:%lld", &step_at[steps], &step_offset[steps]) == 2) {
        steps++;
        text = strchr(text, ',');
        if (text) text++;
    }
    const char *directory = getenv("CLOCK_STEP_WITNESS");
    char path[4096];
    if (directory && snprintf(path, sizeof path, "%s/loaded-%d", directory, (int)getpid()) < (int)sizeof path) {
        int fd = open(path, O_CREAT | O_WRONLY | O_CLOEXEC, 0644);
        if (fd >= 0) close(fd);
    }
}

static long long ns(const struct timespec *t) { return t->tv_sec * 1000000000LL + t->tv_nsec; }

static long long now(clockid_t clock) {
    struct timespec t = {0, 0};
    real_clock_gettime(clock, &t);
    return ns(&t);
}

static long long offset_at(long long monotonic) {
    long long offset = 0;
    for (int i = 0; i < steps; i++)
        if (monotonic >= step_at[i]) offset = step_offset[i];
    return offset;
}

static void shift(struct timespec *t, long long offset) {
    long long total = ns(t) + offset;
    t->tv_sec = total / 1000000000LL;
    t->tv_nsec = total % 1000000000LL;
}

int clock_gettime(clockid_t clock, struct timespec *t) {
    int result = real_clock_gettime(clock, t);
    if (result == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE))
        shift(t, offset_at(now(CLOCK_MONOTONIC)));
    return result;
}

int gettimeofday(struct timeval *restrict t, void *restrict zone) {
    (void)zone;
    struct timespec full;
    clock_gettime(CLOCK_REALTIME, &full);
    t->tv_sec = full.tv_sec;
    t->tv_usec = full.tv_nsec / 1000;
    return 0;
}

time_t time(time_t *t) {
    struct timespec full;
    clock_gettime(CLOCK_REALTIME, &full);
    if (t) *t = full.tv_sec;
    return full.tv_sec;
}

int timespec_get(struct timespec *t, int base) { return clock_gettime(CLOCK_REALTIME, t) == 0 ? base : 0; }

/* A packet's stamp is off by what the wall clock was off when the packet came, not when it is read. */
static void shift_stamps(struct msghdr *message) {
    for (struct cmsghdr *c = CMSG_FIRSTHDR(message); c; c = CMSG_NXTHDR(message, c)) {
        if (c->cmsg_level != SOL_SOCKET) continue;
        struct timespec t;
        if (c->cmsg_type == SO_TIMESTAMPNS_OLD) {
            memcpy(&t, CMSG_DATA(c), sizeof t);
        } else if (c->cmsg_type == SO_TIMESTAMP_OLD) {
            struct timeval v;
            memcpy(&v, CMSG_DATA(c), sizeof v);
            t = (struct timespec){v.tv_sec, v.tv_usec * 1000};
        } else {
            continue;
        }
        long long age = now(CLOCK_REALTIME) - ns(&t);
        shift(&t, offset_at(now(CLOCK_MONOTONIC) - age));
        if (c->cmsg_type == SO_TIMESTAMPNS_OLD) {
            memcpy(CMSG_DATA(c), &t, sizeof t);
        } else {
            struct timeval v = {t.tv_sec, t.tv_nsec / 1000};
            memcpy(CMSG_DATA(c), &v, sizeof v);
        }
    }
}

ssize_t recvmsg(int fd, struct msghdr *message, int flags) {
    ssize_t result = real_recvmsg(fd, message, flags);
    if (result >= 0) shift_stamps(message);
    return result;
}

int recvmmsg(int fd, struct mmsghdr *messages, unsigned count, int flags, struct timespec *timeout) {
    int result = real_recvmmsg(fd, messages, count, flags, timeout);
    for (int i = 0; i < result; i++) shift_stamps(&messages[i].msg_hdr);
    return result;
}
