#include "vrosim/input/scenario.h"

#include "faults.h"
#include "scratch.h"

#include <math.h>

enum { LAYERS_MAX = 4 };

// Writes each text as a table, loads all of them over the default and keeps the strategies of list.
static vro_status load_selected(vro_scenario *self, const char *const *texts, size_t count,
                                const char *list, vro_errors *errors) {
    scratch files;
    char names[LAYERS_MAX][16], paths[LAYERS_MAX][400];
    const char *pointers[LAYERS_MAX];
    scratch_open(&files);
    for (size_t i = 0; i < count; i++) {
        snprintf(names[i], sizeof names[i], "layer%zu.csv", i + 1);
        strcpy(paths[i], scratch_write(&files, names[i], texts[i], strlen(texts[i])));
        pointers[i] = paths[i];
    }
    vro_status status = vro_scenario_load(
        self, &(vro_scenario_source){.paths = pointers, .path_count = count, .strategies = list},
        errors);
    for (size_t i = 0; i < count; i++)
        scratch_remove(&files, names[i]);
    scratch_close(&files);
    return status;
}

static vro_status load_texts(vro_scenario *self, const char *const *texts, size_t count,
                             vro_errors *errors) {
    return load_selected(self, texts, count, NULL, errors);
}

static vro_scenario load_fine(const char *const *texts, size_t count) {
    vro_scenario scenario;
    vro_errors errors = {0};
    vro_status status = load_texts(&scenario, texts, count, &errors);
    vro_errors_print(&errors, stdout);
    assert_int_equal(status, VRO_OK);
    assert_int_equal(errors.count, 0);
    return scenario;
}

static size_t strategy_of(const vro_scenario *scenario, const char *name) {
    for (size_t i = 0; i < scenario->strategies; i++)
        if (strcmp(scenario->strategy_names[i], name) == 0)
            return i;
    fail_msg("no strategy %s", name);
    return 0;
}

static void assert_same_cells(const vro_scenario *a, const vro_scenario *b) {
    assert_int_equal(a->strategies, b->strategies);
    for (size_t i = 0; i < a->strategies * VRO_LEVELS * VRO_PARAMETERS; i++) {
        assert_true(vro_distribution_equal(&a->cells[i].distribution, &b->cells[i].distribution));
        assert_true(a->cells[i].se == b->cells[i].se ||
                    (isnan(a->cells[i].se) && isnan(b->cells[i].se)));
        assert_string_equal(a->cells[i].source, b->cells[i].source);
        assert_string_equal(a->cells[i].text, b->cells[i].text);
    }
}

static void the_default_alone_is_a_scenario(void **state) {
    (void)state;
    static const char *const names[] = {"soft_tissue", "vro", "vro_soft_tissue", "vro_pelvic",
                                        "observation"};
    vro_scenario scenario = load_fine(NULL, 0);
    assert_string_equal(scenario.name, "baseline");
    assert_int_equal(scenario.strategies, 5);
    for (size_t i = 0; i < 5; i++)
        assert_string_equal(scenario.strategy_names[i], names[i]);
    const vro_cell *age = vro_scenario_cell(&scenario, 4, 4, VRO_POPULATION_AGE);
    assert_int_equal(age->distribution.kind, VRO_DISTRIBUTION_NORMAL);
    assert_true(age->distribution.value == 6 && age->distribution.sd == 2);
    assert_true(age->distribution.min == 2 && age->distribution.max == 12);
    assert_string_equal(age->source,
                        "assumption: between release (means 4.2-5.0) and osteotomy (8.2-8.3)");
    assert_true(vro_scenario_value(&scenario, 0, 0, VRO_MORTALITY_RATE) == 0.0005);
    assert_true(vro_scenario_value(&scenario, 0, 4, VRO_MORTALITY_RATE) == 0.015);
    assert_true(vro_scenario_cell(&scenario, 0, 4, VRO_MORTALITY_RATE)->se == 0.005);
    vro_scenario_free(&scenario);
    vro_scenario_free(&scenario);
}

