package dev.holdfast.docs;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The check of the pages sees a block that differs from its source; one that fell asleep would say nothing at all. */
class CompiledDocumentationIsAwakeTest {

    private static final String TABLE = "docs/src/test/resources/notes/migration/V1__notes.sql#table";
    private static final String ROUTES = "docs/src/test/java/dev/holdfast/docs/notes/NoteRoutes.java#routes";

    @ParameterizedTest
    @CsvSource({"sql, " + TABLE, "java, " + ROUTES})
    void a_block_that_shows_its_region_passes_and_one_that_lost_a_line_does_not(String language, String source) {
        var text = region(source).text();

        assertThatCode(checked(language, source, text)).doesNotThrowAnyException();
        assertThatThrownBy(checked(language, source, text.subList(1, text.size())))
                .hasMessageContaining("differs from " + source);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sql", "java"})
    void a_block_without_a_source_is_refused(String language) {
        var page = page(List.of("Prose.", "```" + language, "SELECT 1;", "```"));

        assertThatThrownBy(() -> CompiledDocumentationTest.check(page.fences().getFirst()))
                .hasMessageContaining("put <!-- source:");
    }

    @Test
    void a_block_of_one_language_cannot_show_another() {
        assertThatThrownBy(checked("java", TABLE, region(TABLE).text())).hasMessageContaining("language");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "docs/src/test/resources/notes/migration/V1__notes.sql#nothing",
                "docs/src/test/resources/notes/migration/V9__nothing.sql#table",
                "docs/src/test/resources/logback-test.xml#table",
                "docs/guide/add-a-resource.md#table",
            })
    void a_region_that_is_not_there_is_refused(String source) {
        assertThatThrownBy(checked("sql", source, List.of("SELECT 1;"))).isInstanceOf(IllegalStateException.class);
    }

    private static ThrowingCallable checked(String language, String source, List<String> body) {
        var lines = new ArrayList<>(List.of("<!-- source: " + source + " -->", "```" + language));
        lines.addAll(body);
        lines.add("```");
        var fence = page(lines).fences().getFirst();
        return () -> CompiledDocumentationTest.check(fence);
    }

    private static Page page(List<String> lines) {
        return new Page(House.file("docs/guide/none.md"), lines);
    }

    private static Region region(String source) {
        var at = source.indexOf('#');
        return new Region(source.substring(0, at), source.substring(at + 1));
    }
}
