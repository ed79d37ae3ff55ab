package dev.holdfast.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.bwaldvogel.mongo.MongoServer;
import dev.holdfast.Deadline;
import dev.holdfast.Kind;
import dev.holdfast.Problem;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
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
    void a_record_that_is_too_large_for_a_document_is_unprocessable() {
        try (var database = Database.open(options)) {
            var people = database.repository(Person.MODEL);
            var large = Person.of("x".repeat(17 << 20), "large@example.org");

            StoreContract.assertRefused(Kind.UNPROCESSABLE, () -> people.insert(large));
            StoreContract.assertRefused(
                    Kind.UNPROCESSABLE, () -> people.insertAll(List.of(Person.named("ada"), large)));
            assertThat(people.count(Filter.all())).isZero();
        }
    }

    @Test
    void a_text_that_is_too_long_to_be_searched_for_is_refused_by_name() {
        try (var database = Database.open(options)) {
            var people = database.repository(Person.MODEL);

            assertThat(people.count(Person.NAME.contains("(".repeat(10_000)))).isZero();
            StoreContract.assertFaultAt("/name", () -> people.count(Person.NAME.contains("(".repeat(10_001))));
        }
    }

    @Test
    void a_decimal_of_too_many_digits_is_refused_by_name() {
        try (var database = Database.open(options)) {
            var people = database.repository(Person.MODEL);

            StoreContract.assertFaultAt(
                    "/wage", () -> people.insert(Person.named("ada").paid("0." + "1".repeat(35))));
            assertThat(people.insert(Person.named("bob").paid("9".repeat(34))).wage())
                    .isEqualTo(new BigDecimal("9".repeat(34)));
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

    private static Problem late(ThrowingCallable call) {
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
