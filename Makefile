# logistic: logistic regression inside PostgreSQL
#
#   make, make install, make installcheck    as in every extension (PGXS)
#   make demo, make lint, make unit          from nothing: see test/
#   make check-quick, check, check-all       the tests: see test/check.sh
#   make coverage                            what they run: see test/coverage.sh
#   make mutants n=100                    which faults they see: test/mutants.sh
#   make script                           joins the *.sql of src/
#   make torture                          thousands of ugly data sets: see test/torture/
#   make bench rows=10000000 part=groups     what speed costs: see test/bench/
#   make sanitize                         with assertions, ASan and UBSan
#   make citus CITUS=.../pg_config         a cluster of Citus: see test/citus.sh
#   make dashboard output=DIR                a BI tool's view: see test/bi/
#   make compile_commands.json               for clangd and other tools
#   make dist                                the release, as a zip file

srcdir ?= $(or $(VPATH),$(patsubst %/,%,$(dir $(firstword $(MAKEFILE_LIST)))))
scripts = bench citus sanitize check check-quick check-all coverage dashboard \
	demo lint mutants script torture unit
ifneq ($(filter $(scripts),$(MAKECMDGOALS)),)

# These work before PostgreSQL is installed, and install it where they may.
$(scripts):
	@$(srcdir)/test/$(firstword $(subst -, ,$@)).sh $(word 2,$(subst -, ,$@))

.PHONY: $(scripts)

else ifneq ($(filter compile_commands.json,$(MAKECMDGOALS)),)

# How each source is compiled, as the build itself says.
compile_commands.json:
	$(srcdir)/test/compile_commands.sh >$@.new && mv $@.new $@

.PHONY: compile_commands.json

else ifneq ($(filter dist,$(MAKECMDGOALS)),)

# The release as PGXN takes it: what the last commit holds.
version = $(shell sed -n '/"version"/{s/.*: "\(.*\)".*/\1/p;q}' META.json)

dist:
	git archive --format=zip --prefix=logistic-$(version)/ \
		-o logistic-$(version).zip HEAD

.PHONY: dist

else

EXTENSION = logistic
DATA = logistic--1.0.sql
DOCS = README.md $(patsubst $(srcdir)/%,%,$(sort \
	$(wildcard $(srcdir)/docs/*.md)))
MODULE_big = logistic
OBJS = $(patsubst %.c,%.o,$(sort \
	$(shell cd $(srcdir) && find src -name '*.c')))
REGRESS = $(patsubst $(srcdir)/sql/%.sql,%,$(sort \
	$(wildcard $(srcdir)/sql/*.sql)))
# The tests' own database is UTF8 and sorts by bytes, whatever the cluster is.
TEST_DATABASE = --encoding=UTF8 --no-locale --load-extension=logistic
REGRESS_OPTS = --inputdir=$(srcdir) $(TEST_DATABASE)

# The server's own macros compare signed with unsigned and leave parameters
# unused; a fused a*b+c would undo the exact arithmetic of src/core.
sources = $(patsubst %/,%,$(srcdir))
PG_CPPFLAGS = -I$(sources)/src -MMD -MP
PG_CFLAGS = -Wall -Wextra -Wno-unused-parameter -Wno-sign-compare \
	-ffp-contract=off
# Where the sources lie must not show in what is built.
PG_CFLAGS += -ffile-prefix-map=$(CURDIR)=. \
	-ffile-prefix-map=$(sources)=.
# clang does not know every flag that a server built by gcc hands on, nor every
# attribute in the headers of that server.
PG_CFLAGS += $(if $(findstring clang,$(shell $(CC) --version)), \
	-Wno-ignored-optimization-argument -Wno-unknown-warning-option \
	-isystem $(shell $(PG_CONFIG) --includedir-server))
# The headers of old servers have parameter lists that are empty in C23.
PG_CFLAGS += $(if $(filter 14 15,$(MAJORVERSION)),-std=gnu17)
ifdef WERROR
PG_CFLAGS += -Werror
endif
SHLIB_LINK = -lm
EXTRA_CLEAN = $(OBJS:.o=.d)
ifeq ($(wildcard $(CURDIR)/src/script.list),)
EXTRA_CLEAN += src
endif

# LLVM is for inlining SQL functions, of which there is nothing here to gain.
override with_llvm = no

PG_CONFIG ?= pg_config
PGXS := $(shell $(PG_CONFIG) --pgxs 2>/dev/null)
ifeq ($(wildcard $(PGXS)),)
$(error There is no PostgreSQL to build for: $(PG_CONFIG) does not lead to its \
makefiles. Install its server headers (Debian and Ubuntu: \
postgresql-server-dev-all or postgresql-server-dev-17; Fedora and RHEL: \
postgresql17-devel; Alpine: postgresql17-dev), or say \
"make PG_CONFIG=/path/to/pg_config")
endif

# The packages of some versions come without the isolation tester.
ifneq ($(wildcard $(dir $(PGXS))../test/isolation/pg_isolation_regress),)
ISOLATION = $(patsubst $(srcdir)/test/specs/%.spec,%,$(sort \
	$(wildcard $(srcdir)/test/specs/*.spec)))
ISOLATION_OPTS = --inputdir=$(srcdir)/test $(TEST_DATABASE)
endif

include $(PGXS)

# Pages have plain names, so they get a folder of their own.
docmoduledir := extension/logistic

# PGXS installs a page of a folder under its name alone, and forgets that.
uninstall: uninstall-pages
uninstall-pages:
	rm -f $(addprefix '$(DESTDIR)$(docdir)/$(docmoduledir)'/, $(notdir $(DOCS)))
.PHONY: uninstall-pages

# A build elsewhere (VPATH) has no rooms for its objects yet; by their full
# names they are not taken for those of the sources.
rooms = $(addprefix $(CURDIR)/,$(sort $(dir $(OBJS))))
$(OBJS): | $(rooms)
$(rooms):
	mkdir -p $@

-include $(OBJS:.o=.d)

endif
