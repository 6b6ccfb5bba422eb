# vrosim. What people type:
#   make            builds build/vrosim
#   make run        installs what is missing, builds, runs the default with 1,000,000 children
#   make test       installs what is missing and runs every test
#   make check      format, layers, function length, warnings of two compilers, sanitized tests
#   make bench      measures the speed [ROUNDS=5 [MOST_CHILDREN=1e8]]
#   make install    PREFIX=/usr/local DESTDIR=
#   make clean
# Variables: CC CXX CFLAGS CXXFLAGS CPPFLAGS LDFLAGS BUILD; WERROR= (empty) lets warnings pass, V=1
# shows whole commands.

VERSION := 0.1.0

PREFIX ?= /usr/local
BUILD ?= build

ifeq ($(origin CXX),default)
CXX := c++
endif

WERROR ?= -Werror
CFLAGS ?= -O3 -g
CXXFLAGS ?= $(CFLAGS)

# SANITIZE=1 builds for AddressSanitizer and UndefinedBehaviorSanitizer; give it its own BUILD.
# Warnings do not stop that build: gcc says itself that sanitizers give rise to false ones.
ifdef SANITIZE
override CFLAGS := -O1 -g -fno-omit-frame-pointer -DVRO_NO_CLONES \
    -fsanitize=address,undefined -fno-sanitize-recover=all
override CXXFLAGS := $(CFLAGS)
override WERROR :=
endif

# Results are the same bits on every machine only with plain IEEE arithmetic: no contraction, and
# never -ffast-math. What is left out here (errno, traps) changes no result.
ARITHMETIC := -ffp-contract=off -fno-math-errno -fno-trapping-math
# gcc's partial redundancy elimination puts branches into loops that it could else vectorise.
ARITHMETIC += $(shell echo 'int x;' | $(CC) -Werror -fno-tree-pre -x c -c -o /dev/null - 2>/dev/null && echo -fno-tree-pre)
WARNINGS := -Wall -Wextra -Wshadow $(WERROR)

C_FLAGS = -std=gnu11 $(WARNINGS) $(CFLAGS) $(ARITHMETIC) -fopenmp
CXX_FLAGS = -std=c++17 $(WARNINGS) $(CXXFLAGS) $(ARITHMETIC) -fopenmp
DEFINITIONS = -DVRO_VERSION='"$(VERSION)"' -DVRO_FLAGS='"$(strip $(CFLAGS) $(ARITHMETIC))"'
PREPROCESS = -Iinclude $(DEFINITIONS) $(CPPFLAGS) -MMD -MP
LINK = $(CXX) $(CXXFLAGS) -fopenmp $(LDFLAGS)
LIBRARIES := -lgsl -lgslcblas -lcsv -ljansson -lnettle -lm

MODULES := $(filter-out sim/main.c,$(wildcard sim/*/*.c sim/*/*.cpp))
OBJECTS := $(patsubst %,$(BUILD)/%.o,$(basename $(MODULES))) $(BUILD)/builtin.o
MAIN := $(BUILD)/sim/main.o
ARCHIVE := $(BUILD)/libvrosim.a
PROGRAM := $(BUILD)/vrosim

# tests/test_*.c run optimised and sanitized, tests/heavy_*.c only optimised; the other sources of
# tests/ and its folders are shared by them.
UNIT := $(patsubst %.c,$(BUILD)/%,$(sort $(wildcard tests/test_*.c)))
HEAVY := $(patsubst %.c,$(BUILD)/%,$(sort $(wildcard tests/heavy_*.c)))
BENCH := $(patsubst %.c,$(BUILD)/%,$(wildcard tests/bench/bench.c))
SHARED := $(filter-out $(wildcard tests/test_*.c tests/heavy_*.c tests/bench/bench.c), \
    $(wildcard tests/*.c tests/*/*.c))
