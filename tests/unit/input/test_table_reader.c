#include "vrosim/input/table_reader.h"

#include "faults.h"

static void columns_may_stand_in_any_order_and_be_left_out(void **state) {
    (void)state;
    const char *text = "unit,value,distribution,parameter\n,,,\nshare,0.5,fixed,p\n";
    vro_errors errors = {0};
    vro_csv_reader *csv;
    vro_table_reader table;
    vro_table_row row;
    bool found;
    assert_int_equal(vro_csv_reader_open_text(&csv, "table", text, strlen(text)), VRO_OK);
    assert_int_equal(vro_table_reader_begin(&table, csv, &errors), VRO_OK);
    assert_int_equal(vro_table_reader_next(&table, &errors, &row, &found), VRO_OK);
    assert_true(found);
    assert_int_equal(row.line, 3);
    assert_string_equal(row.fields[VRO_TABLE_COLUMN_PARAMETER].text, "p");
    assert_string_equal(row.fields[VRO_TABLE_COLUMN_VALUE].text, "0.5");
    assert_string_equal(row.fields[VRO_TABLE_COLUMN_STRATEGY].text, "");
    vro_place value = vro_table_reader_place(&row, VRO_TABLE_COLUMN_VALUE);
    assert_string_equal(value.file, "table");
    assert_int_equal(value.line, 3);
    assert_int_equal(value.column, 7);
    vro_place missing = vro_table_reader_place(&row, VRO_TABLE_COLUMN_SD);
    assert_int_equal(missing.line, 3);
    assert_int_equal(missing.column, 0);
    assert_int_equal(vro_table_reader_next(&table, &errors, &row, &found), VRO_OK);
    assert_false(found);
    vro_csv_reader_free(csv);
}

