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
        if (areRefused()) {
            return;
        }
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
        if (areRefused()) {
            return;
        }
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
        if (areRefused()) {
            return;
        }
        database.inTransaction(() -> {
            insert("ada");
            assertThat(people.count(Filter.all())).isEqualTo(1);
            assertThat(elsewhere(() -> people.count(Filter.all()))).isZero();
            return true;
        });
    }

    @Test
    void a_refused_write_undoes_itself_alone_or_all_of_it() {
        if (areRefused()) {
            return;
        }
        insert("ada");
        ScopedValue.CallableOp<Object, RuntimeException> body = () -> {
            insert("bob");
            assertThatThrownBy(() -> insert("ada")).isInstanceOf(UniqueViolation.class);
            return true;
        };

        if (database.capabilities().savepoints()) {
            database.inTransaction(body);
            assertThat(people.count(Filter.all())).isEqualTo(2);
        } else {
            assertUndone(body);
            assertThat(people.count(Filter.all())).isEqualTo(1);
        }
    }

    @Test
    void a_transaction_inside_another_is_part_of_it() {
        if (areRefused()) {
            return;
        }
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
    void an_inner_transaction_that_throws_takes_its_own_writes_back_or_all() {
        if (areRefused()) {
            return;
        }
        ScopedValue.CallableOp<Object, RuntimeException> body = () -> {
            insert("ada");
            assertThatThrownBy(() -> database.inTransaction(() -> {
                        insert("bob");
                        throw new IllegalArgumentException("no");
                    }))
                    .hasMessage("no");
            return true;
        };

        if (database.capabilities().savepoints()) {
            database.inTransaction(body);
            assertThat(people.find(Query.all())).extracting(Person::name).containsExactly("ada");
        } else {
            assertUndone(body);
            assertThat(people.find(Query.all())).isEmpty();
        }
    }

    @Test
    void code_can_ask_whether_it_is_in_a_transaction() {
        assertThat(Database.inTransactionNow()).isFalse();
        if (!areRefused()) {
            assertThat(database.inTransaction(Database::inTransactionNow)).isTrue();
        }
        assertThat(Database.inTransactionNow()).isFalse();
    }

    @Test
    void transactions_from_many_threads_follow_one_another() throws Exception {
        if (areRefused()) {
            return;
        }
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

    /** Where there are no transactions, nothing is done that would look like one. */
    private boolean areRefused() {
        if (database.capabilities().transactions()) {
            return false;
        }
        assertThatThrownBy(() -> database.inTransaction(() -> people.insert(Person.named("nobody"))))
                .isInstanceOf(DatabaseFailure.class)
                .hasMessageContaining("has no transactions");
        assertThat(people.count(Filter.all())).isZero();
        return true;
    }

    /** Without savepoints, whoever catches the failure finds that nothing more can be done, and nothing is stored. */
    private void assertUndone(ScopedValue.CallableOp<Object, RuntimeException> body) {
        assertThatThrownBy(() -> database.inTransaction(body))
                .isInstanceOf(DatabaseFailure.class)
                .hasMessageContaining("this transaction was undone");
        assertThatThrownBy(() -> database.inTransaction(() -> {
                    body.call();
                    return people.count(Filter.all());
                }))
                .isInstanceOf(DatabaseFailure.class)
                .hasMessageContaining("this transaction was undone");
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