SHARED_OBJECTS := $(patsubst %.c,$(BUILD)/%.o,$(SHARED))
SHARED_ARCHIVE := $(BUILD)/libtests.a
TEST_INCLUDES := $(patsubst %/,-I%,$(sort tests/ $(dir $(wildcard tests/*/*.h))))

SANITIZED := $(BUILD)/sanitize
SANITIZED_UNIT := $(patsubst $(BUILD)/%,$(SANITIZED)/%,$(UNIT))

# Own jobs where make was not told how many.
JOBS = $(if $(findstring -j,$(MAKEFLAGS)),,-j$(shell nproc 2>/dev/null || echo 2))

# $(call say,WORD) announces a command in one word and the file that it makes; V=1 shows it whole.
Q := $(if $(V),,@)
say = $(if $(V),,@printf '  %-5s %s\n' $(1) $@)

.DELETE_ON_ERROR:
.SUFFIXES:
.SECONDARY:
.PHONY: all run test test-programs test-unit check check-format check-layers check-functions \
    check-warnings check-sanitized bench manual install uninstall format clean FORCE

all: $(PROGRAM)

run:
	@scripts/setup.sh build
	@$(MAKE) --no-print-directory $(JOBS) $(PROGRAM)
	$(PROGRAM) run

# Building.

# Holds what the objects were made with; changes, and so makes them again, only when that changes.
$(BUILD)/flags: FORCE
	@mkdir -p $(@D)
	@printf '%s\n' $(call quoted,$(CC) $(CXX) $(C_FLAGS) $(CXX_FLAGS) $(PREPROCESS) $(LINK)) >$@.new
	@if cmp -s $@.new $@; then rm $@.new; else mv $@.new $@; fi

quoted = '$(subst ','\'',$1)'

$(BUILD)/builtin.c: configs/baseline.csv scripts/embed.sh $(BUILD)/flags
	$(call say,EMBED)
	$(Q)sh scripts/embed.sh $< >$@

$(BUILD)/builtin.o: $(BUILD)/builtin.c
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

$(BUILD)/tests/%.o: tests/%.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(call say,CC)
	$(Q)$(CC) $(C_FLAGS) $(PREPROCESS) $(TEST_INCLUDES) -c -o $@ $<

$(ARCHIVE): $(OBJECTS)
	@rm -f $@
	$(call say,AR)
	$(Q)$(AR) rcs $@ $^

$(SHARED_ARCHIVE): $(SHARED_OBJECTS)
	@rm -f $@
	$(call say,AR)
	$(Q)$(AR) rcs $@ $^

$(PROGRAM): $(MAIN) $(ARCHIVE)
	$(call say,LINK)
	$(Q)$(LINK) -o $@ $^ $(LIBRARIES)

$(UNIT) $(HEAVY): $(BUILD)/tests/%: $(BUILD)/tests/%.o $(SHARED_ARCHIVE) $(ARCHIVE)
	$(call say,LINK)
	$(Q)$(LINK) -o $@ $^ -lcmocka $(LIBRARIES)

# The benchmark counts the uniform numbers that the engine makes.
$(BENCH): $(BENCH).o $(SHARED_ARCHIVE) $(ARCHIVE)
	$(call say,LINK)
	$(Q)$(LINK) -Wl,--wrap=vro_slots_draw -o $@ $^ -lcmocka $(LIBRARIES)

-include $(wildcard $(BUILD)/*.d $(BUILD)/*/*.d $(BUILD)/*/*/*.d)

# Testing.

test:
	@scripts/setup.sh build test
	@$(MAKE) --no-print-directory $(JOBS) $(PROGRAM) test-programs manual
	@$(MAKE) --no-print-directory $(JOBS) BUILD=$(SANITIZED) SANITIZE=1 all test-unit
	@VROSIM=$(abspath $(PROGRAM)) scripts/test.sh $(UNIT) $(HEAVY) $(SANITIZED_UNIT) \
	    $(sort $(wildcard tests/*.bats)) $(abspath $(SANITIZED)/vrosim)@tests/command_line.bats

test-programs: $(UNIT) $(HEAVY)

test-unit: $(UNIT)

bench:
	@scripts/setup.sh build
	@$(MAKE) --no-print-directory $(JOBS) $(PROGRAM) $(BENCH)
	@$(BENCH) $(PROGRAM) $(ROUNDS) $(MOST_CHILDREN)

# Checking.

SOURCES := $(wildcard sim/*.c sim/*/*.c sim/*/*.cpp include/vrosim/*/*.h \
    tests/*.c tests/*.h tests/*/*.c tests/*/*.h)

check:
	@scripts/setup.sh build test check
	@$(MAKE) --no-print-directory check-format check-layers check-functions
	@$(MAKE) --no-print-directory $(JOBS) check-warnings
	@$(MAKE) --no-print-directory check-sanitized

check-format:
	clang-format --dry-run -Werror $(SOURCES)

check-layers:
	scripts/check_layers.sh $(filter sim/% include/%,$(SOURCES))

check-functions:
	scripts/check_functions.sh $(SOURCES)

check-warnings:
	$(MAKE) --no-print-directory BUILD=$(BUILD)/gcc CC=gcc CXX=g++ all test-programs
	$(MAKE) --no-print-directory BUILD=$(BUILD)/clang CC=clang CXX=clang++ all test-programs

check-sanitized:
	$(MAKE) --no-print-directory $(JOBS) BUILD=$(SANITIZED) SANITIZE=1 test-unit
	scripts/test.sh $(SANITIZED_UNIT)

format:
	clang-format -i $(SOURCES)

# Installing.

manual: $(BUILD)/vrosim.1

$(BUILD)/vrosim.1: $(PROGRAM) scripts/manual.sh
	$(call say,MAN)
	$(Q)scripts/manual.sh $(PROGRAM) $@

DOCUMENTS := README.md LICENSE

install: $(PROGRAM) $(BUILD)/vrosim.1
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/man/man1 \
	    $(DESTDIR)$(PREFIX)/share/vrosim/configs $(DESTDIR)$(PREFIX)/share/doc/vrosim
	install -m 755 $(PROGRAM) $(DESTDIR)$(PREFIX)/bin/vrosim
	install -m 644 $(BUILD)/vrosim.1 $(DESTDIR)$(PREFIX)/share/man/man1/vrosim.1
	install -m 644 $(wildcard configs/*.csv) $(DESTDIR)$(PREFIX)/share/vrosim/configs
	install -m 644 $(wildcard $(DOCUMENTS)) $(DESTDIR)$(PREFIX)/share/doc/vrosim

uninstall:
	rm -f $(DESTDIR)$(PREFIX)/bin/vrosim $(DESTDIR)$(PREFIX)/share/man/man1/vrosim.1
	rm -rf $(DESTDIR)$(PREFIX)/share/vrosim $(DESTDIR)$(PREFIX)/share/doc/vrosim

clean:
	rm -rf $(BUILD)
