# vrosim. What people type:
#   make            builds build/vrosim
#   make run        installs what is missing, builds, runs the default with 1,000,000 children
#   make test       installs what is missing and runs every test
#                   (build/tests/unit/core runs the unit tests of a room, with "text" those of a module)
#   make check      format, layers, function length, citations, headers, that every module has tests,
#                   warnings of two compilers, sanitized tests
#   make check-threads, make check-memory   small runs under ThreadSanitizer, under valgrind
#   make fuzz       reads made-up tables, lists, tallies, manifests and command lines [SECONDS=60];
#                   make corpus makes what it begins with
#   make crush      puts the random numbers to TestU01 [BATTERY=Crush: an hour a walk]
#   make invariance compares the bytes of results over compilers, flags, threads and more
#   make calibrate  fits configs/baseline.csv to configs/evidence anew; some ten minutes
#   make bench      measures the speed [ROUNDS=5 [MOST_CHILDREN=1e8]]
#   make sbc        fits 200 studies whose parameters are known and writes docs/calibration-check.md:
#                   minutes [DRAWS=20: fewer, and no page]
#   make check-r    builds the package for R with its vignette and runs R CMD check; some minutes
#   make coverage   sees how often intervals of Sobol points hold the truth; some ten minutes [SEEDS=4000]
#   make browser    installs what figures and reports are looked at with: Chromium, node and packages
#   make test-page  tests all of the page in node and in Chromium; make test has a part of it
#   make page       builds build/page/vrosim.html, the engine in a page for a browser, and the program with it
#   make library    builds libvrosim for other programs, and libvrosim-engine for those without files
#   make install    PREFIX=/usr/local LIBDIR=PREFIX/lib DESTDIR=
#   make deb        builds Debian packages of the last commit in build/deb, with the page where there is one
#   make test-deb   puts them to lintian, and installs, tests and purges them in a bare Debian 12: root, network, minutes
#   make dist       puts the committed files into build/vrosim-VERSION.tar.gz, a release: the same bytes twice
#   make clean
# MPI=1 with any of them links for several machines, with Open MPI, in build/mpi.
# Variables: CC CXX MPICC CFLAGS CXXFLAGS CPPFLAGS LDFLAGS BUILD; WERROR= (empty) lets warnings
# pass, V=1 shows whole commands.

VERSION := 0.2.0

PREFIX ?= /usr/local
LIBDIR ?= $(PREFIX)/lib
BUILD ?= build

ifeq ($(origin CXX),default)
CXX := c++
endif

WERROR ?= -Werror
CFLAGS ?= -O3 -g -funroll-loops
CXXFLAGS ?= $(CFLAGS)

# SANITIZE=1 builds for AddressSanitizer and UndefinedBehaviorSanitizer, SANITIZE=fuzzer for
# libFuzzer as well, SANITIZE=thread for ThreadSanitizer; give each its own BUILD, and the last two
# clang. Warnings do not stop these builds: gcc says itself that sanitizers give rise to false ones.
ifdef SANITIZE
SANITIZERS_1 := address,undefined
SANITIZERS_fuzzer := fuzzer-no-link,address,undefined
SANITIZERS_thread := thread
override CFLAGS := -O1 -g1 -fno-omit-frame-pointer -DVRO_NO_CLONES \
    -fsanitize=$(SANITIZERS_$(SANITIZE)) -fno-sanitize-recover=all
override CXXFLAGS := $(CFLAGS)
override WERROR :=
endif

# $(call accepts,FLAG) is the flag where the C compiler and its linker take it.
accepts = $(shell echo 'int main(void) { return 0; }' | \
    $(CC) -Werror $(1) -x c -o /dev/null - 2>/dev/null && echo $(1))

# Results are the same bits on every machine only with plain IEEE arithmetic: no contraction, and
# never -ffast-math. What is left out here (errno, traps) changes no result.
ARITHMETIC := -ffp-contract=off -fno-math-errno -fno-trapping-math
# gcc's partial redundancy elimination puts branches into loops that it could else vectorise.
ARITHMETIC += $(call accepts,-fno-tree-pre)
WARNINGS := -Wall -Wextra -Wshadow $(WERROR)

# Of the shared library only what include/vrosim.h declares can be seen.
SHAREABLE := -fPIC -fvisibility=hidden