// One row a rule: the layers, and what plan.spica of vro is then at levels 1 and 2, and that of
// observation at level 2. The default has 0.81 for all.
static const struct layering {
    const char *layers[2];
    double left[3];
} LAYERINGS[] = {
    {{"", ""}, {0.81, 0.81, 0.81}},
    {{",,plan.spica,fixed,0.1,,,,,probability,\n", ""}, {0.1, 0.1, 0.1}},
    {{",2,plan.spica,fixed,0.1,,,,,probability,\n", ""}, {0.81, 0.1, 0.1}},
    // a row for all levels over an earlier one for one level, in a file and across files
    {{",2,plan.spica,fixed,0.1,,,,,probability,\n,,plan.spica,fixed,0.2,,,,,probability,\n", ""},
     {0.2, 0.2, 0.2}},
    {{",2,plan.spica,fixed,0.1,,,,,probability,\n", ",,plan.spica,fixed,0.2,,,,,probability,\n"},
     {0.2, 0.2, 0.2}},
    // and a row for one level over an earlier one for all
    {{",,plan.spica,fixed,0.1,,,,,probability,\n,2,plan.spica,fixed,0.2,,,,,probability,\n", ""},
     {0.1, 0.2, 0.2}},
    // the later file wins
    {{",,plan.spica,fixed,0.1,,,,,probability,\n", ",,plan.spica,fixed,0.2,,,,,probability,\n"},
     {0.2, 0.2, 0.2}},
    // a strategy's own cell beats one for all, also a later one, also one for a single level
    {{"vro,,plan.spica,fixed,0.1,,,,,probability,\n", ",,plan.spica,fixed,0.2,,,,,probability,\n"},
     {0.1, 0.1, 0.2}},
    {{"vro,,plan.spica,fixed,0.1,,,,,probability,\n", ",2,plan.spica,fixed,0.2,,,,,probability,\n"},
     {0.1, 0.1, 0.2}},
    {{"vro,2,plan.spica,fixed,0.1,,,,,probability,\n", ",,plan.spica,fixed,0.2,,,,,probability,\n"},
     {0.2, 0.1, 0.2}},
    // among a strategy's own rows the last wins
    {{"vro,2,plan.spica,fixed,0.1,,,,,probability,\n",
      "vro,,plan.spica,fixed,0.2,,,,,probability,\n"},
     {0.2, 0.2, 0.81}},
    {{"vro,,plan.spica,fixed,0.1,,,,,probability,\n"
      "vro,2,plan.spica,fixed,0.2,,,,,probability,\n",
      ""},
     {0.1, 0.2, 0.81}},
};

static void the_last_row_wins_and_a_strategys_own_beats_all(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof LAYERINGS / sizeof *LAYERINGS; i++) {
        const struct layering *layering = &LAYERINGS[i];
        char texts[2][400];
        const char *pointers[2] = {texts[0], texts[1]};
        for (size_t j = 0; j < 2; j++)
            snprintf(texts[j], sizeof texts[j], "%s%s", HEADER, layering->layers[j]);
        vro_scenario scenario = load_fine(pointers, 2);
        const size_t vro = strategy_of(&scenario, "vro");
        const size_t observation = strategy_of(&scenario, "observation");
        assert_true(vro_scenario_value(&scenario, vro, 0, VRO_PLAN_SPICA) == layering->left[0]);
        assert_true(vro_scenario_value(&scenario, vro, 1, VRO_PLAN_SPICA) == layering->left[1]);
        assert_true(vro_scenario_value(&scenario, observation, 1, VRO_PLAN_SPICA) ==
                    layering->left[2]);
        vro_scenario_free(&scenario);
    }
}

