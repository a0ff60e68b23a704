# The extension on the official image of PostgreSQL.
#
#   docker build -t postgres-logistic --build-arg PG_MAJOR=17 .
#   docker run -e POSTGRES_PASSWORD=secret postgres-logistic
#
# The compiler stays in the first stage; the image gets 1 MB. A new database
# has the extension after CREATE EXTENSION logistic.

ARG PG_MAJOR=17
ARG BASE=postgres:${PG_MAJOR}

FROM ${BASE} AS build
ARG PG_MAJOR
RUN apt-get update \
 && apt-get install -y --no-install-recommends \
        gcc libc6-dev make postgresql-server-dev-${PG_MAJOR} \
 && rm -rf /var/lib/apt/lists/*
COPY . /usr/src/logistic
RUN make -C /usr/src/logistic -s -j"$(nproc)" \
        PG_CONFIG=/usr/lib/postgresql/${PG_MAJOR}/bin/pg_config \
 && make -C /usr/src/logistic -s install DESTDIR=/stage \
        PG_CONFIG=/usr/lib/postgresql/${PG_MAJOR}/bin/pg_config \
 && rm -rf /stage/usr/share/doc

FROM ${BASE}
COPY --from=build /stage/ /
