package dev.holdfast.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.bwaldvogel.mongo.MongoServer;
import dev.holdfast.Deadline;
import dev.holdfast.Kind;
import dev.holdfast.Problem;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What happens when the server is slow, or goes away; on a fake that can be told to. */
class MongoLimitsTest {

    private final SlowMongo slow = new SlowMongo();
    private final MongoServer server = new MongoServer(slow);
    private final DatabaseOptions options = DatabaseOptions.of(server.bindAndGetConnectionString() + "/limits")
            .schemas(Person.SCHEMA)
            .pool(1);

    @AfterEach
    void stop() {
        slow.open();
        server.shutdownNow();
    }

    @Test
    void a_question_takes_no_longer_than_its_timeout() {
        try (var database = Database.open(options.timeout(Duration.ofMillis(300)))) {
            slow.shut();

            var problem = late(() -> database.repository(Team.MODEL).findById(UUID.randomUUID()));

            assertThat(problem).hasMessage("the database took too long");
            assertThat(problem.retryAfter()).isPresent();
            slow.open();
        }
    }

    @Test
    void the_deadline_of_a_request_shortens_the_timeout() {
        try (var database = Database.open(options.timeout(Duration.ofMinutes(1)))) {
            slow.shut();

            late(() -> Deadline.within(
                    Duration.ofMillis(300),
                    () -> database.repository(Team.MODEL).findById(UUID.randomUUID())));
            late(() -> Deadline.within(
                    Duration.ZERO, () -> database.repository(Team.MODEL).count(Filter.all())));
            slow.open();
        }
    }

    @Test
    void nobody_waits_long_for_a_connection() {
        try (var database = Database.open(options.timeout(Duration.ofMinutes(1)))) {
            var teams = database.repository(Team.MODEL);
            slow.shut();
            var first = CompletableFuture.supplyAsync(() -> teams.findById(UUID.randomUUID()));
            while (slow.finds().isEmpty()) {
                Thread.onSpinWait();
            }

            assertThat(late(() -> teams.count(Filter.all()))).hasMessage("the database has more to do than it can");
            assertThat(database.statistics().reading()).isEqualTo(1);

            slow.open();
            assertThat(first.join()).isEmpty();
        }
    }

    @Test
    void a_server_that_went_away_is_unavailable() {
        try (var database = Database.open(options)) {
            server.shutdownNow();

            assertThat(late(database::ping)).hasMessage("the database cannot be reached");
        }
    }

    @Test
    void closing_waits_for_what_was_accepted() {
        var database = Database.open(options);
        slow.shut();
        var accepted = CompletableFuture.supplyAsync(
                () -> database.repository(Team.MODEL).findById(UUID.randomUUID()));
        while (slow.finds().isEmpty()) {
            Thread.onSpinWait();
        }
        var closing = CompletableFuture.runAsync(database::close);

        slow.open();

        assertThat(accepted.join()).isEmpty();
        closing.join();
    }

    @Test
    void what_is_hidden_or_not_asked_for_never_leaves_the_server() {
        try (var database = Database.open(options)) {
            var people = database.repository(Person.MODEL);
            people.find(Query.all());
            people.find(Query.all(), ListContract.AS_BADGE);
            people.find(Query.<Person>all().including(Person.SECRET));

            assertThat(slow.finds())
                    .extracting(question -> (de.bwaldvogel.mongo.bson.Document) question.get("projection"))
                    .satisfiesExactly(
                            whole -> assertThat(whole.keySet())
                                    .contains("name", "wage")
                                    .doesNotContain("secret"),
                            badge -> assertThat(badge.keySet()).containsExactlyInAnyOrder("name", "tags", "_id"),
                            secret -> assertThat(secret.keySet()).contains("secret"));
        }
    }

    private static Problem late(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        var started = System.nanoTime();
        var thrown = new Problem[1];
        assertThatThrownBy(call).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.kind()).isEqualTo(Kind.UNAVAILABLE);
            thrown[0] = problem;
        });
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(10));
        return thrown[0];
    }
}
