package dev.holdfast.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.Exchange;
import dev.holdfast.Hidden;
import dev.holdfast.Kind;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What holds when records are written. */
abstract class WritingContract extends StoreContract {

    @Test
    void what_is_inserted_is_found_as_it_was_returned() {
        var team = teams.insert(new Team(UUID.randomUUID(), "Red"));

        var stored = people.insert(Person.named("ada").aged(36).in(team.id()));

        assertThat(people.findById(stored.id())).contains(stored.hiding(Hidden.unread()));
        assertThat(stored.wage()).isEqualTo(new BigDecimal("12.50"));
    }

    @Test
    void text_is_trimmed_and_lowercased_before_it_is_stored_or_compared() {
        people.insert(Person.of("  Ada ", " ADA@Example.ORG "));

        assertThat(people.findOne(Query.where(Person.EMAIL.is("Ada@EXAMPLE.org"))))
                .hasValueSatisfying(ada -> {
                    assertThat(ada.name()).isEqualTo("Ada");
                    assertThat(ada.email()).isEqualTo("ada@example.org");
                });
    }

    @Test
    void stamps_are_those_of_the_clock_in_milliseconds() {
        var stored = people.insert(Person.named("ada"));

        assertThat(stored.createdAt()).isEqualTo(Instant.parse("2026-11-23T10:00:00.123Z"));
        assertThat(stored.updatedAt()).isEqualTo(stored.createdAt());
        assertThat(stored.version()).isEqualTo(1);
    }

    @Test
    @SuppressWarnings("NullAway") // a null is what the default is for
    void a_default_takes_the_place_of_null() {
        var stored = people.insert(Person.named("ada").moody(null));

        assertThat(stored.mood()).isEqualTo(Mood.CALM);
    }

    @Test
    @SuppressWarnings("NullAway") // a null is what is refused
    void null_without_a_default_names_its_field() {
        assertFaultAt("/name", () -> people.insert(Person.of(null, "ada@example.org")));
    }

    @Test
    void a_unique_violation_names_its_field() {
        insert("ada");

        assertFaultAt("/email", () -> people.insert(Person.of("Other", "ADA@example.org")))
                .isInstanceOfSatisfying(
                        UniqueViolation.class,
                        taken -> assertThat(taken.names(Person.EMAIL)).isTrue())
                .hasMessage("email is already taken");
    }

    @Test
    void a_second_record_with_the_same_id_names_the_id() {
        var ada = people.insert(Person.named("ada"));

        assertFaultAt(
                "/id",
                () -> people.insert(new Person(
                        ada.id(),
                        "x",
                        "x",
                        ada.age(),
                        ada.mood(),
                        true,
                        1,
                        1,
                        ada.wage(),
                        ada.team(),
                        Hidden.of("x"),
                        ada.tags(),
                        ada.votes(),
                        ada.createdAt(),
                        ada.updatedAt(),
                        0)));
    }

    @Test
    void a_reference_to_nothing_is_unprocessable_where_the_database_looks() {
        var ada = Person.named("ada").in(UUID.randomUUID());
        if (database.capabilities().references()) {
            assertRefused(Kind.UNPROCESSABLE, () -> people.insert(ada));
        } else {
            assertThat(people.findById(people.insert(ada).id()).orElseThrow().team())
                    .isEqualTo(ada.team());
        }
    }

    /** Rules stand beside references in the files that make tables; where there are no tables there is neither. */
    @Test
    void a_rule_of_the_table_is_unprocessable_where_there_are_tables() {
        var ada = Person.named("ada").worth(-1);
        if (database.capabilities().references()) {
            assertRefused(Kind.UNPROCESSABLE, () -> people.insert(ada));
        } else {
            assertThat(people.findById(people.insert(ada).id()).orElseThrow().points())
                    .isEqualTo(-1);
        }
    }

    @Test
    void of_several_records_with_one_that_is_there_none_is_stored_and_none_is_lost() {
        insert("bob");

        assertFaultAt("/email", () -> insert("ada", "bob", "eve"));
        assertFaultAt("/email", () -> insert("bob", "ada"));

        assertThat(people.find(Query.all())).extracting(Person::name).containsExactly("bob");
    }

    @Test
    void nothing_is_added_to_what_is_absent() {
        var ada = people.insert(Person.named("ada"));
        var bob = people.insert(Person.named("bob").aged(36));

        assertThat(people.patch(ada.id(), Person.AGE.plus(1).and(Person.POINTS.plus(1))))
                .hasValueSatisfying(person -> {
                    assertThat(person.age()).isEmpty();
                    assertThat(person.points()).isEqualTo(8);
                    assertThat(person.version()).isEqualTo(2);
                });
        assertThat(people.patch(bob.id(), Person.AGE.plus(1)).orElseThrow().age())
                .contains(37);
        assertThat(people.updateAll(Filter.all(), Person.AGE.plus(1))).isEqualTo(2);
        assertThat(people.findById(ada.id()).orElseThrow().age()).isEmpty();
        assertThat(people.findById(bob.id()).orElseThrow().age()).contains(38);
    }