static void a_row_fills_its_cells_whole(void **state) {
    (void)state;
    static const char *const texts[] = {HEADER "vro,,healing.time,fixed,9,,,,,weeks,short\n"
                                               ",,loss.hazard,fixed,0.01,,,,,per week,\n"};
    vro_scenario scenario = load_fine(texts, 1);
    const vro_cell *time = vro_scenario_cell(&scenario, 1, 0, VRO_HEALING_TIME);
    assert_int_equal(time->distribution.kind, VRO_DISTRIBUTION_FIXED);
    assert_true(time->distribution.value == 9);
    assert_true(isnan(time->distribution.min) && isnan(time->distribution.max));
    assert_string_equal(time->source, "short");
    const vro_cell *hazard = vro_scenario_cell(&scenario, 0, 0, VRO_LOSS_HAZARD);
    assert_true(isnan(hazard->se)); // the default has one
    assert_string_equal(hazard->source, "");
    vro_scenario_free(&scenario);
}

static void a_strategy_exists_once_a_row_declares_it(void **state) {
    (void)state;
    static const char *const texts[] = {HEADER "Late-2.b,3,plan.spica,fixed,0,,,,,probability,\n"
                                               "Late-2.b,,strategy.like,text,default,,,,,,\n",
                                        HEADER "vro,,plan.spica,fixed,0,,,,,probability,\n"
                                               "last,,strategy.like,text,vro,,,,,,\n"};
    vro_scenario scenario = load_fine(texts, 2);
    assert_int_equal(scenario.strategies, 7);
    assert_string_equal(scenario.strategy_names[0], "soft_tissue");
    assert_string_equal(scenario.strategy_names[5], "Late-2.b");
    assert_string_equal(scenario.strategy_names[6], "last");
    assert_int_equal(vro_scenario_find(&scenario, "Late-2.b"), 5);
    assert_int_equal(vro_scenario_find(&scenario, "late-2.b"), 7);
    assert_true(vro_scenario_value(&scenario, 5, 2, VRO_PLAN_SPICA) == 0);
    assert_true(vro_scenario_value(&scenario, 5, 3, VRO_PLAN_SPICA) == 0.81);
    assert_string_equal(vro_scenario_like(&scenario, 5), "default");
    assert_true(vro_scenario_value(&scenario, 6, 3, VRO_PLAN_OSTEOTOMY) == 1);
    assert_true(vro_scenario_value(&scenario, 6, 3, VRO_PLAN_PELVIC) == 0);
    assert_string_equal(vro_scenario_like(&scenario, 6), "vro");
    assert_string_equal(vro_scenario_like(&scenario, 1), "");
    vro_scenario_free(&scenario);
}

static void tables_that_change_nothing_change_nothing(void **state) {
    (void)state;
    static const char *const texts[] = {
        HEADER,
        "unit,value,distribution,parameter,source\r\n"
        "months,4,fixed,complication.time,x\r\n",
        "\xef\xbb\xbf"
        "unit,se,sd,value,distribution,parameter,"
        "source\r\nmonths,1,3,4,gamma,complication.time,assumption"};
    vro_scenario plain = load_fine(NULL, 0), layered = load_fine(texts, 3);
    assert_same_cells(&plain, &layered);
    vro_scenario_free(&layered);
    static const char *const baseline[] = {"configs/baseline.csv"};
    vro_errors errors = {0};
    assert_int_equal(vro_scenario_load(&layered,
                                       &(vro_scenario_source){.paths = baseline, .path_count = 1},
                                       &errors),
                     VRO_OK);
    assert_string_equal(layered.name, "baseline+baseline");
    assert_same_cells(&plain, &layered);
    vro_scenario_free(&layered);
    vro_scenario_free(&plain);
}

static void equal_texts_are_kept_once(void **state) {
    (void)state;
    vro_scenario scenario = load_fine(NULL, 0);
    for (size_t i = 0; i < scenario.text_count; i++)
        for (size_t j = 0; j < i; j++)
            assert_string_not_equal(scenario.texts[i], scenario.texts[j]);
    assert_ptr_equal(vro_scenario_cell(&scenario, 0, 0, VRO_PLAN_MEDIALISATION)->source,
                     vro_scenario_cell(&scenario, 4, 4, VRO_COMPLICATION_TIME)->source);
    vro_scenario_free(&scenario);
}