C_FLAGS = -std=gnu11 $(WARNINGS) $(CFLAGS) $(ARITHMETIC) $(SHAREABLE) -fopenmp
CXX_FLAGS = -std=c++17 $(WARNINGS) $(CXXFLAGS) $(ARITHMETIC) $(SHAREABLE) -fopenmp
# Where the sources lay changes nothing that manifests should tell.
FLAGS_TOLD = $(strip $(filter-out -ffile-prefix-map=%,$(CFLAGS)) $(ARITHMETIC))
DEFINITIONS = -DVRO_VERSION='"$(VERSION)"' -DVRO_FLAGS='"$(FLAGS_TOLD)"'
PREPROCESS = -Iinclude $(DEFINITIONS) $(CPPFLAGS) -MMD -MP
LINK = $(CXX) $(CXXFLAGS) -fopenmp $(LDFLAGS)
LIBRARIES := -lgsl -lgslcblas -lcsv -ljansson -lnettle -lm

# MPI=1 links the ranks of sim/simulate/ranks_mpi.c before those of a process alone, which the library
# has, and in a folder of its own: the other objects are the same.
ifdef MPI
MPICC ?= mpicc
MPI_HEADERS := $(shell $(MPICC) --showme:compile 2>/dev/null)
MPI_LIBRARY := $(shell $(MPICC) --showme:link 2>/dev/null)
LIBRARIES += $(MPI_LIBRARY)
RANKS := $(BUILD)/sim/simulate/ranks_mpi.o
LINKED := $(BUILD)/mpi
else
LINKED := $(BUILD)
endif
SETUP := scripts/setup.sh $(if $(MPI),mpi)

# $(call objects,SOURCE...) are the objects of sources.
objects = $(patsubst %,$(BUILD)/%.o,$(basename $(1)))

# The library is every room but verb; the program is the verbs over it.
VERBS := $(wildcard sim/verb/*.c)
MODULES := $(filter-out $(VERBS) sim/simulate/ranks_mpi.c,$(wildcard sim/*/*.c sim/*/*.cpp))
LIBRARY := $(BUILD)/libvrosim.a
SONAME := libvrosim.so.0
SHARED_LIBRARY := $(BUILD)/$(SONAME)
VERB_ARCHIVE := $(BUILD)/libverb.a
ARCHIVES := $(RANKS) $(VERB_ARCHIVE) $(LIBRARY)

# The engine is what a host without an operating system needs: no files, no signals, one thread.
ENGINE_MODULES := $(wildcard sim/library/*.c sim/core/*.c sim/core/*.cpp sim/figure/*.c sim/input/*.c \
    sim/model/*.c sim/outcome/*.c) sim/file/digits.cpp $(patsubst %,sim/file/%.c,byte_source csv_reader csv_writer number_format text_files varint) \
    $(patsubst %,sim/simulate/%.c,blocks clock monitor pool rank_pieces rank_round ranks_alone simulation) \
    $(patsubst %,sim/study/%.c,ensemble parameter_draws parameter_samples psa_samples sample_run uncertainty \
    variance_components) \
    $(patsubst %,sim/table/%.c,acceptability_figure calibration_figure calibration_rows causes_figure children_figure \
    child_portrait child_words children_table cohort_table contrasts_figure course_sums curve_tables decision_cells \
    decision_terms drawing episode_words estimate_text evppi_figure figure figure_columns figure_texts grid_cells \
    grid_figure incidence_figure incidence_rows landmark_columns leg_length_figure measure_choice net_benefit_tables \
    outcome_report outcome_words plane_cloud plane_figure psa_tables report_texts result_columns result_tables \
    revision_words run_figure run_report run_tables story story_texts \
    strategy_columns strategy_list strategy_names subgroup_report table timeline tornado_figure unit_words)
# Only these differ from the library's: they ask for OpenMP or files where there are any.
ENGINE_OWN := sim/file/csv_reader.c sim/file/text_files.c sim/model/distribution_tables.c \
    sim/simulate/monitor.c sim/simulate/pool.c
ENGINE_OBJECTS := $(patsubst %.c,$(BUILD)/engine/%.o,$(ENGINE_OWN)) \
    $(call objects,$(filter-out $(ENGINE_OWN),$(ENGINE_MODULES)))
ENGINE := $(BUILD)/libvrosim-engine.a

# What make does without a goal, whichever rule stands first.
.DEFAULT_GOAL := all

include sim/web/page.mk

MAIN := $(BUILD)/sim/main.o
PROGRAM := $(LINKED)/vrosim

# tests/unit/ROOM/test_*.c are one program a room, run optimised and sanitized ("build/tests/unit/core
# text" runs the tests of one module); tests/heavy run only optimised. The folders bench, crush and
# fuzz hold programs of their own, preload what is loaded into vrosim, program what runs vrosim
# itself; support and twin are shared by the tests.
ROOMS := $(patsubst tests/unit/%/,%,$(sort $(dir $(wildcard tests/unit/*/test_*.c))))
UNIT := $(ROOMS:%=$(LINKED)/tests/unit/%)
UNIT_MAINS := $(ROOMS:%=$(BUILD)/tests/objects/unit/%/main.c)
HEAVY := $(patsubst %.c,$(LINKED)/%,$(sort $(wildcard tests/heavy/*.c)))
BENCH := $(patsubst %.c,$(LINKED)/%,$(wildcard tests/bench/bench.c))
CRUSH := $(patsubst %.c,$(LINKED)/%,$(wildcard tests/crush/crush.c))
FUZZ := $(patsubst %.c,$(LINKED)/%,$(sort $(wildcard tests/fuzz/fuzz_*.c)))
PRELOAD := $(patsubst %.c,$(LINKED)/%.so,$(wildcard tests/preload/*.c))
FUZZ_OBJECTS := $(patsubst tests/%.c,$(BUILD)/tests/objects/%.o,$(wildcard tests/fuzz/fuzz_*.c))
CORPUS := $(BUILD)/fuzz/corpus
SHARED := $(filter-out tests/bench/bench.c, \
    $(wildcard tests/support/*.c tests/twin/*.c tests/bench/*.c))
SHARED_OBJECTS := $(patsubst tests/%.c,$(BUILD)/tests/objects/%.o,$(SHARED))
SHARED_ARCHIVE := $(BUILD)/libtests.a
TEST_INCLUDES := $(patsubst %/,-I%,$(sort $(dir $(wildcard tests/*/*.h))))

