#define _GNU_SOURCE
#include "CLinux.h"
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <sched.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>

int clinux_epoll_ctl(int epoll, int operation, int descriptor, uint32_t events, uint32_t datum) {
    struct epoll_event event = {.events = events, .data = {.u64 = 0}};
    event.data.u32 = datum;
    return epoll_ctl(epoll, operation, descriptor, &event);
}

int clinux_epoll_wait(int epoll, struct epoll_event *events, int capacity, int64_t timeout_ns) {
    if (timeout_ns == 0) return epoll_wait(epoll, events, capacity, 0);
    if (timeout_ns < 0) return epoll_wait(epoll, events, capacity, -1);
#ifdef SYS_epoll_pwait2
    struct timespec timeout = {.tv_sec = timeout_ns / 1000000000, .tv_nsec = timeout_ns % 1000000000};
    int count = (int)syscall(SYS_epoll_pwait2, epoll, events, capacity, &timeout, NULL, 0);
    if (count >= 0 || errno != ENOSYS) return count;
#endif
    int64_t milliseconds = (timeout_ns + 999999) / 1000000;
    return epoll_wait(epoll, events, capacity, milliseconds > INT32_MAX ? INT32_MAX : (int)milliseconds);
}

ssize_t clinux_receive_stamped(int descriptor, void *buffer, size_t capacity, int64_t *timestamp_ns) {
    struct iovec vector = {.iov_base = buffer, .iov_len = capacity};
    union {
        char bytes[CMSG_SPACE(sizeof(struct timespec))];
        struct cmsghdr alignment;
    } control;
    struct msghdr message = {
        .msg_iov = &vector, .msg_iovlen = 1, .msg_control = &control, .msg_controllen = sizeof control};
    ssize_t count = recvmsg(descriptor, &message, 0);
    *timestamp_ns = 0;
    if (count <= 0) return count;
    struct cmsghdr *header = CMSG_FIRSTHDR(&message);
    if (header != NULL && header->cmsg_level == SOL_SOCKET && header->cmsg_type == SCM_TIMESTAMPNS) {
        struct timespec stamp;
        memcpy(&stamp, CMSG_DATA(header), sizeof stamp);
        *timestamp_ns = (int64_t)stamp.tv_sec * 1000000000 + stamp.tv_nsec;
    }
    return count;
}

int clinux_tcp_socket(int family) {
    int descriptor = socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, IPPROTO_TCP);
    if (descriptor < 0) return -1;
    int on = 1;
    setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    setsockopt(descriptor, SOL_SOCKET, SO_TIMESTAMPNS, &on, sizeof on);
    return descriptor;
}

int clinux_die_with_parent(int signal) { return prctl(PR_SET_PDEATHSIG, signal); }

int clinux_set_timer_slack(unsigned long nanoseconds) { return prctl(PR_SET_TIMERSLACK, nanoseconds); }

int clinux_memory_file(void) { return memfd_create("loadtester", MFD_CLOEXEC); }

int clinux_socket_error(int descriptor) {
    int error = 0;
    socklen_t length = sizeof error;
    if (getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &error, &length) < 0) return errno;
    return error;
}

int clinux_linger_zero(int descriptor) {
    struct linger option = {.l_onoff = 1, .l_linger = 0};
    return setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &option, sizeof option);
}

int clinux_available_processors(void) {
    cpu_set_t set;
    if (sched_getaffinity(0, sizeof set, &set) < 0) return 1;
    int count = CPU_COUNT(&set);
    return count > 0 ? count : 1;
}

int clinux_process_usage(struct rusage *usage) { return getrusage(RUSAGE_SELF, usage); }

int clinux_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC); }

int clinux_close_on_exec_from(unsigned first) { return close_range(first, ~0U, CLOSE_RANGE_CLOEXEC); }
