package dev.holdfast.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** An example in a comment comes from a compiled source, like one in a page. */
class JavadocTest {

    /** What javadoc is given as its snippet path. */
    private static final String SNIPPETS = "docs/src/test/java/";

    private static final Pattern EXAMPLE = Pattern.compile("<pre\\b|\\{@snippet\\b([^:}]*)(:?)");
    private static final Pattern ATTRIBUTE = Pattern.compile("(class|file|region)=\"?([\\w./$-]+)\"?");

    @Test
    void an_example_in_a_comment_is_a_region_of_a_compiled_source() {
        var faults = new ArrayList<String>();
        for (var file : House.sources()) {
            faults.addAll(faults(House.name(file), House.text(file)));
        }
        assertThat(faults).isEmpty();
    }

    @Test
    void an_example_that_nobody_compiles_is_refused() {
        assertThat(faults("A.java", "* <pre>{@code x}</pre>")).hasSize(1);
        assertThat(faults("A.java", "* {@snippet : x }")).hasSize(1);
        assertThat(faults("A.java", "* {@snippet lang=java : x }")).hasSize(1);
        assertThat(faults("A.java", "* {@snippet file=\"No.java\" region=\"x\"}"))
                .hasSize(1);
        assertThat(faults("A.java", "* {@snippet class=dev.holdfast.docs.Examples region=nowhere}"))
                .hasSize(1);
        assertThat(faults("A.java", "* {@snippet class=dev.holdfast.docs.Examples region=telemetry}"))
                .isEmpty();
    }

    private static List<String> faults(String name, String text) {
        return EXAMPLE.matcher(text)
                .results()
                .flatMap(
                        example -> fault(example).stream().map(fault -> name + ":" + line(text, example) + " " + fault))
                .toList();
    }

    private static Optional<String> fault(MatchResult example) {
        if (example.group(1) == null || example.group(2).equals(":")) {
            return Optional.of("write {@snippet class=... region=...} and let the text live in " + SNIPPETS);
        }
        String file = "";
        String region = "";
        for (var attribute : ATTRIBUTE.matcher(example.group(1)).results().toList()) {
            switch (attribute.group(1)) {
                case "class" -> file = attribute.group(2).replace('.', '/') + ".java";
                case "file" -> file = attribute.group(2);
                default -> region = attribute.group(2);
            }
        }
        return hasRegion(House.file(SNIPPETS + file), region)
                ? Optional.empty()
                : Optional.of("names no region \"" + region + "\" of a file " + SNIPPETS + file);
    }

    private static boolean hasRegion(Path file, String region) {
        var start = Pattern.compile("// @start region=\"?" + Pattern.quote(region) + "\"?\\s");
        return !region.isEmpty()
                && Files.isRegularFile(file)
                && start.matcher(House.text(file)).find();
    }

    private static long line(String text, MatchResult at) {
        return text.substring(0, at.start()).lines().count();
    }
}