# Where Open MPI is installed, the tests run a program built with it, too.
PARALLEL := $(BUILD)/mpi

SANITIZED := $(BUILD)/sanitize
THREADED := $(BUILD)/threads
SANITIZED_PROGRAM := $(patsubst $(BUILD)/%,$(SANITIZED)/%,$(PROGRAM))
SANITIZED_UNIT := $(patsubst $(BUILD)/%,$(SANITIZED)/%,$(UNIT))

# Those that take longest come first, so that none is left to run alone in the end.
LONGEST := $(patsubst %,tests/program/%.bats,documents browser calibrate) $(LINKED)/tests/heavy/heavy_twin \
    $(filter %/study,$(SANITIZED_UNIT)) $(patsubst %,tests/program/%.bats,restart psa faults) \
    $(filter %/figure,$(SANITIZED_UNIT)) $(patsubst %,tests/program/%.bats,verify study results subgroups)
TESTS := $(sort $(wildcard tests/program/*.bats)) $(HEAVY) \
    $(patsubst %,$(abspath $(SANITIZED_PROGRAM))@tests/program/%.bats,command_line scenario_page) $(UNIT) $(SANITIZED_UNIT)

# The test programs are linked by gold where there is one, in a third of the time.
FAST_LINKER := $(call accepts,-fuse-ld=gold)

# Own jobs where make was not told how many.
JOBS = $(if $(findstring -j,$(MAKEFLAGS)),,-j$(shell nproc 2>/dev/null || echo 2))

# $(call say,WORD) announces a command in one word and the file that it makes; V=1 shows it whole.
Q := $(if $(V),,@)
say = $(if $(V),,@printf '  %-5s %s\n' $(1) $@)

.DELETE_ON_ERROR:
.SUFFIXES:
.SECONDARY:
.PHONY: all run library test test-programs test-unit check check-format check-layers check-functions check-dialect \
    check-citations check-headers check-tests check-warnings check-sanitized check-threads check-memory check-r \
    fuzz fuzz-programs corpus crush invariance \
    calibrate bench sbc coverage browser page test-page manual dist deb test-deb installed install uninstall format clean FORCE

all: $(PROGRAM)

run:
	@$(SETUP) build
	@$(MAKE) --no-print-directory $(JOBS) $(PROGRAM)
	$(PROGRAM) run

library: $(LIBRARY) $(SHARED_LIBRARY) $(ENGINE)

# Building.

# Holds what the objects were made with; changes, and so makes them again, only when that changes.
$(BUILD)/flags: FORCE
	@mkdir -p $(@D)
	@new=$@.$$$$; \
	    printf '%s\n' $(call quoted,$(CC) $(CXX) $(C_FLAGS) $(CXX_FLAGS) $(PREPROCESS) $(LINK)) >$$new; \
	    if cmp -s $$new $@; then rm $$new; else mv $$new $@; fi

quoted = '$(subst ','\'',$1)'

POSTERIOR = configs/evidence/posterior.csv
EVIDENCE = $(filter-out $(POSTERIOR),$(wildcard configs/evidence/*.csv configs/evidence/*/*.csv))