static void a_faulty_header_line_is_explained(void **state) {
    (void)state;
    static const bad_text cases[] = {
        {"", "table: ", "empty"},
        {"\n\n", "table: ", "empty"},
        {"\xef\xbb\xbf", "table: ", "empty"},
        {"parameter,distribution,value,unit,gmfc\n", ":1:35: ", "nearest is 'gmfcs'"},
        {"parameter,distribution,value,unit,Max\n", ":1:35: ", "nearest is 'max'"},
        {"parameter,distribution,value,unit,\n", ":1:35: ", "without a name"},
        {"value,parameter,value,distribution,unit\n", ":1:17: ", "first at column 1"},
        {"distribution,value,unit\n,,\nx,y,z\n", ":1: ", "'parameter' is missing"},
        {"parameter,distribution,value\n", ":1: ", "'unit' is missing"},
        {"parameter;distribution,value;unit\n", ":1:1: ", "must name the columns"},
        {"parameter;distribution;value;unit;gmfc\n", ":1:35: ", "nearest is 'gmfcs'"},
        {"parameter\tdistribution\tvalue\tunit\n", ":1:1: ", "separate them by ','"},
        {",,plan.spica,fixed,1,,,,,probability,\n", ":1:1: ", "must name the columns"},
        {"an essay\nwith lines\n", ":1:1: ", "must name the columns"},
        {"parameter,distribution,\"value,unit\n", ":1:24: ", "never closed"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_one_fault("", &cases[i]);
}

static const vro_row *read_second_row(const char *text, vro_layers *layers) {
    vro_errors errors = {0};
    if (append_text(layers, text, &errors) != VRO_OK)
        vro_errors_print(&errors, stdout);
    assert_int_equal(errors.count, 0);
    assert_int_equal(layers->count, 2);
    return &layers->rows[1].row;
}

// As spreadsheets and R write them where the decimal mark is a comma; Swiss ones have a point.
static void fields_may_be_separated_by_semicolons(void **state) {
    (void)state;
    static const char *const tables[] = {
        "parameter;distribution;value;unit\nplan.spica;fixed;1;probability\n"
        "loss.hazard;fixed;0,5;per week\n",
        "parameter;distribution;value;unit\nplan.spica;fixed;1;probability\n"
        "loss.hazard;fixed;0.5;per week\n",
        "\xef\xbb\xbf\"parameter\";\"distribution\";\"value\";\"unit\";\"source\"\r\n"
        "\"plan.spica\";\"fixed\";1;\"probability\";\"a; b, c\"\r\n"
        "\"loss.hazard\";\"fixed\";5e-1;\"per week\";\"\"\r\n",
    };
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        vro_layers layers = {0};
        assert_true(read_second_row(tables[i], &layers)->distribution.value == 0.5);
        vro_layers_free(&layers);
    }
}

#define SEMICOLONS "parameter;distribution;value;unit\n"

static void one_table_has_one_decimal_mark(void **state) {
    (void)state;
    static const bad_text cases[] = {
        {"loss.hazard;fixed;0,5;per week\nplan.spica;fixed;0.5;probability\n",
         ":3:18: ", "numbers before it have commas"},
        {"loss.hazard;fixed;0.5;per week\nplan.spica;fixed;0,5;probability\n",
         ":3:18: ", "numbers before it have points"},
        {"loss.hazard;fixed;1.000,5;per week\n", ":2:19: ", "thousands separators"},
        {"loss.hazard;fixed;03.10.2024;per week\n", ":2:19: ", "a date"},
        {"loss.hazard;fixed;0,5;per week;\n", ":2: ", "separate all by ';'"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_one_fault(SEMICOLONS, &cases[i]);
}

static void the_number_of_fields_must_be_that_of_the_header_line(void **state) {
    (void)state;
    static const bad_text cases[] = {
        {",,plan.spica,fixed,0,5,,,,,probability,\n", ":2: ", "12 fields"},
        {",,plan.spica,fixed,0.5\n", ":2: ", "5 fields"},
        {"plan.spica\n", ":2: ", "1 field where the header line has 11"},
        {",,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,x\n", ":2: ", "49 fields"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_one_fault(HEADER, &cases[i]);
}

static void a_faulty_column_does_not_hide_faulty_rows(void **state) {
    (void)state;
    vro_errors errors = {0};
    vro_layers layers = {0};
    const char *text = "parameter,distribution,value,unit,colour\n"
                       "plan.spica,fixed,x,probability,red\n";
    assert_int_equal(append_text(&layers, text, &errors), VRO_BAD_INPUT);
    assert_int_equal(errors.count, 2);
    assert_fault(&errors, ":1:35: ", "colour");
    assert_fault(&errors, ":2:18: ", "value 'x'");
    vro_layers_free(&layers);
    vro_errors_free(&errors);
}

// As write.csv of R writes a table.
static void fields_that_are_na_are_empty_and_told_once(void **state) {
    (void)state;
    const char *text =
        "strategy,gmfcs,parameter,distribution,value,sd,min,max,se,unit,source,text\n"
        ",,plan.spica,fixed,1,NA,NA,NA,NA,probability,NA,NA\n"
        ",,anatomy.nsa,uniform,NA,NA,120,150,NA,degrees,NA,NA\n"
        ",,economics.currency,text,NA,NA,NA,NA,NA,NA,NA,euro\n";
    vro_errors errors = {0};
    vro_layers layers = {0};
    assert_int_equal(append_text(&layers, text, &errors), VRO_OK);
    assert_int_equal(layers.count, 3);
    assert_string_equal(layers.texts.texts[layers.rows[0].source], "");
    assert_string_equal(layers.texts.texts[layers.rows[2].text], "euro");
    assert_int_equal(errors.count, 0);
    assert_int_equal(errors.notice_count, 1);
    assert_string_equal(errors.notices[0], "table: 18 fields are NA; read as empty");
    vro_layers_free(&layers);
    vro_errors_free(&errors);
}

static void na_is_a_fault_where_empty_means_all(void **state) {
    (void)state;
    static const bad_text cases[] = {
        {"NA,,plan.spica,fixed,1,,,,,probability,\n",
         ":2:1: ", "leave it empty for all strategies"},
        {",NA,plan.spica,fixed,1,,,,,probability,\n", ":2:2: ", "leave it empty for all"},
        {",,NA,fixed,1,,,,,probability,\n", ":2:3: ", "parameter 'NA' is unknown"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_one_fault(HEADER, &cases[i]);
}

static void a_column_has_its_name(void **state) {
    (void)state;
    assert_string_equal(vro_table_column_name(VRO_TABLE_COLUMN_STRATEGY), "strategy");
    assert_string_equal(vro_table_column_name(VRO_TABLE_COLUMN_SOURCE), "source");
}

int test_table_reader(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns_may_stand_in_any_order_and_be_left_out),
        cmocka_unit_test(a_faulty_header_line_is_explained),
        cmocka_unit_test(fields_may_be_separated_by_semicolons),
        cmocka_unit_test(one_table_has_one_decimal_mark),
        cmocka_unit_test(the_number_of_fields_must_be_that_of_the_header_line),
        cmocka_unit_test(a_faulty_column_does_not_hide_faulty_rows),
        cmocka_unit_test(fields_that_are_na_are_empty_and_told_once),
        cmocka_unit_test(na_is_a_fault_where_empty_means_all),
        cmocka_unit_test(a_column_has_its_name),
    };
    return cmocka_run_group_tests_name("table_reader", tests, NULL, NULL);
}
