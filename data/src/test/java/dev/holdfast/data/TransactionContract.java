package dev.holdfast.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What holds when several writes are one. */
abstract class TransactionContract extends StoreContract {

    @Test
    void all_writes_of_a_transaction_are_stored() {
        var name = database.inTransaction(() -> {
            var team = teams.insert(new Team(UUID.randomUUID(), "Red"));
            return people.insert(Person.named("ada").in(team.id())).name();
        });

        assertThat(name).isEqualTo("ada");
        assertThat(people.count(Filter.all())).isEqualTo(1);
        assertThat(teams.count(Filter.all())).isEqualTo(1);
    }

    @Test
    void none_is_stored_when_the_body_throws() {
        assertThatThrownBy(() -> database.inTransaction(() -> {
                    insert("ada");
                    throw new IOException("no");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("no");

        assertThat(people.count(Filter.all())).isZero();
    }

    @Test
    void a_transaction_reads_what_it_wrote_and_nobody_else_does() {
        database.inTransaction(() -> {
            insert("ada");
            assertThat(people.count(Filter.all())).isEqualTo(1);
            assertThat(elsewhere(() -> people.count(Filter.all()))).isZero();
            return true;
        });
    }

    @Test
    void a_refused_write_undoes_itself_alone() {
        insert("ada");

        database.inTransaction(() -> {
            insert("bob");
            assertThatThrownBy(() -> insert("ada")).isInstanceOf(UniqueViolation.class);
            insert("eve");
            return true;
        });

        assertThat(people.count(Filter.all())).isEqualTo(3);
    }

    @Test
    void a_transaction_inside_another_is_part_of_it() {
        assertThatThrownBy(() -> database.inTransaction(() -> {
                    database.inTransaction(() -> {
                        insert("ada");
                        return true;
                    });
                    throw new IllegalArgumentException("no");
                }))
                .hasMessage("no");

        assertThat(people.count(Filter.all())).isZero();
    }

    @Test
    void an_inner_transaction_that_throws_takes_only_its_own_writes_back() {
        database.inTransaction(() -> {
            insert("ada");
            assertThatThrownBy(() -> database.inTransaction(() -> {
                        insert("bob");
                        throw new IllegalArgumentException("no");
                    }))
                    .hasMessage("no");
            insert("eve");
            return true;
        });

        assertThat(people.find(Query.<Person>all().by(Person.NAME.ascending())))
                .extracting(Person::name)
                .containsExactly("ada", "eve");
    }

    @Test
    void code_can_ask_whether_it_is_in_a_transaction() {
        assertThat(Database.inTransactionNow()).isFalse();
        assertThat(database.inTransaction(Database::inTransactionNow)).isTrue();
        assertThat(Database.inTransactionNow()).isFalse();
    }

    @Test
    void transactions_from_many_threads_follow_one_another() throws Exception {
        var ada = people.insert(Person.named("ada").worth(0));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var tasks = IntStream.range(0, 30)
                    .<Callable<Object>>mapToObj(_ -> () -> database.inTransaction(() -> {
                        var read = people.findById(ada.id()).orElseThrow();
                        return people.update(read.worth(read.points() + 1));
                    }))
                    .toList();
            for (var done : threads.invokeAll(tasks)) {
                done.get();
            }
        }

        assertThat(people.findById(ada.id()).orElseThrow().points()).isEqualTo(30);
    }

    private static <R> R elsewhere(Callable<R> body) {
        return CompletableFuture.supplyAsync(() -> {
                    try {
                        return body.call();
                    } catch (Exception failure) {
                        throw new CompletionException(failure);
                    }
                })
                .join();
    }
}
