package dev.holdfast.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.Kind;
import dev.holdfast.Problem;
import dev.holdfast.testkit.Postgres;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Transactions of PostgreSQL beside others: what each of them sees is what one after the other would have seen. */
class PostgresIsolationTest {

    private static final Duration TIME = Duration.ofSeconds(3);

    private final AtomicInteger attempts = new AtomicInteger();
    private Database database;
    private Repository<Person, PersonId> people;

    @BeforeEach
    void open() {
        database = Database.open(DatabaseOptions.of(Postgres.shared().database())
                .schemas(Person.SCHEMA)
                .timeout(TIME)
                .pool(4));
        people = database.repository(Person.MODEL);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void a_change_of_many_is_seen_as_a_whole_or_not_at_all() {
        people.insert(Person.named("ada"));

        joinTheActive(() -> people.updateAll(Person.ACTIVE.is(true), Person.ACTIVE.to(false)));

        assertThat(people.count(Person.ACTIVE.is(true))).isZero();
        assertThat(attempts).hasValue(2);
    }

    @Test
    void a_deletion_of_many_is_seen_as_a_whole_or_not_at_all() {
        people.insert(Person.named("ada"));

        joinTheActive(() -> people.deleteAll(Person.ACTIVE.is(true)));

        assertThat(people.count(Filter.all())).isZero();
        assertThat(attempts).hasValue(2);
    }

    @Test
    void a_body_that_takes_longer_than_there_is_time_for_is_undone_however_short_its_steps() {
        var end = System.nanoTime() + TIME.toNanos() * 4;

        assertThatThrownBy(() -> database.inTransaction(() -> {
                    people.insert(Person.named("ada"));
                    while (System.nanoTime() < end) {
                        people.count(Filter.all());
                    }
                    return true;
                }))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("took too long");
        assertThat(System.nanoTime()).isLessThan(end);
        assertThat(people.count(Filter.all())).isZero();
    }

    @Test
    void a_value_that_is_too_noisefor_its_index_breaks_a_rule() {
        var noise = new Random(1)
                .ints(20_000, 'a', 'z')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();

        StoreContract.assertRefused(Kind.UNPROCESSABLE, () -> people.insert(Person.of("Ada", noise)));
    }

    /** Bob joins whoever is active, and meanwhile somebody else makes an end of all who are. */
    private void joinTheActive(Runnable meanwhile) {
        database.inTransaction(() -> {
            var isJoining = people.exists(Person.ACTIVE.is(true));
            if (attempts.incrementAndGet() == 1) {
                CompletableFuture.runAsync(meanwhile).join();
            }
            return isJoining ? people.insertAll(List.of(Person.named("bob"))) : List.of();
        });
    }
}
