#pragma once
// Linux interfaces that Swift's Glibc overlay does not carry, or carries only as macros that Swift cannot import.
//
// No feature macro is set here: with one, the system's types would differ from those that Swift's own module of glibc
// defines, and a file that sees both would not compile.
#include <netinet/in.h>
#include <stdint.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

/// `epoll_ctl` with a 32-bit datum: `operation` is EPOLL_CTL_ADD, _MOD or _DEL. Returns 0, or -1 with errno.
int clinux_epoll_ctl(int epoll, int operation, int descriptor, uint32_t events, uint32_t datum);

/// `epoll_pwait2` with a relative time-out in nanoseconds; negative waits for ever. Falls back to `epoll_wait`
/// (rounded up to milliseconds) where the kernel lacks it (before 5.11).
int clinux_epoll_wait(int epoll, struct epoll_event *events, int capacity, int64_t timeout_ns);

/// Receives at most `capacity` bytes; stores the kernel's receive time (CLOCK_REALTIME, ns; SO_TIMESTAMPNS) of the
/// last segment read in `*timestamp_ns`, or 0 where the kernel gave none.
ssize_t clinux_receive_stamped(int descriptor, void *buffer, size_t capacity, int64_t *timestamp_ns);

/// A non-blocking, close-on-exec TCP socket with TCP_NODELAY and receive time stamps. -1 with errno on failure.
int clinux_tcp_socket(int family);

/// Asks the kernel to send `signal` to this process when its parent ends (PR_SET_PDEATHSIG). 0, or -1 with errno.
int clinux_die_with_parent(int signal);

/// Sets this thread's timer slack in nanoseconds, so that short sleeps end on time (PR_SET_TIMERSLACK).
int clinux_set_timer_slack(unsigned long nanoseconds);

/// A file in memory that has no name and is gone with its last descriptor. -1 and errno on failure.
int clinux_memory_file(void);

/// The pending error of a socket (SO_ERROR), or errno when it cannot be read.
int clinux_socket_error(int descriptor);

/// Makes `close` send a reset instead of leaving the port in TIME_WAIT.
int clinux_linger_zero(int descriptor);

/// The number of processors that the calling thread may run on (its affinity mask), at least 1.
int clinux_available_processors(void);

/// Fills `usage` for this process, all threads together (RUSAGE_SELF).
int clinux_process_usage(struct rusage *usage);

/// A pipe whose two ends are closed on exec (`pipe2`). 0, or -1 with errno.
int clinux_pipe(int ends[2]);

/// Marks every open descriptor from `first` on to be closed on exec (`close_range`). 0, or -1 with errno.
int clinux_close_on_exec_from(unsigned first);
