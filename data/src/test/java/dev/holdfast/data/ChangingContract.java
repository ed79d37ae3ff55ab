package dev.holdfast.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.Hidden;
import dev.holdfast.Kind;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Changing what is stored: whole records by update, fields by patch. */
abstract class ChangingContract extends StoreContract {

    @Test
    void an_update_counts_the_version_and_keeps_the_creation_time() {
        var ada = people.insert(Person.named("ada"));
        clock.advance(Duration.ofMinutes(1));

        var updated = people.update(ada.with("Ada L."));

        assertThat(updated.version()).isEqualTo(2);
        assertThat(updated.createdAt()).isEqualTo(ada.createdAt());
        assertThat(updated.updatedAt()).isEqualTo(ada.updatedAt().plusSeconds(60));
        assertThat(people.findById(ada.id())).contains(updated.hiding(Hidden.unread()));
    }

    @Test
    void an_update_of_an_old_version_is_refused() {
        var ada = people.insert(Person.named("ada"));
        people.update(ada.with("first"));

        assertThatThrownBy(() -> people.update(ada.with("second")))
                .isInstanceOf(StaleVersion.class)
                .hasMessage("the person has changed since it was read");
    }

    @Test
    void an_update_of_a_record_that_is_gone_says_so() {
        var ada = people.insert(Person.named("ada"));
        people.deleteById(ada.id());

        assertRefused(Kind.MISSING, () -> people.update(ada));
    }

    @Test
    void an_update_leaves_a_hidden_field_alone_that_was_not_read() {
        var ada = people.insert(Person.named("ada"));

        people.update(people.findById(ada.id()).orElseThrow().with("Ada L."));

        assertThat(secretOf(ada)).contains("s3cret");
    }

    @Test
    void an_update_stores_a_hidden_field_that_is_known() {
        var ada = people.insert(Person.named("ada"));

        people.update(ada.hiding(Hidden.of("changed")));

        assertThat(secretOf(ada)).contains("changed");
    }

    @Test
    void a_hidden_field_is_not_read_and_never_printed() {
        var ada = people.insert(Person.named("ada"));

        assertThat(people.findById(ada.id()).orElseThrow().secret().known()).isEmpty();
        assertThat(ada.toString()).doesNotContain("s3cret");
    }

    @Test
    void a_record_whose_hidden_field_was_not_read_is_not_inserted() {
        assertThatThrownBy(() -> people.insert(Person.named("ada").hiding(Hidden.unread())))
                .hasMessage("Person.secret needs a value to be inserted");
    }

    @Test
    void a_patch_changes_what_it_names_and_returns_the_record() {
        var ada = people.insert(Person.named("ada").aged(36));

        var patched = people.patch(
                ada.id(),
                Person.NAME.to(" Lovelace ").and(Person.POINTS.plus(5)).and(Person.AGE.cleared()));

        assertThat(patched).hasValueSatisfying(person -> {
            assertThat(person.name()).isEqualTo("Lovelace");
            assertThat(person.points()).isEqualTo(12);
            assertThat(person.age()).isEmpty();
            assertThat(person.version()).isEqualTo(2);
        });
    }

    @Test
    void a_patch_of_nobody_is_empty() {
        assertThat(people.patch(PersonId.fresh(), Person.NAME.to("x"))).isEmpty();
    }

    @Test
    void additions_from_many_threads_are_all_counted() throws Exception {
        var ada = people.insert(Person.named("ada"));

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var tasks = IntStream.range(0, 50)
                    .<Callable<Object>>mapToObj(_ -> () -> people.patch(ada.id(), Person.POINTS.plus(1)))
                    .toList();
            for (var done : threads.invokeAll(tasks)) {
                done.get();
            }
        }

        assertThat(people.findById(ada.id()).orElseThrow().points()).isEqualTo(57);
    }

    @Test
    void a_patch_may_not_touch_what_the_repository_keeps() {
        var ada = people.insert(Person.named("ada"));

        assertThatThrownBy(() -> people.patch(ada.id(), Person.VERSION.to(9L))).hasMessageContaining("Person.version");
        assertThatThrownBy(() -> people.patch(ada.id(), Person.NAME.cleared())).hasMessageContaining("not Optional");
        assertThatThrownBy(() -> people.patch(ada.id(), Person.NAME.plus(1))).hasMessageContaining("no whole number");
        assertThatThrownBy(() -> Person.NAME.to("a").and(Person.NAME.to("b"))).hasMessageContaining("each field once");
    }

    @Test
    void a_patch_of_many_says_how_many() {
        insert("ada", "bob", "eve");

        assertThat(people.updateAll(Person.NAME.in(List.of("ada", "bob")), Person.MOOD.to(Mood.CROSS)))
                .isEqualTo(2);

        assertThat(people.count(Person.MOOD.is(Mood.CROSS))).isEqualTo(2);
    }
}
