package dev.holdfast.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What the pages show is what the compiler and the migrations saw. */
class CompiledDocumentationTest {

    /** To be raised as pages are written; a search that finds nothing would pass every other test. */
    private static final int FEWEST_BLOCKS = 16;

    private static List<Fence> blocks() {
        return Page.all().stream()
                .flatMap(page -> page.fences().stream())
                .filter(fence -> Region.isHeld(fence.language()))
                .toList();
    }

    @TestFactory
    Stream<DynamicTest> a_block_of_java_or_sql_shows_a_region_of_a_source_of_the_build() {
        return blocks().stream()
                .map(fence -> dynamicTest(fence.place(), fence.page().file().toUri(), () -> check(fence)));
    }

    @Test
    void the_pages_were_found() {
        assertThat(blocks()).hasSizeGreaterThanOrEqualTo(FEWEST_BLOCKS);
    }

    static void check(Fence fence) {
        assertThat(fence.source())
                .as("%s: put <!-- source: <file>#<tag> --> on the line above the block", fence.place())
                .isPresent();
        var region = fence.source().orElseThrow();
        assertThat(region.language()).as("%s: language", fence.place()).isEqualTo(fence.language());
        assertThat(String.join("\n", fence.body()))
                .as(
                        "%s differs from %s#%s; docs/update-snippets copies it",
                        fence.place(), region.source(), region.tag())
                .isEqualTo(String.join("\n", region.text()));
    }
}
