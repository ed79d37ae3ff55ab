package dev.holdfast.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.Hidden;
import dev.holdfast.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is done to new values of a field before they are stored. */
abstract class SavingContract extends StoreContract {

    /** What was given to the change; it makes of "s3cret" "#s3cret". */
    private final List<String> seen = new ArrayList<>();

    private Repository<Person, PersonId> members;

    @BeforeEach
    void hook() {
        members = people.saving(Person.SECRET, secret -> {
            seen.add(secret);
            return "#" + secret;
        });
    }

    @Test
    void what_is_inserted_is_changed_before_it_is_stored() {
        var ada = members.insert(Person.named("ada"));
        var others = members.insertAll(List.of(
                Person.named("bob").hiding(Hidden.of("b")), Person.named("eve").hiding(Hidden.of("e"))));

        assertThat(ada.secret().known()).contains("#s3cret");
        assertThat(secretOf(ada)).contains("#s3cret");
        assertThat(others).extracting(this::secretOf).containsExactly(Optional.of("#b"), Optional.of("#e"));
        assertThat(seen).containsExactly("s3cret", "b", "e");
    }

    @Test
    void an_upsert_is_changed_whether_it_inserts_or_replaces() {
        var ada = members.upsert(Person.named("ada"), Person.EMAIL);
        members.upsert(Person.named("ada").hiding(Hidden.of("other")), Person.EMAIL);

        assertThat(secretOf(ada)).contains("#other");
        assertThat(seen).containsExactly("s3cret", "other");
    }

    @Test
    void an_update_changes_only_what_is_new() {
        var ada = members.insert(Person.named("ada"));
        seen.clear();

        var renamed = members.update(ada.with("Ada L."));
        assertThat(seen).isEmpty();
        assertThat(secretOf(ada)).contains("#s3cret");

        members.update(renamed.hiding(Hidden.of("new")));
        assertThat(seen).containsExactly("new");
        assertThat(secretOf(ada)).contains("#new");
    }

    @Test
    void an_update_leaves_alone_what_was_not_read() {
        var ada = members.insert(Person.named("ada"));
        seen.clear();

        members.update(members.findById(ada.id()).orElseThrow().with("Ada L."));

        assertThat(seen).isEmpty();
        assertThat(secretOf(ada)).contains("#s3cret");
        assertThat(members.findById(ada.id()).orElseThrow().name()).isEqualTo("Ada L.");
    }

    @Test
    void an_update_of_an_old_version_is_refused_as_ever() {
        var ada = members.insert(Person.named("ada"));
        members.patch(ada.id(), Person.SECRET.to("meanwhile"));

        assertThatThrownBy(() -> members.update(ada.with("Ada L."))).isInstanceOf(StaleVersion.class);

        assertThat(secretOf(ada)).contains("#meanwhile");
    }

    @Test
    void an_update_of_a_record_that_is_gone_says_so_and_changes_nothing() {
        var ada = members.insert(Person.named("ada"));
        members.deleteById(ada.id());
        seen.clear();

        assertRefused(Kind.MISSING, () -> members.update(ada));
        assertThat(seen).isEmpty();
    }

    @Test
    void what_a_patch_assigns_is_changed() {
        var ada = members.insert(Person.named("ada"));
        members.patch(ada.id(), Person.SECRET.to("one"));
        assertThat(secretOf(ada)).contains("#one");

        members.updateAll(Filter.all(), Person.SECRET.to("two").and(Person.NAME.to("Ada")));

        assertThat(secretOf(ada)).contains("#two");
        assertThat(members.patch(ada.id(), Person.POINTS.plus(1)).orElseThrow().points())
                .isEqualTo(8);
        assertThat(seen).containsExactly("s3cret", "one", "two");
    }

    @Test
    void what_breaks_a_rule_is_refused_before_it_is_changed() {
        assertFaultAt("/secret", () -> members.insert(Person.named("ada").hiding(Hidden.of(" "))));
        assertFaultAt("/name", () -> members.insert(Person.of("", "ada@example.org")));
        assertFaultAt("/secret", () -> members.patch(PersonId.fresh(), Person.SECRET.to("")));

        assertThat(seen).isEmpty();
    }

    @Test
    void what_a_change_makes_has_to_keep_the_rules_too() {
        var longer = people.saving(Person.SECRET, secret -> secret.repeat(60));

        assertFaultAt("/secret", () -> longer.insert(Person.named("ada")));
    }

    @Test
    void a_change_sees_a_value_as_it_would_be_stored_and_several_are_done_in_turn() {
        var tidy = people.saving(Person.NAME, name -> name + "!").saving(Person.NAME, name -> name + "?");

        var ada = tidy.insert(Person.of("  Ada ", "ada@example.org"));

        assertThat(ada.name()).isEqualTo("Ada!?");
        assertThat(tidy.update(ada.aged(36)).name()).isEqualTo("Ada!?");
        assertThat(tidy.update(tidy.findById(ada.id()).orElseThrow().with(" Eve"))
                        .name())
                .isEqualTo("Eve!?");
    }

    @Test
    void a_value_that_is_absent_is_not_changed() {
        var older = people.saving(Person.AGE, age -> age + 1);

        var ada = older.insert(Person.named("ada"));
        assertThat(ada.age()).isEmpty();
        assertThat(older.update(ada.aged(36)).age()).contains(37);
        assertThat(older.patch(ada.id(), Person.AGE.cleared()).orElseThrow().age())
                .isEmpty();
    }

    @Test
    void a_part_of_a_value_cannot_be_changed_and_is_refused() {
        var ada = people.insert(Person.named("ada"));
        var sorted = people.saving(
                Person.TAGS.whole(), tags -> tags.stream().sorted().toList());
        var doubled = people.saving(Person.POINTS, points -> points * 2);

        assertThat(sorted.patch(ada.id(), Person.TAGS.to(List.of("b", "a")))
                        .orElseThrow()
                        .tags())
                .containsExactly("a", "b");
        assertThatThrownBy(() -> sorted.patch(ada.id(), Person.TAGS.pushed("c")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Person.tags is changed before it is saved, and only a whole value can be: use to(...)");
        assertThatThrownBy(() -> doubled.patch(ada.id(), Person.POINTS.plus(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_change_runs_on_the_thread_of_the_caller_and_in_no_transaction_but_the_callers() {
        var where = new ArrayList<Object>();
        var watched = people.saving(Person.SECRET, secret -> {
            where.add(Thread.currentThread());
            where.add(Database.inTransactionNow());
            return people.count(Filter.all()) + secret;
        });

        var ada = watched.insert(Person.named("ada"));
        var updated = watched.update(ada.hiding(Hidden.of("x")));

        assertThat(secretOf(updated)).contains("1x");
        assertThat(where).containsExactly(Thread.currentThread(), false, Thread.currentThread(), false);
    }

    @Test
    void a_change_within_a_transaction_is_undone_with_it() {
        var refusal = database.capabilities().transactions() ? "no" : "has no transactions";

        assertThatThrownBy(() -> database.inTransaction(() -> {
                    members.insert(Person.named("ada"));
                    throw new IllegalStateException("no");
                }))
                .hasMessageContaining(refusal);

        assertThat(members.exists(Filter.all())).isFalse();
        assertThat(members.count(Filter.all())).isZero();
    }
}