static void the_name_joins_those_of_the_files(void **state) {
    (void)state;
    static const char *const names[][2] = {
        {"one.csv", "baseline+one"},     {"a b+c.v2.csv", "baseline+a_b_c.v2"},
        {"plain", "baseline+plain"},     {".csv", "baseline+.csv"},
        {"\xc3\xbc.csv", "baseline+__"},
    };
    scratch files;
    scratch_open(&files);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        vro_scenario scenario;
        vro_errors errors = {0};
        const char *path = scratch_write(&files, names[i][0], HEADER, strlen(HEADER));
        assert_int_equal(vro_scenario_load(&scenario,
                                           &(vro_scenario_source){.paths = &path, .path_count = 1},
                                           &errors),
                         VRO_OK);
        assert_string_equal(scenario.name, names[i][1]);
        vro_scenario_free(&scenario);
        scratch_remove(&files, names[i][0]);
    }
    scratch_close(&files);
}

static void all_faults_of_all_tables_come_in_one_go(void **state) {
    (void)state;
    static const char *const texts[] = {"",
                                        HEADER ",,plan.spicca,fixed,1,,,,,probability,\n"
                                               ",,plan.spica,fixed,2,,,,,probability,\n",
                                        HEADER ",,population.gmfcs,fixed,0,,,,,share,\n"
                                               ",,plan.spica,fixed,1,,,,,per cent,\n"};
    vro_scenario scenario;
    vro_errors errors = {0};
    assert_int_equal(load_texts(&scenario, texts, 3, &errors), VRO_BAD_INPUT);
    assert_int_equal(errors.count, 5);
    assert_fault(&errors, "layer1.csv: ", "empty");
    assert_fault(&errors, "layer2.csv:2:3: ", "spicca");
    assert_fault(&errors, "layer2.csv:3:20: ", "out of bounds");
    assert_fault(&errors, "layer3.csv:2:26: ", "population.gmfcs is 0");
    assert_fault(&errors, "layer3.csv:3:26: ", "per cent");
    assert_null(scenario.cells);
    assert_null(scenario.name);
    assert_int_equal(scenario.strategies, 0);
    vro_scenario_free(&scenario);
    vro_errors_free(&errors);
}

static void faults_come_in_the_order_of_tables_and_lines(void **state) {
    (void)state;
    const char *tables[] = {HEADER "girdlestone,,plan.spica,fixed,1,,,,,probability,\n"
                                   ",,plan.spica,fixed,7,,,,,probability,\n",
                            HEADER ",,plan.spica,fixed,8,,,,,probability,\n"
                                   "salvage,,plan.spica,fixed,1,,,,,probability,\n"
                                   ",,plan.pelvic,fixed,9,,,,,probability,\n"};
    static const struct {
        const char *place, *piece;
    } expected[] = {{"layer1.csv:2:1: ", "'girdlestone' (1 row) is unknown; there are "},
                    {"layer1.csv:3:", "7"},
                    {"layer2.csv:2:", "8"},
                    {"layer2.csv:3:1: ", "'salvage' (1 row) is unknown; there are "},
                    {"layer2.csv:4:", "9"}};
    vro_scenario scenario;
    vro_errors errors = {0};
    assert_int_equal(load_texts(&scenario, tables, 2, &errors), VRO_BAD_INPUT);
    assert_int_equal(errors.count, 5);
    for (size_t i = 0; i < 5; i++) {
        const char *place = strstr(errors.faults[i].text, expected[i].place);
        assert_non_null(place);
        assert_non_null(strstr(place, expected[i].piece));
    }
    vro_errors_free(&errors);
}

static void tables_that_are_not_there_do_not_hide_others(void **state) {
    (void)state;
    static const char *const paths[] = {"no/such.csv", ".", "/dev/zero", "no/such/either.csv"};
    vro_scenario scenario;
    vro_errors errors = {0};
    assert_int_equal(vro_scenario_load(&scenario,
                                       &(vro_scenario_source){.paths = paths, .path_count = 4},
                                       &errors),
                     VRO_BAD_INPUT);
    assert_int_equal(errors.count, 4);
    vro_errors_free(&errors);
}

