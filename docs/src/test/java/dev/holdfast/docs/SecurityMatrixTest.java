package dev.holdfast.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is promised about security has a test of its number, or says why it has none. */
class SecurityMatrixTest {

    /** To be raised as tests are numbered; a search that finds nothing would pass every other test. */
    private static final int FEWEST_TESTS = 150;

    private static final Page PAGE = Page.of(House.file("docs/security.md"));
    private static final NumberedTest A7 = new NumberedTest("core/src/test/java/ATest.java", "A7_a_thing_is_done");

    @Test
    void every_row_is_there_and_names_its_tests_and_every_numbered_test_has_its_row() {
        assertThat(new Matrix(PAGE).faults(NumberedTest.all())).isEmpty();
    }

    @Test
    void the_tests_were_found() {
        assertThat(NumberedTest.all()).hasSizeGreaterThanOrEqualTo(FEWEST_TESTS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "| A7 | it is done | | [ATest](../core/src/test/java/ATest.java) `A7_a_thing_was_done` |",
                "| A7 | it is done | | [BTest](../core/src/test/java/BTest.java) `A7_a_thing_is_done` |",
                "| A7 | it is done | | `A7_a_thing_is_done` |",
                "| A7 | it is done | | It will be shown. |",
                "| A7 | it is done | | Not built: comes later. |",
                "| A6 | it is done | | [ATest](../core/src/test/java/ATest.java) `A7_a_thing_is_done` |",
                "| A7 | it is done | | [ATest](../core/src/test/java/ATest.java) `A7_a_thing_is_done`, `A7_a_thing_is_done` |",
            })
    void a_row_that_shows_nothing_is_refused(String row) {
        assertThat(faultsOf(row)).isNotEmpty();
    }

    @Test
    void a_row_that_names_its_test_passes_and_a_missing_row_does_not() {
        var row = "| A7 | it is done | 6.2.3 | [ATest](../core/src/test/java/ATest.java) `A7_a_thing_is_done` |";

        assertThat(faultsOf(row)).isEmpty();
        assertThat(new Matrix(new Page(PAGE.file(), List.of(row))).faults(List.of(A7)))
                .singleElement()
                .asString()
                .contains("the rows are not the numbers");
    }

    /** What is wrong with a page whose other rows are as they should be. */
    private static List<String> faultsOf(String row) {
        var lines = Matrix.NUMBERS.stream()
                .map(number -> number.equals("A7") ? row : "| " + number + " | x | | Not built: comes later. |")
                .toList();
        return new Matrix(new Page(PAGE.file(), lines)).faults(List.of(A7));
    }
}