CHECKLISTS = $(wildcard configs/checklists/*.csv)

# The packages for R and Python, as source.
PACKAGES = $(shell find scripts/R scripts/python -name __pycache__ -prune -o -name build -prune -o \
    -name '*.egg-info' -prune -o -type f -print)

$(BUILD)/builtin.c: configs/baseline.csv $(EVIDENCE) $(CHECKLISTS) scripts/embed.sh $(BUILD)/flags
	$(call say,EMBED)
	$(Q)sh scripts/embed.sh $< configs/evidence configs/checklists >$@

$(BUILD)/builtin.o $(BUILD)/builtin_page.o: %.o: %.c
	$(call say,CC)
	$(Q)$(CC) $(C_FLAGS) $(PREPROCESS) -c -o $@ $<

$(BUILD)/sim/%.o: sim/%.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(call say,CC)
	$(Q)$(CC) $(C_FLAGS) $(PREPROCESS) -c -o $@ $<

$(BUILD)/sim/%.o: sim/%.cpp $(BUILD)/flags
	@mkdir -p $(@D)
	$(call say,CXX)
	$(Q)$(CXX) $(CXX_FLAGS) $(PREPROCESS) -c -o $@ $<

# The commit of the build, with "-dirty" where files differ from it; empty where it is not known.
# A release, which is no repository, brings it in a file.
COMMIT := $(shell (git ls-files --error-unmatch sim/main.c && \
    git describe --always --dirty --abbrev=12 --exclude='*' || \
    grep -o '^[0-9a-f]\{12\}' scripts/release_commit) 2>/dev/null | tail -n 1)

# Changes only with the commit, so that a commit makes one object again.
$(BUILD)/commit: FORCE
	@mkdir -p $(@D)
	@[ "$$(cat $@ 2>/dev/null)" = '$(COMMIT)' ] && [ -e $@ ] || echo '$(COMMIT)' >$@

$(BUILD)/sim/table/run_environment.o: private PREPROCESS += -DVRO_COMMIT='"$(COMMIT)"'
$(BUILD)/sim/table/run_environment.o: $(BUILD)/commit

$(BUILD)/sim/simulate/ranks_mpi.o: private PREPROCESS += $(MPI_HEADERS)

$(BUILD)/tests/objects/%.o: tests/%.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(call say,CC)
	$(Q)$(CC) $(C_FLAGS) $(LEVEL) $(PREPROCESS) $(TEST_INCLUDES) -c -o $@ $<

# A test that runs for less than a second is not worth optimising for two, whatever CFLAGS says.
$(BUILD)/tests/objects/unit/%.o: LEVEL := $(if $(SANITIZE),-O0,-O1)

# The tests of a room, and the main function that runs them by name, made again only when there is
# another test.
unit_tests = $(sort $(wildcard tests/unit/$(1)/test_*.c))
unit_objects = $(patsubst tests/%.c,$(BUILD)/tests/objects/%.o,$(call unit_tests,$(1)))

$(UNIT_MAINS): $(BUILD)/tests/objects/unit/%/main.c: FORCE
	@mkdir -p $(@D)
	@sh scripts/unit_main.sh $(call unit_tests,$*) >$@.new
	@if cmp -s $@.new $@; then rm $@.new; else mv $@.new $@; fi

$(UNIT_MAINS:.c=.o): %.o: %.c $(BUILD)/flags
	$(call say,CC)
	$(Q)$(CC) $(C_FLAGS) $(PREPROCESS) $(TEST_INCLUDES) -c -o $@ $<

$(LIBRARY): $(call objects,$(MODULES)) $(BUILD)/builtin.o
$(VERB_ARCHIVE): $(call objects,$(VERBS)) $(BUILD)/builtin_page.o
$(SHARED_ARCHIVE): $(SHARED_OBJECTS)

$(LIBRARY) $(VERB_ARCHIVE) $(SHARED_ARCHIVE) $(ENGINE):
	@rm -f $@
	$(call say,AR)
	$(Q)$(AR) rcs $@ $^

# Of the rooms only what the door needs.
$(SHARED_LIBRARY): $(call objects,$(wildcard sim/library/*.c)) $(LIBRARY)
	$(call say,LINK)
	$(Q)$(LINK) -shared -Wl,-soname,$(SONAME) -Wl,--no-undefined -Wl,--as-needed -o $@ $^ $(LIBRARIES)

# The engine's own objects are made without OpenMP and without files.
$(BUILD)/engine/%.o: C_FLAGS := $(filter-out -fopenmp,$(C_FLAGS)) -Wno-unknown-pragmas -DVRO_NO_FILES

$(BUILD)/engine/sim/%.o: sim/%.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(call say,CC)
	$(Q)$(CC) $(C_FLAGS) $(PREPROCESS) -c -o $@ $<

$(ENGINE): $(ENGINE_OBJECTS) $(BUILD)/builtin.o

$(PROGRAM): $(MAIN) $(ARCHIVES)
	@mkdir -p $(@D)
	$(call say,LINK)
	$(Q)$(LINK) -o $@ $^ $(LIBRARIES)

$(HEAVY): $(LINKED)/tests/%: $(BUILD)/tests/objects/%.o $(SHARED_ARCHIVE) $(ARCHIVES)
	@mkdir -p $(@D)
	$(call say,LINK)
	$(Q)$(LINK) $(FAST_LINKER) -o $@ $^ -lcmocka $(LIBRARIES)

.SECONDEXPANSION:
$(UNIT): $(LINKED)/tests/unit/%: $(BUILD)/tests/objects/unit/%/main.o \
    $$(call unit_objects,$$*) $(SHARED_ARCHIVE) $(ARCHIVES)
	@mkdir -p $(@D)
	$(call say,LINK)
	$(Q)$(LINK) $(FAST_LINKER) -o $@ $^ -lcmocka $(LIBRARIES)

# The benchmark counts the uniform numbers that the engine makes.
$(BENCH): $(LINKED)/tests/%: $(BUILD)/tests/objects/%.o $(SHARED_ARCHIVE) $(ARCHIVES)
	@mkdir -p $(@D)
	$(call say,LINK)
	$(Q)$(LINK) -Wl,--wrap=vro_slots_draw -o $@ $^ -lcmocka $(LIBRARIES)

$(CRUSH): $(LINKED)/tests/%: $(BUILD)/tests/objects/%.o $(ARCHIVES)
	@mkdir -p $(@D)
	$(call say,LINK)
	$(Q)$(LINK) -o $@ $^ -ltestu01 -ltestu01probdist -ltestu01mylib $(LIBRARIES)

$(FUZZ): $(LINKED)/tests/%: $(BUILD)/tests/objects/%.o $(ARCHIVES)
	@mkdir -p $(@D)
	$(call say,LINK)
	$(Q)$(LINK) -fsanitize=fuzzer -o $@ $^ $(LIBRARIES)

$(PRELOAD): $(LINKED)/%.so: %.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(call say,CC)
	$(Q)$(CC) $(C_FLAGS) -fvisibility=default $(PREPROCESS) -shared -fPIC -o $@ $<

-include $(wildcard $(BUILD)/*.d $(BUILD)/*/*.d $(BUILD)/*/*/*.d $(BUILD)/*/*/*/*.d \
    $(BUILD)/*/*/*/*/*.d)

