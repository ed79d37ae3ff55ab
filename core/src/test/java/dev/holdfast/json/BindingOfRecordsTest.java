package dev.holdfast.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.holdfast.Default;
import dev.holdfast.Problem;
import jakarta.validation.constraints.Size;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which records can be bound, which is known before the first request. */
class BindingOfRecordsTest {

    record Comment(String text, List<Comment> answers) {}

    record Careless(@Default("ten") int amount) {}

    record Untyped(Map<String, String> anything) {}

    record Renamed(@JsonProperty("class") @Size(max = 5) String category) {}

    private final Binding binding = new Binding(new Json());

    @Test
    void a_record_may_hold_its_own_kind() {
        binding.check(Comment.class);
        var inner = Map.of("text", "inner", "answers", List.of());
        var bound = binding.of(Comment.class, Map.of("text", "outer", "answers", List.of(inner)));

        assertThat(bound).isEqualTo(new Comment("outer", List.of(new Comment("inner", List.of()))));
        assertThatThrownBy(() -> binding.of(
                        Comment.class,
                        Map.of("text", "outer", "answers", List.of(Map.of("text", 5, "answers", List.of())))))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.faults().getFirst().pointer())
                                .isEqualTo("/answers/0/text"));
    }

    @Test
    void a_default_that_does_not_fit_is_refused_by_its_name() {
        assertThatThrownBy(() -> binding.check(Careless.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the default \"ten\" of amount in " + Careless.class.getName() + " cannot be bound");
    }

    @Test
    void a_name_that_java_keeps_for_itself_is_given_to_a_component() {
        var bound = binding.of(Renamed.class, Map.of("class", "first"));
        assertThat(bound).isEqualTo(new Renamed("first"));
        assertThat(new String(new Json().write(bound), StandardCharsets.UTF_8)).isEqualTo("{\"class\":\"first\"}");
        assertThatThrownBy(() -> binding.of(Renamed.class, Map.of("class", "x".repeat(6))))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.faults().getFirst().pointer())
                                .isEqualTo("/class"));
        assertThatThrownBy(() -> binding.of(Renamed.class, Map.of("class", "first", "category", "first")))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.faults().getFirst().pointer())
                                .isEqualTo("/category"));
    }

    @Test
    void a_component_of_a_type_that_cannot_be_bound_is_refused() {
        assertThatThrownBy(() -> binding.check(Untyped.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Map");
    }
}
