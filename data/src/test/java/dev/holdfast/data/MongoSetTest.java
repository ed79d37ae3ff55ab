package dev.holdfast.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoDatabase;
import de.bwaldvogel.mongo.MongoServer;
import dev.holdfast.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What the store makes of a server that has transactions; on a fake that answers like one, see {@link FakeReplicaSet}. */
class MongoSetTest {

    private static final FakeReplicaSet SET = new FakeReplicaSet();
    private static final String SERVER = new MongoServer(SET).bindAndGetConnectionString();

    private static DatabaseOptions options() {
        return DatabaseOptions.of(SERVER + "/t" + UUID.randomUUID().toString().replace("-", ""))
                .pool(32);
    }

    /** An empty database for each test. */
    interface Here extends Place {
        @Override
        default DatabaseOptions empty(Path folder) {
            return options();
        }
    }

    @Nested
    class Writing extends WritingContract implements Here {}

    @Nested
    class Changing extends ChangingContract implements Here {}

    @Nested
    class Queries extends QueryContract implements Here {}

    @Nested
    class Transactions extends TransactionContract implements Here {}

    @Nested
    class Faults extends StoreContract {

        private static final String UNKNOWN = "UnknownTransactionCommitResult";
        private static final String PASSING = "TransientTransactionError";

        @Override
        public DatabaseOptions empty(Path place) {
            return options().timeout(Duration.ofSeconds(3));
        }

        @Test
        void a_body_is_run_again_when_another_transaction_got_in_the_way() {
            SET.answerCommits(
                    FakeReplicaSet.error(112, "WriteConflict", PASSING),
                    FakeReplicaSet.error(112, "WriteConflict", PASSING));
            var runs = new AtomicInteger();

            database.inTransaction(() -> {
                insert("ada");
                return runs.incrementAndGet();
            });

            assertThat(runs).hasValue(3);
            assertThat(people.count(Filter.all())).isEqualTo(1);
        }

        @Test
        void a_commit_is_asked_for_again_when_nobody_knows_what_became_of_it() {
            SET.answerCommits(
                    FakeReplicaSet.error(64, "WriteConcernFailed", UNKNOWN),
                    FakeReplicaSet.error(64, "WriteConcernFailed", UNKNOWN));
            var runs = new AtomicInteger();

            database.inTransaction(() -> {
                insert("ada");
                return runs.incrementAndGet();
            });

            assertThat(runs).hasValue(1);
            assertThat(people.count(Filter.all())).isEqualTo(1);
        }

        @Test
        void when_the_time_is_up_the_database_is_busy() {
            var conflicts = new de.bwaldvogel.mongo.bson.Document[5_000];
            Arrays.fill(conflicts, FakeReplicaSet.error(112, "WriteConflict", PASSING));
            SET.answerCommits(conflicts);
            try {
                assertRefused(Kind.UNAVAILABLE, () -> database.inTransaction(() -> teams.insert(red())));
            } finally {
                SET.forget();
            }
            assertThat(teams.count(Filter.all())).isZero();
        }

        @Test
        void a_refused_write_that_the_body_hides_still_undoes_the_transaction() {
            insert("ada");

            assertThatThrownBy(() -> database.inTransaction(() -> {
                        insert("bob");
                        assertThatThrownBy(() -> insert("ada")).isInstanceOf(UniqueViolation.class);
                        assertThatThrownBy(() -> people.count(Filter.all())).isInstanceOf(DatabaseFailure.class);
                        return true;
                    }))
                    .isInstanceOf(DatabaseFailure.class)
                    .hasMessageContaining("MongoDB has no savepoints");
            assertThat(people.count(Filter.all())).isEqualTo(1);
        }

        @Test
        void what_is_done_natively_in_a_transaction_is_part_of_it() {
            assertThatThrownBy(() -> database.inTransaction(() -> {
                        database.natively(
                                MongoDatabase.class,
                                driver -> driver.getCollection("teams").insertOne(new Document("_id", 1)));
                        assertThat(teams.count(Filter.all())).isEqualTo(1);
                        throw new IllegalArgumentException("no");
                    }))
                    .hasMessage("no");

            assertThat(teams.count(Filter.all())).isZero();
        }

        @Test
        void what_fails_natively_undoes_the_transaction_even_where_it_is_hidden() {
            assertThatThrownBy(() -> database.inTransaction(() -> {
                        insert("ada");
                        return database.natively(MongoDatabase.class, Faults::twice);
                    }))
                    .isInstanceOf(DatabaseFailure.class)
                    .hasMessageContaining("this transaction was undone");

            assertThat(people.count(Filter.all())).isZero();
        }

        private static boolean twice(MongoDatabase driver) {
            var collection = driver.getCollection("teams");
            collection.insertOne(new Document("_id", 1));
            assertThatThrownBy(() -> collection.insertOne(new Document("_id", 1)))
                    .hasMessageContaining("E11000");
            return true;
        }

        @Test
        void what_cannot_be_part_of_a_transaction_is_refused_in_one() {
            assertThatThrownBy(() -> database.inTransaction(() -> database.natively(
                            MongoDatabase.class,
                            driver -> driver.getCollection("teams").estimatedDocumentCount())))
                    .hasMessageContaining("estimatedDocumentCount cannot be part of a transaction");
        }

        @Test
        void several_writes_of_one_call_are_one_commit() {
            var before = database.statistics();
            var commits = SET.commits();

            insert("ada", "bob", "eve");

            assertThat(SET.commits() - commits).isEqualTo(1);
            assertThat(database.statistics().commits() - before.commits()).isEqualTo(1);
        }

        @Test
        void a_session_belongs_to_nobody_else() {
            assertThatThrownBy(() -> database.natively(ClientSession.class, session -> session))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("com.mongodb.client.MongoDatabase");
        }

        private Team red() {
            return new Team(UUID.randomUUID(), "Red");
        }
    }
}
