// Stand-in task, static so that an image needs nothing else: prints its environment, then ends after SECONDS
// (default 30) with status EXIT (default 0), or with 143 at SIGTERM.
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

extern char **environ;

static void terminate(int number) {
    static const char note[] = "terminated\n";
    ssize_t written = write(1, note, sizeof note - 1);
    _exit(written < 0 ? 1 : 128 + number);
}

static int number(const char *name, int otherwise) {
    const char *text = getenv(name);
    return text ? atoi(text) : otherwise;
}

int main(void) {
    signal(SIGTERM, terminate);
    for (char **entry = environ; *entry; entry++) puts(*entry);
    fflush(stdout);
    sleep((unsigned)number("SECONDS", 30));
    return number("EXIT", 0);
}