# Testing.

# R, ggplot2 and pandas (100 MB to fetch) serve only the tests of scripts/figures.R, psa.R and psa.py.
test:
	@$(SETUP) build test
	@scripts/setup.sh mpi || echo "Runs on several ranks are not tested."
	@scripts/setup.sh shells || echo "What completes the command line is not tested in every shell."
	@scripts/setup.sh slurm || echo "The scripts for Slurm do not meet a Slurm."
	@scripts/setup.sh crush || echo "The random numbers are not put to TestU01."
	@scripts/setup.sh ecosystem || echo "The scripts that go on in R and Python are not tested."
	@scripts/setup.sh python || echo "The package for Python is not tested."
	@scripts/setup.sh r || echo "The package for R is not tested."
	@$(MAKE) --no-print-directory browser || echo "Figures, reports and the page are not looked at in a browser."
	@$(MAKE) --no-print-directory page || echo "The page is not tested."
	@$(MAKE) --no-print-directory $(JOBS) $(PROGRAM) library test-programs manual
	@$(MAKE) --no-print-directory $(JOBS) BUILD=$(SANITIZED) SANITIZE=1 all test-unit
	@! command -v mpicc >/dev/null || $(MAKE) --no-print-directory $(JOBS) MPI=1
	@VROSIM_MPI=$(abspath $(PARALLEL)/vrosim) VROSIM=$(abspath $(PROGRAM)) scripts/test.sh $(LONGEST) \
	    $(filter-out $(LONGEST),$(TESTS))

