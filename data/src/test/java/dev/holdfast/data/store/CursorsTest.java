package dev.holdfast.data.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.Kind;
import dev.holdfast.Problem;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** What no cursor can say. */
class CursorsTest {

    private static final String LONG = "x".repeat(5_000);

    @Test
    void an_id_that_is_too_long_for_a_cursor_is_a_problem_and_no_failure() {
        var cursors = new Cursors(new byte[16]);

        assertThatThrownBy(() -> cursors.write(List.of("a query"), List.of(LONG), LONG))
                .hasMessageContaining("too long for a cursor")
                .asInstanceOf(InstanceOfAssertFactories.type(Problem.class))
                .returns(Kind.UNPROCESSABLE, Problem::kind);
    }
}