// 100,000 rows with as many sources; quadratic work would show as minutes.
static void a_long_table_is_read(void **state) {
    (void)state;
    char *text = NULL;
    size_t size;
    FILE *stream = open_memstream(&text, &size);
    fputs(HEADER, stream);
    for (int i = 0; i < 400; i++)
        fprintf(stream, "s%d,,strategy.like,text,default,,,,,,\n", i);
    for (int i = 0; i < 100000; i++)
        fprintf(stream, "s%d,%d,%s,fixed,1,,,,,probability,source %d\n", i / 250, i % 5 + 1,
                vro_dictionary_row((vro_parameter_id)(VRO_PLAN_OSTEOTOMY + i / 5 % 5))->name, i);
    fclose(stream);
    vro_scenario scenario;
    vro_errors errors = {0};
    const char *texts[] = {text};
    // each row stands ten times
    assert_int_equal(load_texts(&scenario, texts, 1, &errors), VRO_BAD_INPUT);
    assert_int_equal(errors.count + errors.dropped, 90000);
    vro_errors_free(&errors);
    free(text);
}

static void selected_strategies_keep_their_order_and_cells(void **state) {
    (void)state;
    vro_scenario whole = load_fine(NULL, 0), part;
    vro_errors errors = {0};
    assert_int_equal(load_selected(&part, NULL, 0, "observation,vro", &errors), VRO_OK);
    assert_int_equal(part.strategies, 2);
    assert_string_equal(part.strategy_names[0], "vro");
    assert_string_equal(part.strategy_names[1], "observation");
    for (size_t level = 0; level < VRO_LEVELS; level++)
        for (size_t id = 0; id < VRO_PARAMETERS; id++) {
            vro_parameter_id parameter = (vro_parameter_id)id;
            assert_true(vro_distribution_equal(
                &vro_scenario_cell(&part, 0, level, parameter)->distribution,
                &vro_scenario_cell(&whole, 1, level, parameter)->distribution));
            assert_true(vro_distribution_equal(
                &vro_scenario_cell(&part, 1, level, parameter)->distribution,
                &vro_scenario_cell(&whole, 4, level, parameter)->distribution));
        }
    vro_scenario_free(&whole);
    vro_scenario_free(&part);
}