    @Test
    void upserts_of_the_same_new_key_end_in_one_record() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var tasks = IntStream.range(0, 40)
                    .<Callable<Object>>mapToObj(
                            number -> () -> people.upsert(Person.of("p" + number, "one@example.org"), Person.EMAIL))
                    .toList();
            for (var done : threads.invokeAll(tasks)) {
                done.get();
            }
        }

        assertThat(people.find(Query.all()))
                .singleElement()
                .satisfies(one -> assertThat(one.version()).isEqualTo(40));
    }

    @Test
    void an_upsert_by_the_id_replaces_the_record_of_that_id() {
        var first = people.upsert(Person.named("ada").aged(36), Person.ID);

        var second = people.upsert(
                new Person(
                        first.id(),
                        "Ada L.",
                        "other@example.org",
                        Optional.empty(),
                        first.mood(),
                        false,
                        2,
                        8,
                        first.wage(),
                        first.team(),
                        Hidden.of("x"),
                        first.tags(),
                        first.votes(),
                        first.createdAt(),
                        first.updatedAt(),
                        0),
                Person.ID);

        assertThat(second.age()).isEmpty();
        assertThat(second.version()).isEqualTo(2);
        assertThat(people.findById(first.id())).contains(second.hiding(Hidden.unread()));
    }

    @Test
    void an_upsert_that_takes_what_is_another_records_names_it() {
        insert("ada");
        var bob = people.insert(Person.named("bob"));

        assertFaultAt(
                "/email",
                () -> people.upsert(bob.with("Ada").hiding(Hidden.of("x")).at("ada@example.org"), Person.ID));
    }

    @Test
    void inserting_several_is_all_or_nothing() {
        insert("ada");

        assertThatThrownBy(() -> insert("bob", "ada")).isInstanceOf(UniqueViolation.class);

        assertThat(people.count(Filter.all())).isEqualTo(1);
    }

    @Test
    void an_upsert_inserts_and_then_replaces_but_keeps_id_and_creation_time() {
        var first = people.upsert(Person.of("Ada", "ada@example.org"), Person.EMAIL);
        clock.advance(Duration.ofMinutes(1));

        var second = people.upsert(Person.of("Ada L.", "ada@example.org"), Person.EMAIL);

        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.name()).isEqualTo("Ada L.");
        assertThat(second.createdAt()).isEqualTo(first.createdAt());
        assertThat(second.version()).isEqualTo(2);
        assertThat(people.count(Filter.all())).isEqualTo(1);
    }

    @Test
    void deleting_says_whether_there_was_something() {
        var ada = people.insert(Person.named("ada"));

        assertThat(people.deleteById(ada.id())).isTrue();
        assertThat(people.deleteById(ada.id())).isFalse();
        assertThat(people.findById(ada.id())).isEqualTo(Optional.empty());
    }

    @Test
    void two_hundred_inserts_at_once_are_all_stored() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var tasks = IntStream.range(0, 200)
                    .<Callable<Object>>mapToObj(number -> () -> people.insert(Person.named("p" + number)))
                    .toList();
            for (var done : threads.invokeAll(tasks)) {
                done.get();
            }
        }

        assertThat(people.count(Filter.all())).isEqualTo(200);
    }

    @Test
    void among_inserts_at_once_a_refused_one_fails_alone() throws Exception {
        insert("p7");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var tasks = IntStream.range(0, 100)
                    .<Callable<Integer>>mapToObj(number -> () -> taken(Person.named("p" + number)))
                    .toList();
            var refused = 0;
            for (var done : threads.invokeAll(tasks)) {
                refused += done.get();
            }
            assertThat(refused).isEqualTo(1);
        }

        assertThat(people.count(Filter.all())).isEqualTo(100);
    }

    private int taken(Person person) {
        try {
            people.insert(person);
            return 0;
        } catch (UniqueViolation taken) {
            return 1;
        }
    }

    @Test
    void I13_text_comes_back_letter_by_letter() {
        var texts = List.of(
                "'; DROP TABLE people; --",
                "%",
                "_",
                "\\",
                "\"",
                "👩‍🚀 ñ ß 𝄞",
                "x".repeat(1_000_000),
                "line\nline\r\n\ttab");
        for (var text : texts) {
            var stored = people.insert(Person.of(text, UUID.randomUUID() + "@example.org"));

            assertThat(people.findById(stored.id()).orElseThrow().name()).isEqualTo(text.strip());
            assertThat(people.count(Person.NAME.is(text).and(Person.ID.is(stored.id()))))
                    .isEqualTo(1);
        }
    }

    @Test
    void text_that_not_every_database_can_keep_is_refused_by_name() {
        for (var text : List.of("a\0b", "half \uD83D", "\uDE00 half")) {
            assertFaultAt("/name", () -> people.insert(Person.of(text, "x@example.org")));
            assertFaultAt("/name", () -> people.count(Person.NAME.is(text)));
        }
    }

    @Test
    void time_spent_is_counted_for_the_request() {
        var exchange = new Exchange("GET", "/", InetAddress.getLoopbackAddress());

        ScopedValue.where(Exchange.CURRENT, exchange).run(() -> insert("ada"));

        assertThat(exchange.nanos(Exchange.Part.DATABASE)).isPositive();
    }
}
