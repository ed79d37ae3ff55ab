package dev.holdfast.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.Fault;
import dev.holdfast.Hidden;
import dev.holdfast.Kind;
import dev.holdfast.Problem;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What the constraints on a record keep out of its table. */
abstract class RulesContract extends StoreContract {

    private static final Fault NO_NAME = new Fault("/name", "must not be blank");

    @Table("things")
    record Unheard(@Id UUID id) {}

    @Test
    void a_record_that_breaks_rules_is_not_stored_and_each_is_named() {
        var wrong = Person.of(" \t ", "ada@example.org")
                .aged(151)
                .hiding(Hidden.of("x".repeat(61)))
                .tagged("fine", "x".repeat(41), " ");

        assertBroken(
                () -> people.insert(wrong),
                NO_NAME,
                new Fault("/age", "must be at most 150"),
                new Fault("/secret", "must have at most 60 characters"),
                new Fault("/tags/1", "must have at most 40 characters"),
                new Fault("/tags/2", "must not be blank"));
        assertThat(people.count(Filter.all())).isZero();
    }

    @Test
    void what_is_absent_breaks_no_rule() {
        assertThat(people.insert(Person.named("ada")).age()).isEmpty();
    }

    @Test
    void one_wrong_record_among_several_keeps_all_of_them_out() {
        assertBroken(() -> people.insertAll(List.of(Person.named("ada"), Person.of("", "b@example.org"))), NO_NAME);

        assertThat(people.count(Filter.all())).isZero();
    }

    @Test
    void an_upsert_keeps_the_rules() {
        insert("ada");

        assertBroken(() -> people.upsert(Person.of(" ", "ada@example.org"), Person.EMAIL), NO_NAME);
    }

    @Test
    void an_update_keeps_the_rules_and_does_not_ask_what_was_not_read() {
        insert("ada");
        var ada = people.findOne(Query.all()).orElseThrow();

        assertBroken(() -> people.update(ada.with(" ")), NO_NAME);
        assertBroken(() -> people.update(ada.hiding(Hidden.of(" "))), new Fault("/secret", "must not be blank"));
        assertThat(people.update(ada.with("Ada L.")).name()).isEqualTo("Ada L.");
    }

    @Test
    void a_patch_keeps_the_rules_for_what_it_assigns() {
        insert("ada");
        var ada = people.findOne(Query.all()).orElseThrow();

        assertBroken(
                () -> people.patch(
                        ada.id(), Person.NAME.to("  ").and(Person.AGE.to(-1)).and(Person.SECRET.to(" "))),
                NO_NAME,
                new Fault("/age", "must be at least 0"),
                new Fault("/secret", "must not be blank"));
        assertBroken(() -> people.updateAll(Filter.all(), Person.NAME.to("")), NO_NAME);
        assertThat(people.findById(ada.id())).contains(ada);
        assertThat(people.patch(ada.id(), Person.AGE.to(150)).orElseThrow().age())
                .contains(150);
        assertThat(people.patch(ada.id(), Person.AGE.cleared()).orElseThrow().age())
                .isEmpty();
    }

    @Test
    void lists_keep_the_rules_whole_and_value_by_value() {
        var ada = people.insert(Person.named("ada"));

        assertBroken(
                () -> people.patch(ada.id(), Person.TAGS.pushed("x".repeat(41))),
                new Fault("/tags", "must have at most 40 characters"));
        assertBroken(
                () -> people.patch(ada.id(), Person.TAGS.to(List.of("a", " "))),
                new Fault("/tags/1", "must not be blank"));
        assertBroken(
                () -> people.updateAll(Filter.all(), Person.TAGS.to(Collections.nCopies(901, "a"))),
                new Fault("/tags", "must have at most 900 items"));
        assertThat(people.patch(ada.id(), Person.TAGS.pushed("  " + "X".repeat(40)))
                        .orElseThrow()
                        .tags())
                .containsExactly("x".repeat(40));
    }

    @Test
    void the_database_is_not_asked_about_what_breaks_a_rule() {
        database.close();

        assertBroken(() -> people.insert(Person.of("", "ada@example.org")), NO_NAME);
        assertBroken(() -> people.patch(PersonId.fresh(), Person.NAME.to("")), NO_NAME);
    }

    @Test
    void a_model_that_is_in_no_schema_has_no_repository() {
        var model = Model.of(Unheard.class, UUID.class);

        assertThatThrownBy(() -> database.repository(model))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(Unheard.class.getName()
                        + " is in no schema of this database, so its table things may not be there:"
                        + " add its model to a Schema, and that to the options");
    }

    private static void assertBroken(ThrowingCallable call, Fault... faults) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.kind()).isEqualTo(Kind.INVALID);
            assertThat(problem.faults()).containsExactly(faults);
        });
    }
}
