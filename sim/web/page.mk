# The engine in WebAssembly. `make page` makes this once more for each kind of processor with
# WASM=simd or WASM=scalar, a BUILD of its own, and clang's compiler for wasm32.

PAGE := $(BUILD)/page
PAGE_SOURCES := $(PAGE)/sources

page:
	@$(SETUP) build page
	@scripts/page_sources.sh $(PAGE_SOURCES)
	@for kind in simd scalar; do \
	    $(MAKE) --no-print-directory $(JOBS) WASM=$$kind BUILD=$(PAGE)/$$kind \
	        SOURCES=$(PAGE_SOURCES) CC='clang --target=wasm32-wasi' \
	        CXX='clang++ --target=wasm32-wasi' $(PAGE)/$$kind/vrosim.wasm || exit; \
	done
	@$(MAKE) --no-print-directory $(JOBS) $(PROGRAM)
	@$(MAKE) --no-print-directory $(PAGE)/lesson_results/fit.csv
	@node sim/web/bundle.mjs $(PAGE) >$(PAGE)/vrosim.html.new
	@mv $(PAGE)/vrosim.html.new $(PAGE)/vrosim.html
	@$(MAKE) --no-print-directory $(JOBS) $(PROGRAM)

# Results that lessons show and that only the program makes; again wherever they may be others.
$(PAGE)/lesson_results/fit.csv: scripts/lesson_results.sh $(wildcard sim/web/lessons/fit/*.csv configs/*.csv) \
    $(LIBRARY)
	$(call say,RUN)
	$(Q)scripts/lesson_results.sh $(PROGRAM) $(@D)

# Every test of the page, in node and in Chromium; `make test` has the first look and two lessons of them. The
# others of tests/browser look at figures and reports.
PAGE_TESTS = $(filter-out $(patsubst %,tests/browser/%.test.mjs,checks figures report), \
    $(wildcard tests/browser/*.test.mjs))

test-page: page
	@$(MAKE) --no-print-directory browser || true
	@VROSIM=$(abspath $(PROGRAM)) scripts/test_page.sh $(PAGE_TESTS)
	@RECIPES_IN_CHROMIUM=1 VROSIM=$(abspath $(PROGRAM)) bats --filter Chromium tests/program/contributing.bats

# The program carries the page where there is one that is newer than all that it is made of.
PAGE_PARTS := $(filter-out sim/verb,$(wildcard sim/*)) $(filter-out include/vrosim/verb,$(wildcard include/vrosim/*)) configs
CARRIED := $(if $(wildcard $(PAGE)/vrosim.html),$(shell \
    find $(filter-out sim/main.c,$(PAGE_PARTS)) -type f -newer $(PAGE)/vrosim.html | grep -q . || \
    echo $(PAGE)/vrosim.html))

# Changes only with whether there is such a page.
$(BUILD)/carried: FORCE
	@mkdir -p $(@D)
	@[ "$$(cat $@ 2>/dev/null)" = '$(CARRIED)' ] && [ -e $@ ] || echo '$(CARRIED)' >$@

$(BUILD)/builtin_page.c: $(BUILD)/carried $(CARRIED) scripts/embed_page.sh $(BUILD)/flags
	$(call say,EMBED)
	$(Q)sh scripts/embed_page.sh $(CARRIED) >$@

ifdef WASM
WASM_simd := -msimd128 -fopenmp-simd
CFLAGS := -O3
override CPPFLAGS := -isystem $(SOURCES)/include
# The threshold lets loops over a dozen arrays become vectors, after checks that none overlap.
WASM_FLAGS := -mnontrapping-fptoint $(WASM_$(WASM)) $(ARITHMETIC) \
    -mllvm -runtime-memory-check-threshold=256
# One thread, without files; nothing but the door is seen.
C_FLAGS = -std=gnu11 $(WARNINGS) $(CFLAGS) $(WASM_FLAGS) -fvisibility=hidden -Wno-unknown-pragmas
CXX_FLAGS = -std=c++17 $(WARNINGS) $(CFLAGS) $(WASM_FLAGS) -fvisibility=hidden -fno-exceptions

# Every lane of a draw is turned by a count of its own, for which there is no vector operation.
$(BUILD)/sim/core/slots.o: private WASM_FLAGS += -DVRO_NO_SHUFFLES -fno-vectorize

# What the engine needs of GSL, without its configuration, and of libcsv.
GSL_MODULES := $(addprefix cdf/,beta betainv gamma gammainv gauss gaussinv tdist tdistinv) \
    err/error err/message err/stream err/strerror randist/beta randist/gamma randist/tdist sort/sortvec \
    $(addprefix specfunc/,beta elementary erfc exp expint gamma gamma_inc log psi trig zeta) \
    statistics/quantiles $(addprefix sys/,coerce expm1 fdiv hypot infnan log1p minmax pow_int)
GSL_OBJECTS := $(GSL_MODULES:%=$(BUILD)/gsl/%.o)

$(GSL_OBJECTS): $(BUILD)/gsl/%.o: $(SOURCES)/gsl/%.c
	@mkdir -p $(@D)
	$(call say,CC)
	$(Q)$(CC) -O2 -w -DHAVE_CONFIG_H -I$(SOURCES)/gsl $(CPPFLAGS) -c -o $@ $<

$(BUILD)/csv.o: $(SOURCES)/libcsv/libcsv.c
	@mkdir -p $(@D)
	$(call say,CC)
	$(Q)$(CC) -O2 -w $(CPPFLAGS) -c -o $@ $<

# The stack is 1 MiB, below the data, so that an overflow traps. Without -O, with which clang hands
# the result to wasm-opt where it is installed.
EXPORTS := malloc free $(shell grep -ow 'vro_page_[a-z]*' include/vrosim/web/page.h | sort -u)
$(BUILD)/vrosim.wasm: $(call objects,$(wildcard sim/web/*.c)) $(ENGINE_OBJECTS) $(BUILD)/builtin.o \
    $(GSL_OBJECTS) $(BUILD)/csv.o
	$(call say,LINK)
	$(Q)$(CXX) -mexec-model=reactor -Wl,--strip-all,--gc-sections,--stack-first \
	    -Wl,-z,stack-size=1048576 $(EXPORTS:%=-Wl,--export=%) -o $@ $^ -lc++abi
endif
