# logistic: PostgreSQL extension for logistic regression
EXTENSION = logistic
DATA = logistic--1.0.sql
MODULE_big = logistic
OBJS = $(patsubst %.c,%.o,$(sort $(wildcard src/core/*.c src/*.c)))
REGRESS = $(patsubst sql/%.sql,%,$(sort $(wildcard sql/*.sql)))
REGRESS_OPTS = --load-extension=logistic
PG_CPPFLAGS = -I$(srcdir)/src
PG_CFLAGS = -Wall -Wextra -Wno-unused-parameter -Wno-sign-compare -ffp-contract=off
SHLIB_LINK = -lm

PG_CONFIG ?= pg_config
PGXS := $(shell $(PG_CONFIG) --pgxs)
include $(PGXS)
override with_llvm = no
