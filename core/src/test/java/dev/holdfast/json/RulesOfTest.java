package dev.holdfast.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.Fault;
import dev.holdfast.Hidden;
import dev.holdfast.Lowercase;
import dev.holdfast.Problem;
import dev.holdfast.RulesOf;
import dev.holdfast.Trim;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Inputs that take their rules from a model. */
class RulesOfTest {

    record Thing(
            @Trim @NotBlank @Size(max = 5) String name,
            @Trim @Lowercase @Email String email,
            @Min(1) @Max(9) int amount,
            Optional<@Size(max = 3) String> note,
            Hidden<@Size(min = 8) String> secret,
            @Trim @Size(max = 3) List<@NotBlank @Size(max = 4) String> tags,

            @Pattern(regexp = "[a-z]+") @Pattern(regexp = ".{2}") String code) {}

    @RulesOf(Thing.class)
    record NewThing(
            String name,
            String email,
            Integer amount,
            Optional<String> note,
            String secret,
            List<String> tags,
            String code,
            @Size(max = 2) String other) {}

    @RulesOf(Thing.class)
    record ThingChange(
            Optional<String> name, @Nullable String email, Optional<Integer> amount, Optional<List<String>> tags) {}

    @RulesOf(Thing.class)
    record Stricter(
            @Size(min = 3) @NotBlank String name, @Lowercase Optional<String> note) {}

    @RulesOf(Thing.class)
    record Mistaken(long amount, String name) {}

    @RulesOf(Thing.class)
    record Single(Optional<String> tags) {}

    record Plain(String name) {}

    private final Binding binding = new Binding(new Json());

    private static final Map<String, Object> RIGHT = Map.of(
            "name",
            "Lamp",
            "email",
            "a@b.cd",
            "amount",
            3,
            "secret",
            "12345678",
            "tags",
            List.of(),
            "code",
            "ab",
            "other",
            "x");

    @Test
    void text_is_trimmed_and_lowercased_as_in_the_model() {
        var bound = binding.of(
                NewThing.class, with(Map.of("name", "  Lamp ", "email", " ANN@Example.org ", "tags", List.of(" a  "))));

        assertThat(bound.name()).isEqualTo("Lamp");
        assertThat(bound.email()).isEqualTo("ann@example.org");
        assertThat(bound.tags()).containsExactly("a");
    }

    @Test
    void what_breaks_a_rule_of_the_model_is_refused_in_the_words_of_the_edge() {
        var input = with(Map.of(
                "name", " ",
                "email", "nobody",
                "amount", 10,
                "note", "four",
                "secret", "short",
                "tags", List.of("fine", "long one", ""),
                "code", "A",
                "other", "three"));

        assertThat(faults(NewThing.class, input))
                .containsExactly(
                        new Fault("/name", "must not be blank"),
                        new Fault("/email", "must be an e-mail address"),
                        new Fault("/amount", "must be at most 9"),
                        new Fault("/note", "must have at most 3 characters"),
                        new Fault("/secret", "must have at least 8 characters"),
                        new Fault("/tags/1", "must have at most 4 characters"),
                        new Fault("/tags/2", "must not be blank"),
                        new Fault("/code", "must match .{2}"),
                        new Fault("/code", "must match [a-z]+"),
                        new Fault("/other", "must have at most 2 characters"));
    }

    @Test
    void a_change_may_leave_out_what_the_model_requires_and_keeps_the_rules_where_it_does_not() {
        assertThat(binding.of(ThingChange.class, Map.of()))
                .isEqualTo(new ThingChange(Optional.empty(), null, Optional.empty(), Optional.empty()));
        assertThat(binding.of(ThingChange.class, Map.of("name", " Lamp ", "amount", 9, "tags", List.of(" a "))))
                .isEqualTo(new ThingChange(Optional.of("Lamp"), null, Optional.of(9), Optional.of(List.of("a"))));
        assertThat(faults(
                        ThingChange.class,
                        Map.of("name", "", "email", "x", "amount", 0, "tags", List.of("a", "b", "c", ""))))
                .containsExactly(
                        new Fault("/name", "must not be blank"),
                        new Fault("/email", "must be an e-mail address"),
                        new Fault("/amount", "must be at least 1"),
                        new Fault("/tags", "must have at most 3 items"),
                        new Fault("/tags/3", "must not be blank"));
    }

    @Test
    void an_input_adds_rules_of_its_own_and_what_both_ask_for_is_said_once() {
        assertThat(faults(Stricter.class, Map.of("name", " ", "note", "LONG")))
                .containsExactly(
                        new Fault("/name", "must have at least 3 characters"),
                        new Fault("/name", "must not be blank"),
                        new Fault("/note", "must have at most 3 characters"));
        assertThat(binding.of(Stricter.class, Map.of("name", " Lamp ", "note", "ABC")))
                .isEqualTo(new Stricter("Lamp", Optional.of("abc")));
    }

    @Test
    void a_component_of_another_type_than_in_the_model_is_refused_by_its_name() {
        assertThatThrownBy(() -> binding.check(Mistaken.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("amount is long in " + Mistaken.class.getName() + ", which takes the rules of "
                        + Thing.class.getName() + ", where it is int: give both one type, or another name to one");
        assertThatThrownBy(() -> binding.check(Single.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("tags is java.util.Optional<java.lang.String> in");
    }

    @Test
    void one_value_of_a_list_is_held_against_the_rules_for_each_alone() {
        var constraints = Constraints.of(Thing.class);

        assertThat(constraints.brokenByElement("/tags", "tags", "long one"))
                .containsExactly(new Fault("/tags", "must have at most 4 characters"));
        assertThat(constraints.brokenByElement("/tags", "tags", "fine")).isEmpty();
        assertThat(constraints.on("secret")).isTrue();
        assertThat(Constraints.of(Plain.class).on("name")).isFalse();
    }

    @Test
    void what_is_hidden_breaks_rules_only_where_it_was_read() {
        var constraints = Constraints.of(Thing.class);

        assertThat(constraints.broken("/secret", "secret", Hidden.unread())).isEmpty();
        assertThat(constraints.broken("/secret", "secret", Hidden.of("short")))
                .containsExactly(new Fault("/secret", "must have at least 8 characters"));
    }

    private static Map<String, Object> with(Map<String, Object> others) {
        var all = new HashMap<>(RIGHT);
        all.putAll(others);
        return all;
    }

    private List<Fault> faults(Class<?> type, Map<String, Object> input) {
        try {
            throw new AssertionError("was bound: " + binding.of(type, input));
        } catch (Problem refused) {
            return refused.faults();
        }
    }
}