# The packages of tests/browser are those of its lock file.
NODE_PACKAGES := tests/browser/node_modules/.package-lock.json

browser:
	@scripts/setup.sh browser
	@$(MAKE) --no-print-directory $(NODE_PACKAGES)

$(NODE_PACKAGES): tests/browser/package.json tests/browser/package-lock.json
	$(call say,NPM)
	$(Q)npm ci --prefix tests/browser --silent
	@touch $@

# TestU01 is not free for every use, and not everywhere; its test is skipped where it is missing.
HAVE_TESTU01 = $(shell printf '\043include <testu01/bbattery.h>\n' | \
    $(CC) $(CPPFLAGS) -E -o /dev/null - 2>/dev/null && echo yes)

# What `make fuzz` links is compiled here too, so that no test passes while it no longer builds.
test-programs: $(UNIT) $(HEAVY) $(PRELOAD) $(FUZZ_OBJECTS) \
    $(if $(HAVE_TESTU01),$(CRUSH))

test-unit: $(UNIT)

BATTERY ?= SmallCrush

crush:
	@$(SETUP) build crush
	@$(MAKE) --no-print-directory $(JOBS) $(CRUSH)
	@for walk in age last slots neighbours; do $(CRUSH) $(BATTERY) $$walk || exit; done

fuzz:
	@$(SETUP) build fuzz
	@$(MAKE) --no-print-directory $(JOBS) BUILD=$(BUILD)/fuzz SANITIZE=fuzzer CC=clang CXX=clang++ \
	    fuzz-programs
	@$(MAKE) --no-print-directory corpus
	@scripts/fuzz.sh $(or $(SECONDS),60) $(CORPUS) $(FUZZ:$(BUILD)/%=$(BUILD)/fuzz/%)

# What the fuzzers begin with, made anew by the program, so that it is of its formats.
corpus:
	@$(MAKE) --no-print-directory $(JOBS) $(PROGRAM)
	@scripts/corpus.sh $(PROGRAM) $(CORPUS)

fuzz-programs: $(FUZZ)

invariance:
	@$(SETUP) build check
	@scripts/invariance.sh

# Fits the default to the evidence: some ten minutes of two cores. Again, it gives the same.
calibrate:
	@$(MAKE) --no-print-directory $(JOBS) $(PROGRAM)
	@$(PROGRAM) calibrate --sampling pcg --out $(BUILD)/calibration
	@scripts/refit.sh $(BUILD)/calibration configs/baseline.csv
	@cp $(BUILD)/calibration/calibration_posterior.csv $(POSTERIOR)

bench:
	@$(SETUP) build
	@$(MAKE) --no-print-directory $(JOBS) $(PROGRAM) $(BENCH)
	@$(BENCH) $(PROGRAM) $(ROUNDS) $(MOST_CHILDREN)

sbc:
	@$(SETUP) build sbc
	@$(MAKE) --no-print-directory $(JOBS) $(PROGRAM)
	@nice python3 scripts/sbc.py $(PROGRAM) $(BUILD)/sbc $(or $(DRAWS),200 docs/calibration-check.md)