static void a_wrong_selection_is_explained_and_loads_nothing(void **state) {
    (void)state;
    static const struct {
        const char *list;
        size_t faults;
        const char *piece;
    } cases[] = {
        {"vroo", 1, "'vroo' is unknown; the nearest is 'vro'"},
        {"", 1, "empty name"},
        {"vro,", 1, "empty name"},
        {"vro,vro", 1, "'vro' is listed twice"},
        {"observatio,vro,,vro, vro", 4, "nearest is 'observation'"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        vro_scenario scenario;
        vro_errors errors = {0};
        assert_int_equal(load_selected(&scenario, NULL, 0, cases[i].list, &errors), VRO_BAD_USAGE);
        assert_int_equal(errors.count, cases[i].faults);
        assert_fault(&errors, "", cases[i].piece);
        assert_null(scenario.cells);
        vro_errors_free(&errors);
    }
}

static void a_load_keeps_the_selected_strategies(void **state) {
    (void)state;
    static const char *const texts[] = {HEADER "mine,,strategy.like,text,vro,,,,,,\n"
                                               "mine,,plan.spica,fixed,0.5,,,,,probability,\n"};
    vro_scenario scenario;
    vro_errors errors = {0};
    assert_int_equal(load_selected(&scenario, texts, 1, "mine,vro", &errors), VRO_OK);
    assert_int_equal(scenario.strategies, 2);
    assert_string_equal(scenario.strategy_names[1], "mine");
    assert_true(vro_scenario_value(&scenario, 1, 0, VRO_PLAN_SPICA) == 0.5);
    vro_scenario_free(&scenario);
}

// What a table at fault leaves to be said of a list: faults of the table, then those of the list.
static void faults_of_tables_hide_none_of_the_selection(void **state) {
    (void)state;
    static const char unread[] = "unless a line that could not be read names it";
    static const struct {
        const char *text;
        const char *list;
        size_t of_table, of_list;
        const char *piece;
    } cases[] = {
        {HEADER ",,plan.spica,fixed,7,,,,,probability,\n", "vro,vroo", 1, 1,
         "'vroo' is unknown; the nearest is 'vro'"},
        {HEADER ",,plan.spica,fixed,7,,,,,probability,\n", "vro,observation", 1, 0, NULL},
        {HEADER ",,plan.spica,fixed,7,,,,,probability,\n", "vro,,vro,observe", 1, 3, "twice"},
        // a row at fault that names a strategy
        {HEADER "mine,,plan.spica,fixed,7,,,,,probability,\nmine,,strategy.like,text,vro,,,,,,\n",
         "mine", 1, 0, NULL},
        {HEADER "mine,,plan.spika,fixed,1,,,,,probability,\n", "mine,yours", 1, 1, "'yours'"},
        {HEADER "mine,7,plan.spica,fixed,1,,,,,probability,\n", "mine,yours", 1, 1, "'yours'"},
        {HEADER "mine,,population.age,fixed,8,,,,,years,\n", "mine", 1, 1, "'mine' is unknown"},
        // rows that are not read
        {"", "mine", 1, 1, unread},
        {HEADER "mine,1\n", "mine", 1, 1, unread},
        {"stratgy,parameter,distribution,value,unit\n", "mine", 1, 1, unread},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        vro_scenario scenario;
        vro_errors errors = {0};
        const char *texts[] = {cases[i].text};
        assert_int_equal(load_selected(&scenario, texts, 1, cases[i].list, &errors), VRO_BAD_INPUT);
        if (errors.count != cases[i].of_table + cases[i].of_list)
            vro_errors_print(&errors, stdout);
        assert_int_equal(errors.count, cases[i].of_table + cases[i].of_list);
        if (cases[i].piece)
            assert_fault(&errors, "", cases[i].piece);
        assert_int_equal(scenario.strategies, 0);
        vro_errors_free(&errors);
    }
}

static void a_strategy_beyond_the_limit_is_not_called_unknown(void **state) {
    (void)state;
    char *text = NULL;
    size_t size;
    FILE *stream = open_memstream(&text, &size);
    fputs(HEADER, stream);
    for (int i = 0; i < VRO_STRATEGIES_MAX; i++)
        fprintf(stream, "s%d,,strategy.like,text,default,,,,,,\n", i);
    fclose(stream);
    vro_scenario scenario;
    vro_errors errors = {0};
    const char *texts[] = {text};
    assert_int_equal(load_selected(&scenario, texts, 1, "vro,s999,t", &errors), VRO_BAD_INPUT);
    assert_int_equal(errors.count, 6); // beside the five strategies of the default
    assert_fault(&errors, ":997:1: ", "'s995' is number 1001");
    assert_fault(&errors, ":1001:1: ", "'s999' is number 1005");
    assert_fault(&errors, "", "'t' is unknown");
    vro_errors_free(&errors);
    free(text);
}

static vro_status parse(vro_scenario *self, const char *text, vro_errors *errors) {
    return vro_scenario_load(
        self,
        &(vro_scenario_source){.without_default = true,
                               .texts = &(vro_scenario_text){"parameters", text, strlen(text)},
                               .text_count = 1,
                               .name = "alone"},
        errors);
}

// The default's own table is whole, so it can stand alone; an overlay cannot.
static void a_whole_table_stands_alone(void **state) {
    (void)state;
    vro_scenario plain = load_fine(NULL, 0), alone;
    vro_errors errors = {0};
    char *text = NULL;
    size_t size;
    FILE *stream = open_memstream(&text, &size), *table = fopen("configs/baseline.csv", "r");
    for (int letter; (letter = getc(table)) != EOF;)
        putc(letter, stream);
    fclose(table);
    fclose(stream);
    assert_int_equal(parse(&alone, text, &errors), VRO_OK);
    assert_string_equal(alone.name, "alone");
    assert_same_cells(&plain, &alone);
    for (size_t i = 0; i < plain.strategies; i++)
        assert_string_equal(alone.strategy_names[i], plain.strategy_names[i]);
    free(text);
    vro_scenario_free(&alone);
    vro_scenario_free(&plain);
}

// A host without files gives its overlays as texts.
static void texts_lie_over_the_default_and_over_the_paths(void **state) {
    (void)state;
    static const char path_rows[] = HEADER ",,followup.horizon,fixed,7,,,,,years,\n"
                                           ",,followup.visit_interval,fixed,2,,,,,years,\n";
    static const char text_rows[] = HEADER ",,followup.horizon,fixed,8,,,,,years,\n";
    const vro_scenario_text text = {"my text", text_rows, strlen(text_rows)};
    scratch files;
    vro_scenario scenario;
    vro_errors errors = {0};
    scratch_open(&files);
    const char *path = scratch_write(&files, "file.csv", path_rows, strlen(path_rows));
    const vro_scenario_source source = {
        .paths = &path, .path_count = 1, .texts = &text, .text_count = 1, .strategies = "vro"};
    assert_int_equal(vro_scenario_load(&scenario, &source, &errors), VRO_OK);
    assert_string_equal(scenario.name, "baseline+file+my_text");
    assert_int_equal(scenario.strategies, 1);
    assert_true(vro_scenario_value(&scenario, 0, 0, VRO_FOLLOWUP_HORIZON) == 8);
    assert_true(vro_scenario_value(&scenario, 0, 0, VRO_FOLLOWUP_VISIT_INTERVAL) == 2);
    vro_scenario_free(&scenario);
    scratch_remove(&files, "file.csv");
    scratch_close(&files);
}

static void without_the_default_the_first_table_names_the_scenario(void **state) {
    (void)state;
    const char *paths[] = {"configs/baseline.csv", "configs/no-spica.csv"};
    vro_scenario scenario;
    vro_errors errors = {0};
    vro_scenario_source source = {.without_default = true, .paths = paths, .path_count = 2};
    assert_int_equal(vro_scenario_load(&scenario, &source, &errors), VRO_OK);
    assert_string_equal(scenario.name, "baseline+no-spica");
    vro_scenario_free(&scenario);
    source.path_count = 0;
    assert_int_equal(vro_scenario_load(&scenario, &source, &errors), VRO_BAD_INPUT);
    assert_fault(&errors, "", "no row names a strategy");
    vro_errors_free(&errors);
}

static void what_a_table_alone_leaves_open_is_a_fault(void **state) {
    (void)state;
    vro_scenario scenario;
    vro_errors errors = {0};
    assert_int_equal(
        parse(&scenario, HEADER "vro,,plan.spica,fixed,0.1,,,,,probability,\n", &errors),
        VRO_BAD_INPUT);
    assert_fault(&errors, "", "no row gives 'population.age' for strategy 'vro' at level 1");
    assert_null(scenario.cells);
    vro_errors_free(&errors);
    assert_int_equal(parse(&scenario, HEADER "vro,,plan.spica,fixed,2,,,,,probability,\n", &errors),
                     VRO_BAD_INPUT);
    assert_fault(&errors, "parameters:2:", "out of bounds");
    vro_errors_free(&errors);
    assert_int_equal(parse(&scenario, "", &errors), VRO_BAD_INPUT);
    assert_true(errors.count > 0);
    vro_errors_free(&errors);
    vro_scenario_free(&scenario);
}

static void the_horizon_is_the_longest_of_the_levels(void **state) {
    (void)state;
    static const char *const texts[] = {HEADER ",,followup.horizon,fixed,7,,,,,years,\n"
                                               ",3,followup.horizon,fixed,8.5,,,,,years,\n"};
    vro_scenario scenario = load_fine(texts, 1);
    assert_true(vro_scenario_horizon(&scenario) == 8.5);
    vro_scenario_free(&scenario);
}

// Level II has no weight and is followed for 2 years, level III for 4.
#define SHORT_LEVELS                                                                               \
    "gmfcs,parameter,distribution,value,unit\n"                                                    \
    "2,population.gmfcs,fixed,0,share\n"                                                           \
    "2,followup.horizon,fixed,2,years\n"                                                           \
    "3,followup.horizon,fixed,4,years\n"

static void what_is_added_to_a_name_is_one_more_layer(void **state) {
    (void)state;
    vro_scenario scenario;
    vro_errors errors = {0};
    assert_int_equal(vro_scenario_load(&scenario, NULL, &errors), VRO_OK);
    assert_int_equal(vro_scenario_name_file(&scenario, "/home/me/my list.v2.csv", &errors), VRO_OK);
    assert_int_equal(vro_scenario_name_text(&scenario, "age=6.5,gmfcs=4", &errors), VRO_OK);
    assert_string_equal(scenario.name, "baseline+my_list.v2+age=6.5_gmfcs=4");
    vro_scenario_free(&scenario);
}

// Follow-up of the level of given children counts, and that of others does not.
static void the_common_horizon_is_that_of_the_levels_that_are_simulated(void **state) {
    (void)state;
    vro_scenario scenario;
    vro_errors errors = {0};
    const vro_scenario_text table = {"mine", SHORT_LEVELS, strlen(SHORT_LEVELS)};
    float values[VRO_CHILD_ATTRIBUTES] = {[VRO_CHILD_GMFCS] = 2};
    assert_int_equal(vro_scenario_load(&scenario,
                                       &(vro_scenario_source){.texts = &table, .text_count = 1},
                                       &errors),
                     VRO_OK);
    assert_float_equal(vro_scenario_common_horizon(&scenario), 4, 0);
    assert_int_equal(vro_child_list_append(&scenario.children, values, "A", &errors), VRO_OK);
    assert_float_equal(vro_scenario_common_horizon(&scenario), 2, 0);
    scenario.children.values[VRO_CHILD_GMFCS] = 1;
    assert_float_equal(vro_scenario_common_horizon(&scenario), 10, 0);
    vro_scenario_free(&scenario);
}

int test_scenario(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_default_alone_is_a_scenario),
        cmocka_unit_test(the_last_row_wins_and_a_strategys_own_beats_all),
        cmocka_unit_test(a_row_fills_its_cells_whole),
        cmocka_unit_test(a_strategy_exists_once_a_row_declares_it),
        cmocka_unit_test(tables_that_change_nothing_change_nothing),
        cmocka_unit_test(equal_texts_are_kept_once),
        cmocka_unit_test(the_name_joins_those_of_the_files),
        cmocka_unit_test(all_faults_of_all_tables_come_in_one_go),
        cmocka_unit_test(faults_come_in_the_order_of_tables_and_lines),
        cmocka_unit_test(tables_that_are_not_there_do_not_hide_others),
        cmocka_unit_test(a_long_table_is_read),
        cmocka_unit_test(selected_strategies_keep_their_order_and_cells),
        cmocka_unit_test(a_wrong_selection_is_explained_and_loads_nothing),
        cmocka_unit_test(a_load_keeps_the_selected_strategies),
        cmocka_unit_test(faults_of_tables_hide_none_of_the_selection),
        cmocka_unit_test(a_strategy_beyond_the_limit_is_not_called_unknown),
        cmocka_unit_test(a_whole_table_stands_alone),
        cmocka_unit_test(texts_lie_over_the_default_and_over_the_paths),
        cmocka_unit_test(without_the_default_the_first_table_names_the_scenario),
        cmocka_unit_test(what_is_added_to_a_name_is_one_more_layer),
        cmocka_unit_test(the_common_horizon_is_that_of_the_levels_that_are_simulated),
        cmocka_unit_test(what_a_table_alone_leaves_open_is_a_fault),
        cmocka_unit_test(the_horizon_is_the_longest_of_the_levels),
    };
    return cmocka_run_group_tests_name("scenario", tests, NULL, NULL);
}
