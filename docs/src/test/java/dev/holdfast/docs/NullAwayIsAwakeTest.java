package dev.holdfast.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The compiler of the build sees nulls; a checker that fell asleep in an upgrade would say nothing at all. */
class NullAwayIsAwakeTest {

    private static final Path WRONG = House.file("docs/src/test/wrong/Nulls.java");

    @TempDir
    private Path classes;

    @Test
    void the_compiler_refuses_every_wrong_line() throws Exception {
        var compilation = Compilation.of(WRONG, classes);

        assertThat(compilation.succeeded()).isFalse();
        var lines = House.text(WRONG).lines().toList();
        for (var at = 0; at < lines.size(); at++) {
            var refusal = "Nulls.java:" + (at + 1) + ": error: [NullAway]";
            if (lines.get(at).endsWith("// wrong")) {
                assertThat(compilation.output()).contains(refusal);
            } else {
                assertThat(compilation.output()).doesNotContain(refusal);
            }
        }
    }

    @Test
    void the_compiler_accepts_the_same_without_its_faults() throws Exception {
        var compilation = Compilation.of(House.file("docs/src/test/wrong/Nullables.java"), classes);

        assertThat(compilation.output()).isEmpty();
        assertThat(compilation.succeeded()).isTrue();
    }

    @Test
    void no_module_puts_it_to_sleep() {
        for (var module : House.modules()) {
            assertThat(House.text(House.file(module + "/pom.xml")))
                    .as(module)
                    .doesNotContain("NullAway", "<compilerArg", "<warnings>");
        }
    }
}