coverage:
	@$(SETUP) build test
	@$(MAKE) --no-print-directory $(JOBS) $(LINKED)/tests/heavy/heavy_sampling
	@SAMPLING_SEEDS=$(or $(SEEDS),4000) nice $(LINKED)/tests/heavy/heavy_sampling

# Checking.

SOURCES := $(wildcard include/*.h sim/*.c sim/*/*.c sim/*/*.cpp include/vrosim/*/*.h \
    tests/*/*.c tests/*/*.h tests/unit/*/*.c)

check:
	@$(SETUP) build test check
	@$(MAKE) --no-print-directory check-format check-layers check-functions check-dialect \
	    check-citations check-headers check-tests
	@$(MAKE) --no-print-directory $(JOBS) check-warnings
	@$(MAKE) --no-print-directory check-sanitized

check-format:
	clang-format --dry-run -Werror $(SOURCES)

check-layers:
	scripts/check_layers.sh $(filter sim/% include/%,$(SOURCES))

check-headers:
	scripts/check_headers.sh

check-tests:
	scripts/check_tests.sh

check-functions:
	scripts/check_functions.sh $(SOURCES)

check-dialect:
	scripts/check_dialect.sh $(SOURCES)

check-citations:
	scripts/check_citations.sh sim/model/model.md $(SOURCES)

check-warnings:
	$(MAKE) --no-print-directory BUILD=$(BUILD)/gcc CC=gcc CXX=g++ all test-programs
	$(MAKE) --no-print-directory BUILD=$(BUILD)/clang CC=clang CXX=clang++ all test-programs

check-sanitized:
	$(MAKE) --no-print-directory $(JOBS) BUILD=$(SANITIZED) SANITIZE=1 test-unit
	scripts/test.sh $(SANITIZED_UNIT)

check-threads:
	@$(SETUP) build test check
	@$(MAKE) --no-print-directory $(JOBS) BUILD=$(THREADED) SANITIZE=thread CC=clang CXX=clang++ \
	    all $(LINKED:$(BUILD)%=$(THREADED)%)/tests/unit/simulate
	scripts/check_threads.sh $(LINKED:$(BUILD)%=$(THREADED)%)

check-memory:
	@$(SETUP) build check
	@$(MAKE) --no-print-directory $(JOBS) $(PROGRAM) $(PRELOAD)
	scripts/check_memory.sh $(PROGRAM)
	ALLOCATION_STEP=1 VROSIM=$(abspath $(PROGRAM)) scripts/test.sh tests/program/faults.bats

check-r:
	@$(SETUP) build r
	@$(MAKE) --no-print-directory $(JOBS) $(PROGRAM)
	scripts/check_r.sh $(PROGRAM) $(BUILD)/r

format:
	clang-format -i $(SOURCES)

# Installing.

manual: $(BUILD)/vrosim.1

$(BUILD)/vrosim.1: $(PROGRAM) scripts/manual.sh
	$(call say,MAN)
	$(Q)scripts/manual.sh $(PROGRAM) $@

# The bytes depend on the commit alone: its time is that of all files.
dist:
	@mkdir -p $(BUILD)
	@git archive --format=tar --prefix=vrosim-$(VERSION)/ HEAD | gzip -9n >$(BUILD)/vrosim-$(VERSION).tar.gz.new
	@mv $(BUILD)/vrosim-$(VERSION).tar.gz.new $(BUILD)/vrosim-$(VERSION).tar.gz

deb:
	@scripts/setup.sh build deb
	@scripts/deb.sh $(BUILD)/deb $(CARRIED)

test-deb: deb
	@$(SETUP) test
	@scripts/test.sh tests/packages/deb.bats

# What completes the command line in shells.
COMPLETIONS := $(addprefix $(BUILD)/completion/,bash zsh fish)

$(COMPLETIONS): $(BUILD)/completion/%: $(PROGRAM)
	@mkdir -p $(@D)
	$(call say,SHELL)
	$(Q)$(PROGRAM) completion $* >$@

COMPLETED_bash = $(PREFIX)/share/bash-completion/completions/vrosim
COMPLETED_zsh = $(PREFIX)/share/zsh/site-functions/_vrosim
COMPLETED_fish = $(PREFIX)/share/fish/vendor_completions.d/vrosim.fish

# What install puts in place.
installed: $(PROGRAM) $(BUILD)/vrosim.1 $(COMPLETIONS) $(LIBRARY) $(SHARED_LIBRARY)

install: installed
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/include \
	    $(DESTDIR)$(LIBDIR)/pkgconfig $(DESTDIR)$(PREFIX)/share/man/man1 \
	    $(DESTDIR)$(PREFIX)/share/vrosim/configs/evidence/studies \
	    $(DESTDIR)$(PREFIX)/share/vrosim/configs/checklists $(DESTDIR)$(PREFIX)/share/vrosim/scripts \
	    $(DESTDIR)$(PREFIX)/share/doc/vrosim/docs/figures $(DESTDIR)$(PREFIX)/share/doc/vrosim/sim/model
	install -m 755 $(PROGRAM) $(DESTDIR)$(PREFIX)/bin/vrosim
	install -m 644 include/vrosim.h $(DESTDIR)$(PREFIX)/include/vrosim.h
	install -m 644 $(LIBRARY) $(DESTDIR)$(LIBDIR)/libvrosim.a
	install -m 755 $(SHARED_LIBRARY) $(DESTDIR)$(LIBDIR)/$(SONAME)
	ln -sf $(SONAME) $(DESTDIR)$(LIBDIR)/libvrosim.so
	sed -e 's|@PREFIX@|$(PREFIX)|' -e 's|@LIBDIR@|$(LIBDIR:$(PREFIX)/%=$${prefix}/%)|' -e 's|@VERSION@|$(VERSION)|' scripts/vrosim.pc.in \
	    >$(DESTDIR)$(LIBDIR)/pkgconfig/vrosim.pc
	install -m 644 $(BUILD)/vrosim.1 $(DESTDIR)$(PREFIX)/share/man/man1/vrosim.1
	install -D -m 644 $(BUILD)/completion/bash $(DESTDIR)$(COMPLETED_bash)
	install -D -m 644 $(BUILD)/completion/zsh $(DESTDIR)$(COMPLETED_zsh)
	install -D -m 644 $(BUILD)/completion/fish $(DESTDIR)$(COMPLETED_fish)
	install -m 644 $(wildcard configs/*.csv) $(DESTDIR)$(PREFIX)/share/vrosim/configs
	install -m 644 $(wildcard configs/evidence/*.csv) $(DESTDIR)$(PREFIX)/share/vrosim/configs/evidence
	install -m 644 $(wildcard configs/evidence/studies/*.csv) \
	    $(DESTDIR)$(PREFIX)/share/vrosim/configs/evidence/studies
	install -m 644 $(CHECKLISTS) $(DESTDIR)$(PREFIX)/share/vrosim/configs/checklists
	install -m 644 scripts/figures.R scripts/psa.R scripts/psa.py $(DESTDIR)$(PREFIX)/share/vrosim/scripts
	for file in $(PACKAGES); do install -D -m 644 $$file $(DESTDIR)$(PREFIX)/share/vrosim/$$file || exit; done
	install -m 644 README.md LICENSE CHANGELOG.md CITATION.cff CONTRIBUTING.md $(DESTDIR)$(PREFIX)/share/doc/vrosim
	install -m 644 $(wildcard docs/*.md) $(DESTDIR)$(PREFIX)/share/doc/vrosim/docs
	install -m 644 $(wildcard docs/figures/*.svg) $(DESTDIR)$(PREFIX)/share/doc/vrosim/docs/figures
	install -m 644 sim/model/model.md $(DESTDIR)$(PREFIX)/share/doc/vrosim/sim/model

uninstall:
	rm -f $(DESTDIR)$(PREFIX)/bin/vrosim $(DESTDIR)$(PREFIX)/share/man/man1/vrosim.1 \
	    $(DESTDIR)$(PREFIX)/include/vrosim.h $(DESTDIR)$(LIBDIR)/libvrosim.a \
	    $(DESTDIR)$(LIBDIR)/$(SONAME) $(DESTDIR)$(LIBDIR)/libvrosim.so \
	    $(DESTDIR)$(LIBDIR)/pkgconfig/vrosim.pc $(DESTDIR)$(COMPLETED_bash) \
	    $(DESTDIR)$(COMPLETED_zsh) $(DESTDIR)$(COMPLETED_fish)
	rm -rf $(DESTDIR)$(PREFIX)/share/vrosim $(DESTDIR)$(PREFIX)/share/doc/vrosim

clean:
	rm -rf $(BUILD)
