# The worker's image for those who build with Docker or podman:
#
#   docker build --tag load-test-worker .
#
# Nothing of the project needs it: scripts/build-aws packs the same image without Docker, the same bytes each time, and
# `loadtester deploy` and `loadtester push-image` push that one. This one is equal in content but not in bytes, so its tag is
# yours to choose: push it to the stack's repository and deploy with `--context imageTag=TAG`. The project's tests do not
# build it; they judge the image that scripts/build-aws packs.

FROM swift:6.3-bookworm AS build
RUN apt-get update \
    && apt-get install --yes --no-install-recommends binutils ca-certificates git libdeflate-dev libsqlite3-dev zlib1g-dev \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /source
COPY Package.swift Package.resolved* ./
COPY Sources Sources
# The manifest names the tests' and the benchmarks' folders, which need to be there and hold nothing that is built.
COPY Tests Tests
COPY Benchmarks Benchmarks
RUN swift build --configuration release --product load-test-worker -Xswiftc -static-executable \
        -Xlinker --icf=safe -Xlinker -O2 \
    && mkdir -p /image/etc/ssl/certs /image/tmp \
    && strip --strip-all -o /image/load-test-worker .build/release/load-test-worker \
    && cp /etc/ssl/certs/ca-certificates.crt /image/etc/ssl/certs/ \
    && echo 'hosts: files dns' >/image/etc/nsswitch.conf \
    && printf 'root:x:0:0:root:/:/none\nloadtester:x:65532:65532:loadtester:/:/none\n' >/image/etc/passwd \
    && printf 'root:x:0:\nloadtester:x:65532:\n' >/image/etc/group \
    && chmod 1777 /image/tmp

FROM scratch
COPY --from=build /image/ /
ENV PATH=/ SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt
USER 65532:65532
ENTRYPOINT ["/load-test-worker"]
